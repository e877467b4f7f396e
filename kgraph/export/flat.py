"""A claim as one flat row: the columns of CSV and Parquet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from kgraph.export.terms import clean
from kgraph.model import Amount, Claim, Literal

__all__ = ["COLUMNS", "flat_row"]

COLUMNS: Mapping[str, type] = MappingProxyType(
    {
        "claim": str,
        "subject_id": str,
        "subject": str,
        "subject_type": str,
        "subject_mention": str,
        "relation": str,
        "object_id": str,
        "object": str,
        "object_type": str,
        "object_mention": str,
        "object_value": float,
        "stance": str,
        "source_id": str,
        "source": str,
        "source_type": str,
        "source_mention": str,
        "origin": str,
        "when_start": date,
        "when_end": date,
        "when_granularity": str,
        "when_text": str,
        "amount": float,
        "currency": str,
        "qualifiers": str,
        "document_id": str,
        "title": str,
        "publisher": str,
        "published": date,
        "url": str,
        "path": str,
        "start": int,
        "end": int,
        "quote": str,
        "extractor": str,
        "rule": str,
        "version": str,
        "confidence": float,
    }
)
"""Names and types; every column but `claim`, `subject…`, `relation` and `stance` may hold None."""


def flat_row(claim: Claim) -> list[str | float | int | date | None]:
    """The values of a claim in the order of `COLUMNS`; `origin` begins with the publisher."""
    thing, source, when, document = claim.object, claim.source, claim.when, claim.document
    amount = claim.qualifiers.get("amount")
    money = amount if isinstance(amount, Amount) else None
    subject, found, by = claim.subject, claim.evidence, claim.extractor
    row = [
        claim.id, subject.id, subject.name, subject.type, subject.mention, claim.relation,
        None if isinstance(thing, Literal) else thing.id,
        thing.name, thing.type, thing.text if isinstance(thing, Literal) else thing.mention,
        thing.value if isinstance(thing, Literal) else None,
        claim.stance.value, source.id, source.name, source.type, source.mention,
        " > ".join(str(link) for link in claim.origin) or None,
        when.start if when else None, when.end if when else None,
        when.granularity if when else None, when.text if when else None,
        money.value if money else None, money.currency if money else None, _qualifiers(claim),
        document.id, document.title, document.publisher, document.published, document.url, document.path,
        found.start, found.end, found.quote, by.name, by.rule, by.version, claim.confidence,
    ]  # fmt: skip
    return [clean(value) if isinstance(value, str) else value for value in row]


def _qualifiers(claim: Claim) -> str | None:
    if not claim.qualifiers:
        return None
    words = {key: value if isinstance(value, str) else value.text for key, value in claim.qualifiers.items()}
    return json.dumps(dict(sorted(words.items())), ensure_ascii=False)
