"""`kgraph draw`: a diagram of a graph."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from kgraph.cli.inputs import STDIN, given_filters, open_any
from kgraph.cli.options import filter_options, graph_argument, output_option
from kgraph.cli.output import STDOUT, print_bytes
from kgraph.cli.vocabulary import VocabularyCommand
from kgraph.folder import GRAPH_FILE

__all__ = ["draw"]

# As kgraph.draw has them, which takes long to load.
KINDS = ("graph", "timeline", "matrix", "chain")
LAYOUTS = ("auto", "circle", "spring", "stress")
SIZES = ("A3", "A3-portrait", "A4", "A4-portrait", "letter", "slide")
STYLES = ("accessible", "dark", "print", "screen")
MOST_DRAWN = 60
MOST_ON_PAGE = 2000


@click.command(cls=VocabularyCommand, short_help="A diagram of a graph: PNG, SVG, PDF, or a page (HTML).")
@graph_argument
@output_option("The file to write: .png, .svg, .pdf, or .html for a page to explore; - prints a PNG.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="graph",
    show_default=True,
    help="Entities and lines; what is said when; vendors by governments; a chain with its sentences.",
)
@click.option("--focus", metavar="NAME", help="Draw what hangs together with this entity.")
@click.option("--to", metavar="NAME", help="Where the chain from --focus leads.")
@click.option("--depth", type=click.IntRange(1), metavar="N", help="At most so many steps from --focus.")
@click.option(
    "--max-nodes",
    type=click.IntRange(1),
    metavar="N",
    help=f"Entities, or events, at most.  [default: {MOST_DRAWN}; {MOST_ON_PAGE} on a page]",
)
@click.option(
    "--max-steps", type=click.IntRange(1), metavar="N", help="Relations of a chain at most.  [default: 4]"
)
@click.option(
    "--layout", type=click.Choice(LAYOUTS), default="auto", show_default=True, help="How entities are placed."
)
@click.option(
    "--style",
    type=click.Choice(STYLES),
    help="How it looks; accessible is for the colour-blind.  [default: print; screen on a page]",
)
@click.option(
    "--size",
    default="auto",
    metavar="SIZE",
    help=f"The page: {', '.join(SIZES)}, or its width and height as 8x5in, 20x12cm or 200x120mm.  "
    "[default: auto, as the picture needs]",
)
@click.option(
    "--dpi", type=click.IntRange(10, 2400), metavar="N", help="Dots per inch of a PNG.  [default: 200]"
)
@click.option("--seed", type=int, metavar="N", help="Another arrangement for each number.")
@click.option("--title", metavar="TEXT", help="A title instead of the usual one.")
@click.option(
    "--name", metavar="TEXT", help="What the caption calls the graph.  [default: its file or folder]"
)
@filter_options
def draw(
    graph: str,
    output: str,
    kind: str,
    focus: str | None,
    to: str | None,
    depth: int | None,
    max_nodes: int | None,
    max_steps: int | None,
    layout: str,
    style: str | None,
    size: str,
    dpi: int | None,
    seed: int | None,
    title: str | None,
    name: str | None,
    **filters: Any,
) -> None:
    """Draw a picture of a graph, whole or of the claims that pass all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). The line of an edge tells its stance, so that an allegation never looks like a fact.

    Other kinds: `timeline` has a row for each event, with who says it; `matrix` has vendors by governments;
    `chain` leads from --focus to --to, with the sentences that say so.

    A name that ends in .html becomes a page to explore in a browser: one file that works from disk and
    asks no network for anything, with filters, search, and the evidence behind each line.
    """
    page = output.lower().endswith((".html", ".htm"))
    if page and size != "auto":
        raise click.UsageError("A page takes the size of its window: leave out --size.")
    found = open_any(graph)  # whole, so that --focus is known even where nothing about it passes the filters
    asked = {
        "kind": kind, "focus": focus, "to": to, "depth": depth, "max_steps": max_steps, "style": style,
        "dpi": dpi, "seed": seed, "title": title, "name": name or _name(graph),
    }  # fmt: skip
    options: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    if layout != "auto":
        options["layout"] = layout
    options |= given_filters(filters)
    if page:
        options["max_nodes"] = max_nodes or MOST_ON_PAGE
    else:
        options["size"] = size
        if max_nodes:
            options["max_events" if kind == "timeline" else "max_nodes"] = max_nodes
    if output != STDOUT:
        found.draw(output, **options)
        return
    with TemporaryDirectory(prefix="kgraph-") as folder:
        picture = Path(folder) / "graph.png"
        found.draw(picture, **options)
        print_bytes(picture.read_bytes())


def _name(graph: str) -> str | None:
    """What a graph is called in a caption: its file without the ending, or the folder of a build."""
    path = Path(graph).resolve()
    if path.is_file() and path.name == GRAPH_FILE:
        return path.parent.name
    return None if graph == STDIN else path.stem if path.is_file() else path.name
