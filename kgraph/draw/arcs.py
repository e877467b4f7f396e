"""Curves between two boxes, many at once: how they run, and where they leave the outlines at their ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kgraph.draw.geometry import Bools, Floats
from kgraph.draw.shapes import Outline

__all__ = ["Rims", "arcs", "parts", "points_on", "run_through"]

_STEPS, _HALVINGS = 9, 7  # to find where a curve leaves an outline
_COVERED = (0.49, 0.51)  # what is drawn of a curve between outlines that overlap


def points_on(curves: Floats, t: Floats) -> Floats:
    """Points of curves (k, 4, 2) at the parameters `t`, (n,) or (k, n), as (k, n, 2)."""
    u = 1 - t
    weights = np.stack([u**3, 3 * u * u * t, 3 * u * t * t, t**3], axis=-1)
    points: Floats = weights @ curves
    return points


def parts(curves: Floats, start: Floats, stop: Floats) -> Floats:
    """The pieces of curves (k, 4, 2) between two parameters each: blossoms (Ramshaw, 1987)."""

    def blossom(*at: Floats) -> Floats:
        points = curves
        for t in at:
            points = points[:, :-1] * (1 - t)[:, None, None] + points[:, 1:] * t[:, None, None]
        return points[:, 0]

    return np.stack(
        [
            blossom(start, start, start),
            blossom(start, start, stop),
            blossom(start, stop, stop),
            blossom(stop, stop, stop),
        ],
        axis=1,
    )


def arcs(ends: Floats, sizes: Floats, offsets: Floats, most: Floats, slides: Floats) -> Floats:
    """Curves (k, 4, 2) that pass the middle between two centres at the distances `offsets` (k,).

    `ends` and `sizes` are (k, 2, 2): of the two boxes of each. A curve starts and ends off the centres where
    it is one of a fan that reaches `most` (k,) to either side, and where it has to slide (k, 2) to the left
    or right, in half widths of the boxes.
    """
    way = ends[:, 1] - ends[:, 0]
    way = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    normal = np.column_stack([-way[:, 1], way[:, 0]])
    forth = 0.5 * _reach(way[:, None], sizes) * np.array([1.0, -1.0])
    broad = 0.8 * _reach(normal[:, None], sizes)
    across = offsets[:, None] * np.minimum(0.4, broad / np.maximum(most, 1e-9)[:, None])
    along = np.where(most[:, None] > 0, forth, 0.0)
    anchors = normal[:, None] * across[..., None] + way[:, None] * along[..., None]
    anchors[..., 0] += slides * sizes[..., 0] / 2
    points = ends + anchors * np.minimum(1.0, 0.8 * _reach(anchors, sizes))[..., None]
    start, end = points[:, 0], points[:, 1]
    control = 2 * (ends.mean(axis=1) + normal * offsets[:, None]) - (start + end) / 2
    return np.stack([start, start + (control - start) * 2 / 3, end + (control - end) * 2 / 3, end], axis=1)


class Rims:
    """The outlines of entities with some air around them, as half planes, to ask of many curves at once."""

    def __init__(self, outlines: Sequence[Outline], centres: Floats, air: float) -> None:
        most = max((len(shape.points) for shape in outlines), default=0)
        self._centres = centres
        self._normals = np.zeros((len(outlines), most, 2))
        self._limits = np.full((len(outlines), most), np.inf)
        for number, shape in enumerate(outlines):
            points = shape.points * (1 + 2 * air / shape.width, 1 + 2 * air / shape.height)
            edge = np.roll(points, -1, axis=0) - points
            normal = np.column_stack([edge[:, 1], -edge[:, 0]])
            self._normals[number, : len(points)] = normal
            self._limits[number, : len(points)] = (normal * points).sum(axis=1)

    def clipped(self, curves: Floats, ends: NDArray[np.int_]) -> Floats:
        """The parts of curves (k, 4, 2) between the outlines of the entities (k, 2) at their ends."""
        start = self._leave(curves, ends[:, 0])
        stop = 1 - self._leave(curves[:, ::-1], ends[:, 1])
        covered = start >= stop
        start, stop = np.where(covered, _COVERED[0], start), np.where(covered, _COVERED[1], stop)
        return parts(curves, start, stop)

    def _leave(self, curves: Floats, entities: NDArray[np.int_]) -> Floats:
        """Where curves that start in an outline leave it for the first time, as parameters up to a half."""
        normals, limits = self._normals[entities], self._limits[entities]
        moved = curves - self._centres[entities][:, None]

        def inside(t: Floats) -> Bools:
            across = points_on(moved, t) @ normals.swapaxes(1, 2)
            return np.asarray((across <= limits[:, None]).all(axis=2))

        steps = np.linspace(0, 0.5, _STEPS)
        held = inside(steps)
        out = np.argmin(held, axis=1)
        low, high = steps[np.maximum(out - 1, 0)], steps[out]
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            within = inside(middle[:, None])[:, 0]
            low, high = np.where(within, middle, low), np.where(within, high, middle)
        return np.where(held.all(axis=1), 0.5, high)


def run_through(points: Floats, ends: NDArray[np.int_], centres: Floats, halves: Floats) -> NDArray[np.int_]:
    """How many boxes each of k chains of points (k, n, 2) meets (k,), those at its `ends` (k, 2) left out.

    The boxes are upright, given by centres and half sizes (m, 2).
    """
    low, high = points.min(axis=1), points.max(axis=1)
    near = np.ones((len(points), len(centres)), bool)
    for axis in (0, 1):  # a test of the boxes around the chains leaves few pairs for the exact one
        at, half = centres[:, axis], halves[:, axis]
        near &= (at + half > low[:, axis, None]) & (at - half < high[:, axis, None])
    rows = np.arange(len(points))
    near[rows, ends[:, 0]] = near[rows, ends[:, 1]] = False
    chain, box = np.nonzero(near)
    start, way = points[:, 0], points[:, -1] - points[:, 0]
    normal = np.column_stack([-way[:, 1], way[:, 0]]) / np.maximum(np.hypot(*way.T), 1e-9)[:, None]
    off = ((points - start[:, None]) * normal[:, None]).sum(axis=2)
    across = normal[chain]
    at = ((centres[box] - start[chain]) * across).sum(axis=1)
    half = (np.abs(across) * halves[box]).sum(axis=1)
    beside = (at + half > off.min(axis=1)[chain]) & (at - half < off.max(axis=1)[chain])
    chain, box = chain[beside], box[beside]
    apart = np.abs(points[chain] - centres[box][:, None])
    met = ((apart[..., 0] < halves[box, 0, None]) & (apart[..., 1] < halves[box, 1, None])).any(axis=1)
    return np.bincount(chain[met], minlength=len(points))


def _reach(ways: Floats, sizes: Floats) -> Floats:
    """How many times `ways` reach from the centres to the borders of boxes, both (…, 2)."""
    times: Floats = (sizes / 2 / np.maximum(np.abs(ways), 1e-9)).min(axis=-1)
    return times
