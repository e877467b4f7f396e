"""`kgraph draw`: a diagram of a graph."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, graph_argument, output_option
from kgraph.cli.output import STDOUT, print_bytes
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["draw"]


@click.command(cls=VocabularyCommand, short_help="A diagram of a graph: PNG, SVG or PDF.")
@graph_argument
@output_option("The file to write: .png, .svg or .pdf; - prints a PNG.")
@click.option("--focus", metavar="NAME", help="Draw what hangs together with this entity.")
@click.option("--depth", type=click.IntRange(1), metavar="N", help="At most so many steps from --focus.")
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    metavar="N",
    help="Entities at most.",
)
@click.option("--layout", default="auto", show_default=True, metavar="NAME", help="How entities are placed.")
@click.option("--style", default="print", show_default=True, metavar="NAME", help="How it looks.")
@click.option(
    "--size", default="auto", show_default=True, metavar="NAME", help="The page, such as A4 or slide."
)
@click.option("--title", metavar="TEXT", help="A title instead of the usual one.")
@filter_options
def draw(
    graph: str,
    output: str,
    focus: str | None,
    depth: int | None,
    max_nodes: int,
    layout: str,
    style: str,
    size: str,
    title: str | None,
    **filters: Any,
) -> None:
    """Draw the relations of a graph, whole or of the claims that pass all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). The line of an edge tells its stance, so that an allegation never looks like a fact.
    """
    found = open_any(graph, filters)
    options: dict[str, Any] = {
        "focus": focus,
        "depth": depth,
        "max_nodes": max_nodes,
        "layout": layout,
        "style": style,
        "size": size,
        "title": title,
    }
    if output != STDOUT:
        found.draw(output, **options)
        return
    with TemporaryDirectory(prefix="kgraph-") as folder:
        picture = Path(folder) / "graph.png"
        found.draw(picture, **options)
        print_bytes(picture.read_bytes())
