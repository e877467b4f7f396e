"""From the mentions of a parsed document to its claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.claims.attribution import origin_chain, publisher_of
from kgraph.claims.cues import quoted
from kgraph.claims.pairs import Candidate, candidates, views
from kgraph.claims.relations import Judgement, judge
from kgraph.claims.sources import find_source
from kgraph.claims.stance import decide_stance, stance_features
from kgraph.model import (
    Claim,
    Document,
    Evidence,
    Extractor,
    Literal,
    Mention,
    Participant,
    Source,
    Stance,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["EXTRACTOR_VERSION", "find_claims"]

EXTRACTOR_VERSION = "1"


def find_claims(document: Document, doc: Doc, mentions: list[Mention]) -> list[Claim]:
    """The claims of a document, one for each distinct subject, relation, object, stance and source.

    Sorted by their place in the text. Of several places that state the same, the surest is kept.
    """
    best: dict[tuple[object, ...], Claim] = {}
    for claim in _every(document, doc, mentions):
        key = (claim.saying, claim.stance, claim.source)
        if key not in best or claim.confidence > best[key].confidence:
            best[key] = claim
    return sorted(best.values(), key=lambda claim: (claim.evidence.start, claim.saying, claim.stance, claim.id))


def _every(document: Document, doc: Doc, mentions: list[Mention]) -> Iterator[Claim]:
    inside = quoted(doc)
    found: list[Candidate] = []
    sentences: list[int] = []
    for view in views(doc, mentions):
        here = list(candidates(view))
        found += here
        sentences += [view.sentence.start] * len(here)
    for judgement in judge(found, sentences):
        yield _claim(document, doc, mentions, judgement, inside)


def _claim(
    document: Document,
    doc: Doc,
    mentions: list[Mention],
    judgement: Judgement,
    inside: list[bool],
) -> Claim:
    candidate, relation = judgement.candidate, judgement.relation
    one, other = candidate.subject, candidate.object
    fired = [firing for firing in candidate.fired if firing.row.relation == relation]
    trigger = doc[fired[0].trigger if fired else candidate.apex]
    stance, _ = decide_stance(stance_features(doc, trigger, one, other, relation, inside))
    speaker = find_source(doc, trigger, one, other, relation, mentions, inside)
    publisher = publisher_of(document)
    source = publisher if speaker is None else _source(speaker)
    return Claim(
        document=document,
        subject=_participant(one),
        relation=relation,
        object=_participant(other) if other.value is None else Literal(other.value, other.text),
        stance=Stance(stance),
        source=source,
        origin=origin_chain(doc, trigger, mentions, publisher, source),
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
