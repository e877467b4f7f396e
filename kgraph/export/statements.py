"""What `turtle` writes, as nested nodes: the one description from which all other RDF formats are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeAlias

from kgraph.export.nodes import PUBLISHER, Agent, Nodes, bare_triples
from kgraph.model import Amount, Claim, Document, Entity, Extractor, Literal, Participant, Source, When

__all__ = [
    "Address",
    "Iri",
    "Node",
    "Value",
    "all_nodes",
    "claim_node",
    "context_nodes",
    "entity_node",
    "extractor_name",
]


class Iri(NamedTuple):
    """A name: one of the prefixes of `terms.prefixes`, and the id of the thing."""

    prefix: str
    id: str


class Address(NamedTuple):
    """A literal of type xsd:anyURI."""

    text: str


class Node(NamedTuple):
    """A thing and what is said of it. It is blank where it has no name. The type comes first."""

    name: Iri | None
    type: Iri
    facts: list[tuple[Iri, Value]]


Value: TypeAlias = "Iri | Address | Node | str | bool | int | float | date | list[Value]"
"""A list is an RDF list. Whole floats are xsd:integer, all others xsd:decimal, as `terms.number` has it."""


def all_nodes(nodes: Nodes) -> Iterator[Node]:
    """A whole graph: what claims refer to, then each entity with the claims about it."""
    yield from context_nodes(nodes)
    for entity, claims in nodes.about():
        yield entity_node(entity, claims, nodes)
        yield from (claim_node(claim, nodes) for claim in claims)


def context_nodes(nodes: Nodes) -> Iterator[Node]:
    """What claims refer to, but for the entities: documents, extractors, agents."""
    for document in nodes.documents:
        yield _document(document, nodes)
    for extractor in nodes.extractors:
        yield Node(
            extractor_name(extractor),
            _kg("Extractor"),
            [(LABEL, extractor.name), (_kg("version"), extractor.version)],
        )
    for agent in nodes.agents.values():
        yield _agent(agent, nodes)


def entity_node(entity: Entity, claims: Iterable[Claim], nodes: Nodes) -> Node:
    """An entity with the bare triples that the claims about it allow."""
    kind, facts = _typed(entity.type, _kg("Entity"), "", nodes)
    facts.append((LABEL, entity.name))
    if not entity.named:
        facts.append((_kg("named"), False))
    for relation, end in bare_triples(claims, nodes.entities):
        facts.append((_kg(relation), Iri("entity", end) if isinstance(end, str) else end))
    return Node(Iri("entity", entity.id), kind, facts)


def claim_node(claim: Claim, nodes: Nodes) -> Node:
    """One claim with its evidence."""
    thing, source, document = claim.object, claim.source, Iri("document", claim.document.id)
    facts: list[tuple[Iri, Value]] = [
        (_kg("subject"), Iri("entity", claim.subject.id)),
        (_kg("subjectMention"), claim.subject.mention),
        (_kg("relation"), _kg(claim.relation)),
    ]
    if isinstance(thing, Literal):
        facts += [(_kg("objectValue"), thing.value), (_kg("objectMention"), thing.text)]
    else:
        facts += [(_kg("object"), Iri("entity", thing.id)), (_kg("objectMention"), thing.mention)]
    facts += [(_kg("stance"), _kg(claim.stance.value)), (_kg("source"), _source(source, nodes))]
    if source.mention is not None:
        facts.append((_kg("sourceMention"), source.mention))
    if not nodes.is_plain_source(source):
        facts.append((_kg("sourceAs"), _naming(source)))
    if not nodes.is_plain(claim.subject, claim.relation):
        facts.append((_kg("subjectAs"), _naming(claim.subject)))
    if not nodes.is_plain(thing, claim.relation):
        facts.append((_kg("objectAs"), _naming(thing)))
    if claim.origin:
        facts.append((_kg("origin"), [_source(link, nodes) for link in claim.origin]))
        if not all(nodes.is_plain_link(link, source) for link in claim.origin):
            facts.append((_kg("originAs"), [_naming(link) for link in claim.origin]))
    if claim.when:
        facts.append((_kg("when"), _when(claim.when)))
    facts += [(_kg("qualifier"), _qualifier(key, claim.qualifiers[key])) for key in sorted(claim.qualifiers)]
    facts += [
        (_kg("document"), document),
        (DERIVED, document),
        (_kg("evidence"), _evidence(claim, document)),
        (_kg("extractor"), extractor_name(claim.extractor)),
        (_kg("rule"), claim.extractor.rule),
        (_kg("confidence"), claim.confidence),
    ]
    return Node(Iri("claim", claim.id), _kg("Claim"), facts)


def _kg(name: str) -> Iri:
    return Iri("kg", name)


LABEL = Iri("rdfs", "label")
DERIVED = Iri("prov", "wasDerivedFrom")


def _document(document: Document, nodes: Nodes) -> Node:
    facts: list[tuple[Iri, Value]] = []
    if document.title is not None:
        facts.append((Iri("dcterms", "title"), document.title))
    if document.publisher is not None:
        publisher = Iri("entity", nodes.publishers[document.publisher])
        facts += [(Iri("dcterms", "publisher"), publisher), (Iri("prov", "wasAttributedTo"), publisher)]
        if (name := nodes.publisher_name(document)) is not None:
            facts.append((_kg("publisherName"), name))
    if document.published is not None:
        facts.append((Iri("dcterms", "issued"), document.published))
    if document.url is not None:
        facts.append((Iri("schema", "url"), Address(document.url)))
    if document.path is not None:
        facts.append((_kg("path"), document.path))
    return Node(Iri("document", document.id), _kg("Document"), facts)


def extractor_name(extractor: Extractor) -> Iri:
    """The name of one version of a program that reads claims."""
    return Iri("extractor", f"{extractor.name}_{extractor.version}")


def _agent(agent: Agent, nodes: Nodes) -> Node:
    kind, facts = _typed(agent.type, Iri("prov", "Agent"), PUBLISHER, nodes)
    return Node(Iri("entity", agent.id), kind, [*facts, (LABEL, agent.name)])


def _typed(name: str, other: Iri, implied: str, nodes: Nodes) -> tuple[Iri, list[tuple[Iri, Value]]]:
    """The class of a type; where the ontology has none, `other` and (but for `implied`) the name."""
    if nodes.is_type(name):
        return _kg(name), []
    return other, [] if name == implied else [(_kg("typeName"), name)]


def _source(source: Source, nodes: Nodes) -> Iri | Node:
    if source.id:
        return Iri("entity", source.id)
    if source.name is None:
        return _kg("unknownPublisher")
    kind, facts = _typed(source.type, Iri("prov", "Agent"), PUBLISHER, nodes)
    return Node(None, kind, [*facts, (LABEL, source.name)])


def _naming(thing: Participant | Literal | Source) -> Node:
    facts: list[tuple[Iri, Value]] = [(_kg("typeName"), thing.type)]
    if not isinstance(thing, Literal) and thing.name is not None:
        facts.append((_kg("name"), thing.name))
    if isinstance(thing, Participant) and not thing.named:
        facts.append((_kg("isNamed"), False))
    if isinstance(thing, Source) and thing.mention is not None:
        facts.append((_kg("mention"), thing.mention))
    return Node(None, _kg("Naming"), facts)


def _when(when: When) -> Node:
    facts: list[tuple[Iri, Value]] = [(_kg("granularity"), when.granularity), (_kg("text"), when.text)]
    facts += [(_kg(side), day) for side, day in (("start", when.start), ("end", when.end)) if day]
    return Node(None, _kg("When"), facts)


def _qualifier(key: str, value: Amount | str) -> Node:
    facts: list[tuple[Iri, Value]] = [(_kg("key"), key)]
    if isinstance(value, Amount):
        facts.append((_kg("value"), value.value))
        measures = (("currency", value.currency), ("unit", value.unit))
        facts += [(_kg(name), word) for name, word in measures if word is not None]
        value = value.text
    return Node(None, _kg("Qualifier"), [*facts, (_kg("text"), value)])


def _evidence(claim: Claim, document: Iri) -> Node:
    found = claim.evidence
    place: list[tuple[Iri, Value]] = [(Iri("oa", "start"), found.start), (Iri("oa", "end"), found.end)]
    selectors = (
        Node(None, Iri("oa", "TextPositionSelector"), place),
        Node(None, Iri("oa", "TextQuoteSelector"), [(Iri("oa", "exact"), found.quote)]),
    )
    facts: list[tuple[Iri, Value]] = [(Iri("oa", "hasSource"), document), (DERIVED, document)]
    facts += [(Iri("oa", "hasSelector"), selector) for selector in selectors]
    return Node(None, _kg("Evidence"), facts)
