"""The graph as programs for networks want it: nodes and edges with plain attributes, no None, no lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Literal
from kgraph.ontology import ontology
from kgraph.query.labels import hedged

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "Plain", "Row", "as_text", "edges", "nodes", "spoken"]

Plain = str | int | float | bool

NODE_COLUMNS: Mapping[str, type] = {"type": str, "named": bool}
EDGE_COLUMNS: Mapping[str, type] = {
    "relation": str,
    "stances": str,
    "disputed": bool,
    "claims": int,
    "articles": int,
    "origins": int,
    "confidence": float,
    "sources": str,
    "quote": str,
    "first_seen": str,
    "last_seen": str,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A node (`source` and `target` empty) or an edge. Attributes that are unknown are left out."""

    id: str
    label: str
    attributes: Mapping[str, Plain]
    source: str = ""
    target: str = ""


def nodes(graph: ClaimGraph) -> Iterator[Row]:
    """Entities, then the values that relations such as `has_users` end in."""
    for entity in graph.entities():
        yield Row(entity.id, entity.name, {"type": entity.type, "named": entity.named})
    seen = set()
    for relation in graph.relations():
        thing = relation.object
        if isinstance(thing, Literal) and relation.object_node not in seen:
            seen.add(relation.object_node)
            yield Row(relation.object_node, thing.text, {"type": thing.type, "named": False})


def edges(graph: ClaimGraph) -> Iterator[Row]:
    """One edge a relation, with the sources and the sentence of its surest claim."""
    for number, relation in enumerate(graph.relations(), start=1):
        attributes = dict(_attributes(relation))
        ends = relation.subject.id, relation.object_node
        yield Row(f"r{number}", spoken(relation), attributes, *ends)


def spoken(relation: FusedRelation) -> str:
    """How people read an edge: never as a fact where nobody asserts it."""
    known = ontology().relations.get(relation.relation)
    return hedged(known.label if known else relation.relation, relation)


def as_text(value: Plain) -> str:
    """A value as XML Schema writes it.

    >>> as_text(True), as_text(3), as_text("A")
    ('true', '3', 'A')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def _attributes(relation: FusedRelation) -> Iterator[tuple[str, Plain]]:
    yield "relation", relation.relation
    yield "stances", " ".join(relation.stances)
    yield "disputed", relation.disputed
    yield "claims", len(relation.claims)
    yield "articles", relation.articles
    yield "origins", relation.origins
    # Nobody reads more places, and igraph refuses numbers as small as 5e-324.
    yield "confidence", round(relation.confidence, 6)
    yield "sources", "; ".join(sorted({str(claim.source) for claim in relation.claims}))
    yield "quote", max(relation.claims, key=lambda claim: (claim.confidence, claim.id)).evidence.quote
    if relation.first_seen and relation.last_seen:
        yield "first_seen", relation.first_seen.isoformat()
        yield "last_seen", relation.last_seen.isoformat()
