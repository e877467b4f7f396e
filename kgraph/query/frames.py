"""Claims and relations as data frames for pandas, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from kgraph.graph import FusedRelation
from kgraph.model import Amount, Claim, Literal, Participant, Stance
from kgraph.query.extras import require

if TYPE_CHECKING:
    import pandas

__all__ = ["claim_frame", "relation_frame"]

CLAIM_COLUMNS = (
    "id", "subject_id", "subject", "subject_type", "relation", "object_id", "object", "object_type", "value",
    "stance", "source_id", "source", "source_type", "confidence", "when_start", "when_end", "when_text",
    "amount", "currency", "quote", "start", "end", "document_id", "path", "title", "publisher", "published",
    "url",
)  # fmt: skip
RELATION_COLUMNS = (
    "subject_id", "subject", "subject_type", "relation", "object_id", "object", "object_type", "value",
    *(stance.value for stance in Stance), "claims", "articles", "origins", "disputed", "confidence",
    "first_seen", "last_seen",
)  # fmt: skip
DAYS = ("when_start", "when_end", "published", "first_seen", "last_seen")


def claim_frame(claims: Iterable[Claim]) -> pandas.DataFrame:
    """One claim a row, in the order given, with `CLAIM_COLUMNS`.

    `value` is the number of a literal, then `object_id` is empty. Days are timestamps, what is unknown is
    missing (`isna`). Raises `GraphError` where pandas is not installed.
    """
    return _frame([_claim_row(claim) for claim in claims], CLAIM_COLUMNS)


def relation_frame(relations: Iterable[FusedRelation]) -> pandas.DataFrame:
    """One relation a row, in the order given, with `RELATION_COLUMNS`; claims are counted by stance."""
    return _frame([_relation_row(relation) for relation in relations], RELATION_COLUMNS)


def _frame(rows: list[tuple[Any, ...]], columns: tuple[str, ...]) -> pandas.DataFrame:
    made: pandas.DataFrame = require("pandas").DataFrame.from_records(rows, columns=list(columns))
    for column in DAYS:
        if column in columns:
            made[column] = made[column].astype("datetime64[s]")
    made["value"] = made["value"].astype("float64")
    return made


def _claim_row(claim: Claim) -> tuple[Any, ...]:
    document, source, when, evidence = claim.document, claim.source, claim.when, claim.evidence
    amount = claim.qualifiers.get("amount")
    amount = amount if isinstance(amount, Amount) else None
    subject = claim.subject
    return (
        claim.id, subject.id, subject.name, subject.type, claim.relation, *_object(claim.object),
        claim.stance.value, source.id, source.name, source.type, claim.confidence, when and when.start,
        when and when.end, when and when.text, amount and amount.value, amount and amount.currency,
        evidence.quote, evidence.start, evidence.end, document.id, document.path, document.title,
        document.publisher, document.published, document.url,
    )  # fmt: skip


def _relation_row(relation: FusedRelation) -> tuple[Any, ...]:
    subject, stances = relation.subject, relation.stances
    return (
        subject.id, subject.name, subject.type, relation.relation, *_object(relation.object),
        *(stances.get(stance, 0) for stance in Stance), len(relation.claims), relation.articles,
        relation.origins, relation.disputed, relation.confidence, relation.first_seen, relation.last_seen,
    )  # fmt: skip


def _object(thing: Participant | Literal | Any) -> tuple[str | None, str, str, float | None]:
    """Id, name, type and value."""
    if isinstance(thing, Literal):
        return None, thing.text, thing.type, thing.value
    return thing.id, thing.name, thing.type, None
