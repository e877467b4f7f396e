"""The annotated passages as the encoder reads them: marked sentences, and what is right of each pair."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kgraph.claims.marking import marked, numbered
from kgraph.claims.pairs import Candidate, candidates, relations_between, views
from kgraph.encoder import Marked
from kgraph.model import Mention, Stance
from kgraph.ontology import catalogue
from training.labels import Annotated, claims_stated, stated

__all__ = ["ELSEWHERE", "NOBODY", "Lesson", "Told", "lessons"]

NOBODY, ELSEWHERE = -2, -1
"""Who says it, if no mention of the sentence does: the publication, or somebody of another sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """How a relation of a pair is held, and by whom: all that the annotation accepts."""

    pair: int
    relation: str
    stances: frozenset[Stance]
    speakers: frozenset[int]
    """Indices of mentions, or `NOBODY` or `ELSEWHERE`."""


@dataclass(slots=True)
class Lesson:
    """A sentence with the answers: per pair of mentions the relations that hold, and those to learn of.

    `text` has the types of the mentions that the rules give, `types` those that the encoder should make of
    them; `true_types` are those of the annotation, None where there is none.
    """

    passage: str
    number: int
    is_held_out: bool
    text: Marked
    types: list[str]
    true_types: list[str | None]
    pairs: list[tuple[int, int]]
    right: list[frozenset[str]] = field(default_factory=list)
    counts: list[frozenset[str]] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)


def lessons(annotated: list[Annotated]) -> Iterator[Lesson]:
    """Every sentence with candidates, passage by passage."""
    for given in annotated:
        passage = given.with_types(_annotated_types(given))
        before = {view.sentence.start: view for view in views(given.doc, given.mentions)}
        for view in views(passage.doc, passage.mentions):
            found = list(candidates(view))
            if not found:
                continue
            lesson = Lesson(
                passage.passage.id,
                passage.passage.number,
                passage.passage.is_held_out,
                marked(before[view.sentence.start]),
                [mention.entity.type for mention in view.mentions],
                [_true_type(passage, mention) for mention in view.mentions],
                numbered(view, found),
            )
            for pair, candidate in enumerate(found):
                sure, unsure = stated(passage, candidate, view.sentence)
                allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
                lesson.right.append(frozenset(sure))
                lesson.counts.append(frozenset((set(allowed) - unsure) | sure))
                lesson.told += _told(passage, candidate, pair, sure, view.mentions)
            yield lesson


def _annotated_types(passage: Annotated) -> dict[str, str]:
    """Id of an entity without an entry → the type that most of its mentions are annotated with."""
    types: dict[str, Counter[str]] = defaultdict(Counter)
    for mention in passage.mentions:
        type = _true_type(passage, mention)
        if type and mention.value is None and mention.entity.id not in catalogue().by_id:
            types[mention.entity.id][type] += 1
    return {entity: counts.most_common(1)[0][0] for entity, counts in types.items()}


def _true_type(passage: Annotated, mention: Mention) -> str | None:
    if mention.value is not None:
        return mention.entity.type
    types = {passage.passage.by_id[entity].type for entity in passage.of(mention)}
    return types.pop() if len(types) == 1 else None


def _told(
    passage: Annotated, candidate: Candidate, pair: int, sure: set[str], mentions: list[Mention]
) -> Iterator[Told]:
    sentence = passage.doc[candidate.subject.head].sent
    for relation in sorted(sure):
        claims = [
            claim for claim in claims_stated(passage, candidate, sentence) if claim.relation == relation
        ]
        speakers: set[int] = set()
        for claim in claims:
            if claim.source is None:
                speakers.add(NOBODY)
            else:
                own = {i for i, mention in enumerate(mentions) if claim.source in passage.of(mention)}
                speakers |= own or {ELSEWHERE}
        yield Told(pair, relation, frozenset(claim.stance for claim in claims), frozenset(speakers))
