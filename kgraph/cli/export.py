"""`kgraph export`: a graph in another format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, format_option, graph_argument, output_option
from kgraph.cli.output import STDOUT, print_bytes, writing
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["export"]

NUMBERED = "minimum-origins"


class _ExportCommand(VocabularyCommand):
    """Takes `--view minimum-origins 2` for `--view minimum-origins=2`: an option of click has one value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments, the number of that view joined to its name."""
        for place in range(len(args) - 2, 0, -1):
            if args[place - 1 : place + 1] == ["--view", NUMBERED] and args[place + 1].isdecimal():
                args[place : place + 2] = [f"{NUMBERED}={args[place + 1]}"]
        return super().parse_args(ctx, args)


@click.command(cls=_ExportCommand, short_help="A graph as RDF, a table, a network, and more.")
@graph_argument
@format_option(None)
@output_option(
    "The file to write; its ending decides the format where --format is not given.", default=STDOUT
)
@click.option(
    "--view",
    default="all",
    show_default=True,
    metavar="all|facts|disputed|minimum-origins N",
    help="Which claims: all; what may stand as plain facts, and who denies it; what is disputed, both sides; "
    "what so many independent origins say.",
)
@click.option(
    "--formula-safe", is_flag=True, help="In CSV, keep spreadsheets from running text as a formula."
)
@filter_options
def export(
    graph: str, format: str | None, output: str, view: str, formula_safe: bool, **filters: Any
) -> None:
    """Write a graph in another format, whole or what passes all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). Standard output gets Turtle where --format is not given. In RDF, a plain triple is written
    only for what at least one source asserts; everything else is in the claims alone.
    """
    from kgraph.export import FORMATS, format_for, view_of
    from kgraph.export import export as write_file

    chosen = FORMATS[format] if format else format_for(output) if output != STDOUT else FORMATS["turtle"]
    options = {"formula_safe": True} if formula_safe else {}
    found = view_of(open_any(graph, filters), view)
    if output != STDOUT:
        write_file(found, output, chosen.name, **options)
    elif chosen.make is None and chosen.suffix:
        with TemporaryDirectory(prefix="kgraph-") as folder:
            write_file(found, Path(folder) / "graph", chosen.name, **options)
            print_bytes((Path(folder) / "graph").read_bytes())
    else:
        lines = chosen.lines(found, **options)
        with writing(STDOUT) as stream:
            stream.writelines(f"{line}\n" for line in lines)
