"""Lines between entities as curves from border to border: fanned out, bent around boxes, looped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kgraph.draw.geometry import Floats, boxes, chains_cross, contains, curve_points, part, quadratic
from kgraph.draw.shapes import Outline

__all__ = ["route"]

_T = np.linspace(0, 1, 41)
_COARSE = 4  # every so many of these points are enough to see lines cross
_STEPS, _FINE_STEPS = 41, 9
_BENDS = (0.0, 14.0, -14.0, 28.0, -28.0, 44.0, -44.0, 64.0, -64.0, 90.0, -90.0)
_SLIDES = (0.0, -0.55, 0.55)
_WAYS = sorted(
    (abs(bend) + 12 * (abs(one) + abs(two)), bend, (one, two))
    for bend in _BENDS
    for one in _SLIDES
    for two in _SLIDES
    if not (one or two) or (abs(bend) < 30 and not (one and two))
)
_FAN = 17.0  # between the middles of parallel lines
_PASSES = 3
_CLOSE = 8.0  # to another line, so that no label fits between
_MIDDLE = slice(12, 31)  # of a line's points: where its label goes
_AIR = 2.0  # between a border and the end of a line


def route(
    pairs: Sequence[tuple[int, int]], centres: Floats, outlines: Sequence[Outline], heights: Sequence[float]
) -> list[Floats]:
    """A curve for each pair (subject, object) of entities, clipped at their outlines.

    Lines of one pair are fanned out by the `heights` of their labels. They are bent together where they
    would run through another entity, or across a line that ends at the same entity as they do. A pair of
    an entity with itself becomes a loop.
    """
    sizes = np.array([(shape.width, shape.height) for shape in outlines]).reshape(-1, 2)
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(pairs):
        bundles[min(a, b), max(a, b)].append(number)
    fans = [
        _Fan(ends, numbers, centres, sizes, outlines, [heights[number] for number in numbers])
        for ends, numbers in bundles.items()
        if ends[0] != ends[1]
    ]
    for fan in fans:
        fan.bend([])
    for _ in range(_PASSES):
        troubled = [(fan, beside) for fan in fans if fan.troubled(beside := _beside(fan, fans))]
        for fan, beside in troubled:
            fan.bend(beside)
        if not troubled:
            break
    curves: dict[int, Floats] = {}
    for fan in fans:
        for number, curve in zip(fan.numbers, fan.curves, strict=True):
            curves[number] = curve if pairs[number] == fan.ends else curve[::-1]
    drawn = np.concatenate([curve_points(curve, _T) for curve in curves.values()] or [np.zeros((0, 2))])
    for (a, b), numbers in bundles.items():
        if a == b:
            loops = _loops(a, len(numbers), centres, sizes, drawn)
            for number, loop in zip(numbers, loops, strict=True):
                curves[number] = _clipped(loop, centres[[a, a]], (_swollen(outlines[a]),) * 2)
    return [curves[number] for number in range(len(pairs))]


def _beside(fan: _Fan, fans: Sequence[_Fan]) -> list[_Fan]:
    """The lines that end at one of the same entities, and have no need to be crossed."""
    return [other for other in fans if len(set(other.ends) & set(fan.ends)) == 1]


class _Fan:
    """The lines between two entities, beside each other."""

    def __init__(
        self,
        ends: tuple[int, int],
        numbers: list[int],
        centres: Floats,
        sizes: Floats,
        outlines: Sequence[Outline],
        heights: Sequence[float],
    ) -> None:
        tall = np.array([max(height + 7.0, _FAN) for height in heights])
        low, high = centres[list(ends)].min(axis=0), centres[list(ends)].max(axis=0)
        around = _BENDS[-2] + tall.sum() + sizes / 2
        near = ((centres > low - around) & (centres < high + around)).all(axis=1)
        near[list(ends)] = False
        self.ends, self.numbers = ends, numbers
        self._offsets = np.cumsum(tall) - tall / 2 - tall.sum() / 2
        self._centres, self._sizes = centres[list(ends)], sizes[list(ends)]
        self._outlines = _swollen(outlines[ends[0]]), _swollen(outlines[ends[1]])
        self._walls = boxes(centres[near], sizes[near] + 8)
        self.curves: list[Floats] = []
        self.points = np.zeros((0, len(_T), 2))

    def bend(self, beside: Sequence[_Fan]) -> None:
        """Take the bend that meets the fewest boxes, then is clear of the lines `beside`."""
        least, most = np.inf, float(np.abs(self._offsets).max())
        for effort, bend, slides in _WAYS:
            if effort >= least:
                break
            curves = [
                _clipped(
                    _arc(self._centres, self._sizes, offset + bend, most + abs(bend), slides),
                    self._centres,
                    self._outlines,
                )
                for offset in self._offsets
            ]
            points = np.array([curve_points(curve, _T) for curve in curves])
            met = int(contains(self._walls, points.reshape(-1, 2)).any(axis=1).sum())
            cost = met * 300 + _trouble(points, beside) + effort
            if cost < least:
                least, self.curves, self.points = cost, curves, points

    def troubled(self, beside: Sequence[_Fan]) -> bool:
        """Whether the lines cross, or run too close to, any of those `beside`."""
        return _trouble(self.points, beside) > 0


def _trouble(points: Floats, beside: Sequence[_Fan]) -> float:
    """What it costs chains of points (k, n, 2) to cross others and to leave no room for labels."""
    if not beside:
        return 0.0
    others = np.concatenate([fan.points for fan in beside])
    crossed = int(chains_cross(points[:, ::_COARSE], others[:, ::_COARSE]).sum())
    middle = points[:, _MIDDLE].reshape(-1, 2)
    low, high = middle.min(axis=0) - _CLOSE, middle.max(axis=0) + _CLOSE
    near = others[((others > low) & (others < high)).all(axis=2)]
    apart = np.abs(middle[:, None] - near[None]).max(axis=2) if len(near) else np.full((1, 1), np.inf)
    return 100.0 * crossed + 3.0 * int((apart < _CLOSE).any(axis=1).sum())


def _arc(ends: Floats, sizes: Floats, offset: float, most: float, slides: tuple[float, float]) -> Floats:
    """A curve that passes the middle between two centres at a distance of `offset`.

    It starts and ends off the centres where it is one of a fan that reaches `most` to either side, and
    where it has to `slide` to the left or right, in half widths of the boxes.
    """
    way = (ends[1] - ends[0]) / max(float(np.hypot(*(ends[1] - ends[0]))), 1e-9)
    normal = np.array([-way[1], way[0]])
    forth = 0.5 * _reach(way, sizes) if most else np.zeros(2)
    across = offset * np.minimum(0.4, 0.8 * _reach(normal, sizes) / max(most, 1e-9))
    anchors = [
        normal * across[0] + way * forth[0] + np.array([slides[0] * sizes[0, 0] / 2, 0]),
        normal * across[1] - way * forth[1] + np.array([slides[1] * sizes[1, 0] / 2, 0]),
    ]
    start, end = (
        centre + at * min(1.0, 0.8 * float(_reach(at, size[None])[0]))
        for centre, at, size in zip(ends, anchors, sizes, strict=True)
    )
    middle = (ends[0] + ends[1]) / 2 + normal * offset
    return quadratic(start, 2 * middle - (start + end) / 2, end)


def _reach(way: Floats, sizes: Floats) -> Floats:
    """How many times `way` reaches from the centres to the borders of boxes (m, 2)."""
    times: Floats = (sizes / 2 / np.maximum(np.abs(way), 1e-9)).min(axis=1)
    return times


def _loops(own: int, count: int, centres: Floats, sizes: Floats, drawn: Floats) -> list[Floats]:
    """Loops on the side of an entity that is freest of other entities and of points of lines (n, 2)."""
    others = np.delete(np.arange(len(centres)), own)
    walls = boxes(centres[others], sizes[others] + 16)
    best: tuple[float, list[Floats]] | None = None
    for rank, degrees in enumerate((90, 270, 60, 120, 240, 300, 30, 150, 210, 330)):
        curves = [_loop(centres[own], sizes[own], np.radians(degrees), number) for number in range(count)]
        points = np.concatenate([curve_points(curve, _T) for curve in curves])
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


def _clipped(curve: Floats, centres: Floats, outlines: tuple[Outline, Outline]) -> Floats:
    """The part of a curve between the outlines around its two ends."""
    first, last = outlines
    start = _leaves(curve, first, centres[0])
    stop = 1 - _leaves(curve[::-1], last, centres[1])
    if start >= stop:
        start, stop = 0.49, 0.51
    return part(curve, start, stop)


def _leaves(curve: Floats, shape: Outline, centre: Floats) -> float:
    """Where a curve that starts in an outline leaves it for the first time, as a parameter up to a half."""
    low, high = 0.0, 0.5
    for steps in (_STEPS, _FINE_STEPS):
        t = np.linspace(low, high, steps)
        inside = shape.holds(curve_points(curve, t) - centre)
        if inside.all():
            return high
        number = int(np.argmin(inside))
        low, high = float(t[max(number - 1, 0)]), float(t[number])
    return high


def _swollen(shape: Outline) -> Outline:
    """The outline with `_AIR` around it."""
    factors = np.array([1 + 2 * _AIR / shape.width, 1 + 2 * _AIR / shape.height])
    return Outline(shape.points * factors)
