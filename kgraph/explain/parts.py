"""What an explanation holds. All of it is what the reader went by, nothing is worked out anew."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kgraph.model import Claim, Document, Mention
from kgraph.model.rows import claim_as_row, document_as_row

__all__ = [
    "ExplainedMention",
    "ExplainedReading",
    "ExplainedSentence",
    "ExplainedTrigger",
    "Explanation",
    "IdleRow",
    "Outcome",
]


class Outcome(StrEnum):
    """What became of a reading."""

    CLAIM = "claim"
    UNSURE = "unsure"
    SURER_HERE = "surer_here"
    SURER_ELSEWHERE = "surer_elsewhere"
    RULED_OUT = "ruled_out"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """A mention and why it stands for its entity.

    `because` is one of the keys of `kgraph.explain.mentions.REASONS`. `earlier` are the words that stood for
    the entity last before, in the sentence with the number `earlier_in`; both None where it comes up first.
    """

    mention: Mention
    because: str
    earlier: str | None = None
    earlier_in: int | None = None

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        mention, entity = self.mention, self.mention.entity
        return {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "kind": mention.kind.value,
            "entity": {"id": entity.id, "name": entity.name, "type": entity.type, "named": entity.named},
            "because": self.because,
            "earlier": self.earlier,
            "earlier_in": self.earlier_in,
        }


@dataclass(frozen=True, slots=True)
class IdleRow:
    """A row of the lexicon whose trigger and needs are there, but which found no mention that fits."""

    id: str
    missing: str

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"id": self.id, "missing": self.missing}


@dataclass(frozen=True, slots=True)
class ExplainedTrigger:
    """A word that may state relations: the slots of its frame with their words, and its rows."""

    word: str
    start: int
    end: int
    slots: Mapping[str, tuple[str, ...]]
    fired: tuple[str, ...]
    idle: tuple[IdleRow, ...]

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "word": self.word,
            "start": self.start,
            "end": self.end,
            "slots": {name: list(words) for name, words in self.slots.items()},
            "fired": list(self.fired),
            "idle": [row.as_row() for row in self.idle],
        }


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """That one mention stands in a relation to another, how likely that is, and what became of it.

    `by_features` and `by_encoder` are log-odds, None for a relation that the models were not trained on.
    `confidence`, 0 to 1, is that of the pair among its rivals; None where it did not come so far. `rows` are
    the ids of the rows that fired for it, `trigger` is the word that carries it. `claim` is what it makes or
    would make, None below the least confidence; `why` tells the outcome in words. `features` have the weights
    that spoke for it (above 0) and against it in the model by features, the strongest of either side first.
    """

    subject: Mention
    relation: str
    object: Mention
    rows: tuple[str, ...]
    trigger: str
    by_features: float | None
    by_encoder: float | None
    confidence: float | None
    outcome: Outcome
    why: str
    claim: Claim | None = None
    features: tuple[tuple[str, float], ...] = ()

    def __str__(self) -> str:
        subject, thing = (" ".join(each.text.split()) for each in (self.subject, self.object))
        return f"{subject} {self.relation} {thing}"

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "subject": _side_as_row(self.subject),
            "relation": self.relation,
            "object": _side_as_row(self.object),
            "rows": list(self.rows),
            "trigger": self.trigger,
            "by_features": _rounded(self.by_features),
            "by_encoder": _rounded(self.by_encoder),
            "confidence": _rounded(self.confidence),
            "outcome": self.outcome.value,
            "why": self.why,
            "claim": claim_as_row(self.claim) if self.claim else None,
            "features": [[feature, _rounded(weight)] for feature, weight in self.features],
        }


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence, counted from 1: `document.text[start:end] == text`. `pairs` of mentions were looked at.

    Readings come with the surest first; those that did not come so far as a confidence come last.
    """

    number: int
    start: int
    end: int
    text: str
    mentions: tuple[ExplainedMention, ...]
    triggers: tuple[ExplainedTrigger, ...]
    pairs: int
    readings: tuple[ExplainedReading, ...]

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "number": self.number,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "mentions": [each.as_row() for each in self.mentions],
            "triggers": [each.as_row() for each in self.triggers],
            "pairs": self.pairs,
            "readings": [each.as_row() for each in self.readings],
        }


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article sentence by sentence, with the least confidence of a claim."""

    document: Document
    least_of_claims: float
    sentences: tuple[ExplainedSentence, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article, in the order of the readings that made them."""
        readings = [reading for sentence in self.sentences for reading in sentence.readings]
        return tuple(
            reading.claim for reading in readings if reading.claim and reading.outcome is Outcome.CLAIM
        )

    def only(self, numbers: Collection[int]) -> Explanation:
        """The same of the sentences with these numbers."""
        kept = tuple(sentence for sentence in self.sentences if sentence.number in numbers)
        return Explanation(self.document, self.least_of_claims, kept)

    def as_row(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "document": document_as_row(self.document),
            "least_of_claims": self.least_of_claims,
            "sentences": [each.as_row() for each in self.sentences],
        }


def _side_as_row(mention: Mention) -> dict[str, Any]:
    entity = mention.entity
    return {"id": entity.id, "name": entity.name, "type": entity.type, "mention": mention.text}


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
