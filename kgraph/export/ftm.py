"""FollowTheMoney entities as JSON lines, for Aleph, OpenAleph and yente (followthemoney.tech).

FollowTheMoney has no stance: a link is a fact there. So only what somebody asserts becomes a link of a kind
(Ownership, Directorship, Employment, Sanction); all else is an UnknownLink whose role begins with how it is
said ("alleged: owned by"). Every link has its articles as `proof` and its sentences as `description`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from kgraph.export.terms import clean, number
from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Document, Entity, Literal, Stance, content_id
from kgraph.ontology import ontology

__all__ = ["ftm_lines"]

SCHEMATA = {
    "Vendor": "Company",
    "Product": "Asset",
    "PublicBody": "PublicBody",
    "VendorList": "Document",
    "LegalInstrument": "Document",
    "Contract": "Contract",
    "Person": "Person",
    "Place": "Address",
    "MediaOutlet": "Organization",
    "ThreatActor": "Organization",
    "Organization": "Organization",
    "Entity": "LegalEntity",
}
TITLED = ("Document", "Contract")
PARTIES = frozenset(("Company", "PublicBody", "Person", "Organization", "LegalEntity"))
BODIES = frozenset(("Company", "PublicBody", "Organization"))

# Relation: schema, property and kind of the subject, property and kind of the object.
LINKS = {
    "owned_by": ("Ownership", "asset", frozenset(("Company", "Asset")), "owner", PARTIES),
    "led_by": ("Directorship", "organization", BODIES, "director", PARTIES),
    "worked_for": ("Employment", "employee", frozenset(("Person",)), "employer", BODIES),
}
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
ID = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?")
WEB = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?([/?#][!-~]*)?")


def ftm_lines(graph: ClaimGraph) -> Iterator[str]:
    """Articles, then entities, then links; one FollowTheMoney entity a line."""
    documents = graph.documents()
    for document in documents:
        yield _line(_id("document", document.id), "Article", _article(document))
    relations = graph.relations()
    counted = [relation for relation in relations if isinstance(relation.object, Literal)]
    notes: dict[str, list[str]] = {}
    for relation in counted:
        notes.setdefault(relation.subject.id, []).extend(map(_note, relation.claims))
    schemata = {}
    for entity in graph.entities():
        schema = schemata[entity.id] = _schema(entity.type)
        yield _line(_id("entity", entity.id), schema, _thing(entity, schema, notes.get(entity.id, [])))
    for relation in relations:
        if not isinstance(relation.object, Literal):
            for stance in relation.stances:
                yield _link(relation, relation.object, stance, schemata)


def _article(document: Document) -> dict[str, list[str]]:
    return {
        "title": [document.label],
        "publisher": _known(document.publisher),
        "publishedAt": _known(document.published.isoformat() if document.published else None),
        "sourceUrl": _web(document.url),
        "fileName": _known(document.path),
    }


def _thing(entity: Entity, schema: str, notes: list[str]) -> dict[str, list[str]]:
    known = {"name": [entity.name], "notes": notes}
    if schema in TITLED:
        known["title"] = [entity.name]
    if schema == "Address":
        known["full"] = [entity.name]
    return known


def _link(relation: FusedRelation, thing: Entity, stance: Stance, schemata: dict[str, str]) -> str:
    claims = [claim for claim in relation.claims if claim.stance is stance]
    subject = relation.subject
    ends = (_id("entity", subject.id), _id("entity", thing.id))
    known = ontology().relations.get(relation.relation)
    told = known.label if known else relation.relation
    role = told if stance is Stance.ASSERTED else f"{stance}: {told}"
    schema, properties = "UnknownLink", {"subject": [ends[0]], "object": [ends[1]], "role": [role]}
    kind = LINKS.get(relation.relation)
    if stance is Stance.ASSERTED and relation.relation == "sanctioned_by":
        schema = "Sanction"
        properties = {"entity": [ends[0]], "authority": [thing.name], "status": [role]}
    elif stance is Stance.ASSERTED and kind:
        name, one, kinds, other, others = kind
        if schemata[subject.id] in kinds and schemata[thing.id] in others:
            schema, properties = name, {one: [ends[0]], other: [ends[1]], "role": [role]}
    if schema != "Sanction":
        properties["status"] = [stance.value]
    key = _id("link", *relation.key, stance)
    return _line(key, schema, properties | _provenance(claims, dated=stance is Stance.ASSERTED))


def _provenance(claims: list[Claim], dated: bool) -> dict[str, list[str]]:
    return {
        "summary": [f"{claim.stance} by {claim.source}" for claim in claims],
        "description": [claim.evidence.quote for claim in claims],
        "recordId": [claim.id for claim in claims],
        "proof": [_id("document", claim.document.id) for claim in claims],
        "publisher": [claim.document.publisher for claim in claims if claim.document.publisher],
        "sourceUrl": [url for claim in claims for url in _web(claim.document.url)],
        "date": [c.when.start.isoformat() for c in claims if dated and c.when and c.when.start],
    }


def _note(claim: Claim) -> str:
    thing = claim.object
    value = number(thing.value) if isinstance(thing, Literal) else thing.name
    return f"{claim.relation}: {value} ({claim.stance} by {claim.source}: “{claim.evidence.quote}”)"


def _schema(type: str) -> str:
    if type in SCHEMATA:
        return SCHEMATA[type]
    wider = ontology().ancestors.get(type, frozenset())
    return next((schema for name, schema in SCHEMATA.items() if name in wider), "LegalEntity")


def _id(kind: str, *parts: str) -> str:
    """An id as FollowTheMoney allows: letters, digits, dots and dashes."""
    if len(parts) == 1 and parts[0].isascii() and ID.fullmatch(parts[0]):
        return f"kgraph-{kind}-{parts[0]}"
    return f"kgraph-{kind}.{content_id(*parts)}"


def _line(id: str, schema: str, properties: dict[str, list[str]]) -> str:
    kept = {name: texts for name in sorted(properties) if (texts := _texts(properties[name]))}
    return json.dumps({"id": id, "schema": schema, "properties": kept}, ensure_ascii=False)


def _texts(values: Iterable[str]) -> list[str]:
    """Each text once, without control characters; the order is theirs."""
    found = (" ".join(CONTROL.sub(" ", clean(value)).split()) for value in values)
    return list(dict.fromkeys(text for text in found if text))


def _known(value: str | None) -> list[str]:
    return [] if value is None else [value]


def _web(url: str | None) -> list[str]:
    return [url] if url is not None and WEB.fullmatch(url) else []
