"""Which entities of a graph a diagram has room for, and where those hang that it has none for."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["Link", "distances", "fold", "hosts", "neighbours"]

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


def hosts(links: Sequence[Link], reach: Collection[str], kept: Collection[str]) -> dict[str, str]:
    """The entity of `kept` that each other one of `reach` hangs on; those that hang on none are missing.

    An entity hangs on the kept neighbour with most origins of relations between the two. One that has only
    folded neighbours hangs where that of them does which is nearer to what is kept, again the one with most
    origins. Of equals, the first by its key.

    >>> hosts([("a", "b", 1), ("b", "c", 2), ("c", "d", 1), ("x", "y", 1)], "abcdxy", "a")
    {'b': 'a', 'c': 'a', 'd': 'a'}
    """
    between: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other, origins in links:
        if one != other and one in reach and other in reach:
            between[one][other] += origins
            between[other][one] += origins
    hung = {key: key for key in kept}
    front = set(hung)
    while front:
        front = {other for key in front for other in between[key]} - set(hung)
        hung |= {key: hung[_closest(between[key], hung)] for key in sorted(front)}
    return {key: host for key, host in hung.items() if key not in kept}


def _closest(origins: Mapping[str, int], among: Collection[str]) -> str:
    """The neighbour with most origins, of those that are `among` some."""
    return min((-count, key) for key, count in origins.items() if key in among)[1]
