"""Turtle, written as text straight from the claims: sorted, so that the same graph gives the same bytes.

The claim model is that of `ontologies/kgraph.ttl`; evidence follows the W3C Web Annotation
selectors. A bare triple is written only for what a claim says with a stance that the relation
allows bare and between types of its core signature: no allegation becomes a fact by exporting it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kgraph.export.nodes import PUBLISHER, Agent, Nodes, bare_triples
from kgraph.export.terms import number, prefixes, string, term
from kgraph.graph import ClaimGraph
from kgraph.model import (
    Amount,
    Claim,
    Document,
    Entity,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    When,
)

__all__ = ["TurtleWriter", "prefix_lines", "turtle_lines"]

SEPARATOR = " ;\n    "
STANCES = {stance: f"kg:{stance.value}" for stance in Stance}


def turtle_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph in Turtle, one block of lines after the other, without the last line end."""
    write = TurtleWriter(Nodes(graph))
    yield from prefix_lines()
    yield from write.context()
    yield "\n# Entities, each with the claims about it"
    for entity, claims in write.nodes.about():
        yield write.entity(entity, claims)
        yield from map(write.claim, claims)


def prefix_lines() -> Iterator[str]:
    """The prefixes of a file."""
    for prefix, namespace in prefixes().items():
        yield f"@prefix {prefix}: <{namespace}> ."


class TurtleWriter:
    """The blocks of a file, each text that begins with a line end."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        # Plain tables: a claim has ten names, and looking them up is what writing it costs.
        self._names = {id: term("entity", id) for id in (*nodes.agents, *nodes.entities)}
        self._documents = {document.id: term("document", document.id) for document in nodes.documents}
        self._relations = {name: term("kg", name) for name in {claim.relation for claim in nodes.claims}}
        self._extractors = {(one.name, one.version): extractor_term(one) for one in nodes.extractors}

    def context(self) -> Iterator[str]:
        """What claims refer to, but for the entities."""
        yield "\n# Documents"
        yield from map(self.document, self.nodes.documents)
        yield "\n# Extractors"
        yield from map(self.extractor, self.nodes.extractors)
        yield "\n# Who speaks or publishes, and nothing is said about"
        yield from map(self.agent, self.nodes.agents.values())

    def document(self, document: Document) -> str:
        """One article."""
        known = [f"\n{term('document', document.id)} a kg:Document"]
        if document.title is not None:
            known.append(f"dcterms:title {string(document.title)}")
        if document.publisher is not None:
            publisher = self._names[self.nodes.publishers[document.publisher]]
            known.append(f"dcterms:publisher {publisher} ; prov:wasAttributedTo {publisher}")
            if (name := self.nodes.publisher_name(document)) is not None:
                known.append(f"kg:publisherName {string(name)}")
        if document.published is not None:
            known.append(f'dcterms:issued "{document.published.isoformat()}"^^xsd:date')
        if document.url is not None:
            known.append(f"schema:url {string(document.url)}^^xsd:anyURI")
        if document.path is not None:
            known.append(f"kg:path {string(document.path)}")
        return SEPARATOR.join(known) + " ."

    def extractor(self, extractor: Extractor) -> str:
        """One version of a program that reads claims."""
        known = f"rdfs:label {string(extractor.name)} ; kg:version {string(extractor.version)}"
        return f"\n{extractor_term(extractor)} a kg:Extractor ; {known} ."

    def agent(self, agent: Agent) -> str:
        """Somebody who speaks or publishes."""
        kind = self._type(agent.type, "prov:Agent", PUBLISHER)
        return f"\n{term('entity', agent.id)} a {kind} ; rdfs:label {string(agent.name)} ."

    def entity(self, entity: Entity, claims: Iterable[Claim]) -> str:
        """An entity with the bare triples that the claims about it allow."""
        known = [
            f"\n{term('entity', entity.id)} a {self._type(entity.type, 'kg:Entity', '')}",
            f"rdfs:label {string(entity.name)}",
        ]
        if not entity.named:
            known.append("kg:named false")
        for relation, end in bare_triples(claims, self.nodes.entities):
            thing = term("entity", end) if isinstance(end, str) else number(end)
            known.append(f"{term('kg', relation)} {thing}")
        return SEPARATOR.join(known) + " ."

    def claim(self, claim: Claim) -> str:
        """One claim with its evidence."""
        names, subject, thing, evidence = self._names, claim.subject, claim.object, claim.evidence
        extractor, source, document = claim.extractor, claim.source, self._documents[claim.document.id]
        if isinstance(thing, Literal):
            end, mention = f"kg:objectValue {number(thing.value)}", thing.text
        else:
            end, mention = f"kg:object {names[thing.id]}", thing.mention
        said_by = names[source.id] if source.id else self._source(source)
        if source.mention is not None:
            said_by += f" ; kg:sourceMention {string(source.mention)}"
        return (
            f"\n{claim_term(claim.id)} a kg:Claim ;\n"
            f"    kg:subject {names[subject.id]} ; kg:subjectMention {string(subject.mention)} ;\n"
            f"    kg:relation {self._relations[claim.relation]} ;\n"
            f"    {end} ; kg:objectMention {string(mention)} ;\n"
            f"    kg:stance {STANCES[claim.stance]} ;\n"
            f"    kg:source {said_by}{self._details(claim)} ;\n"
            f"    kg:document {document} ; prov:wasDerivedFrom {document} ;\n"
            f"    kg:evidence [ a kg:Evidence ; oa:hasSource {document} ; prov:wasDerivedFrom {document} ;\n"
            f"        oa:hasSelector [ a oa:TextPositionSelector ;"
            f" oa:start {evidence.start} ; oa:end {evidence.end} ] ,\n"
            f"            [ a oa:TextQuoteSelector ; oa:exact {string(evidence.quote)} ] ] ;\n"
            f"    kg:extractor {self._extractors[extractor.name, extractor.version]} ;"
            f" kg:rule {string(extractor.rule)} ;\n"
            f"    kg:confidence {number(claim.confidence)} ."
        )

    def _details(self, claim: Claim) -> str:
        """What only some claims have."""
        nodes, source, found = self.nodes, claim.source, ""
        if not nodes.is_plain_source(source):
            found += f"{SEPARATOR}kg:sourceAs {_naming(source)}"
        if not nodes.is_plain(claim.subject, claim.relation):
            found += f"{SEPARATOR}kg:subjectAs {_naming(claim.subject)}"
        if not nodes.is_plain(claim.object, claim.relation):
            found += f"{SEPARATOR}kg:objectAs {_naming(claim.object)}"
        if claim.origin:
            links = [self._source(link) for link in claim.origin]
            found += f"{SEPARATOR}kg:origin ( {' '.join(links)} )"
            if not all(nodes.is_plain_link(link, source) for link in claim.origin):
                found += f"{SEPARATOR}kg:originAs ( {' '.join(map(_naming, claim.origin))} )"
        if claim.when:
            found += f"{SEPARATOR}kg:when {_when(claim.when)}"
        for key in sorted(claim.qualifiers):
            found += f"{SEPARATOR}kg:qualifier {_qualifier(key, claim.qualifiers[key])}"
        return found

    def _source(self, source: Source) -> str:
        """Who says it. Somebody without an id is nobody in particular: a node of that claim alone."""
        if source.id:
            return self._names[source.id]
        if source.name is None:
            return "kg:unknownPublisher"
        return f"[ a {self._type(source.type, 'prov:Agent', PUBLISHER)} ; rdfs:label {string(source.name)} ]"

    def _type(self, name: str, other: str, implied: str) -> str:
        """The class of a type; where the ontology has none, `other` and (but for `implied`) the name."""
        if self.nodes.is_type(name):
            return term("kg", name)
        return other if name == implied else f"{other} ; kg:typeName {string(name)}"


def claim_term(id: str) -> str:
    """The name of a claim. Ids are hexadecimal where nobody made up their own: nothing to look up then."""
    return f"claim:{id}" if id.isascii() and id.isalnum() else term("claim", id)


def extractor_term(extractor: Extractor) -> str:
    """The name of one version of an extractor."""
    return term("extractor", f"{extractor.name}_{extractor.version}")


def _naming(thing: Participant | Literal | Source) -> str:
    """How a claim itself names and types what it points to."""
    parts = f"[ a kg:Naming ; kg:typeName {string(thing.type)}"
    if not isinstance(thing, Literal) and thing.name is not None:
        parts += f" ; kg:name {string(thing.name)}"
    if isinstance(thing, Participant) and not thing.named:
        parts += " ; kg:isNamed false"
    if isinstance(thing, Source) and thing.mention is not None:
        parts += f" ; kg:mention {string(thing.mention)}"
    return f"{parts} ]"


def _when(when: When) -> str:
    start = f' ; kg:start "{when.start.isoformat()}"^^xsd:date' if when.start else ""
    end = f' ; kg:end "{when.end.isoformat()}"^^xsd:date' if when.end else ""
    return (
        f"[ a kg:When ; kg:granularity {string(when.granularity)} ; kg:text {string(when.text)}{start}{end} ]"
    )


def _qualifier(key: str, value: Amount | str) -> str:
    if isinstance(value, str):
        return f"[ a kg:Qualifier ; kg:key {string(key)} ; kg:text {string(value)} ]"
    currency = f" ; kg:currency {string(value.currency)}" if value.currency is not None else ""
    unit = f" ; kg:unit {string(value.unit)}" if value.unit is not None else ""
    return (
        f"[ a kg:Qualifier ; kg:key {string(key)} ; kg:value {number(value.value)}{currency}{unit} ;"
        f" kg:text {string(value.text)} ]"
    )
