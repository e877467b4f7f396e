"""What happens when a document or a claim comes twice: the outcome never depends on the order.

Both merges are commutative, associative and idempotent, so that a graph grown in any order, or
twice from the same articles, is the same graph.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from kgraph.model import Claim, Document
from kgraph.model.rows import claim_as_row

__all__ = ["details", "merge_claims", "merge_documents", "position"]

# Columns of the graph file, so that they are not kept twice.
IN_COLUMNS = ("id", "document", "relation", "stance", "confidence")


def merge_documents(one: Document, other: Document) -> Document:
    """One document with everything known about it from two readings of it, under the same id."""
    if one is other or (one == other and one.text == other.text):
        return one
    return replace(
        one,
        text=max(one.text, other.text, key=lambda text: (len(text), text)),
        path=_least(one.path, other.path),
        title=_least(one.title, other.title),
        publisher=_least(one.publisher, other.publisher),
        published=_least_day(one.published, other.published),
        url=_least(one.url, other.url),
    )


def merge_claims(one: Claim, other: Claim) -> Claim:
    """The surer of two claims with the same id (the last in the order of `details` of equally sure ones)."""
    if one == other:
        return one
    return max(one, other, key=lambda claim: (claim.confidence, details(claim)))


def details(claim: Claim) -> str:
    """What a graph file keeps of a claim beside its columns, as JSON."""
    row = claim_as_row(claim)
    return json.dumps({key: row[key] for key in row if key not in IN_COLUMNS}, allow_nan=False)


def position(claim: Claim) -> tuple[str, str, int, int, str, str, str, str, str]:
    """The order of claims: by document and place in it, then by what is said."""
    document, evidence = claim.document, claim.evidence
    said = (*claim.saying, claim.stance, claim.id)
    return (document.path or "", document.id, evidence.start, evidence.end, *said)


def _least(one: str | None, other: str | None) -> str | None:
    return min((text for text in (one, other) if text is not None), default=None)


def _least_day(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
