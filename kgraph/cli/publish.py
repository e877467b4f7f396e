"""`kgraph publish`: a graph to a server that speaks the SPARQL 1.1 Graph Store Protocol."""

from __future__ import annotations

import sys
from typing import Any

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, graph_argument
from kgraph.cli.output import say
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["publish"]


@click.command(cls=VocabularyCommand, short_help="A graph to a graph server, as named graphs.")
@graph_argument
@click.option(
    "--endpoint", required=True, metavar="URL", help="The graph store, such as http://localhost:7878/store."
)
@click.option("--prune", is_flag=True, help="Delete what was published there before and is not in GRAPH.")
@filter_options
def publish(graph: str, endpoint: str, prune: bool, **filters: Any) -> None:
    """Write a graph to a server, whole or what passes all filters: a named graph for each article.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). Only what is new or changed is sent, so that a run that was broken off can be started again.
    Credentials come from the environment: KGRAPH_TOKEN, or KGRAPH_USER and KGRAPH_PASSWORD.
    """
    from kgraph.export.publishing import publish as send
    from kgraph.export.server import Server

    server = Server(endpoint)
    found = open_any(graph, filters)
    if sys.stderr.isatty():
        with click.progressbar(length=100, label="Publishing", file=sys.stderr) as bar:
            done = send(
                found, server, prune=prune, progress=lambda at, of: bar.update(at * 100 // of - bar.pos)
            )
    else:
        done = send(found, server, prune=prune)
    told = f"{done.sent} named graphs sent, {done.kept} were there already"
    if done.deleted:
        told += f", {done.deleted} deleted"
    if done.others:
        told += f"; {done.others} others there are not of this graph (--prune deletes them)"
    say(f"{told}.")
