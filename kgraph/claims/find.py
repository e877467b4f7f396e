"""From the mentions of a parsed document to its claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kgraph.claims.amounts import find_amounts
from kgraph.claims.attribution import origin_chain, publisher_of
from kgraph.claims.dating import when_of
from kgraph.claims.encoded import encode
from kgraph.claims.pairs import Candidate
from kgraph.claims.qualifying import qualifiers_of
from kgraph.claims.relations import Judgement, judge
from kgraph.claims.sources import Telling, find_source
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
    Stance,
)
from kgraph.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = [
    "EXTRACTOR_VERSION",
    "ClaimReader",
    "evidence_of",
    "find_claims",
    "is_empty",
    "kept_for",
    "kept_of",
    "source_of",
]

EXTRACTOR_VERSION = "3"


def find_claims(document: Document, doc: Doc, mentions: list[Mention]) -> list[Claim]:
    """The claims of a document, one for each distinct subject, relation, object, stance and source.

    Sorted by their place in the text. Of several places that state the same, the surest is kept; in one
    sentence one source holds one thing in one way, and so do several sources, the cautious one, unless one
    denies it.
    """
    reader = ClaimReader(document, doc, mentions)
    sure = (judgement for judgement in judge(reader.encoded) if judgement.is_claim)
    return kept_of([reader.claim(judgement) for judgement in sure if not is_empty(judgement.candidate)])


def kept_of(found: Sequence[Claim]) -> list[Claim]:
    """Those of the claims of a document that are kept, by their place in the text."""
    claims = [found[place] for place, kept in enumerate(kept_for(found)) if kept == place]
    return sorted(claims, key=lambda claim: (claim.evidence.start, claim.saying, claim.stance, claim.id))


def kept_for(claims: Sequence[Claim]) -> list[int]:
    """For each claim of a document the place of the one that is kept: its own, or that of a surer one."""
    kept = list(range(len(claims)))
    for key, worth in ((_in_one_sentence, _surety), (_unless_denied, _caution), (_in_one_way, _surety)):
        best: dict[object, int] = {}
        left = [place for place in kept if kept[place] == place]
        for place in left:
            first = best.setdefault(key(claims[place]), place)
            if worth(claims[place]) > worth(claims[first]):
                best[key(claims[place])] = place
        for place in left:
            one = best[key(claims[place])]
            if key is not _unless_denied or claims[place].stance != claims[one].stance:
                kept[place] = one
    return kept


def is_empty(candidate: Candidate) -> bool:
    """ "Vega led_by Vega's chief executive" tells nothing of Vega."""
    one, other = candidate.subject.entity, candidate.object.entity
    return not other.named and other.name.startswith(f"{one.name}'s ")


def _surety(claim: Claim) -> tuple[bool, float]:
    return True, claim.confidence


def _caution(claim: Claim) -> tuple[bool, float]:
    """What is not stated as a fact goes before what is."""
    return claim.stance is not Stance.ASSERTED, claim.confidence


def _in_one_sentence(claim: Claim) -> object:
    return _said(claim), _speaker(claim), claim.evidence


def _unless_denied(claim: Claim) -> object:
    """Sources of one sentence that hold one thing differently are misread, but for a denial beside it."""
    return _said(claim), claim.evidence, claim.stance is Stance.DENIED


def _in_one_way(claim: Claim) -> object:
    return _said(claim), _speaker(claim), claim.stance


def _said(claim: Claim) -> tuple[str, str, str]:
    return ontology().either_way(claim.saying)


def _speaker(claim: Claim) -> str | None:
    """Who says it, whatever words stand for the speaker at that place."""
    return claim.source.id or claim.source.name


class ClaimReader:
    """One document with what all of its claims share, read once."""

    def __init__(self, document: Document, doc: Doc, mentions: list[Mention]) -> None:
        self.document = document
        self.doc = doc
        self.encoded, self.views, self.mentions = encode(doc, mentions)
        self.inside = listen(doc, document.text).inside
        self.times = find_times(document.text, document.published)
        self.amounts = find_amounts(document.text)
        self.publisher = publisher_of(document)

    def claim(self, judgement: Judgement) -> Claim:
        """The claim that a judgement makes: its stance, source, time, qualifiers and evidence."""
        candidate, relation = judgement.candidate, judgement.relation
        fired = candidate.fired_for(relation)
        trigger = self.doc[candidate.trigger(relation)]
        return self.claim_at(
            trigger,
            (candidate.subject, candidate.object),
            relation,
            evidence_of(self.document, trigger.sent),
            Extractor("rules", fired[0].row.id if fired else "model", EXTRACTOR_VERSION),
            round(judgement.confidence, 3),
            self.encoded.stances(judgement.number, relation),
            self.encoded.speakers(judgement.number, relation),
        )

    def claim_at(
        self,
        trigger: Token,
        pair: tuple[Mention, Mention],
        relation: str,
        evidence: Evidence,
        extractor: Extractor,
        confidence: float,
        held: Mapping[Stance, float] | None = None,
        told: Telling | None = None,
    ) -> Claim:
        """The claim that a trigger carries between subject and object.

        `held` and `told` are what the encoder says of its stance and of its speaker, as chances.
        """
        document, doc, mentions = self.document, self.doc, self.mentions
        one, other = pair
        features = stance_features(doc, trigger, one, other, relation, self.inside)
        stance, _ = decide_stance(features, held)
        speaker = find_source(doc, trigger, one, other, relation, mentions, self.inside, told)
        source = self.publisher if speaker is None else source_of(speaker)
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
            evidence=evidence,
            extractor=extractor,
            confidence=confidence,
        )


def _participant(mention: Mention) -> Participant:
    entity = mention.entity
    return Participant(entity.id, entity.name, entity.type, " ".join(mention.text.split()), entity.named)


def source_of(mention: Mention) -> Source:
    """A mention as the source of a claim."""
    entity = mention.entity
    return Source(entity.name, entity.type, entity.id, " ".join(mention.text.split()))


def evidence_of(document: Document, sentence: Span) -> Evidence:
    """A sentence as evidence, without the white space around it."""
    start, end = sentence.start_char, sentence.end_char
    text = document.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Evidence(start, end, text[start:end])
