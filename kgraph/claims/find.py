"""From the mentions of a parsed document to its claims."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kgraph.claims.amounts import find_amounts
from kgraph.claims.attribution import origin_chain, publisher_of
from kgraph.claims.dating import when_of
from kgraph.claims.pairs import Candidate, candidates, views
from kgraph.claims.qualifying import qualifiers_of
from kgraph.claims.relations import Judgement, judge
from kgraph.claims.sources import find_source
from kgraph.claims.stance import decide_stance, stance_features
from kgraph.claims.voices import listen
from kgraph.claims.when import find_times
from kgraph.model import (
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Mention,
    Participant,
    Source,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["EXTRACTOR_VERSION", "find_claims"]

EXTRACTOR_VERSION = "1"


def find_claims(document: Document, doc: Doc, mentions: list[Mention]) -> list[Claim]:
    """The claims of a document, one for each distinct subject, relation, object, stance and source.

    Sorted by their place in the text. Of several places that state the same, the surest is kept; and
    in one sentence one source holds one thing in one way.
    """
    reading = _Reading(document, doc, mentions)
    claims = [reading.claim(judgement) for judgement in judge(*_candidates(doc, mentions))]
    claims = _surest(claims, lambda claim: (claim.saying, _speaker(claim), claim.evidence))
    claims = _surest(claims, lambda claim: (claim.saying, _speaker(claim), claim.stance))
    return sorted(claims, key=lambda claim: (claim.evidence.start, claim.saying, claim.stance, claim.id))


def _surest(claims: list[Claim], key: Callable[[Claim], object]) -> list[Claim]:
    """Of the claims with the same key the one with the highest confidence, the first of equals."""
    best: dict[object, Claim] = {}
    for claim in claims:
        mark = key(claim)
        if mark not in best or claim.confidence > best[mark].confidence:
            best[mark] = claim
    return list(best.values())


def _speaker(claim: Claim) -> str | None:
    """Who says it, whatever words stand for the speaker at that place."""
    return claim.source.id or claim.source.name


def _candidates(doc: Doc, mentions: list[Mention]) -> tuple[list[Candidate], list[int]]:
    """All candidates of a document, and for each the first token of its sentence."""
    found: list[Candidate] = []
    sentences: list[int] = []
    for view in views(doc, mentions):
        here = list(candidates(view))
        found += here
        sentences += [view.sentence.start] * len(here)
    return found, sentences


class _Reading:
    """One document with what all of its claims share, read once."""

    def __init__(self, document: Document, doc: Doc, mentions: list[Mention]) -> None:
        self.document = document
        self.doc = doc
        self.mentions = mentions
        self.inside = listen(doc, document.text).inside
        self.times = find_times(document.text, document.published)
        self.amounts = find_amounts(document.text)
        self.publisher = publisher_of(document)

    def claim(self, judgement: Judgement) -> Claim:
        """The claim that a judgement makes: its stance, source, time, qualifiers and evidence."""
        document, doc, mentions = self.document, self.doc, self.mentions
        candidate, relation = judgement.candidate, judgement.relation
        one, other = candidate.subject, candidate.object
        fired = [firing for firing in candidate.fired if firing.row.relation == relation]
        trigger = doc[fired[0].trigger if fired else candidate.apex]
        stance, _ = decide_stance(stance_features(doc, trigger, one, other, relation, self.inside))
        speaker = find_source(doc, trigger, one, other, relation, mentions, self.inside)
        source = self.publisher if speaker is None else _source(speaker)
        return Claim(
            document=document,
            subject=_participant(one),
            relation=relation,
            object=_participant(other) if other.value is None else Literal(other.value, other.text),
            stance=stance,
            source=source,
            origin=origin_chain(doc, trigger, mentions, self.publisher, source),
            when=when_of(document, doc, trigger, self.times, relation),
            qualifiers=qualifiers_of(document, doc, trigger, relation, one, other, mentions, self.amounts),
            evidence=_evidence(document, trigger.sent),
            extractor=Extractor("rules", fired[0].row.id if fired else "model", EXTRACTOR_VERSION),
            confidence=round(judgement.confidence, 3),
        )


def _participant(mention: Mention) -> Participant:
    entity = mention.entity
    return Participant(entity.id, entity.name, entity.type, " ".join(mention.text.split()), entity.named)


def _source(mention: Mention) -> Source:
    entity = mention.entity
    return Source(entity.name, entity.type, entity.id, " ".join(mention.text.split()))


def _evidence(document: Document, sentence: Span) -> Evidence:
    start, end = sentence.start_char, sentence.end_char
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start, end, text[start:end])
