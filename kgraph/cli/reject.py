"""`kgraph reject`: decide that a claim does not hold."""

from __future__ import annotations

import click

from kgraph.cli.deciding import change, note_option
from kgraph.cli.options import graph_argument
from kgraph.cli.table import one_line

__all__ = ["reject"]


@click.command(short_help="Decide that a claim does not hold; it leaves all answers.")
@graph_argument
@click.argument("claim", metavar="CLAIM")
@note_option
def reject(graph: str, claim: str, note: str | None) -> None:
    """Decide that a claim does not hold. It stays in the graph file, and leaves all answers but those that
    ask for it (`kgraph claims GRAPH --rejected`). `kgraph accept` undoes it.

    CLAIM is the id of a claim, as `kgraph claims GRAPH --format jsonl` shows it, or the first letters of
    it. GRAPH is a graph file or a folder that `kgraph build` wrote; the folder's other files are made anew.
    The decision stays when the graph is built again.
    """
    found = change(graph, lambda opened: opened.reject(claim, note=note))
    click.echo(one_line(f"rejected {found.id}: {found}"))
