"""N-Triples and N-Quads: one statement a line, for loading in bulk and for tools that read line by line.

In N-Quads (as in TriG) the claims of a document are a named graph of their own, `graph:` and the id of
the document, so that one article can be taken out of a store again; everything else is in the default graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kgraph.export.nodes import Nodes
from kgraph.export.statements import Address, Iri, Node, Value, claim_node, context_nodes, entity_node
from kgraph.export.terms import RDF, XSD, iri, number, string
from kgraph.graph import ClaimGraph

__all__ = ["TYPE", "node_triples", "nquads_lines", "ntriples_lines"]

TYPE, FIRST, REST, NIL = (f"<{RDF}{name}>" for name in ("type", "first", "rest", "nil"))


def ntriples_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph as N-Triples, in a fixed order and with labels of blank nodes that never change."""
    for _, node in _all_nodes(graph):
        for triple in node_triples(node):
            yield f"{triple} ."


def nquads_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph as N-Quads."""
    for home, node in _all_nodes(graph):
        end = f" <{iri('graph', home)}> ." if home is not None else " ."
        for triple in node_triples(node):
            yield triple + end


def node_triples(node: Node, part: str = "") -> Iterator[str]:
    """The statements of a named node and of the blank nodes in it, without the full stop.

    `part` keeps the labels of blank nodes apart where one node is written in several parts.
    """
    assert node.name is not None
    return _Flat(node.name, part).walk(node, f"<{iri(*node.name)}>")


class _Flat:
    """Labels blank nodes by the thing that they belong to and their place in it."""

    def __init__(self, owner: Iri, part: str) -> None:
        self._owner = f"_:{owner.prefix}{part}" + re.sub("[^A-Za-z0-9]", _spelt, f"-{owner.id}")
        self._count = 0

    def walk(self, node: Node, subject: str) -> Iterator[str]:
        """The triples of a node."""
        yield f"{subject} {TYPE} <{iri(*node.type)}>"
        for predicate, value in node.facts:
            yield from self._fact(subject, f"<{iri(*predicate)}>", value)

    def _fact(self, subject: str, predicate: str, value: Value) -> Iterator[str]:
        if isinstance(value, Node):
            label = self._label()
            yield f"{subject} {predicate} {label}"
            yield from self.walk(value, label)
        elif isinstance(value, list):
            for item in value:
                label = self._label()
                yield f"{subject} {predicate} {label}"
                yield from self._fact(label, FIRST, item)
                subject, predicate = label, REST
            yield f"{subject} {predicate} {NIL}"
        else:
            yield f"{subject} {predicate} {_leaf(value)}"

    def _label(self) -> str:
        self._count += 1
        return f"{self._owner}_{self._count}"


def _leaf(value: Iri | Address | str | bool | float | date) -> str:
    if isinstance(value, str):
        return string(value)
    if isinstance(value, Iri):
        return f"<{iri(*value)}>"
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{XSD}boolean>'
    if isinstance(value, int | float):
        written = number(value)
        return f'"{written}"^^<{XSD}{"decimal" if "." in written else "integer"}>'
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{XSD}date>'
    return f"{string(value.text)}^^<{XSD}anyURI>"


def _spelt(found: re.Match[str]) -> str:
    return f"_{ord(found[0]):x}_"


def _all_nodes(graph: ClaimGraph) -> Iterator[tuple[str | None, Node]]:
    """All nodes, each with the document whose graph it is of."""
    nodes = Nodes(graph)
    yield from ((None, node) for node in context_nodes(nodes))
    for entity, claims in nodes.about():
        yield None, entity_node(entity, claims, nodes)
        yield from ((claim.document.id, claim_node(claim, nodes)) for claim in claims)
