"""What the rules read in a document: their claims, and how they read a place that a model points to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kgraph.claims.find import ClaimReader, evidence_of, is_empty, kept_of
from kgraph.claims.relations import Judgement, judge
from kgraph.llm.orders import find_orders, touches
from kgraph.model import Claim, Document, Evidence, Extractor, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Ruling"]

MOST_SENTENCES = 3
"""Of one quote; with more in it, everything is near everything."""


class Ruling:
    """One parsed document as the rules read it.

    `claims` are those of `kgraph.claims.find_claims`, but for what sentences say that speak to the reader
    (`kgraph.llm.orders`): that is `withheld`, also where another place states the same.
    """

    def __init__(self, document: Document, doc: Doc, mentions: list[Mention]) -> None:
        self.reader = ClaimReader(document, doc, mentions)
        self._chances: dict[tuple[int, str], float] = {}
        found: list[Claim] = []
        for judgement in judge(self.reader.encoded):
            self._chances[judgement.number, judgement.relation] = judgement.confidence
            if judgement.is_claim and not is_empty(judgement.candidate):
                found.append(self.reader.claim(judgement))
        self.orders = find_orders(document.text)
        ordered = [touches(self.orders, claim.evidence.start, claim.evidence.end) for claim in found]
        # apart first: the surest place of a claim may be the one that orders it
        self.claims = kept_of([claim for claim, is_so in zip(found, ordered, strict=True) if not is_so])
        self.withheld = kept_of([claim for claim, is_so in zip(found, ordered, strict=True) if is_so])
        self._known: dict[object, Claim] = {}
        self._numbers: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, candidate in enumerate(self.reader.encoded.candidates):
            self._numbers[candidate.subject.entity.id, candidate.object.entity.id].append(number)

    def evidence(self, start: int, end: int) -> Evidence | None:
        """The sentences that hold `[start, end)`; None where there are too many of them."""
        span = self.reader.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        sentences, place = [], span.start
        while place < span.end:
            sentences.append(self.reader.doc[place].sent)
            place = sentences[-1].end
        if not sentences or len(sentences) > MOST_SENTENCES:
            return None
        first = evidence_of(self.reader.document, sentences[0])
        last = evidence_of(self.reader.document, sentences[-1])
        return Evidence(first.start, last.end, self.reader.document.text[first.start : last.end])

    def reading(self, one: Mention, other: Mention, relation: str, evidence: Evidence) -> Claim:
        """The claim that the rules would make of two mentions, if they took the relation for granted.

        Its confidence is what they give that reading, 0 where they rule it out.
        """
        # Models repeat themselves, and a reading costs milliseconds.
        key = one.head, one.entity.id, other.head, other.entity.id, relation, evidence.start
        if key not in self._known:
            self._known[key] = self._read(one, other, relation, evidence)
        return self._known[key]

    def _read(self, one: Mention, other: Mention, relation: str, evidence: Evidence) -> Claim:
        numbers = [
            number
            for number in self._numbers.get((one.entity.id, other.entity.id), ())
            if evidence.start <= self._place(number) < evidence.end
        ]
        if not numbers:
            return self._by_hand(one, other, relation, evidence)
        best = max(
            numbers,
            key=lambda number: (
                self._chances.get((number, relation), 0.0),
                self._is_of(number, one, other),
                -number,
            ),
        )
        chance = self._chances.get((best, relation), 0.0)
        candidate = self.reader.encoded.candidates[best]
        return self.reader.claim(Judgement(best, candidate, relation, chance))

    def _place(self, number: int) -> int:
        candidate = self.reader.encoded.candidates[number]
        return max(candidate.subject.start, candidate.object.start)

    def _is_of(self, number: int, one: Mention, other: Mention) -> bool:
        candidate = self.reader.encoded.candidates[number]
        return candidate.subject.head == one.head and candidate.object.head == other.head

    def _by_hand(self, one: Mention, other: Mention, relation: str, evidence: Evidence) -> Claim:
        """Two mentions that are no pair of the rules: in two sentences, or a name that they do not know."""
        reader = self.reader
        later = max(one, other, key=lambda mention: mention.head)
        trigger = reader.doc[later.head].sent.root
        return reader.claim_at(
            trigger, (one, other), relation, evidence, Extractor("rules", "none", ""), confidence=0.0
        )
