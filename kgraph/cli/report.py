"""`kgraph report`: the dossier of one entity as a document."""

from __future__ import annotations

from typing import Any

import click

from kgraph.cli.inputs import given_filters, open_any
from kgraph.cli.options import filter_options, graph_argument, output_option
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["report"]


@click.command(cls=VocabularyCommand, short_help="A written dossier of an entity: HTML, Markdown or PDF.")
@graph_argument
@click.argument("who", metavar="ENTITY")
@output_option("The file to write: .html, .md or .pdf; - prints Markdown.")
@click.option("--title", metavar="TEXT", help="A title instead of the entity's name.")
@click.option("--diagram/--no-diagram", default=True, help="Whether there is a diagram (default: there is).")
@click.option(
    "--rows", "most", type=click.IntRange(1), default=40, show_default=True, metavar="N",
    help="Statements of a section at most; events, twice that.",
)  # fmt: skip
@click.option("--size", type=click.Choice(("A4", "letter")), default="A4", help="The pages of a PDF.")
@filter_options
def report(
    graph: str, who: str, output: str, title: str | None, diagram: bool, most: int, size: str, **filters: Any
) -> None:
    """Write a report about one entity, for people to read.

    What is claimed, who says it, and beside it who denies it; a timeline, a diagram, and what the graph
    cannot know. Each sentence has a note with the sentence of the article that it rests on.

    ENTITY is a name as people type it, or an id. GRAPH is a graph file, a folder that `kgraph build` wrote,
    or claims as JSON lines (- for standard input). A report in Markdown has its diagram in a file beside it.
    """
    found, given = open_any(graph), given_filters(filters)
    if output != STDOUT:
        found.report(who, output, title=title, diagram=diagram, most=most, size=size, **given)
        return
    from kgraph.report import report_text

    text = report_text(found, who, title=title, most=most, **given)
    with writing(STDOUT) as stream:
        stream.write(text)
