"""One JSON row, read and checked field by field, to a claim."""

from __future__ import annotations

from typing import cast, get_args

from kgraph.model.claim import Amount, Claim, Evidence, Extractor, Literal, Participant, Source, Stance
from kgraph.model.document import Document
from kgraph.model.fields import Fields
from kgraph.model.when import Granularity, When

__all__ = ["read_object", "read_row", "read_source"]

GRANULARITIES: tuple[str, ...] = get_args(Granularity)


def read_row(row: object, faults: list[str], document: Document | None = None) -> Claim | None:
    """The claim, or None with at least one fault appended to `faults`."""
    fields = Fields(row, "", faults)
    if faults:
        return None
    document = document or _read_document(fields.child("document"))
    subject = _read_participant(fields.child("subject"))
    thing = read_object(fields.child("object"))
    relation = fields.text("relation")
    stance = fields.choice("stance", [stance.value for stance in Stance])
    source = read_source(fields.child("source"))
    origin = tuple(read_source(child) for child in fields.children("origin"))
    when = _read_when(fields.child("when")) if fields.has("when") else None
    qualifiers = {name: _read_qualifier(value) for name, value in fields.members("qualifiers")}
    evidence = _read_evidence(fields.child("evidence"))
    given = fields.child("extractor")
    extractor = Extractor(given.text("name"), given.words("rule"), given.words("version"))
    confidence = fields.number("confidence")
    if not 0 <= confidence <= 1:
        fields.fault("confidence", f"expected a number from 0 to 1, found {confidence:g}")
    id = fields.text_or_none("id") or ""
    if faults:
        return None
    return Claim(
        document, subject, relation, thing, Stance(stance), source, evidence, extractor, confidence,
        when, origin, qualifiers, id,
    )  # fmt: skip


def _read_document(row: Fields) -> Document:
    return Document(
        text="",
        path=row.text_or_none("path"),
        title=row.text_or_none("title"),
        publisher=row.text_or_none("publisher"),
        published=row.day_or_none("published"),
        url=row.text_or_none("url"),
        id=row.text("id"),
    )


def _read_participant(row: Fields) -> Participant:
    name = row.text("name")
    mention = row.text_or_none("mention")
    return Participant(
        row.text("id"), name, row.text("type"), name if mention is None else mention, row.flag("named", True)
    )


def read_object(row: Fields) -> Participant | Literal:
    """The participant or the value of a row."""
    if not row.has("value"):
        return _read_participant(row)
    return Literal(row.number("value"), row.words("text"), row.text_or_none("type") or "count")


def read_source(row: Fields) -> Source:
    """The source of a row."""
    return Source(
        row.text_or_none("name"),
        row.text_or_none("type") or "publisher",
        row.text_or_none("id"),
        row.text_or_none("mention"),
    )


def _read_when(row: Fields) -> When:
    granularity = cast("Granularity", row.choice("granularity", GRANULARITIES))
    return When(row.day_or_none("start"), row.day_or_none("end"), granularity, row.words("text"))


def _read_qualifier(value: Fields | str) -> Amount | str:
    if isinstance(value, str):
        return value
    return Amount(
        value.number("value"), value.words("text"), value.text_or_none("currency"), value.text_or_none("unit")
    )


def _read_evidence(row: Fields) -> Evidence:
    before = len(row.faults)
    start, end, quote = row.offset("start"), row.offset("end"), row.words("quote")
    if len(row.faults) == before and end - start != len(quote):
        row.fault("quote", f"{len(quote)} characters where start and end span {end - start}")
    return Evidence(start, end, quote)
