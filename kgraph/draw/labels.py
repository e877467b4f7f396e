"""Slots for the labels of lines: along their curves, upright, clear of boxes and of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kgraph.draw.arcs import points_on
from kgraph.draw.geometry import Bools, Floats, contains, curve_points, hits, tangents
from kgraph.draw.text import LEADING, Words, text_width, wrap
from kgraph.draw.view import Line
from kgraph.model import Stance
from kgraph.query.disputes import Denied

__all__ = ["BADGE", "NUMBER", "SIZE", "Label", "label_words", "place"]

SIZE = 7.0
BADGE = 9.5  # width that the sign of a dispute takes before the words
NUMBER = 11.5  # width and height of a numbered disc
_PAD = np.array([5.0, 1.5])  # white around the words
_CLEAR = 1.5  # between a label and anything that it must not touch
_SHOWN = 6.0  # of a line on either side of its words, so that its stance can be seen
_HEAD = 9.0  # length that an arrowhead takes
_SIZES = ((1.0, 0.0), (0.88, 0.9))  # of a label's words, over SIZE, and what it costs to take them
_COVER = 2.5  # cost of each other line that a label covers
_MOST_SLOTS, _FEW_SLOTS = 40, 8  # of one form on one line
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
    disputed: Denied | None
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


@dataclass(slots=True)
class _Slots:
    """Places (k, 5) for the label of one line: the numbers of their forms, costs alone and over lines."""

    forms: list[_Form]
    form: NDArray[np.int_]
    rows: Floats
    base: Floats
    costs: Floats

    def only(self, chosen: Bools) -> _Slots:
        return _Slots(self.forms, self.form[chosen], self.rows[chosen], self.base[chosen], self.costs[chosen])


def label_words(line: Line, factor: float = 1.0, *, broken: bool = False) -> Words:
    """The words of a line's label, each relation on a line of its own; a single one may be broken."""
    return _written(line.labels, SIZE * factor, broken)


@lru_cache(maxsize=2_000)
def _written(labels: tuple[str, ...], size: float, broken: bool) -> Words:
    if broken:
        return wrap(labels[0], size, width=48.0, lines=3)
    lines = tuple(f"{text}," for text in labels[:-1]) + labels[-1:]
    width = max(text_width(text, size) for text in lines)
    return Words(lines, size, width, len(lines) * size * LEADING)


def place(
    lines: Sequence[Line],
    curves: Sequence[Floats],
    walls: Floats,
    *,
    crowded: bool = False,
    shrink: bool = True,
) -> list[Label | None]:
    """A label for each line, or None where not even a numbered disc finds room.

    `walls` are the boxes of entities. The lines with the least choice choose first; each takes the
    cheapest free slot: near the middle, in full size, over as few other lines as can be. In a `crowded`
    diagram there are no numbers, for nobody would look them up, and what is disputed, denied or told by
    many comes first. Labels that find no room may become smaller only with `shrink`.
    """
    if not lines:
        return []
    points = points_on(np.array(curves), _SAMPLES)
    extents = points.min(axis=1), points.max(axis=1)
    others = points[:, ::2] if crowded else points
    solid = walls + np.array([0, 0, _CLEAR, _CLEAR, 0])
    slots: list[_Slots] = []
    for number, (line, curve) in enumerate(zip(lines, curves, strict=True)):
        slot = _slots(line, curve, points[number], crowded, shrink)
        slot = slot.only(_clear(slot.rows, solid))
        slot.costs = slot.costs + _COVER * _covered(slot.rows, others, extents, number)
        slots.append(slot)

    def first(number: int) -> tuple[int, int, int, int]:
        line, choices = lines[number], int((slots[number].base < 1.5).sum())
        telling = line.disputed is not None or line.stance is Stance.DENIED
        return (-telling, -line.origins, choices, number) if crowded else (0, 0, choices, number)

    taken = np.zeros((len(lines), 5))
    labels: list[Label | None] = [None] * len(lines)
    count = 0
    for number in sorted(range(len(lines)), key=first):
        slot = slots[number]
        open_ = _clear(slot.rows, taken[:count])
        if not open_.any():
            continue
        best = int(np.argmin(np.where(open_, slot.costs, np.inf)))
        x, y, w, h, angle = slot.rows[best].tolist()
        form = slot.forms[slot.form[best]]
        labels[number] = Label(x, y, 2 * w, 2 * h, angle, form.words, lines[number].disputed, form.cost == 0)
        taken[count] = slot.rows[best] + np.array([0, 0, _CLEAR, _CLEAR, 0])
        count += 1
    return labels


def _clear(rows: Floats, others: Floats) -> Bools:
    """Which boxes (k, 5) overlap none of the others (m, 5)."""
    if not len(rows) or not len(others):
        return np.ones(len(rows), bool)
    reach = np.hypot(rows[:, 2], rows[:, 3]).max() + np.hypot(others[:, 2], others[:, 3])
    near = np.ones(len(others), bool)
    for axis in (0, 1):
        at, those = rows[:, axis], others[:, axis]
        near &= (those > at.min() - reach) & (those < at.max() + reach)
    return np.asarray(~hits(rows, others[near]).any(axis=1))


def _forms(line: Line, crowded: bool, shrink: bool) -> Iterator[_Form]:
    badge = BADGE if line.disputed else 0.0
    for factor, cost in _SIZES if shrink else _SIZES[:1]:
        for broken in (False, True):
            words = label_words(line, factor, broken=broken)
            if broken and (len(line.labels) > 1 or len(words.lines) == 1):
                continue
            width, height = words.width + badge + _PAD[0], words.height + _PAD[1]
            yield _Form(words, width, height, cost + 0.5 * broken)
    if not crowded:
        yield _Form(None, NUMBER, NUMBER, 6.0)


def _slots(line: Line, curve: Floats, points: Floats, crowded: bool, shrink: bool) -> _Slots:
    """All slots on a curve, given points on it."""
    run = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    total = float(run[-1])
    forms = list(_forms(line, crowded, shrink))
    along: list[Floats] = []
    for form in forms:
        need = form.width / 2 + (2 if form.words is None else _SHOWN)
        low = need + (_HEAD if line.symmetric else 0.0)
        high = total - need - _HEAD
        if low > high:
            if form.words is not None:
                along.append(np.zeros(0))
                continue
            low = high = max(total - _HEAD, 0.0) / 2
        steps = min(max(int((high - low) / 4), 1), _FEW_SLOTS if crowded else _MOST_SLOTS) | 1
        along.append(np.linspace(low, high, steps) if steps > 1 else np.array([(low + high) / 2]))
    which = np.repeat(np.arange(len(forms)), [len(places) for places in along])
    at = np.concatenate(along)
    t = np.interp(at, run, _SAMPLES)
    way = tangents(curve, t)
    angles = np.arctan2(way[:, 1], way[:, 0])
    angles = np.where(angles > np.pi / 2 + 1e-6, angles - np.pi, angles)
    angles = np.where(angles <= -np.pi / 2 + 1e-6, angles + np.pi, angles)
    bare = np.array([form.words is None for form in forms])
    if line.subject == line.object:
        bare[:] = True
    angles = np.where(bare[which], 0.0, angles)
    sizes = np.array([(form.width / 2, form.height / 2) for form in forms])
    base = np.array([form.cost for form in forms])[which] + 1.6 * np.abs(at / max(total, 1e-9) - 0.5)
    rows = np.column_stack([curve_points(curve, t), sizes[which], angles])
    return _Slots(forms, which, rows, base, base)


def _covered(rows: Floats, points: Floats, extents: tuple[Floats, Floats], own: int) -> Floats:
    """How many other lines each box (k, 5) would cover, of lines given by points (m, n, 2)."""
    count = np.zeros(len(rows))
    if not len(rows):
        return count
    low, high = rows[:, :2].min(axis=0) - 60, rows[:, :2].max(axis=0) + 60
    beside = ((extents[1] > low) & (extents[0] < high)).all(axis=1)
    beside[own] = False
    others = points[beside]
    x, y = others[..., 0], others[..., 1]
    near = (x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])
    starts = np.flatnonzero(np.diff(np.nonzero(near)[0], prepend=-1))
    if len(starts):
        inside = contains(rows + np.array([0, 0, 1, 2, 0]), others[near])
        count += np.logical_or.reduceat(inside, starts, axis=1).sum(axis=1)
    return count
