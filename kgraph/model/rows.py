"""Claims as JSON lines: one claim a row, read back equal.

A row has the keys `id document subject relation object stance source origin when qualifiers
evidence extractor confidence`. Documents go without their text (the id stands for it). Unknown
values are null. A participant that the text only describes carries `"named": false`. Reading
checks every field, collects all faults with line and field, and raises them once.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from kgraph.errors import ClaimError
from kgraph.model.claim import Amount, Claim, Literal, Participant, Source
from kgraph.model.document import Document
from kgraph.model.json_lines import read_json_lines, summary
from kgraph.model.row_reader import read_row

__all__ = [
    "claim_as_line",
    "claim_as_row",
    "claim_from_row",
    "day_or_none",
    "document_as_row",
    "literal_as_row",
    "read_claims",
    "write_claims",
]

SURROGATE = re.compile("[\ud800-\udfff]")


def claim_as_row(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON values, keys in the order of the format."""
    when = claim.when
    return {
        "id": claim.id,
        "document": document_as_row(claim.document),
        "subject": _participant_as_row(claim.subject),
        "relation": claim.relation,
        "object": _object_as_row(claim.object),
        "stance": claim.stance.value,
        "source": _source_as_row(claim.source),
        "origin": [_origin_as_row(source) for source in claim.origin],
        "when": when
        and {
            "start": day_or_none(when.start),
            "end": day_or_none(when.end),
            "granularity": when.granularity,
            "text": when.text,
        },
        "qualifiers": {name: _qualifier_as_row(value) for name, value in claim.qualifiers.items()},
        "evidence": {
            "start": claim.evidence.start,
            "end": claim.evidence.end,
            "quote": claim.evidence.quote,
        },
        "extractor": {
            "name": claim.extractor.name,
            "rule": claim.extractor.rule,
            "version": claim.extractor.version,
        },
        "confidence": claim.confidence,
    }


def document_as_row(document: Document) -> dict[str, str | None]:
    """What is known of an article, without its text."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "published": day_or_none(document.published),
        "url": document.url,
    }


def literal_as_row(thing: Literal) -> dict[str, Any]:
    """`value`, `text` and `type` of a number. Raises `ClaimError` for one that is not finite."""
    return {"value": _number(thing.value), "text": thing.text, "type": thing.type}


def day_or_none(day: date | None) -> str | None:
    """A day as `YYYY-MM-DD`."""
    return day.isoformat() if day else None


def claim_from_row(row: object, document: Document | None = None) -> Claim:
    """The claim of one row, of `document` where that is given instead of the row's own.

    Raises `ClaimError` with all faults where the row does not hold.
    """
    faults: list[str] = []
    claim = read_row(row, faults, document)
    if claim is None:
        raise ClaimError(f"Not a claim: {summary(faults)}", faults)
    return claim


def read_claims(source: str | Path | Iterable[str]) -> list[Claim]:
    """The claims of a JSON-lines file, or of an iterable of such lines; blank lines are skipped.

    Raises `ClaimError` once, with every fault (`line 3: object.type: …`) in its `faults`.
    """
    return read_json_lines(source, read_row, ClaimError, "claims")


def write_claims(claims: Iterable[Claim], stream: TextIO) -> int:
    """Write one claim a line, in the order given; returns how many."""
    count = 0
    for claim in claims:
        stream.write(claim_as_line(claim) + "\n")
        count += 1
    return count


def claim_as_line(claim: Claim) -> str:
    """The claim as one line of JSON, without the line end; always encodable as UTF-8."""
    line = json.dumps(claim_as_row(claim), ensure_ascii=False, allow_nan=False)
    return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _participant_as_row(thing: Participant) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": thing.id,
        "name": thing.name,
        "type": thing.type,
        "mention": thing.mention,
    }
    if not thing.named:
        row["named"] = False
    return row


def _object_as_row(thing: Participant | Literal) -> dict[str, Any]:
    if isinstance(thing, Participant):
        return _participant_as_row(thing)
    return literal_as_row(thing)


def _source_as_row(source: Source) -> dict[str, Any]:
    if source.name is None and source.id is None and source.mention is None:
        return {"name": None, "type": source.type}
    return {"id": source.id, "name": source.name, "type": source.type, "mention": source.mention}


def _origin_as_row(source: Source) -> dict[str, Any]:
    known = {"id": source.id, "type": source.type, "mention": source.mention}
    default = {"id": None, "type": Source(None).type, "mention": None}
    return {"name": source.name} | {key: value for key, value in known.items() if value != default[key]}


def _qualifier_as_row(value: Amount | str) -> dict[str, Any] | str:
    if isinstance(value, str):
        return value
    row: dict[str, Any] = {
        "value": _number(value.value),
        "currency": value.currency,
        "text": value.text,
    }
    if value.unit is not None:
        row["unit"] = value.unit
    return row


def _number(value: float) -> float | int:
    """Whole numbers without `.0`, as people write them. JSON knows no infinity."""
    if not math.isfinite(value):
        raise ClaimError(f"A value must be a finite number, not {value}.")
    return int(value) if value == int(value) and abs(value) < 2**53 else value
