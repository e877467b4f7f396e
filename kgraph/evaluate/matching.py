"""Which claims of a document answer which gold claims: greedy, one to one.

Each gold claim, in its order, takes the first free claim of the same relation about the same pair,
one of the same stance before any other. A claim that is left over is *extra* unless it says again
what some gold claim says: a repetition counts neither way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.evaluate.gold import GoldClaim
from kgraph.evaluate.names import any_same_name, name_words
from kgraph.model import Claim, Literal, Participant
from kgraph.ontology import ontology

__all__ = [
    "Matches",
    "distinct_claims",
    "links_pair",
    "match_claims",
    "same_source",
]

# Here the object is who accuses or warns, so it may be named as the source as well.
_OBJECT_SPEAKS = frozenset({"accused_by", "warned_against_by"})


@dataclass(frozen=True, slots=True)
class Matches:
    """Core gold claims with the claims that answer them, those without an answer, claims in excess."""

    hits: tuple[tuple[GoldClaim, Claim], ...]
    missed: tuple[GoldClaim, ...]
    extra: tuple[Claim, ...]


def _subject_names(claim: Claim) -> tuple[str, ...]:
    """The names under which the subject of a claim may be found in gold: resolved, then as written."""
    return _participant_names(claim.subject)


def _object_names(claim: Claim) -> tuple[str, ...]:
    """The names of the object; of a literal its value in digits, then its words."""
    thing = claim.object
    if isinstance(thing, Literal):
        value = float(thing.value)
        return str(int(value) if value.is_integer() else value), thing.text
    return _participant_names(thing)


def _participant_names(participant: Participant) -> tuple[str, ...]:
    return participant.name, participant.mention


def distinct_claims(claims: Sequence[Claim]) -> list[Claim]:
    """The first claim for each subject, relation, object (as names) and stance."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        subject, thing = name_words(_subject_names(claim)[0]), name_words(_object_names(claim)[0])
        first.setdefault((subject, claim.relation, thing, claim.stance), claim)
    return list(first.values())


def match_claims(gold: Sequence[GoldClaim], claims: Sequence[Claim]) -> Matches:
    """Match the `distinct_claims` of one document to its gold claims.

    A debatable gold claim takes its answer as any other does; neither of the two is returned.
    """
    free = dict(enumerate(claims))
    hits, missed = [], []
    for wanted in gold:
        answers = [at for at, claim in free.items() if _says(claim, wanted)]
        if answers:
            # min keeps the first of equals: earlier claims win within a stance
            best = min(answers, key=lambda at: free[at].stance != wanted.stance)
            answer = free.pop(best)
            if wanted.core:
                hits.append((wanted, answer))
        elif wanted.core:
            missed.append(wanted)
    extra = tuple(claim for claim in free.values() if not any(_says(claim, wanted) for wanted in gold))
    return Matches(tuple(hits), tuple(missed), extra)


def same_source(claim: Claim, wanted: GoldClaim) -> bool:
    """Whether a claim names an accepted source."""
    names = [name for name in (claim.source.name, claim.source.mention) if name]
    accepted = wanted.source + (wanted.object if wanted.relation in _OBJECT_SPEAKS else ())
    return any_same_name(names, accepted)


def links_pair(claim: Claim, wanted: GoldClaim) -> bool:
    """Whether a claim, of whatever relation and direction, links the two that a gold claim links."""
    return _same_direction(claim, wanted) or _opposite_direction(claim, wanted)


def _says(claim: Claim, wanted: GoldClaim) -> bool:
    if claim.relation != wanted.relation:
        return False
    known = ontology().relations.get(wanted.relation)
    either_way = known is not None and known.symmetric
    return _same_direction(claim, wanted) or (either_way and _opposite_direction(claim, wanted))


def _same_direction(claim: Claim, wanted: GoldClaim) -> bool:
    return any_same_name(_subject_names(claim), wanted.subject) and any_same_name(
        _object_names(claim), wanted.object
    )


def _opposite_direction(claim: Claim, wanted: GoldClaim) -> bool:
    return any_same_name(_subject_names(claim), wanted.object) and any_same_name(
        _object_names(claim), wanted.subject
    )
