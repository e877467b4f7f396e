"""TriG: the Turtle, with the claims of each document in a named graph of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kgraph.export.nodes import Nodes
from kgraph.export.terms import namespace, term
from kgraph.export.turtle import TurtleWriter, prefix_lines
from kgraph.graph import ClaimGraph

__all__ = ["trig_lines"]


def trig_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph in TriG. What a document says is the graph `graph:ID`, all else the default graph."""
    write = TurtleWriter(Nodes(graph))
    yield f"@prefix graph: <{namespace('graph')}> ."
    yield from prefix_lines()
    yield from write.context()
    yield "\n# Entities"
    for entity, claims in write.nodes.about():
        yield write.entity(entity, claims)
    yield "\n# What each document says"
    for document, claims_of_one in groupby(write.nodes.claims, key=lambda claim: claim.document.id):
        yield f"\n{term('graph', document)} {{"
        yield from map(write.claim, claims_of_one)
        yield "\n}"
