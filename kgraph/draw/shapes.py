"""Outlines of entities: the shape around a block of text, centred on the origin, in points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kgraph.draw.geometry import Bools, Floats

__all__ = ["Outline", "capsule", "icon", "outline", "shape_names"]

_PAD_X, _PAD_Y = 7.0, 5.0


@dataclass(frozen=True, slots=True)
class Outline:
    """A convex outline (n, 2), counter-clockwise, with lines drawn inside it for decoration.

    `width` and `height` are those of the box around it; `lift` moves the text up from the centre.
    """

    points: Floats
    inner: tuple[Floats, ...] = ()
    lift: float = 0.0

    @property
    def width(self) -> float:
        return float(np.ptp(self.points[:, 0]))

    @property
    def height(self) -> float:
        return float(np.ptp(self.points[:, 1]))

    def scaled(self, factor: float) -> Outline:
        return Outline(self.points * factor, tuple(line * factor for line in self.inner), self.lift * factor)

    def holds(self, points: Floats) -> Bools:
        """Which points (m, 2), relative to the centre, are inside."""
        start, end = self.points, np.roll(self.points, -1, axis=0)
        edge = end - start
        to = points[:, None, :] - start[None]
        left = edge[None, :, 0] * to[..., 1] - edge[None, :, 1] * to[..., 0] >= 0
        return np.asarray(left.all(axis=1))


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float, steps: int = 6) -> Floats:
    angles = np.radians(np.linspace(start, end, steps))
    return np.column_stack([x + rx * np.cos(angles), y + ry * np.sin(angles)])


def _polygon(*points: tuple[float, float]) -> Floats:
    return np.array(points, float)


def _corners(a: float, b: float, right: float, left: float, steps: int = 6) -> Floats:
    """A box of half sizes a and b with round corners of one radius on the right, one on the left."""
    return np.concatenate(
        [
            _arc(a - right, b - right, right, right, 0, 90, steps),
            _arc(left - a, b - left, left, left, 90, 180, steps),
            _arc(left - a, left - b, left, left, 180, 270, steps),
            _arc(a - right, right - b, right, right, 270, 360, steps),
        ]
    )


def _bare(a: float, b: float) -> Outline:
    a, b = a - 4, b - 3
    return Outline(_polygon((a, -b), (a, b), (-a, b), (-a, -b)))


def _box(a: float, b: float) -> Outline:
    return Outline(_polygon((a, -b), (a, b), (-a, b), (-a, -b)))


def _rounded(a: float, b: float) -> Outline:
    return Outline(_corners(a, b, 6, 6))


def _pill(a: float, b: float) -> Outline:
    return Outline(_corners(a + 2, b, min(b, 12), min(b, 12), 9))


def _tab(a: float, b: float) -> Outline:
    """A ticket: square on the left, with a stub torn off there; round on the right."""
    stub = _polygon((-a - 1, -b), (-a - 1, b))
    points = np.concatenate([_corners(a + 3, b, min(b, 11), 0.01, 8)])
    points[:, 0] = np.where(points[:, 0] < 0, points[:, 0] - 3, points[:, 0])
    return Outline(points, (stub,))


def _hexagon(a: float, b: float) -> Outline:
    tip = min(9.0, 0.6 * b + 2)
    return Outline(_polygon((a + tip, 0), (a, b), (-a, b), (-a - tip, 0), (-a, -b), (a, -b)))


def _octagon(a: float, b: float) -> Outline:
    cut = 5.5
    upper = [(a + 1, b - cut), (a + 1 - cut, b), (cut - a - 1, b), (-a - 1, b - cut)]
    return Outline(
        _polygon((a + 1, cut - b), *upper, (-a - 1, cut - b), (cut - a - 1, -b), (a + 1 - cut, -b))
    )


def _gable(a: float, b: float) -> Outline:
    """A house: a low roof over the text."""
    eaves = _polygon((-a, b - 2), (a, b - 2))
    return Outline(_polygon((a, -b - 3), (a, b - 2), (0, b + 5), (-a, b - 2), (-a, -b - 3)), (eaves,), -2.5)


def _pediment(a: float, b: float) -> Outline:
    """A court: as the house, on a wider foot."""
    eaves = _polygon((-a - 2, b - 2), (a + 2, b - 2))
    foot = _polygon((-a - 4, -b - 1), (a + 4, -b - 1))
    points = _polygon((a + 4, -b - 4), (a + 4, -b - 1), (a + 2, b - 2), (0, b + 5))
    mirrored = points[::-1] * (-1, 1)
    return Outline(np.concatenate([points, mirrored[1:]]), (eaves, foot), -1.5)


def _sheet(a: float, b: float) -> Outline:
    """A sheet of paper with its corner folded."""
    fold = 7.0
    a += 4
    points = _polygon((a, -b), (a, b - fold), (a - fold, b), (-a, b), (-a, -b))
    return Outline(points, (_polygon((a - fold, b), (a - fold, b - fold), (a, b - fold)),))


def _scroll(a: float, b: float) -> Outline:
    """A leaning sheet, so that a law is not taken for a list."""
    lean = 4.0
    return Outline(_polygon((a + 1, -b), (a + 1 + 2 * lean, b), (-a - 1, b), (-a - 1 - 2 * lean, -b)))


def _press(a: float, b: float) -> Outline:
    """A newspaper: a box with a double rule under its text."""
    low = -b - 3
    points = _polygon((a, low), (a, b), (-a, b), (-a, low))
    return Outline(points, (_polygon((-a, low + 2.5), (a, low + 2.5)),), 1.5)


def _ellipse(a: float, b: float) -> Outline:
    """A superellipse of degree 2.6: rounder than a pill, with more room for text than an ellipse."""
    degree = 2.6
    x, y = a + 6, b + 3
    needed = (((a - _PAD_X + 2) / x) ** degree + ((b - _PAD_Y + 1) / y) ** degree) ** (1 / degree)
    grown = max(needed, 1.0)
    angles = np.linspace(0, 2 * np.pi, 41)[:-1]
    cos, sin = np.cos(angles), np.sin(angles)
    xs = x * grown * np.sign(cos) * np.abs(cos) ** (2 / degree)
    ys = y * grown * np.sign(sin) * np.abs(sin) ** (2 / degree)
    return Outline(np.column_stack([xs, ys]))


def _plot(a: float, b: float) -> Outline:
    """Wider at its foot, as ground is."""
    slope = 7.0
    return Outline(_polygon((a + slope, -b), (a - 1, b), (1 - a, b), (-a - slope, -b)))


_SHAPES: dict[str, Callable[[float, float], Outline]] = {
    "bare": _bare,
    "box": _box,
    "ellipse": _ellipse,
    "gable": _gable,
    "hexagon": _hexagon,
    "octagon": _octagon,
    "pediment": _pediment,
    "pill": _pill,
    "plot": _plot,
    "press": _press,
    "rounded": _rounded,
    "scroll": _scroll,
    "sheet": _sheet,
    "tab": _tab,
}


def shape_names() -> list[str]:
    """The shapes that a style may name."""
    return sorted(_SHAPES)


def icon(shape: str, width: float, height: float) -> Outline:
    """A shape without words, as large as fits into a box of that width and height.

    >>> icon("box", 20.0, 9.0).height
    9.0
    """
    drawn = outline(shape, 22.0, 8.0)
    return drawn.scaled(min(width / drawn.width, height / drawn.height))


def capsule(width: float, height: float) -> Floats:
    """A box with half circles for its ends, as points (n, 2) around the origin."""
    return _corners(width / 2, height / 2, height / 2, height / 2, 9)


def outline(shape: str, width: float, height: float) -> Outline:
    """The outline of a shape around text of that width and height."""
    drawn = _SHAPES[shape](width / 2 + _PAD_X, height / 2 + _PAD_Y)
    middle = (drawn.points.max(axis=0) + drawn.points.min(axis=0)) / 2
    return Outline(
        drawn.points - middle, tuple(line - middle for line in drawn.inner), drawn.lift - middle[1]
    )
