"""Nanopublications: each claim as a small publication of its own, in TriG (nanopub.net, Guidelines of 2018).

The assertion is the claim: who is said to stand in which relation to whom, with its stance, and the bare
triple only where that may stand. The provenance says who says it in which document, in which words; the
publication info, which program read it. No time of making is written, so that the same graph gives the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.export.nodes import Nodes
from kgraph.export.ntriples import TYPE, node_triples
from kgraph.export.statements import (
    Iri,
    Node,
    Value,
    claim_node,
    context_nodes,
    entity_node,
    extractor_name,
)
from kgraph.export.terms import PREFIXES, iri
from kgraph.graph import ClaimGraph
from kgraph.model import Claim

__all__ = ["nanopub_lines"]

NP = "http://www.nanopub.org/nschema#"
PROV = PREFIXES["prov"]
PARTS = ("assertion", "provenance", "pubinfo")
HAS = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}
ASSERTED = frozenset(
    ("subject", "subjectAs", "relation", "object", "objectAs", "objectValue", "stance", "when", "qualifier")
)
READ = frozenset(("extractor", "rule", "confidence"))


def nanopub_lines(graph: ClaimGraph) -> Iterator[str]:
    """One nanopublication after the other, in the order of the claims."""
    nodes = Nodes(graph)
    about = {node.name: node for node in context_nodes(nodes)}
    for claim in nodes.claims:
        yield from _nanopub(claim, nodes, about)


def _nanopub(claim: Claim, nodes: Nodes, about: dict[Iri | None, Node]) -> Iterator[str]:
    whole = iri("nanopub", claim.id)
    node = claim_node(claim, nodes)
    assertion, provenance, pubinfo = (f"<{whole}#{part}>" for part in PARTS)
    yield f"<{whole}#head> {{"
    yield f"  <{whole}> {TYPE} <{NP}Nanopublication> ."
    yield from (f"  <{whole}> <{NP}{HAS[part]}> <{whole}#{part}> ." for part in PARTS)
    yield f"}}\n{assertion} {{"
    yield from _lines(node_triples(_part(node, ASSERTED)))
    subject = nodes.entities[claim.subject.id]
    yield from _lines(node_triples(entity_node(subject, [claim], nodes)))
    thing = nodes.entities.get(getattr(claim.object, "id", ""))
    if thing is not None and thing != subject:
        yield from _lines(node_triples(entity_node(thing, [], nodes)))
    yield f"}}\n{provenance} {{"
    document = Iri("document", claim.document.id)
    yield f"  {assertion} <{PROV}wasDerivedFrom> <{iri(*document)}> ."
    if claim.source.id:
        yield f"  {assertion} <{PROV}wasAttributedTo> <{iri('entity', claim.source.id)}> ."
    rest = _part(node, {name.id for name, _ in node.facts} - ASSERTED - READ)
    yield from _lines(node_triples(rest, "p"))
    for name in dict.fromkeys((document, *_named(rest.facts))):
        if name in about:
            yield from _lines(node_triples(about[name]))
    yield f"}}\n{pubinfo} {{"
    extractor = extractor_name(claim.extractor)
    yield f"  <{whole}> <{PROV}wasAttributedTo> <{iri(*extractor)}> ."
    yield from _lines(node_triples(_part(node, READ)))
    yield from _lines(node_triples(about[extractor]))
    yield "}"


def _part(node: Node, names: Iterable[str]) -> Node:
    return Node(node.name, node.type, [fact for fact in node.facts if fact[0].id in names])


def _named(facts: Iterable[tuple[Iri, Value]]) -> Iterator[Iri]:
    """The entities that facts point to."""
    for _, value in facts:
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Iri) and item.prefix == "entity":
                yield item


def _lines(triples: Iterable[str]) -> Iterator[str]:
    return (f"  {triple} ." for triple in triples)
