"""`kgraph accept`: decide that a claim holds."""

from __future__ import annotations

import click

from kgraph.cli.deciding import change, note_option
from kgraph.cli.options import graph_argument
from kgraph.cli.table import one_line

__all__ = ["accept"]


@click.command(short_help="Decide that a claim holds; undoes a rejection.")
@graph_argument
@click.argument("claim", metavar="CLAIM")
@note_option
def accept(graph: str, claim: str, note: str | None) -> None:
    """Decide that a claim holds. Where it was rejected, it is among the answers again.

    CLAIM is the id of a claim, as `kgraph claims GRAPH --format jsonl` shows it, or the first letters of
    it. GRAPH is a graph file or a folder that `kgraph build` wrote; the folder's other files are made anew.
    The decision stays when the graph is built again.
    """
    found = change(graph, lambda opened: opened.accept(claim, note=note))
    click.echo(one_line(f"accepted {found.id}: {found}"))
