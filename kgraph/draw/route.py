"""Lines between entities as curves from border to border: fanned out, bent around boxes, looped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kgraph.draw.geometry import Floats, boxes, contains, curve_points, part, quadratic
from kgraph.draw.shapes import Outline

__all__ = ["route"]

_T = np.linspace(0, 1, 41)
_FINE = np.linspace(0, 1, 161)
_BENDS = (0.0, 14.0, -14.0, 28.0, -28.0, 44.0, -44.0, 64.0, -64.0, 90.0, -90.0)
_FAN = 17.0  # between the middles of parallel lines
_AIR = 2.0  # between a border and the end of a line


def route(
    pairs: Sequence[tuple[int, int]], centres: Floats, outlines: Sequence[Outline], heights: Sequence[float]
) -> list[Floats]:
    """A curve for each pair (subject, object) of entities, clipped at their outlines.

    Lines of one pair are fanned out by the `heights` of their labels, and bent together where a
    straight one would run through another entity. A pair of an entity with itself becomes a loop.
    """
    sizes = np.array([(shape.width, shape.height) for shape in outlines]).reshape(-1, 2)
    bundles: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (a, b) in enumerate(pairs):
        bundles[min(a, b), max(a, b)].append(number)
    curves: dict[int, Floats] = {}
    for (a, b), numbers in bundles.items():
        if a == b:
            incident = [other for pair in pairs if a in pair for other in pair if other != a]
            loops = _loops(a, len(numbers), centres, sizes, incident)
            curves.update(zip(numbers, loops, strict=True))
            continue
        tall = np.array([max(heights[number] + 7.0, _FAN) for number in numbers])
        offsets = np.cumsum(tall) - tall / 2 - tall.sum() / 2
        others = np.delete(np.arange(len(centres)), [a, b])
        walls = boxes(centres[others], sizes[others] + 8)
        fan = _fan(centres[[a, b]], sizes[[a, b]], offsets, walls)
        for number, curve in zip(numbers, fan, strict=True):
            curves[number] = curve if pairs[number] == (a, b) else curve[::-1]
    return [
        _clipped(curves[number], centres[[a, b]], (outlines[a], outlines[b]))
        for number, (a, b) in enumerate(pairs)
    ]


def _fan(ends: Floats, sizes: Floats, offsets: Floats, walls: Floats) -> list[Floats]:
    """Curves beside each other; of several common bends the one that meets the fewest boxes."""
    best: tuple[float, list[Floats]] | None = None
    for bend in _BENDS:
        curves = [_arc(ends, sizes, offset + bend) for offset in offsets]
        points = np.concatenate([curve_points(curve, _T) for curve in curves])
        met = int(contains(walls, points).any(axis=1).sum()) if len(walls) else 0
        cost = met * 100 + abs(bend)
        if best is None or cost < best[0]:
            best = cost, curves
        if met == 0:
            break
    assert best is not None
    return best[1]


def _arc(ends: Floats, sizes: Floats, offset: float) -> Floats:
    """A curve that passes the middle between two centres at a distance of `offset`."""
    way = ends[1] - ends[0]
    normal = np.array([-way[1], way[0]]) / max(float(np.hypot(*way)), 1e-9)
    reach = np.abs(normal) @ sizes.T / 2
    shift = np.clip(offset * 0.4, -0.5 * reach, 0.5 * reach)
    start, end = ends[0] + normal * shift[0], ends[1] + normal * shift[1]
    control = (ends[0] + ends[1]) / 2 + normal * (2 * offset - shift.mean())
    return quadratic(start, control, end)


def _loops(own: int, count: int, centres: Floats, sizes: Floats, incident: Sequence[int]) -> list[Floats]:
    """Loops on the side of an entity that is freest of other entities and of its own lines."""
    others = np.delete(np.arange(len(centres)), own)
    walls = boxes(centres[others], sizes[others] + 16)
    busy = centres[list(incident)] - centres[own]
    lines = np.arctan2(busy[:, 1], busy[:, 0])
    best: tuple[float, list[Floats]] | None = None
    for rank, degrees in enumerate((90, 270, 60, 120, 240, 300, 30, 150, 210, 330)):
        angle = np.radians(degrees)
        near = np.abs((lines - angle + np.pi) % (2 * np.pi) - np.pi) < 0.55
        curves = [_loop(centres[own], sizes[own], angle, number) for number in range(count)]
        points = np.concatenate([curve_points(curve, _T) for curve in curves])
        met = int(contains(walls, points).any(axis=1).sum()) if len(walls) else 0
        cost = met * 10 + int(near.sum()) * 2 + rank * 0.1
        if best is None or cost < best[0]:
            best = cost, curves
    assert best is not None
    return best[1]


def _loop(centre: Floats, size: Floats, angle: float, number: int) -> Floats:
    spread = 0.62
    unit = np.array([np.cos(angle), np.sin(angle)])
    border = float((size / 2 / np.maximum(np.abs(unit), 1e-9)).min())
    far = (border + 26 + 18 * number) / (0.75 * np.cos(spread))
    first = np.array([np.cos(angle - spread), np.sin(angle - spread)])
    second = np.array([np.cos(angle + spread), np.sin(angle + spread)])
    return np.array([centre, centre + first * far, centre + second * far, centre])


def _clipped(curve: Floats, ends: Floats, outlines: tuple[Outline, Outline]) -> Floats:
    """The part of a curve between the borders of its two entities, a little off them."""
    points = curve_points(curve, _FINE)
    first, last = (
        _swollen(shape).holds(points - centre) for shape, centre in zip(outlines, ends, strict=True)
    )
    start = int(np.argmin(first)) if not first.all() else len(_FINE) // 2
    end = int(np.argmin(last[::-1])) if not last.all() else len(_FINE) // 2
    stop = len(_FINE) - 1 - end
    if start >= stop:
        start, stop = len(_FINE) // 2 - 2, len(_FINE) // 2 + 2
    return part(curve, float(_FINE[start]), float(_FINE[stop]))


def _swollen(shape: Outline) -> Outline:
    """The outline with `_AIR` around it."""
    factors = np.array([1 + 2 * _AIR / shape.width, 1 + 2 * _AIR / shape.height])
    return Outline(shape.points * factors)
