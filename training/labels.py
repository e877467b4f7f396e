"""What the annotation says of the mentions and the candidates that the pipeline finds in a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.claims.pairs import Candidate, candidates, views
from kgraph.claims.retyping import retyped
from kgraph.evaluate.names import same_name
from kgraph.mentions import find_mentions
from kgraph.mentions.clusters import name_key
from kgraph.model import Mention, MentionKind
from kgraph.ontology import ontology
from training.corpus import PRONOUNS, AnnotatedClaim, Count, Passage, occurrences, parses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Annotated", "Statement", "annotate", "claims_stated", "stated", "statements"]

MINISTERS = frozenset({"secretary", "minister"})
"""Who leads a ministry; part of the annotation does not say so."""
NEAR = 4
"""Words before and after a name where its title stands."""
STRAY = 12
"""Characters by which the words of a name may differ from an annotated mention around the same place."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A passage with its parse and its mentions as found; `who` has the annotated entities of each mention.

    Several, where the annotation leaves open which of them is meant; none, where nothing is annotated.
    """

    passage: Passage
    doc: Doc
    mentions: list[Mention]
    who: dict[Mention, frozenset[str]]

    def with_types(self, types: Mapping[str, str]) -> Annotated:
        """The same, where entities have other types, by their ids."""
        mentions = retyped(self.mentions, types)
        who = {new: self.of(old) for old, new in zip(self.mentions, mentions, strict=True)}
        return replace(self, mentions=mentions, who=who)

    def of(self, mention: Mention) -> frozenset[str]:
        """The annotated entities that a mention stands for."""
        return self.who.get(mention, frozenset())


@dataclass(frozen=True, slots=True)
class Statement:
    """A candidate that states annotated claims of one relation, with the trigger that the pipeline uses."""

    candidate: Candidate
    relation: str
    trigger: int
    claims: tuple[AnnotatedClaim, ...]


def annotate(passages: list[Passage]) -> list[Annotated]:
    """Mentions and annotation of every passage side by side."""
    found = []
    for passage, doc in zip(passages, parses(passages), strict=True):
        mentions = find_mentions(passage.document, doc)
        spans = [
            (start, end, entity.id, words)
            for entity in passage.entities
            for words in entity.words
            for start, end in occurrences(words, passage.text)
        ]
        who = {mention: _entities(passage, doc, mention, spans) for mention in mentions}
        found.append(Annotated(passage, doc, mentions, who))
    return found


def stated(passage: Annotated, candidate: Candidate, sentence: Span) -> tuple[set[str], set[str]]:
    """The relations that a candidate stands in, and those that nothing may be learned of from it.

    Of the second kind are debatable claims, claims of another sentence about the same two, those about one
    of several entities that a mention may mean, and that a minister leads an agency.
    """
    sure: set[str] = set()
    unsure: set[str] = set()
    subjects, objects = passage.of(candidate.subject), passage.of(candidate.object)
    unclear = len(subjects) > 1 or len(objects) > 1
    for claim in passage.passage.claims:
        if not _is_about(claim, candidate, subjects, objects):
            continue
        if unclear or not claim.core:
            unsure.add(claim.relation)
        elif _is_stated_in(sentence, claim):
            sure.add(claim.relation)
        elif not isinstance(claim.object, Count):
            unsure.add(claim.relation)
    is_agency = ontology().is_a(candidate.subject.entity.type, "Agency")
    if is_agency and _is_minister(passage.doc, candidate.object):
        unsure.add("led_by")
    return sure, unsure - sure


def claims_stated(passage: Annotated, candidate: Candidate, sentence: Span) -> list[AnnotatedClaim]:
    """The core claims about the two of a candidate that a sentence states."""
    subjects, objects = passage.of(candidate.subject), passage.of(candidate.object)
    return [
        claim
        for claim in passage.passage.claims
        if claim.core and _is_stated_in(sentence, claim) and _is_about(claim, candidate, subjects, objects)
    ]


def statements(passage: Annotated) -> Iterator[Statement]:
    """Every candidate and relation that core claims of its sentence are stated by."""
    doc = passage.doc
    core = [claim for claim in passage.passage.claims if claim.core]
    for view in views(doc, passage.mentions):
        sentence = view.sentence
        own = [claim for claim in core if claim.is_in(sentence.start_char, sentence.end_char)]
        own = [claim for claim in own if claim.trigger in sentence.text]
        for candidate in candidates(view) if own else ():
            subjects, objects = passage.of(candidate.subject), passage.of(candidate.object)
            by_relation: dict[str, list[AnnotatedClaim]] = defaultdict(list)
            for claim in own:
                if _is_about(claim, candidate, subjects, objects):
                    by_relation[claim.relation].append(claim)
            for relation, claims in by_relation.items():
                fired = [firing for firing in candidate.fired if firing.row.relation == relation]
                trigger = fired[0].trigger if fired else candidate.apex
                yield Statement(candidate, relation, trigger, _nearest(claims, sentence, doc[trigger].idx))


def _is_stated_in(sentence: Span, claim: AnnotatedClaim) -> bool:
    """Whether a sentence has evidence of a claim and its trigger; a count is stated without one."""
    inside = claim.is_in(sentence.start_char, sentence.end_char)
    return inside and (isinstance(claim.object, Count) or claim.trigger in sentence.text)


def _is_minister(doc: Doc, mention: Mention) -> bool:
    if mention.entity.type != "Person":
        return False
    around = doc[max(0, mention.first - NEAR) : mention.last + 1 + NEAR]
    return any(token.lower_ in MINISTERS for token in around)


def _entities(
    passage: Passage, doc: Doc, mention: Mention, spans: list[tuple[int, int, str, str]]
) -> frozenset[str]:
    """The entities whose annotated words cover the head of a mention and are closest to it in length."""
    head = doc[mention.head].idx
    is_pronoun = mention.text.casefold() in PRONOUNS
    around = [
        (abs(end - start - len(mention.text)), entity)
        for start, end, entity, words in spans
        if start <= head < end
        and (not is_pronoun or words.casefold() in PRONOUNS)
        and (mention.kind is not MentionKind.NAME or _is_close(mention.text, words))
    ]
    least = min((stray for stray, _ in around), default=0)
    found = frozenset(entity for stray, entity in around if stray == least)
    if len(found) > 1:
        named = frozenset(
            entity
            for entity in found
            if any(same_name(mention.entity.name, name) for name in passage.by_id[entity].names)
        )
        return named if len(named) == 1 else found
    return found


def _is_close(name: str, words: str) -> bool:
    close = abs(len(words) - len(name)) <= STRAY
    return close or name_key(words) == name_key(name) or words.startswith(name)


def _is_about(
    claim: AnnotatedClaim, candidate: Candidate, subjects: frozenset[str], objects: frozenset[str]
) -> bool:
    thing, value = claim.object, candidate.object.value
    if isinstance(thing, Count):
        if claim.subject not in subjects or value is None:
            return False
        return abs(thing.value - value) < 1e-6 * max(1, value) or thing.text == candidate.object.text
    if claim.subject in subjects and thing in objects:
        return True
    return ontology().relations[claim.relation].symmetric and claim.subject in objects and thing in subjects


def _nearest(claims: list[AnnotatedClaim], sentence: Span, trigger: int) -> tuple[AnnotatedClaim, ...]:
    """Of several claims those whose trigger words stand nearest to the trigger at a character."""
    close = [claim for claim in claims if claim.trigger] or claims
    if len(close) < 2:
        return tuple(close)
    gaps = [abs(sentence.start_char + sentence.text.find(claim.trigger) - trigger) for claim in close]
    return tuple(claim for claim, gap in zip(close, gaps, strict=True) if gap == min(gaps))
