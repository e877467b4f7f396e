"""Who hangs together with whom: pairs of entities, without what is said about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from kgraph.model import Claim, Participant, Stance

__all__ = ["Network"]


class Network:
    """The entities that claims connect, each with those beside it.

    Numbers are not connected with anything, an entity is not beside itself, and a pair is no pair where
    all that is said of it is denied: that two have nothing to do with each other must not link them.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.links: dict[str, dict[str, int]] = {}
        """For each entity those beside it, and how many claims connect them. By id, in both directions."""
        weights: dict[tuple[str, str], int] = {}
        for claim in claims:
            thing = claim.object
            if isinstance(thing, Participant):
                one, other = claim.subject.id, thing.id
                self.links.setdefault(one, {})
                self.links.setdefault(other, {})
                if claim.stance is not Stance.DENIED and one != other:
                    pair = (one, other) if one < other else (other, one)
                    weights[pair] = weights.get(pair, 0) + 1
            else:
                self.links.setdefault(claim.subject.id, {})
        for (one, other), weight in weights.items():
            self.links[one][other] = self.links[other][one] = weight

    @cached_property
    def ordered(self) -> Mapping[str, tuple[str, ...]]:
        """The same without weights, the strongest link first, so that searches meet it first."""
        return {
            id: tuple(sorted(beside, key=lambda other: (-beside[other], other)))
            for id, beside in self.links.items()
        }

    def distances(self, start: str, most: int, avoid: Collection[str] = ()) -> dict[str, int]:
        """The number of steps from `start`, for whatever is at most `most` away on a way around `avoid`."""
        found = {start: 0}
        edge = [start]
        for steps in range(1, most + 1):
            ahead = []
            for id in edge:
                for other in self.links.get(id, ()):
                    if other not in found and other not in avoid:
                        found[other] = steps
                        ahead.append(other)
            if not ahead:
                break
            edge = ahead
        return found
