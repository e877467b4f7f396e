"""Badges: how many entities were folded into one that is drawn, on its outline, clear of all else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.draw.arcs import points_on
from kgraph.draw.geometry import Bools, Floats, boxes, contains, hits
from kgraph.draw.shapes import Outline
from kgraph.draw.text import LEADING, Words, text_width

__all__ = ["Badge", "badge", "place_badges"]

_SIZE = 6.6
_HEIGHT = 9.0  # half of it, and a little, is less than lies between two boxes
_PAD = 5.5  # width beside the words
_CLEAR = 0.6  # between a badge and entities or badges that it must not touch
_FROM_WORDS = 1.2
_EVERY = 4.0  # between the places on an outline that are tried
_OUTWARD = (0.8, 2.0, 3.4)  # from the outline, the more the closer the words come to it
_FROM_LINES = 1.5
_FROM_ENDS = 4.0  # about half of what an arrowhead takes
_LINE, _END = 3.0, 4.0  # what it costs to cover a line, and its end too
_STEPS = np.linspace(0, 1, 97)
_CORNERS = np.array([(1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, -1.0)])


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge with its middle at (x, y), its width and height, all in points."""

    x: float
    y: float
    width: float
    height: float
    words: Words

    @property
    def box(self) -> Floats:
        return np.array([self.x, self.y, self.width / 2, self.height / 2, 0.0])

    def moved(self, factor: float, x: float, y: float) -> Badge:
        """The badge in another size, with its middle at (x, y)."""
        return Badge(x, y, self.width * factor, self.height * factor, self.words.scaled(factor))


def badge(count: int | str) -> Badge:
    """A badge for so many entities, not in its place yet; the legend has a letter for their number.

    >>> badge(1200).words.lines
    ('+1,200',)
    """
    text = f"+{count:,}" if isinstance(count, int) else f"+{count}"
    width = text_width(text, _SIZE, "bold")
    return Badge(0.0, 0.0, width + _PAD, _HEIGHT, Words((text,), _SIZE, width, _SIZE * LEADING, "bold"))


def place_badges(
    counts: Sequence[int],
    outlines: Sequence[Outline],
    words: Sequence[Words],
    centres: Floats,
    curves: Sequence[Floats],
) -> list[Badge | None]:
    """A badge for each entity with a count; None for the others, and where there is no room at all.

    A badge takes the place on its entity's outline that covers the fewest `curves`, and their ends least of
    all, and is nearest to the upper right corner. It keeps clear of the entity's own `words`, of the boxes
    of other entities around `centres` (n, 2), and of the badges before it.
    """
    found: list[Badge | None] = [None] * len(counts)
    if not any(counts):
        return found
    walls = boxes(centres, np.array([(shape.width, shape.height) for shape in outlines]))
    lines = points_on(np.array(curves), _STEPS) if len(curves) else np.zeros((0, len(_STEPS), 2))
    taken = np.zeros((0, 5))
    for number, count in enumerate(counts):
        if not count:
            continue
        shape, text, made = outlines[number], words[number], badge(count)
        places, costs = _places(shape)
        rows = boxes(places, np.broadcast_to((made.width, made.height), places.shape))
        own = np.array([(0.0, shape.lift, text.width / 2, text.height / 2, 0.0)])
        free = ~hits(_grown(rows, _FROM_WORDS), own)[:, 0]
        rows, costs = rows[free] + np.array([*centres[number], 0, 0, 0]), costs[free]
        others = np.concatenate([np.delete(walls, number, axis=0), taken])
        open_ = ~hits(_grown(rows, _CLEAR), others).any(axis=1)
        if not open_.any():
            continue
        rows, costs = rows[open_], costs[open_] + _covered(rows[open_], lines)
        best = rows[int(np.argmin(costs))]
        taken = np.concatenate([taken, best[None]])
        found[number] = made.moved(1.0, float(best[0]), float(best[1]))
    return found


def _grown(rows: Floats, more: float) -> Floats:
    grown: Floats = rows + np.array([0, 0, more, more, 0])
    return grown


def _places(shape: Outline) -> tuple[Floats, Floats]:
    """Places (k, 2) on an outline and a little outside of it, and what is against each (k,)."""
    start, way = shape.points, np.roll(shape.points, -1, axis=0) - shape.points
    length = np.hypot(way[:, 0], way[:, 1])
    counts = np.maximum(np.ceil(length / _EVERY).astype(int), 1)
    edge = np.repeat(np.arange(len(start)), counts)
    along = (np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[edge]
    points = start[edge] + along[:, None] * way[edge]
    normal = np.column_stack([way[:, 1], -way[:, 0]]) / np.maximum(length, 1e-9)[:, None]
    apart = points / (shape.width / 2, shape.height / 2)
    corner = np.hypot(*(apart[:, None] - _CORNERS[None]).transpose(2, 0, 1))
    costs = corner[:, 0] + 0.5 * corner.min(axis=1)
    return (
        np.concatenate([points + step * normal[edge] for step in _OUTWARD]),
        np.concatenate([costs + 0.4 * step for step in _OUTWARD]),
    )


def _covered(rows: Floats, lines: Floats) -> Floats:
    """What it costs each box (k, 5) to cover lines, given by points (m, n, 2) on them."""
    low = (rows[:, :2] - rows[:, 2:4]).min(axis=0) - _FROM_ENDS
    high = (rows[:, :2] + rows[:, 2:4]).max(axis=0) + _FROM_ENDS
    near: Bools = ((lines > low) & (lines < high)).all(axis=2)
    beside = near.any(axis=1)
    lines, near = lines[beside], near[beside]
    if not len(lines):
        return np.zeros(len(rows))
    starts = np.flatnonzero(np.diff(np.nonzero(near)[0], prepend=-1))
    met = np.logical_or.reduceat(contains(_grown(rows, _FROM_LINES), lines[near]), starts, axis=1)
    ends = contains(_grown(rows, _FROM_ENDS), lines[:, [0, -1]].reshape(-1, 2))
    costs: Floats = _LINE * met.sum(axis=1) + _END * ends.sum(axis=1)
    return costs
