"""`kgraph same`: decide that two names are one entity."""

from __future__ import annotations

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.deciding import change, note_option
from kgraph.cli.options import graph_argument
from kgraph.words import one_line

__all__ = ["same"]


@click.command(short_help="Decide that two names are one entity.")
@graph_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@note_option
@json_option
def same(graph: str, one: str, other: str, note: str | None, as_json: bool) -> None:
    """Decide that A and B, names or ids of the graph, are one entity, whatever kgraph made of them.

    GRAPH is a graph file or a folder that `kgraph build` wrote; the folder's other files are made anew.
    The decision stays when the graph is built again. `kgraph different` undoes it.
    """
    from kgraph.query.rows import entity_as_row

    entity = change(graph, lambda opened: opened.same(one, other, note=note))
    if as_json:
        print_json(entity_as_row(entity))
        return
    click.echo(one_line(f"{one} and {other} are one entity: {entity.name} ({entity.id})"))
