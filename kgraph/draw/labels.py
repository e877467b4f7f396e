"""Slots for the labels of lines: along their curves, upright, clear of boxes and of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.draw.geometry import Floats, contains, curve_points, hits, tangents
from kgraph.draw.text import LEADING, Words, text_width, wrap
from kgraph.draw.view import Line

__all__ = ["BADGE", "NUMBER", "SIZE", "Label", "label_words", "place"]

SIZE = 7.0
BADGE = 9.5  # width that the sign of a dispute takes before the words
NUMBER = 11.5  # width and height of a numbered disc
_PAD = np.array([5.0, 1.5])  # white around the words
_CLEAR = 1.5  # between a label and anything that it must not touch
_HEAD = 9.0  # length that an arrowhead takes
_COVER = 2.5  # cost of each other line that a label covers
_MOST_SLOTS = 40  # of one form on one line
_SAMPLES = np.linspace(0, 1, 49)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in its place. `words` is None for a numbered disc; `angle` is in radians.

    `plain` says that it did not have to be broken or to shrink.
    """

    x: float
    y: float
    width: float
    height: float
    angle: float
    words: Words | None
    disputed: bool
    plain: bool

    @property
    def box(self) -> Floats:
        return np.array([self.x, self.y, self.width / 2, self.height / 2, self.angle])


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a label: the words, and what it costs to take that way."""

    words: Words | None
    width: float
    height: float
    cost: float


def label_words(line: Line, factor: float = 1.0, *, broken: bool = False) -> Words:
    """The words of a line's label, each relation on a line of its own; a single one may be broken."""
    size = SIZE * factor
    if broken:
        return wrap(line.labels[0], size, width=48.0, lines=3)
    lines = tuple(f"{text}," for text in line.labels[:-1]) + line.labels[-1:]
    width = max(text_width(text, size) for text in lines)
    return Words(lines, size, width, len(lines) * size * LEADING)


def place(lines: Sequence[Line], curves: Sequence[Floats], walls: Floats) -> list[Label | None]:
    """A label for each line, or None where not even a numbered disc finds room.

    `walls` are the boxes of entities. The lines with the least choice choose first; each takes the
    cheapest free slot: near the middle, in full size, over as few other lines as can be.
    """
    points = np.array([curve_points(curve, _SAMPLES) for curve in curves]).reshape(
        len(lines), len(_SAMPLES), 2
    )
    slots = [_slots(line, curve, sample) for line, curve, sample in zip(lines, curves, points, strict=True)]
    solid = walls + np.array([0, 0, _CLEAR, _CLEAR, 0])
    free = [
        ~hits(rows, solid).any(axis=1) if len(solid) else np.ones(len(rows), bool) for _, _, rows in slots
    ]
    costs = [cost + _COVER * _covered(rows, points, number) for number, (_, cost, rows) in enumerate(slots)]
    choice = sorted(range(len(lines)), key=lambda n: (int((free[n] & (slots[n][1] < 1.5)).sum()), n))
    taken = np.zeros((0, 5))
    labels: list[Label | None] = [None] * len(lines)
    for number in choice:
        forms, _, rows = slots[number]
        open_ = free[number]
        if len(taken):
            open_ = open_ & ~hits(rows, taken).any(axis=1)
        if not open_.any():
            continue
        best = int(np.argmin(np.where(open_, costs[number], np.inf)))
        x, y, w, h, angle = rows[best].tolist()
        form = forms[best]
        labels[number] = Label(x, y, 2 * w, 2 * h, angle, form.words, lines[number].disputed, form.cost == 0)
        taken = np.vstack([taken, rows[best] + np.array([0, 0, _CLEAR, _CLEAR, 0])])
    return labels


def _forms(line: Line) -> Iterator[_Form]:
    badge = BADGE if line.disputed else 0.0
    for factor, cost in ((1.0, 0.0), (0.88, 0.9)):
        for broken in (False, True):
            words = label_words(line, factor, broken=broken)
            if broken and (len(line.labels) > 1 or len(words.lines) == 1):
                continue
            width, height = words.width + badge + _PAD[0], words.height + _PAD[1]
            yield _Form(words, width, height, cost + 0.5 * broken)
    yield _Form(None, NUMBER, NUMBER, 6.0)


def _slots(line: Line, curve: Floats, points: Floats) -> tuple[list[_Form], Floats, Floats]:
    """Forms, costs (k,) and boxes (k, 5) of all slots on a curve."""
    run = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    total = float(run[-1])
    forms: list[_Form] = []
    costs: list[Floats] = []
    rows: list[Floats] = []
    for form in _forms(line):
        need = form.width / 2 + 2
        low = need + (_HEAD if line.symmetric else 0.0)
        high = total - need - _HEAD
        if low > high:
            if form.words is not None:
                continue
            low = high = max(total - _HEAD, 0.0) / 2
        steps = min(max(int((high - low) / 4), 1), _MOST_SLOTS) | 1
        at = np.linspace(low, high, steps) if steps > 1 else np.array([(low + high) / 2])
        t = np.interp(at, run, _SAMPLES)
        way = tangents(curve, t)
        angles = np.arctan2(way[:, 1], way[:, 0])
        angles = np.where(angles > np.pi / 2 + 1e-6, angles - np.pi, angles)
        angles = np.where(angles <= -np.pi / 2 + 1e-6, angles + np.pi, angles)
        if form.words is None or line.subject == line.object:
            angles = np.zeros_like(angles)
        size = np.broadcast_to([form.width / 2, form.height / 2], (len(at), 2))
        rows.append(np.column_stack([curve_points(curve, t), size, angles]))
        middle = np.abs(at / max(total, 1e-9) - 0.5)
        costs.append(form.cost + 1.6 * middle)
        forms.extend([form] * len(at))
    return forms, np.concatenate(costs), np.concatenate(rows)


def _covered(rows: Floats, points: Floats, own: int) -> Floats:
    """How many other lines each box (k, 5) would cover, of lines given by points (m, n, 2)."""
    low, high = rows[:, :2].min(axis=0) - 60, rows[:, :2].max(axis=0) + 60
    near = ((points > low) & (points < high)).all(axis=2)
    near[own] = False
    starts = np.flatnonzero(np.diff(np.nonzero(near)[0], prepend=-1))
    if not len(starts):
        return np.zeros(len(rows))
    inside = contains(rows + np.array([0, 0, 1, 2, 0]), points[near])
    count: Floats = np.logical_or.reduceat(inside, starts, axis=1).sum(axis=1).astype(float)
    return count
