"""Who hangs together with whom: pairs of entities, without what is said about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kgraph.model import Claim, Participant, Stance

__all__ = ["Network"]

Places: TypeAlias = NDArray[np.int64]


class Network:
    """The entities that claims connect, each known by its place in `ids`.

    Numbers are not connected with anything, an entity is not beside itself, and a pair is no pair where
    all that is said of it is denied: that two have nothing to do with each other must not link them.

    Places and arrays, because the conversion would else cost more than most questions (100,000 claims:
    40 ms with dictionaries of pairs of ids, 25 ms so).
    """

    ids: Sequence[str]
    """All entities, sorted, so that nothing depends on the order of the claims."""
    places: Mapping[str, int]
    pairs: Places
    """Each pair once, the lower place first; shape (pairs, 2), sorted."""
    weights: Places
    """How many claims connect each pair; shape (pairs,)."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        claims = list(claims)
        found = {claim.subject.id for claim in claims}
        found.update([claim.object.id for claim in claims if isinstance(claim.object, Participant)])
        self.ids = sorted(found)
        self.places = places = {id: place for place, id in enumerate(self.ids)}
        count, denied = max(len(found), 1), Stance.DENIED
        # A pair is one number: first place times the number of entities, and the second place.
        said = [
            places[claim.subject.id] * count + places[claim.object.id]
            for claim in claims
            if claim.stance is not denied and isinstance(claim.object, Participant)
        ]
        one, other = np.divmod(np.array(said, dtype=np.int64), count)
        both = (np.minimum(one, other) * count + np.maximum(one, other))[one != other]
        codes, weights = np.unique(both, return_counts=True)
        self.pairs = np.stack(np.divmod(codes, count), axis=1)
        self.weights = weights.astype(np.int64)

    @cached_property
    def links(self) -> Sequence[Mapping[int, int]]:
        """For each entity those beside it and how many claims connect them, the most claims first."""
        here = np.concatenate((self.pairs[:, 0], self.pairs[:, 1]))
        there = np.concatenate((self.pairs[:, 1], self.pairs[:, 0]))
        weights = np.concatenate((self.weights, self.weights))
        order = np.lexsort((there, -weights, here))
        ends = np.cumsum(np.bincount(here, minlength=len(self.ids))).tolist()
        others, counts = there[order].tolist(), weights[order].tolist()
        return [
            dict(zip(others[start:end], counts[start:end], strict=True))
            for start, end in zip([0, *ends], ends, strict=False)
        ]

    def distances(self, start: int, most: int, avoid: Collection[int] = ()) -> dict[int, int]:
        """The number of steps from `start`, for whatever is at most `most` away on a way around `avoid`."""
        found = {start: 0}
        edge = [start]
        for steps in range(1, most + 1):
            ahead = []
            for place in edge:
                for other in self.links[place]:
                    if other not in found and other not in avoid:
                        found[other] = steps
                        ahead.append(other)
            if not ahead:
                break
            edge = ahead
        return found
