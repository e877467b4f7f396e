"""Words that the command line has from other rooms: relations, stances, formats; for help and completion."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

from kgraph.model import Stance

__all__ = ["FORMAT", "KIND", "RELATION", "STANCE", "VocabularyCommand"]


class _RelationType(click.types.StringParamType):
    """The name or the label of a relation. The graph checks it, and suggests others."""

    name = "relation"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names that begin so, with their definitions."""
        from kgraph.ontology import ontology

        relations = ontology().relations.values()
        return [CompletionItem(r.name, help=r.definition) for r in relations if r.name.startswith(incomplete)]


RELATION = _RelationType()
STANCE = click.Choice([stance.value for stance in Stance])


class VocabularyCommand(click.Command):
    """A verb whose help ends with the stances and relations of the ontology."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The two lists, then the epilog of the verb."""
        from kgraph.ontology import ontology, ontology_dir
        from kgraph.ontology.turtle import Turtle

        file = Turtle(ontology_dir() / "kgraph.ttl")
        definitions = {stance: file.texts(f"kg:{stance}", "skos:definition") for stance in Stance}
        with formatter.section("Stances"):
            formatter.write_dl([(stance.value, " ".join(said)) for stance, said in definitions.items()])
        with formatter.section("Relations (subject → object)"):
            formatter.write_dl([(r.name, r.definition) for r in ontology().relations.values()])
        super().format_epilog(ctx, formatter)


class _TableType(click.types.StringParamType):
    """A row of a table of another room, by name: the room is loaded for any but the `usual` one."""

    def __init__(self, name: str, rows: Callable[[], dict[str, str]], usual: str | None = None) -> None:
        self.name = name
        self._rows = rows
        self._usual = usual

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """All of them, for help."""
        return f"[{'|'.join(self._rows())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a row."""
        if value != self._usual and value not in self._rows():
            self.fail(f"{value!r} is not one of {', '.join(self._rows())}.", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names that begin so, with what they are for."""
        return [CompletionItem(n, help=s) for n, s in self._rows().items() if n.startswith(incomplete)]


def _formats() -> dict[str, str]:
    from kgraph.export import FORMATS

    return {row.name: row.summary for row in FORMATS.values()}


def _kinds() -> dict[str, str]:
    from kgraph.documents.kinds import KINDS

    return {row.name: " ".join(row.endings) for row in KINDS}


USUAL = "jsonl"
FORMAT = _TableType("format", _formats, USUAL)
KIND = _TableType("kind", _kinds)
