"""Plane geometry of the diagram: turned boxes, convex outlines and Bézier curves, all in points.

A box is a row `(x, y, half width, half height, angle)`, its angle in radians; a curve is the four
control points of a cubic Bézier as an array of shape (4, 2).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Bools",
    "Floats",
    "boxes",
    "chains_cross",
    "contains",
    "corners",
    "crossings",
    "curve_points",
    "hits",
    "meeting_pairs",
    "part",
    "quadratic",
    "tangents",
]

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]


def boxes(centres: Floats, sizes: Floats, angles: Floats | float = 0.0) -> Floats:
    """Rows of boxes from centres (n, 2), whole sizes (n, 2) and angles (n,)."""
    turned = np.broadcast_to(np.asarray(angles, float), (len(centres),))
    return np.column_stack([centres, np.asarray(sizes) / 2, turned])


def hits(first: Floats, second: Floats) -> Bools:
    """Which boxes of `first` (k, 5) overlap which of `second` (m, 5), as (k, m).

    The separating-axis test for rectangles (Gottschalk, Lin & Manocha, 1996): two of them are apart
    if their shadows are apart on one of their four axes. Touching is not overlapping.
    """
    apart = second[None, :, :2] - first[:, None, :2]
    turn = second[None, :, 4] - first[:, None, 4]
    cos, sin = np.abs(np.cos(turn)), np.abs(np.sin(turn))
    one_w, one_h = first[:, None, 2], first[:, None, 3]
    two_w, two_h = second[None, :, 2], second[None, :, 3]

    def along(angle: Floats) -> tuple[Floats, Floats]:
        c, s = np.cos(angle), np.sin(angle)
        dx, dy = apart[..., 0], apart[..., 1]
        return np.abs(dx * c + dy * s), np.abs(dy * c - dx * s)

    first_x, first_y = along(first[:, None, 4])
    second_x, second_y = along(second[None, :, 4])
    overlap: Bools = (
        (first_x < one_w + two_w * cos + two_h * sin)
        & (first_y < one_h + two_w * sin + two_h * cos)
        & (second_x < two_w + one_w * cos + one_h * sin)
        & (second_y < two_h + one_w * sin + one_h * cos)
    )
    return overlap


def meeting_pairs(low: Floats, high: Floats) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The pairs, each once, of upright boxes that overlap, from their lower and upper corners (n, 2).

    Boxes are sorted by their left sides; each is compared only with those that start before it ends.

    >>> corner = np.array([(0.0, 0.0), (5.0, 5.0), (1.0, 1.0)])
    >>> [ends.tolist() for ends in meeting_pairs(corner, corner + 2)]
    [[0], [2]]
    """
    order = np.argsort(low[:, 0], kind="stable")
    left, right = low[order], high[order]
    until = np.searchsorted(left[:, 0], right[:, 0], side="left")
    counts = until - np.arange(len(order)) - 1
    first = np.repeat(np.arange(len(order)), counts)
    second = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + first + 1
    met = (left[second, 1] < right[first, 1]) & (left[first, 1] < right[second, 1])
    return order[first[met]], order[second[met]]


def contains(rows: Floats, points: Floats) -> Bools:
    """Which boxes (k, 5) hold which points (m, 2), as (k, m)."""
    across, up, w, h, angle = rows.T[:, :, None]
    dx, dy = points[:, 0] - across, points[:, 1] - up
    c, s = np.cos(angle), np.sin(angle)
    inside: Bools = (np.abs(dx * c + dy * s) < w) & (np.abs(dy * c - dx * s) < h)
    return inside


def corners(row: Floats) -> Floats:
    """The four corners of one box, in order."""
    x, y, w, h, angle = row
    c, s = np.cos(angle), np.sin(angle)
    local = np.array([(-w, -h), (w, -h), (w, h), (-w, h)])
    turned: Floats = np.array([x, y]) + local @ np.array([(c, s), (-s, c)])
    return turned


def quadratic(start: Floats, control: Floats, end: Floats) -> Floats:
    """The cubic that is the quadratic Bézier with these control points."""
    return np.array([start, start + (control - start) * 2 / 3, end + (control - end) * 2 / 3, end])


def curve_points(curve: Floats, t: Floats) -> Floats:
    """Points of a curve at the parameters `t` (n,), as (n, 2)."""
    u = 1 - t
    weights = np.column_stack([u**3, 3 * u * u * t, 3 * u * t * t, t**3])
    points: Floats = weights @ curve
    return points


def tangents(curve: Floats, t: Floats) -> Floats:
    """Unit directions of a curve at the parameters `t` (n,), as (n, 2)."""
    steps = np.diff(curve, axis=0) * 3
    u = 1 - t
    raw = np.column_stack([u * u, 2 * u * t, t * t]) @ steps
    length = np.maximum(np.hypot(raw[:, 0], raw[:, 1]), 1e-9)
    directions: Floats = raw / length[:, None]
    return directions


def part(curve: Floats, start: float, end: float) -> Floats:
    """The piece of a curve between two parameters, by de Casteljau's construction."""

    def split(points: Floats, t: float) -> tuple[Floats, Floats]:
        left, right = [points[0]], [points[-1]]
        while len(points) > 1:
            points = points[:-1] * (1 - t) + points[1:] * t
            left.append(points[0])
            right.append(points[-1])
        return np.array(left), np.array(right[::-1])

    head, _ = split(curve, end)
    return split(head, start / end if end else 0.0)[1]


def _turns(p: Floats, q: Floats, r: Floats) -> Floats:
    """On which side of the line from p to q the point r is: the sign of the area they span."""
    area: Floats = (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
        r[..., 0] - p[..., 0]
    )
    return area


def _cross(a: Floats, b: Floats, c: Floats, d: Floats) -> Bools:
    """Whether the segments a–b (n, 2) cross the segments c–d (m, 2), as (n, m)."""
    a, b, c, d = a[:, None], b[:, None], c[None], d[None]
    cross: Bools = (_turns(a, b, c) * _turns(a, b, d) < 0) & (_turns(c, d, a) * _turns(c, d, b) < 0)
    return cross


def chains_cross(first: Floats, second: Floats) -> Bools:
    """Which chains of points (k, n, 2) cross which others (m, n, 2), as (k, m)."""
    a, b = first[:, :-1].reshape(-1, 2), first[:, 1:].reshape(-1, 2)
    c, d = second[:, :-1].reshape(-1, 2), second[:, 1:].reshape(-1, 2)
    shape = (len(first), first.shape[1] - 1, len(second), second.shape[1] - 1)
    return np.asarray(_cross(a, b, c, d).reshape(shape).any(axis=(1, 3)))


def crossings(centres: Floats, edges: NDArray[np.int_]) -> int:
    """How many pairs of straight edges (m, 2) cross, not counting those that share an end."""
    if len(edges) < 2:
        return 0
    a, b = centres[edges[:, 0]], centres[edges[:, 1]]
    shared = (edges[:, None, :, None] == edges[None, :, None, :]).any(axis=(2, 3))
    return int(np.count_nonzero(np.triu(_cross(a, b, a, b) & ~shared, 1)))
