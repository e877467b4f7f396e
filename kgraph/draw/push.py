"""Pushing boxes apart, off lines and to the length that labels need. All moves are in points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kgraph.draw.geometry import Bools, Floats
from kgraph.draw.stress import Edges

__all__ = ["Plan", "blocked", "pushed", "reach", "separated"]

_CLEAR = 10.0  # least space between two boxes
_OFF_LINE = 10.0  # and between a box and a line
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
    for number in range(2000):
        moves = _off_boxes(centres, sizes)
        if not np.abs(moves).max(initial=0) > 0.01:
            break
        centres = centres + 0.52 * moves
        if number % 60 == 59:
            centres = centres * 1.06
    return centres


def blocked(centres: Floats, plan: Plan) -> int:
    """How often a straight line between two boxes runs through a third."""
    if not len(plan.edges):
        return 0
    meets, _, _ = _meetings(centres, plan, 0.0)
    return int(meets.sum())


def reach(way: Floats, sizes: Floats) -> Floats:
    """From the centre to the border of boxes (m, 2), in the directions `way` (m, 2)."""
    unit = np.abs(way) / np.maximum(np.linalg.norm(way, axis=1), 1e-9)[:, None]
    length: Floats = (sizes / 2 / np.maximum(unit, 1e-9)).min(axis=1)
    return length


def _off_boxes(centres: Floats, sizes: Floats) -> Floats:
    """Moves that part overlapping boxes, each along the shorter way."""
    apart = centres[:, None] - centres[None]
    deep = (sizes[:, None] + sizes[None]) / 2 + _CLEAR - np.abs(apart)
    over = np.asarray((deep > 0).all(axis=2))
    np.fill_diagonal(over, False)
    order = np.arange(len(sizes))
    tie = np.sign(order[:, None] - order[None])[..., None]
    side = np.where(apart == 0, tie, np.sign(apart))
    along_x = deep[..., 0] < deep[..., 1]
    chosen = np.stack([along_x, ~along_x], axis=2) & over[..., None]
    total: Floats = np.where(chosen, side * deep / 2, 0.0).sum(axis=1)
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


def _meetings(centres: Floats, plan: Plan, air: float) -> tuple[Bools, Floats, Floats]:
    """Which lines (m) meet which boxes (n), how deep with `air` around, and the lines' normals."""
    edges = plan.edges
    start, way = centres[edges[:, 0]], centres[edges[:, 1]] - centres[edges[:, 0]]
    square = np.maximum((way**2).sum(axis=1), 1e-9)
    to = centres[None] - start[:, None]
    t = (to * way[:, None]).sum(axis=2) / square[:, None]
    normal = np.column_stack([-way[:, 1], way[:, 0]]) / np.sqrt(square)[:, None]
    off = (to * normal[:, None]).sum(axis=2)
    bulge = plan.broad[:, None] / 2 * 4 * np.clip(t * (1 - t), 0, None) if air else 0.0
    room = np.abs(normal) @ (plan.sizes.T / 2) + air + bulge
    meets = (t > 0.04) & (t < 0.96) & (np.abs(off) < room)
    rows = np.arange(len(edges))
    meets[rows, edges[:, 0]] = meets[rows, edges[:, 1]] = False
    depth = np.where(off < 0, -1.0, 1.0) * (room - np.abs(off))
    return meets, depth, normal


def _off_lines(centres: Floats, plan: Plan) -> Floats:
    """Moves that push boxes off straight lines between others, and the ends of those the other way."""
    moves, edges = np.zeros_like(centres), plan.edges
    if not len(edges):
        return moves
    meets, depth, normal = _meetings(centres, plan, _OFF_LINE)
    push = np.where(meets, depth, 0.0)
    moves += push.T @ normal * 0.6
    back = -push.sum(axis=1)[:, None] * normal * 0.2
    np.add.at(moves, edges[:, 0], back)
    np.add.at(moves, edges[:, 1], back)
    length = np.maximum(np.linalg.norm(moves, axis=1), 1e-9)
    kept: Floats = moves * np.minimum(1, _FARTHEST / length)[:, None]
    return kept
