"""Which entities of a graph a diagram has room for."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Link", "distances", "fold", "neighbours"]

Link = tuple[str, str, int]
"""Subject, object and the number of independent origins of a relation."""


def neighbours(pairs: Iterable[tuple[str, str]]) -> defaultdict[str, set[str]]:
    """What is beside each entity, itself left out."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return found


def distances(links: Sequence[Link], start: str) -> dict[str, int]:
    """Steps from `start` to everything that hangs together with it, in either direction.

    >>> distances([("a", "b", 1), ("c", "b", 1), ("d", "e", 1)], "a")
    {'a': 0, 'b': 1, 'c': 2}
    """
    beside = neighbours((one, other) for one, other, _ in links)
    steps, front, step = {start: 0}, [start], 0
    while front:
        step += 1
        front = sorted({other for key in front for other in beside[key]} - set(steps))
        steps.update(dict.fromkeys(front, step))
    return steps


def fold(links: Sequence[Link], reach: Mapping[str, int], most: int) -> set[str]:
    """The `most` entities of `reach` that are left after leaving out minor ones, one by one.

    The farthest go first, then those with the fewest neighbours among what is left, then those with the
    fewest origins. So the centre stays, and what stays hangs together.
    """
    kept = set(reach)
    beside = neighbours((one, other) for one, other, _ in links if one in kept and other in kept)
    weight: defaultdict[str, int] = defaultdict(int)
    for one, other, origins in links:
        weight[one] += origins
        weight[other] += origins

    def rank(key: str) -> tuple[int, int, int, str]:
        return -reach[key], len(beside[key]), weight[key], key

    heap = [rank(key) for key in kept]
    heapq.heapify(heap)
    while len(kept) > max(most, 1):
        ranked = heapq.heappop(heap)
        key = ranked[-1]
        if key not in kept or ranked != rank(key):
            continue  # it was ranked anew since
        kept.remove(key)
        for other in beside.pop(key, ()):
            beside[other].discard(key)
            heapq.heappush(heap, rank(other))
    return kept
