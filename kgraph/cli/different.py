"""`kgraph different`: decide that two names are two entities."""

from __future__ import annotations

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.deciding import change, note_option
from kgraph.cli.options import graph_argument
from kgraph.words import one_line

__all__ = ["different"]


@click.command(short_help="Decide that two names are two entities.")
@graph_argument
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@click.option("--document", metavar="NAME", help="B only as this article has it: path, title, address, id.")
@note_option
@json_option
def different(
    graph: str, one: str, other: str, document: str | None, note: str | None, as_json: bool
) -> None:
    """Decide that A and B, names or ids of the graph, are two entities, whatever kgraph made of them.

    For namesakes, give the name twice and say with --document in which article the second is meant.
    GRAPH is a graph file or a folder that `kgraph build` wrote; the folder's other files are made anew.
    The decision stays when the graph is built again. `kgraph same` undoes it.
    """
    from kgraph.query.rows import entity_as_row

    entity = change(graph, lambda opened: opened.different(one, other, document=document, note=note))
    if as_json:
        print_json(entity_as_row(entity))
        return
    where = f" in {document}" if document else ""
    click.echo(one_line(f"{other}{where} is an entity of its own: {entity.name} ({entity.id})"))
