"""Turtle, written as text straight from the claims: sorted, so that the same graph gives the same bytes.

The claim model is that of `ontologies/kgraph.ttl`; evidence follows the W3C Web Annotation
selectors. A bare triple is written only for what a claim says with a stance that the relation
allows bare and between types of its core signature: no allegation becomes a fact by exporting it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kgraph.export.terms import number, prefixes, string, term
from kgraph.graph import ClaimGraph, publisher_id
from kgraph.model import Amount, Claim, Document, Entity, Extractor, Literal, Participant, Source, When
from kgraph.ontology import ontology

__all__ = ["turtle_lines"]

SEPARATOR = " ;\n    "


def turtle_lines(graph: ClaimGraph) -> Iterator[str]:
    """The graph in Turtle, one block of lines after the other, without the last line end."""
    claims = graph.claims()
    entities = {entity.id: entity for entity in graph.entities()}
    about: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        about[claim.subject.id].append(claim)
    for prefix, namespace in prefixes().items():
        yield f"@prefix {prefix}: <{namespace}> ."
    yield "\n# Documents"
    yield from map(_document, graph.documents())
    yield "\n# Extractors"
    yield from map(_extractor, _extractors(claims))
    yield "\n# Who speaks or publishes, and nothing is said about"
    yield from _agents(claims, graph.documents(), entities)
    yield "\n# Entities, each with the claims about it"
    for id in sorted(entities):
        yield _entity(entities[id], _bare(about.get(id, ()), entities))
        yield from map(_claim, about.get(id, ()))


def _document(document: Document) -> str:
    known = [f"\n{term('document', document.id)} a kg:Document"]
    if document.title is not None:
        known.append(f"dcterms:title {string(document.title)}")
    if document.publisher is not None:
        known.append(f"dcterms:publisher {term('entity', publisher_id(document.publisher))}")
    if document.published is not None:
        known.append(f'dcterms:issued "{document.published.isoformat()}"^^xsd:date')
    if document.url is not None:
        known.append(f"schema:url {string(document.url)}^^xsd:anyURI")
    if document.path is not None:
        known.append(f"kg:path {string(document.path)}")
    return SEPARATOR.join(known) + " ."


def _extractors(claims: Iterable[Claim]) -> list[Extractor]:
    seen = {(claim.extractor.name, claim.extractor.version): claim.extractor for claim in claims}
    return [seen[key] for key in sorted(seen)]


def _extractor(extractor: Extractor) -> str:
    known = f"rdfs:label {string(extractor.name)} ; kg:version {string(extractor.version)}"
    return f"\n{_extractor_term(extractor)} a kg:Extractor ; {known} ."


def _extractor_term(extractor: Extractor) -> str:
    return term("extractor", f"{extractor.name}_{extractor.version}")


def _agents(
    claims: Iterable[Claim], documents: Iterable[Document], entities: Mapping[str, Entity]
) -> Iterator[str]:
    """Sources and publishers that have an id but are in no claim themselves."""
    seen: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for document in documents:
        if document.publisher is not None:
            seen[publisher_id(document.publisher)][document.publisher, ""] += 1
    for claim in claims:
        for source in (claim.source, *claim.origin):
            if source.id:
                seen[source.id][source.name or source.id, _type(source.type)] += 1
    for id in sorted(seen.keys() - entities.keys()):
        # What a source is known as in claims tells its type; a document only names its publisher.
        name, kind = min(seen[id], key=lambda key: (not key[1], -seen[id][key], key))
        yield f"\n{term('entity', id)} a {kind or 'prov:Agent'} ; rdfs:label {string(name)} ."


def _type(name: str) -> str:
    return term("kg", name) if name in ontology().types else ""


def _entity(entity: Entity, bare: Iterable[str]) -> str:
    known = [
        f"\n{term('entity', entity.id)} a {_type(entity.type) or 'kg:Entity'}",
        f"rdfs:label {string(entity.name)}",
    ]
    if not entity.named:
        known.append("kg:named false")
    return SEPARATOR.join([*known, *bare]) + " ."


def _bare(claims: Iterable[Claim], entities: Mapping[str, Entity]) -> list[str]:
    """What may stand as a plain triple: predicate and object, for claims with one subject."""
    found = set()
    for claim in claims:
        relation = ontology().relations.get(claim.relation)
        if relation is None or claim.stance not in relation.bare_stances:
            continue
        thing = claim.object
        kind = thing.type if isinstance(thing, Literal) else entities[thing.id].type
        if relation.literal != isinstance(thing, Literal):
            continue
        if ontology().allows(claim.relation, entities[claim.subject.id].type, kind, strict=True):
            found.add(f"{term('kg', claim.relation)} {_object(thing)}")
    return sorted(found)


def _object(thing: Participant | Literal) -> str:
    return number(thing.value) if isinstance(thing, Literal) else term("entity", thing.id)


def _claim(claim: Claim) -> str:
    thing, document = claim.object, term("document", claim.document.id)
    is_value = isinstance(thing, Literal)
    mention = thing.text if isinstance(thing, Literal) else thing.mention
    parts = [
        f"\n{term('claim', claim.id)} a kg:Claim",
        f"kg:subject {term('entity', claim.subject.id)} ; kg:subjectMention {string(claim.subject.mention)}",
        f"kg:relation {term('kg', claim.relation)}",
        f"kg:{'objectValue' if is_value else 'object'} {_object(thing)} ; kg:objectMention {string(mention)}",
        f"kg:stance kg:{claim.stance.value}",
        f"kg:source {_source(claim.source)}",
    ]
    if claim.source.mention is not None:
        parts[-1] += f" ; kg:sourceMention {string(claim.source.mention)}"
    if claim.origin:
        parts.append(f"kg:origin ( {' '.join(map(_source, claim.origin))} )")
    if claim.when:
        parts.append(f"kg:when {_when(claim.when)}")
    parts.extend(f"kg:qualifier {_qualifier(key, claim.qualifiers[key])}" for key in sorted(claim.qualifiers))
    evidence = claim.evidence
    parts += [
        f"kg:document {document} ; prov:wasDerivedFrom {document}",
        f"kg:evidence [ a kg:Evidence ; oa:hasSource {document} ; oa:hasSelector\n"
        f"        [ a oa:TextPositionSelector ; oa:start {evidence.start} ; oa:end {evidence.end} ] ,\n"
        f"        [ a oa:TextQuoteSelector ; oa:exact {string(evidence.quote)} ] ]",
        f"kg:extractor {_extractor_term(claim.extractor)} ; kg:rule {string(claim.extractor.rule)}",
        f"kg:confidence {number(claim.confidence)} .",
    ]
    return SEPARATOR.join(parts)


def _source(source: Source) -> str:
    """Who says it. Somebody without an id is nobody in particular: a node of that claim alone."""
    if source.id:
        return term("entity", source.id)
    if source.name is None:
        return "kg:unknownPublisher"
    return f"[ a {_type(source.type) or 'prov:Agent'} ; rdfs:label {string(source.name)} ]"


def _when(when: When) -> str:
    parts = [f"[ a kg:When ; kg:granularity {string(when.granularity)} ; kg:text {string(when.text)}"]
    if when.start:
        parts.append(f'kg:start "{when.start.isoformat()}"^^xsd:date')
    if when.end:
        parts.append(f'kg:end "{when.end.isoformat()}"^^xsd:date')
    return " ; ".join(parts) + " ]"


def _qualifier(key: str, value: Amount | str) -> str:
    parts = [f"[ a kg:Qualifier ; kg:key {string(key)}"]
    if isinstance(value, Amount):
        parts.append(f"kg:value {number(value.value)}")
        if value.currency is not None:
            parts.append(f"kg:currency {string(value.currency)}")
        if value.unit is not None:
            parts.append(f"kg:unit {string(value.unit)}")
        value = value.text
    return " ; ".join([*parts, f"kg:text {string(value)} ]"])
