"""Claims with the same saying become one relation that keeps them all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kgraph.graph.copies import Copies
from kgraph.graph.origins import count_origins, source_key
from kgraph.model import Claim, Entity, Literal, Stance, object_key
from kgraph.ontology import ontology

__all__ = ["FusedRelation", "count_stances", "fuse", "in_dispute"]


@dataclass(frozen=True)
class FusedRelation:
    """What several claims say alike. It states nothing itself: `stances` tells how it is said."""

    subject: Entity
    relation: str
    object: Entity | Literal
    claims: tuple[Claim, ...]
    copies: Copies = field(default_factory=Copies, repr=False, compare=False)

    @cached_property
    def stances(self) -> Mapping[Stance, int]:
        """The number of claims of each stance that occurs, in the order of `Stance`."""
        return count_stances(self.claims)

    @cached_property
    def articles(self) -> int:
        """The number of documents."""
        return len({claim.document.id for claim in self.claims})

    @cached_property
    def origins(self) -> int:
        """The number of independent origins that stand behind it; of its denials where nobody does."""
        held = [claim for claim in self.claims if claim.stance is not Stance.DENIED]
        return count_origins(held or self.claims, self.copies)

    @cached_property
    def disputed(self) -> bool:
        """Whether somebody denies what somebody else asserts or alleges.

        Denials of plans, in general, and by the one who asserts it are not counted; `kgraph.query.disputes`
        knows them, and so do dossiers, reports and pictures.
        """
        return in_dispute(self.claims)

    @cached_property
    def first_seen(self) -> date | None:
        """The day of its first article that is dated."""
        return min(self._days, default=None)

    @cached_property
    def last_seen(self) -> date | None:
        """The day of its last article that is dated."""
        return max(self._days, default=None)

    @property
    def confidence(self) -> float:
        """The confidence of the surest claim, 0 to 1."""
        return max(claim.confidence for claim in self.claims)

    @property
    def key(self) -> tuple[str, str, str]:
        """Subject id, relation, object id (or the literal's value)."""
        thing = self.object
        return self.subject.id, self.relation, thing.id if isinstance(thing, Entity) else object_key(thing)

    @property
    def object_node(self) -> str:
        """The id of its object in a network; a value is a node of its own for each subject and relation."""
        return self.object.id if isinstance(self.object, Entity) else " ".join(self.key)

    @property
    def _days(self) -> set[date]:
        return {claim.document.published for claim in self.claims if claim.document.published}

    def __str__(self) -> str:
        said = ", ".join(f"{count} {stance}" for stance, count in self.stances.items())
        return f"{self.subject.name} {self.relation} {self.object.name} [{said}]"


def fuse(
    claims: Iterable[Claim], entities: Mapping[str, Entity], copies: Copies | None = None
) -> list[FusedRelation]:
    """The relations of the claims, sorted by names; both directions of a symmetric relation are one.

    `copies` are those among all articles of the graph; without them every article is a text of its own.
    """
    known = Copies() if copies is None else copies
    groups: defaultdict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[ontology().either_way(claim.saying)].append(claim)
    relations = []
    for (subject, relation, thing), group in groups.items():
        literal = group[0].object if isinstance(group[0].object, Literal) else None
        end = literal or entities[thing]
        relations.append(FusedRelation(entities[subject], relation, end, tuple(group), known))
    return sorted(relations, key=lambda r: (r.subject.name, r.relation, r.object.name, r.key))


def count_stances(claims: Iterable[Claim]) -> dict[Stance, int]:
    """The number of claims of each stance that occurs, in the order of `Stance`."""
    counts = Counter(claim.stance for claim in claims)
    return {stance: counts[stance] for stance in Stance if stance in counts}


def in_dispute(claims: Sequence[Claim]) -> bool:
    """Whether of claims that say alike somebody denies what somebody else asserts or alleges."""
    deny = {_said_by(claim) for claim in claims if claim.stance is Stance.DENIED}
    hold = {_said_by(claim) for claim in claims if claim.stance in (Stance.ASSERTED, Stance.ALLEGED)}
    return bool(deny and hold) and len(deny | hold) > 1


def _said_by(claim: Claim) -> str:
    return source_key(claim.source, claim.document)
