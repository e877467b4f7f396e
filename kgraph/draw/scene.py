"""Everything of a diagram in its place, in points: entities, curves and labels that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np

from kgraph.draw.badges import Badge
from kgraph.draw.fit import fit
from kgraph.draw.geometry import Floats, corners, curve_points
from kgraph.draw.labels import Label
from kgraph.draw.shapes import Outline, outline
from kgraph.draw.styles import VALUE, Look, Style
from kgraph.draw.text import Words, wrap
from kgraph.draw.view import Line, Node, View
from kgraph.ontology import Ontology

__all__ = ["Placed", "Scene", "Wire", "compose"]

_NAME_SIZE = 9.0
_NAME_WIDTH = 88.0
_LONG = 50  # characters of a name that gets a wider box


@dataclass(frozen=True, slots=True)
class Placed:
    """An entity in its place, with the badge of what is folded into it."""

    node: Node
    look: Look
    words: Words
    outline: Outline
    x: float
    y: float
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """A line in its place. `number` stands for the words of a label that found no room."""

    line: Line
    curve: Floats
    label: Label | None
    number: int | None


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole, from `low` to `high`. `scale` is what sizes of strokes are to be multiplied by."""

    placed: tuple[Placed, ...]
    wires: tuple[Wire, ...]
    low: tuple[float, float]
    high: tuple[float, float]
    scale: float = 1.0

    @property
    def width(self) -> float:
        return self.high[0] - self.low[0]

    @property
    def height(self) -> float:
        return self.high[1] - self.low[1]

    @property
    def letters(self) -> float:
        """The size of its smallest words; numbers and badges, which have only digits, do not count."""
        labels = [wire.label.words for wire in self.wires if wire.label and wire.label.words]
        return min((words.size for words in (*labels, *(box.words for box in self.placed))), default=inf)

    def moved(self, scale: float, x: float, y: float) -> Scene:
        """The scene in another size, with its lower left corner at (x, y)."""
        origin = np.array(self.low)
        to = np.array([x, y])

        def point(at: Floats) -> Floats:
            moved: Floats = (at - origin) * scale + to
            return moved

        def label(old: Label) -> Label:
            px, py = point(np.array([old.x, old.y])).tolist()
            words = old.words.scaled(scale) if old.words else None
            return replace(old, x=px, y=py, width=old.width * scale, height=old.height * scale, words=words)

        placed = []
        for old in self.placed:
            px, py = point(np.array([old.x, old.y])).tolist()
            shape, words = old.outline.scaled(scale), old.words.scaled(scale)
            badge = old.badge
            if badge:
                badge = badge.moved(scale, *point(np.array([badge.x, badge.y])).tolist())
            placed.append(replace(old, x=px, y=py, outline=shape, words=words, badge=badge))
        wires = [
            replace(wire, curve=point(wire.curve), label=label(wire.label) if wire.label else None)
            for wire in self.wires
        ]
        high = (x + self.width * scale, y + self.height * scale)
        return Scene(tuple(placed), tuple(wires), (x, y), high, self.scale * scale)


def compose(
    view: View, style: Style, ontology: Ontology, *, layout: str, seed: int, aspect: float, fill: bool
) -> Scene:
    """Place a view. With `fill`, the scene is stretched towards `aspect` as far as still looks good, and no
    label is smaller than the others, for the page may shrink them all.
    """
    looks = [style.look(node.type, ontology) for node in view.nodes]
    words = [_name(node) for node in view.nodes]
    outlines = [outline(look.shape, text.width, text.height) for look, text in zip(looks, words, strict=True)]
    stretch = 2.0 if fill else 1.5
    fitted = fit(
        view, outlines, words, layout=layout, seed=seed, aspect=aspect, stretch=stretch, shrink=not fill
    )
    placed = [
        Placed(node, look, text, shape, x, y, badge)
        for node, look, text, shape, (x, y), badge in zip(
            view.nodes, looks, words, outlines, fitted.centres.tolist(), fitted.badges, strict=True
        )
    ]
    wires = _wires(view.lines, fitted.curves, fitted.labels)
    low, high = _bounds(placed, wires)
    return Scene(tuple(placed), wires, low, high)


def _name(node: Node) -> Words:
    """The words in a box; what is connected with more is written larger."""
    if node.type == VALUE:
        return wrap(node.name, _NAME_SIZE - 0.5, width=_NAME_WIDTH, style="italic")
    if node.focus:
        return wrap(node.name, _NAME_SIZE + 2.5, width=_NAME_WIDTH * 1.3, weight="bold")
    size = _NAME_SIZE + min(max(node.degree - 2, 0), 6) * 0.25
    wide = 1.3 if len(node.name) > _LONG else 1.0
    return wrap(node.name, size, width=_NAME_WIDTH * wide * size / _NAME_SIZE)


def _wires(
    lines: Sequence[Line], curves: Sequence[Floats], labels: Sequence[Label | None]
) -> tuple[Wire, ...]:
    """Lines with their labels, the numbered ones counted from the top down."""
    bare = [n for n, label in enumerate(labels) if label is not None and label.words is None]
    order = {n: i + 1 for i, n in enumerate(sorted(bare, key=lambda n: _reading(labels[n])))}
    return tuple(
        Wire(line, curve, label, order.get(n))
        for n, (line, curve, label) in enumerate(zip(lines, curves, labels, strict=True))
    )


def _reading(label: Label | None) -> tuple[float, float]:
    assert label is not None
    return -round(label.y / 40), label.x


def _bounds(
    placed: Sequence[Placed], wires: Sequence[Wire]
) -> tuple[tuple[float, float], tuple[float, float]]:
    points = [np.add(box.outline.points, (box.x, box.y)) for box in placed]
    points += [curve_points(wire.curve, np.linspace(0, 1, 17)) for wire in wires]
    points += [corners(wire.label.box) for wire in wires if wire.label]
    points += [corners(box.badge.box) for box in placed if box.badge]
    if not points:
        return (0.0, 0.0), (0.0, 0.0)
    every = np.concatenate(points)
    low, high = every.min(axis=0) - 4, every.max(axis=0) + 4
    return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))
