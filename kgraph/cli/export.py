"""`kgraph export`: a graph in another format."""

from __future__ import annotations

from typing import Any

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, format_option, graph_argument, output_option
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["export"]


@click.command(cls=VocabularyCommand, short_help="A graph as Turtle, JSON lines or a table.")
@graph_argument
@format_option(None)
@output_option(
    "The file to write; its ending decides the format where --format is not given.", default=STDOUT
)
@filter_options
def export(graph: str, format: str | None, output: str, **filters: Any) -> None:
    """Write a graph in another format, whole or what passes all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). Standard output gets Turtle where --format is not given.
    """
    from kgraph.export import FORMATS, format_for
    from kgraph.export import export as write_file

    chosen = format or (format_for(output).name if output != STDOUT else "turtle")
    found = open_any(graph, filters)
    if output != STDOUT:
        write_file(found, output, chosen)
        return
    with writing(STDOUT) as stream:
        stream.writelines(f"{line}\n" for line in FORMATS[chosen].lines(found))
