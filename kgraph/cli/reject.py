"""`kgraph reject`: decide that a claim does not hold."""

from __future__ import annotations

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.deciding import change, note_option
from kgraph.cli.options import graph_argument
from kgraph.words import one_line

__all__ = ["reject"]


@click.command(short_help="Decide that a claim does not hold; it leaves all answers.")
@graph_argument
@click.argument("claim", metavar="CLAIM")
@note_option
@json_option
def reject(graph: str, claim: str, note: str | None, as_json: bool) -> None:
    """Decide that a claim does not hold. It stays in the graph file, and leaves all answers but those that
    ask for it (`kgraph claims GRAPH --rejected`). `kgraph accept` undoes it.

    CLAIM is the id of a claim or the first letters of it, as `kgraph claims GRAPH` shows them. GRAPH is a
    graph file or a folder that `kgraph build` wrote; the folder's other files are made anew. The decision
    stays when the graph is built again.
    """
    from kgraph.model.rows import claim_as_row

    found = change(graph, lambda opened: opened.reject(claim, note=note))
    if as_json:
        print_json(claim_as_row(found))
        return
    click.echo(one_line(f"rejected {found.id}: {found}"))
