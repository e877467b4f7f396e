"""Who answers whom: disputes, and denials that answer an accusation without repeating it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from kgraph.graph import FusedRelation
from kgraph.model import Claim, Literal, Stance
from kgraph.ontology import ontology

__all__ = ["Denials", "Denied", "disputed"]


class Denied(Enum):
    """How what is also said otherwise is denied."""

    ITSELF = "itself"
    GENERAL = "general"
    """Only as one of a whole group: "no ties to any government"."""


def disputed(relations: Iterable[FusedRelation], wanted: Iterable[Claim]) -> list[FusedRelation]:
    """The relations that one holds and another denies, where at least one claim is among those wanted."""
    ids = {claim.id for claim in wanted}
    return [
        relation
        for relation in relations
        if relation.disputed and any(claim.id in ids for claim in relation.claims)
    ]


class Denials:
    """The denials among some relations, to find those that answer a relation.

    "It has no ties to any government" answers every tie to a public body, named or not: a denial about a
    group that has no name counts for each thing of its kind.
    """

    def __init__(self, relations: Iterable[FusedRelation]) -> None:
        found: defaultdict[tuple[str, str], list[FusedRelation]] = defaultdict(list)
        for relation in relations:
            if Stance.DENIED in relation.stances:
                found[relation.subject.id, relation.relation].append(relation)
        self._found: Mapping[tuple[str, str], Sequence[FusedRelation]] = found

    def of(self, relation: FusedRelation) -> list[Claim]:
        """The claims that deny it, whether they name its object or a group that it belongs to."""
        return [
            claim
            for other in self._found.get((relation.subject.id, relation.relation), ())
            if other.key == relation.key or _is_group_of(other, relation)
            for claim in other.claims
            if claim.stance is Stance.DENIED
        ]

    def how(self, relation: FusedRelation) -> Denied | None:
        """How a relation is denied that somebody holds too, be it as a plan; None where no denial answers it.

        What is only denied has nothing to answer. Unlike `relation.disputed` this also knows denials in
        general, of plans, and by the very source that holds it.
        """
        if not relation.stances.keys() - {Stance.DENIED}:
            return None
        if Stance.DENIED in relation.stances:
            return Denied.ITSELF
        return Denied.GENERAL if self.of(relation) else None


def _is_group_of(wide: FusedRelation, narrow: FusedRelation) -> bool:
    group, thing = wide.object, narrow.object
    if isinstance(group, Literal) or isinstance(thing, Literal) or group.named:
        return False
    kinds = ontology().ancestors
    return bool(kinds.get(group.type, frozenset()) & kinds.get(thing.type, frozenset()) - {"Entity"})
