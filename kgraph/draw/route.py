"""Lines between entities as curves from border to border: fanned out, bent around boxes, looped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.draw.arcs import Rims, arcs, points_on, run_through
from kgraph.draw.geometry import Floats, boxes, chains_cross, contains
from kgraph.draw.shapes import Outline

__all__ = ["route"]

_T = np.linspace(0, 1, 41)
_COARSE = 4  # every so many of these points are enough to see lines cross
_BENDS = (0.0, 14.0, -14.0, 28.0, -28.0, 44.0, -44.0, 64.0, -64.0, 90.0, -90.0)
_SLIDES = (0.0, -0.55, 0.55)
_WAYS = np.array(
    sorted(
        (abs(bend) + 12 * (abs(one) + abs(two)), bend, one, two)
        for bend in _BENDS
        for one in _SLIDES
        for two in _SLIDES
        if not (one or two) or (abs(bend) < 30 and not (one and two))
    )
)  # effort, bend, slides
_BENT = _WAYS[(_WAYS[:, 2:] == 0).all(axis=1) & (_WAYS[:, 0] < 70)]
_FAN = 17.0  # between the middles of parallel lines
_PASSES = 3
_MANY = 150  # bundles of lines; more are tried in fewer ways, and not held apart where they meet
_CLOSE = 8.0  # to another line, so that no label fits between
_MIDDLE = slice(12, 31)  # of a line's points: where its label goes
_AIR = 2.0  # between a border and the end of a line
_WALL, _WIDE_WALL = 8.0, 13.0  # around the boxes of other entities; the second leaves room for marks on lines
_THROUGH, _NEAR = 240.0, 60.0  # what it costs to enter the first, and the second


def route(
    pairs: Sequence[tuple[int, int]], centres: Floats, outlines: Sequence[Outline], heights: Sequence[float]
) -> list[Floats]:
    """A curve for each pair (subject, object) of entities, clipped at their outlines.

    Lines of one pair are fanned out by the `heights` of their labels. They are bent together where they
    would run through another entity, or across a line that ends at the same entity as they do. A pair of
    an entity with itself becomes a loop.
    """
    sizes = np.array([(shape.width, shape.height) for shape in outlines]).reshape(-1, 2)
    rims = Rims(outlines, centres, _AIR)
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(pairs):
        bundles[min(a, b), max(a, b)].append(number)
    fans = [
        _Fan(ends, numbers, [heights[number] for number in numbers])
        for ends, numbers in bundles.items()
        if ends[0] != ends[1]
    ]
    _bend_all(fans, centres, sizes, rims)
    curves: dict[int, Floats] = {}
    for fan in fans:
        for number, curve in zip(fan.numbers, fan.curves, strict=True):
            curves[number] = curve if pairs[number] == fan.ends else curve[::-1]
    drawn = np.concatenate([fan.points.reshape(-1, 2) for fan in fans] or [np.zeros((0, 2))])
    for (a, b), numbers in bundles.items():
        if a == b:
            loops = _loops(a, len(numbers), centres, sizes, drawn)
            loops = rims.clipped(loops, np.full((len(numbers), 2), a))
            curves.update(zip(numbers, loops, strict=True))
    return [curves[number] for number in range(len(pairs))]


class _Fan:
    """The lines between two entities, beside each other, and the ways in which they may run."""

    def __init__(self, ends: tuple[int, int], numbers: list[int], heights: Sequence[float]) -> None:
        tall = np.array([max(height + 7.0, _FAN) for height in heights])
        self.ends, self.numbers = ends, numbers
        self.offsets = np.cumsum(tall) - tall / 2 - tall.sum() / 2
        self.ways = _NO_WAYS

    def bend(self, beside: Sequence[_Fan]) -> None:
        """Take the way that meets the fewest boxes, then is clear of the lines `beside`."""
        costs, least, best = self.ways.costs, np.inf, 0
        for way in np.argsort(costs, kind="stable").tolist():
            if costs[way] >= least:
                break
            cost = costs[way] + _trouble(self.ways.points[way], beside)
            if cost < least:
                least, best = cost, way
        self.curves, self.points = self.ways.curves[best], self.ways.points[best]


@dataclass(frozen=True, slots=True)
class _Ways:
    """Of w ways of k lines: curves (w, k, 4, 2), points on them (w, k, n, 2), and what they cost (w,)."""

    curves: Floats
    points: Floats
    costs: Floats


_NO_WAYS = _Ways(np.zeros((0, 0, 4, 2)), np.zeros((0, 0, len(_T), 2)), np.zeros(0))


def _bend_all(fans: Sequence[_Fan], centres: Floats, sizes: Floats, rims: Rims) -> None:
    """Straight lines first; then other ways for those that meet a box, or trouble their neighbours."""
    _find_ways(fans, _WAYS[:1], centres, sizes, rims)
    many = len(fans) > _MANY
    if many:
        _find_ways([fan for fan in fans if fan.ways.costs[0]], _BENT, centres, sizes, rims)
    for fan in fans:
        fan.bend([])
    at: dict[int, list[_Fan]] = defaultdict(list)
    for fan in fans:
        for end in fan.ends:
            at[end].append(fan)
    for number in range(0 if many else 1 + _PASSES):
        troubled = [
            (fan, beside)
            for fan in fans
            if _trouble(fan.points, beside := _beside(fan, at)) or (number == 0 and fan.ways.costs[0])
        ]
        if not troubled:
            return
        _find_ways([fan for fan, _ in troubled if len(fan.ways.costs) == 1], _WAYS, centres, sizes, rims)
        for fan, beside in troubled:
            fan.bend(beside if number else [])


def _find_ways(fans: Sequence[_Fan], ways: Floats, centres: Floats, sizes: Floats, rims: Rims) -> None:
    """Work out all `ways` of all fans at once."""
    if not fans:
        return
    offsets = [fan.offsets + ways[:, 1:2] for fan in fans]  # (w, k) each
    most = [np.abs(fan.offsets).max() + np.abs(ways[:, 1]) for fan in fans]
    counts = [len(fan.offsets) for fan in fans]
    ends = np.repeat([fan.ends for fan in fans], [len(ways) * count for count in counts], axis=0)
    curves = arcs(
        centres[ends],
        sizes[ends],
        np.concatenate([offset.ravel() for offset in offsets]),
        np.concatenate([np.repeat(far, count) for far, count in zip(most, counts, strict=True)]),
        np.concatenate([np.repeat(ways[:, 2:], count, axis=0) for count in counts]),
    )
    curves = rims.clipped(curves, ends)
    points = points_on(curves, _T)
    near = run_through(points, ends, centres, (sizes + _WIDE_WALL) / 2)
    met, close = np.zeros_like(near), np.flatnonzero(near)
    met[close] = run_through(points[close], ends[close], centres, (sizes + _WALL) / 2)
    costs_of_walls = _THROUGH * met + _NEAR * near
    start = 0
    for fan, count in zip(fans, counts, strict=True):
        stop = start + len(ways) * count
        shape = len(ways), count
        costs = costs_of_walls[start:stop].reshape(shape).sum(axis=1) + ways[:, 0]
        fan.ways = _Ways(
            curves[start:stop].reshape(*shape, 4, 2), points[start:stop].reshape(*shape, len(_T), 2), costs
        )
        start = stop


def _beside(fan: _Fan, at: dict[int, list[_Fan]]) -> list[_Fan]:
    """The lines that end at one of the same entities, and have no need to be crossed."""
    return [other for end in fan.ends for other in at[end] if other is not fan]


def _trouble(points: Floats, beside: Iterable[_Fan]) -> float:
    """What it costs chains of points (k, n, 2) to cross others and to leave no room for labels."""
    middle = points[:, _MIDDLE].reshape(-1, 2)
    low, high = points.min(axis=(0, 1)) - _CLOSE, points.max(axis=(0, 1)) + _CLOSE
    others = [
        fan.points
        for fan in beside
        if (fan.points[:, :: len(_T) - 1].max(axis=(0, 1)) > low - 90).all()
        and (fan.points[:, :: len(_T) - 1].min(axis=(0, 1)) < high + 90).all()
    ]
    if not others:
        return 0.0
    other = np.concatenate(others)
    crossed = int(chains_cross(points[:, ::_COARSE], other[:, ::_COARSE]).sum())
    low, high = middle.min(axis=0) - _CLOSE, middle.max(axis=0) + _CLOSE
    near = other[((other > low) & (other < high)).all(axis=2)]
    apart = np.abs(middle[:, None] - near[None]).max(axis=2) if len(near) else np.full((1, 1), np.inf)
    return 100.0 * crossed + 3.0 * int((apart < _CLOSE).any(axis=1).sum())


def _loops(own: int, count: int, centres: Floats, sizes: Floats, drawn: Floats) -> Floats:
    """Loops on the side of an entity that is freest of other entities and of points of lines (n, 2)."""
    others = np.delete(np.arange(len(centres)), own)
    walls = boxes(centres[others], sizes[others] + 16)
    best: tuple[float, Floats] | None = None
    for rank, degrees in enumerate((90, 270, 60, 120, 240, 300, 30, 150, 210, 330)):
        curves = np.array(
            [_loop(centres[own], sizes[own], np.radians(degrees), number) for number in range(count)]
        )
        points = points_on(curves, _T).reshape(-1, 2)
        low, high = points.min(axis=0) - 8, points.max(axis=0) + 8
        met = int(contains(walls, points).any(axis=1).sum()) if len(walls) else 0
        cost = met * 100 + int(((drawn > low) & (drawn < high)).all(axis=1).sum()) + rank
        if best is None or cost < best[0]:
            best = cost, curves
    assert best is not None
    return best[1]


def _loop(centre: Floats, size: Floats, angle: float, number: int) -> Floats:
    spread = 0.62
    unit = np.array([np.cos(angle), np.sin(angle)])
    border = float((size / 2 / np.maximum(np.abs(unit), 1e-9)).min())
    far = (border + 34 + 18 * number) / (0.75 * np.cos(spread))
    first = np.array([np.cos(angle - spread), np.sin(angle - spread)])
    second = np.array([np.cos(angle + spread), np.sin(angle + spread)])
    return np.array([centre, centre + first * far, centre + second * far, centre])
