"""Words that the command line has from other rooms: relations, stances, formats; for help and completion."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from kgraph.model import Stance

__all__ = ["FORMAT", "RELATION", "STANCE", "VocabularyCommand"]


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


class _FormatType(click.types.StringParamType):
    """A format of `kgraph.export`, by name."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """All of them, for help."""
        return f"[{'|'.join(_formats())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, if there is such a format."""
        if value != USUAL and value not in _formats():  # which loads whatever the others need
            self.fail(f"{value!r} is not one of {', '.join(_formats())}.", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Names that begin so, with what they are for."""
        return [CompletionItem(n, help=s) for n, s in _formats().items() if n.startswith(incomplete)]


FORMAT = _FormatType()
USUAL = "jsonl"


def _formats() -> dict[str, str]:
    from kgraph.export import FORMATS

    return {row.name: row.summary for row in FORMATS.values()}
