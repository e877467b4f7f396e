"""`kgraph show`: the dossier of one entity."""

from __future__ import annotations

from typing import Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import given_filters, open_any
from kgraph.cli.options import filter_options, graph_argument
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["show"]


@click.command(cls=VocabularyCommand, short_help="The dossier of an entity: relations, disputes, timeline.")
@graph_argument
@click.argument("who", metavar="ENTITY")
@click.option(
    "--sentences", "most_sentences", type=click.IntRange(1), default=5, show_default=True, metavar="N",
    help="Sentences of a relation at most.",
)  # fmt: skip
@click.option(
    "--rows", "most_rows", type=click.IntRange(1), default=20, show_default=True, metavar="N",
    help="Rows of a part at most; events, twice that.",
)  # fmt: skip
@filter_options
@json_option
def show(graph: str, who: str, most_sentences: int, most_rows: int, as_json: bool, **filters: Any) -> None:
    """Print all that is said about one entity.

    Who it is, what is disputed, its relations by kind, what is missing, a timeline, and the articles; each
    claim with its sentence, its source and its article. ENTITY is a name as people type it, or an id.
    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). With filters it is the dossier of the claims that pass them.
    """
    from kgraph.cli.dossier_text import DossierText
    from kgraph.query.rows import dossier_as_row

    found = open_any(graph).dossier(who, **given_filters(filters))
    if as_json:
        print_json(dossier_as_row(found))
        return
    text = DossierText(found, most_sentences, most_rows)
    with writing(STDOUT) as stream:
        stream.writelines(f"{line}\n" for line in text.lines())
