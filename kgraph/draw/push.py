"""Pushing boxes apart, off lines and to the length that labels need. All moves are in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kgraph.draw.geometry import Floats, meeting_pairs
from kgraph.draw.stress import Edges

__all__ = ["Plan", "blocked", "pushed", "reach", "separated"]

_Pairs: TypeAlias = tuple[NDArray[np.int_], NDArray[np.int_]]

_CLEAR = 10.0  # least space between two boxes
_OFF_LINE = 10.0  # and between a box and a line
_ENOUGH = 1.0  # of that space may lack on either side
_SOON = 40.0  # boxes that come so much closer may overlap
_FARTHEST = 40.0  # a step moves nothing farther than this


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be placed: boxes of `sizes` (n, 2), and `edges` (m, 2) as index pairs, each once.

    `gaps` (m,) is the free length that an edge wants between its two boxes, for its label; `broad`
    (m,) is the breadth of its bundle of lines.
    """

    sizes: Floats
    edges: Edges
    gaps: Floats
    broad: Floats

    @property
    def lengths(self) -> Floats:
        """From centre to centre (m,), so that there is the free length between boxes of a mean size."""
        lengths: Floats = self.sizes[self.edges].mean(axis=(1, 2)) + self.gaps
        return lengths

    def part(self, members: list[int]) -> Plan:
        """The plan of some of the boxes and of the edges between them, without loops."""
        index = np.full(len(self.sizes), -1)
        index[members] = np.arange(len(members))
        ends = index[self.edges]
        inside = (ends >= 0).all(axis=1) & (ends[:, 0] != ends[:, 1])
        return Plan(self.sizes[members], ends[inside], self.gaps[inside], self.broad[inside])


def pushed(centres: Floats, plan: Plan) -> Floats:
    """A step towards boxes off each other, lines long enough for their labels, boxes off lines."""
    centres = centres + 0.5 * _off_boxes(centres, plan.sizes)
    centres = centres + 0.3 * _lengthened(centres, plan)
    moved: Floats = centres + 0.35 * _off_lines(centres, plan)
    return moved


def separated(centres: Floats, sizes: Floats) -> Floats:
    """Pushed until no boxes overlap; all spread a little now and then where that takes long."""
    near = _Near(sizes)
    for number in range(2000):
        moves = _off_boxes(centres, sizes, near.pairs(centres))
        if not np.abs(moves).max(initial=0) > _ENOUGH:
            if not len(meeting_pairs(centres - sizes / 2, centres + sizes / 2)[0]):
                break
            centres = centres * 1.06  # boxes hold each other where they are
        centres = centres + 0.52 * moves
        if number % 30 == 29:
            centres = centres * 1.06
    return centres


def blocked(centres: Floats, plan: Plan) -> int:
    """How often a straight line between two boxes runs through a third."""
    if not len(plan.edges):
        return 0
    return len(_meetings(centres, plan, 0.0).lines)


def reach(way: Floats, sizes: Floats) -> Floats:
    """From the centre to the border of boxes (m, 2), in the directions `way` (m, 2)."""
    unit = np.abs(way) / np.maximum(np.linalg.norm(way, axis=1), 1e-9)[:, None]
    length: Floats = (sizes / 2 / np.maximum(unit, 1e-9)).min(axis=1)
    return length


class _Near:
    """Pairs of boxes that overlap, or soon may: looked for anew only when one has moved far.

    The neighbour lists of molecular dynamics (Verlet, 1967).
    """

    def __init__(self, sizes: Floats) -> None:
        self._reach = (sizes + _CLEAR + _SOON) / 2
        self._at: Floats | None = None
        self._pairs: _Pairs | None = None

    def pairs(self, centres: Floats) -> _Pairs:
        if self._pairs is None or self._at is None or np.abs(centres - self._at).max(initial=0) > _SOON / 2:
            self._at = centres
            self._pairs = meeting_pairs(centres - self._reach, centres + self._reach)
        return self._pairs


def _off_boxes(centres: Floats, sizes: Floats, pairs: _Pairs | None = None) -> Floats:
    """Moves that part overlapping boxes, each along the shorter way; `pairs` has all that may overlap."""
    around = (sizes + _CLEAR) / 2
    one, two = meeting_pairs(centres - around, centres + around) if pairs is None else pairs
    x, y, wide, high = np.ascontiguousarray(np.hstack([centres, around]).T)
    apart_x, apart_y = x[one] - x[two], y[one] - y[two]
    deep_x, deep_y = wide[one] + wide[two] - np.abs(apart_x), high[one] + high[two] - np.abs(apart_y)
    met = np.flatnonzero((deep_x > 0) & (deep_y > 0))
    one, two, deep_x, deep_y = one[met], two[met], deep_x[met], deep_y[met]
    along_x = deep_x < deep_y
    tie = np.where(one < two, -1.0, 1.0)
    way = np.where(along_x, apart_x[met], apart_y[met])
    moves = np.where(way == 0, tie, np.sign(way)) * np.minimum(deep_x, deep_y) / 2
    total = np.zeros_like(centres)
    for axis, chosen in ((0, along_x), (1, ~along_x)):
        part = np.where(chosen, moves, 0.0)
        total[:, axis] = np.bincount(one, part, len(centres)) - np.bincount(two, part, len(centres))
    return total


def _lengthened(centres: Floats, plan: Plan) -> Floats:
    """Moves that part the ends of lines which are too short for their labels."""
    moves, edges = np.zeros_like(centres), plan.edges
    way = centres[edges[:, 1]] - centres[edges[:, 0]]
    length = np.maximum(np.linalg.norm(way, axis=1), 1e-9)
    free = length - reach(way, plan.sizes[edges[:, 0]]) - reach(way, plan.sizes[edges[:, 1]])
    lack = (np.clip(0.95 * plan.gaps - free, 0, 60) / 2 / length)[:, None] * way
    np.add.at(moves, edges[:, 0], -lack)
    np.add.at(moves, edges[:, 1], lack)
    return moves


@dataclass(frozen=True, slots=True)
class _Meetings:
    """Lines that meet boxes, as index pairs (k,): how deep (k,), and the normals of all lines (m, 2)."""

    lines: Edges
    boxes: Edges
    depth: Floats
    normals: Floats


def _meetings(centres: Floats, plan: Plan, air: float) -> _Meetings:
    """Which straight lines meet which boxes that are not at their ends, with `air` around the boxes."""
    edges = plan.edges
    start, end = centres[edges[:, 0]], centres[edges[:, 1]]
    way = end - start
    square = np.maximum((way**2).sum(axis=1), 1e-9)
    normals = np.column_stack([-way[:, 1], way[:, 0]]) / np.sqrt(square)[:, None]
    broad = plan.broad / 2 if air else np.zeros(len(edges))
    around = plan.sizes / 2 + air
    near = np.ones((len(edges), len(centres)), bool)
    for axis in (0, 1):  # a test of the boxes around both leaves few pairs for the exact one
        low = np.minimum(start[:, axis], end[:, axis]) - broad
        high = np.maximum(start[:, axis], end[:, axis]) + broad
        at, reach_ = centres[:, axis], around[:, axis]
        near &= (at + reach_ > low[:, None]) & (at - reach_ < high[:, None])
    rows = np.arange(len(edges))
    near[rows, edges[:, 0]] = near[rows, edges[:, 1]] = False
    line, box = np.nonzero(near)
    to, normal = centres[box] - start[line], normals[line]
    t = (to * way[line]).sum(axis=1) / square[line]
    off = (to * normal).sum(axis=1)
    bulge = broad[line] * 4 * np.clip(t * (1 - t), 0, None)
    room = (np.abs(normal) * plan.sizes[box]).sum(axis=1) / 2 + air + bulge
    meet = (t > 0.04) & (t < 0.96) & (np.abs(off) < room)
    depth = np.where(off < 0, -1.0, 1.0) * (room - np.abs(off))
    return _Meetings(line[meet], box[meet], depth[meet], normals)


def _off_lines(centres: Floats, plan: Plan) -> Floats:
    """Moves that push boxes off straight lines between others, and the ends of those the other way."""
    moves, edges = np.zeros_like(centres), plan.edges
    if not len(edges):
        return moves
    met = _meetings(centres, plan, _OFF_LINE)
    for axis in (0, 1):
        push = met.depth * met.normals[met.lines, axis]
        moves[:, axis] += 0.6 * np.bincount(met.boxes, push, len(centres))
        back = 0.2 * np.bincount(met.lines, push, len(edges))
        for end in (0, 1):
            moves[:, axis] -= np.bincount(edges[:, end], back, len(centres))
    length = np.maximum(np.linalg.norm(moves, axis=1), 1e-9)
    kept: Floats = moves * np.minimum(1, _FARTHEST / length)[:, None]
    return kept
