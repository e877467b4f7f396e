"""What an RDF export says of the things that claims point to, apart from the claims themselves.

A claim names and types its subject, object and sources itself; a node of RDF has one label and one
type. Where the two differ, the claim keeps its own words in a `kg:Naming`, so that nothing is lost.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.graph import ClaimGraph, publisher_id
from kgraph.model import Claim, Document, Entity, Extractor, Literal, Participant, Source
from kgraph.ontology import ontology

__all__ = ["PUBLISHER", "Agent", "Nodes", "bare_triples", "may_stand_bare", "value_type"]

PUBLISHER = Source(None).type
"""The type of a source of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Who speaks or publishes, and nothing is said about. `type` is `publisher` where nobody says more."""

    id: str
    name: str
    type: str


class Nodes:
    """The entities, agents, documents and extractors of a graph, each once and in a fixed order."""

    def __init__(self, graph: ClaimGraph) -> None:
        self.claims = graph.claims()
        self.documents = graph.documents()
        published = {document.publisher for document in self.documents}
        self.publishers = {name: publisher_id(name) for name in published if name is not None}
        found = {entity.id: entity for entity in graph.entities()}
        self.entities = {id: found[id] for id in sorted(found)}
        self.agents = {agent.id: agent for agent in _agents(self)}
        self.extractors = _extractors(self.claims)
        self._known: dict[str, Entity | Agent] = {**self.agents, **self.entities}
        self._types = frozenset(ontology().types)

    def about(self) -> Iterator[tuple[Entity, list[Claim]]]:
        """Each entity with the claims whose subject it is, in their order."""
        claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            claims[claim.subject.id].append(claim)
        for id, entity in self.entities.items():
            yield entity, claims.get(id, [])

    def is_type(self, name: str) -> bool:
        """Whether the ontology has an entity type of that name."""
        return name in self._types

    def is_plain(self, thing: Participant | Literal, relation: str) -> bool:
        """Whether the node says all that a claim of the relation says of its subject or object."""
        if isinstance(thing, Literal):
            return thing.type == value_type(relation)
        entity = self.entities[thing.id]
        return thing.name == entity.name and thing.type == entity.type and thing.named == entity.named

    def is_plain_source(self, source: Source) -> bool:
        """Whether the node of a source, if it has one, says its name and its type; the mention is apart."""
        if source.id:
            known = self._known[source.id]
            return source.name == known.name and source.type == known.type
        return source.name is not None or source.type == PUBLISHER

    def is_plain_link(self, link: Source, source: Source) -> bool:
        """Whether the node of a link of the chain of origin says all that the claim says of the link.

        That is so where it is the source of the claim; else of somebody whom the text calls by the
        name of the node, or (without an id) of whom it has no other words.
        """
        if link == source:
            return True
        if link.id == source.id and (link.id or link.name == source.name):
            return False
        return link.mention == (link.name if link.id else None) and self.is_plain_source(link)

    def publisher_name(self, document: Document) -> str | None:
        """The publisher as the document has it, where its node is labelled otherwise."""
        if document.publisher is None:
            return None
        label = self._known[self.publishers[document.publisher]].name
        return None if label == document.publisher else document.publisher


def value_type(relation: str) -> str:
    """What the values of a relation count where nothing else is said."""
    known = ontology().relations.get(relation)
    return known.range[0] if known and known.literal else "count"


def may_stand_bare(claim: Claim, subject_type: str, object_type: str) -> bool:
    """Whether subject, relation and object of the claim may also be a triple of their own.

    That needs a stance that the relation allows bare, and types of its core signature: to a
    reasoner `rdfs:domain` is no check but a conclusion. No allegation becomes a fact by exporting it.
    """
    relation = ontology().relations.get(claim.relation)
    if relation is None or claim.stance not in relation.bare_stances:
        return False
    if relation.literal != isinstance(claim.object, Literal):
        return False
    return ontology().allows(claim.relation, subject_type, object_type, strict=True)


def bare_triples(claims: Iterable[Claim], entities: dict[str, Entity]) -> list[tuple[str, str | float]]:
    """What may stand as plain triples, for claims with one subject: relation, and object id or value."""
    found: dict[tuple[str, str, str | float], bool] = {}
    for claim in claims:
        thing = claim.object
        end: str | float = thing.value if isinstance(thing, Literal) else thing.id
        key = (claim.relation, claim.stance, end)
        if key not in found:
            kind = thing.type if isinstance(thing, Literal) else entities[thing.id].type
            found[key] = may_stand_bare(claim, entities[claim.subject.id].type, kind)
    return sorted(
        {(key[0], key[2]) for key, may in found.items() if may}, key=lambda pair: (pair[0], str(pair[1]))
    )


def _agents(nodes: Nodes) -> Iterator[Agent]:
    """Sources and publishers that have an id but are in no claim themselves."""
    seen: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    entities = nodes.entities
    for document in nodes.documents:
        if document.publisher is not None and (id := nodes.publishers[document.publisher]) not in entities:
            seen[id][document.publisher, ""] += 1
    for claim in nodes.claims:
        source = claim.source
        if source.id and source.id not in entities:
            seen[source.id][source.name or source.id, source.type] += 1
        for source in claim.origin:
            if source.id and source.id not in entities:
                seen[source.id][source.name or source.id, source.type] += 1
    types = ontology().types
    for id in sorted(seen):
        # What a source is known as in claims tells its type; a document only names its publisher.
        name, type = min(seen[id], key=lambda key: (key[1] not in types, -seen[id][key], key))
        yield Agent(id, name, type or PUBLISHER)


def _extractors(claims: Iterable[Claim]) -> list[Extractor]:
    seen = {(claim.extractor.name, claim.extractor.version): claim.extractor for claim in claims}
    return [seen[key] for key in sorted(seen)]
