"""Everything of a diagram in its place, in points: entities, curves and labels that do not overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kgraph.draw.geometry import Floats, boxes, corners, curve_points
from kgraph.draw.labels import BADGE, SIZE, Label, label_words, place
from kgraph.draw.layout import arrange, settle
from kgraph.draw.route import route
from kgraph.draw.shapes import Outline, outline
from kgraph.draw.styles import VALUE, Look, Style
from kgraph.draw.text import Words, wrap
from kgraph.draw.view import Line, Node, View
from kgraph.model import Stance
from kgraph.ontology import Ontology

__all__ = ["Placed", "Scene", "Wire", "compose"]

_NAME_SIZE = 9.0
_NAME_WIDTH = 88.0
_SPREADS = (*np.geomspace(0.5, 1.3, 12).tolist(), 1.6, 2.0, 2.6, 3.5, 5.0)
_ROOMY = 11  # the last of them that is taken only for the sake of readable labels


@dataclass(frozen=True, slots=True)
class Placed:
    """An entity in its place."""

    node: Node
    look: Look
    words: Words
    outline: Outline
    x: float
    y: float


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
            placed.append(replace(old, x=px, y=py, outline=shape, words=words))
        wires = [
            replace(wire, curve=point(wire.curve), label=label(wire.label) if wire.label else None)
            for wire in self.wires
        ]
        high = (x + self.width * scale, y + self.height * scale)
        return Scene(tuple(placed), tuple(wires), (x, y), high, self.scale * scale)


def compose(
    view: View, style: Style, ontology: Ontology, *, layout: str, seed: int, aspect: float, fill: bool
) -> Scene:
    """Place a view. With `fill`, the scene is stretched towards `aspect` as far as still looks good."""
    looks = [style.look(node.type, ontology) for node in view.nodes]
    words = [_name(node) for node in view.nodes]
    outlines = [
        outline(look.shape, text.width, text.height) for look, text in zip(looks, words, strict=True)
    ]
    draft = _Draft(view, outlines)
    centres = arrange(
        draft.sizes, draft.edges, draft.gaps, draft.broad, layout=layout, seed=seed, aspect=aspect
    )
    centres = _stretched(centres, draft.sizes, aspect, 1.5 if fill else 1.3)
    tried = _closest(draft, centres)
    placed = [
        Placed(node, look, text, shape, x, y)
        for node, look, text, shape, (x, y) in zip(
            view.nodes, looks, words, outlines, tried.centres.tolist(), strict=True
        )
    ]
    wires = _wires(view.lines, tried.curves, tried.labels)
    low, high = _bounds(placed, wires)
    return Scene(tuple(placed), wires, low, high)


class _Draft:
    """The sizes and wishes of a view, as the layout takes them."""

    def __init__(self, view: View, outlines: Sequence[Outline]) -> None:
        index = {node.key: number for number, node in enumerate(view.nodes)}
        self.lines, self.outlines = view.lines, outlines
        self.pairs = [(index[line.subject], index[line.object]) for line in view.lines]
        self.sizes = np.array([(shape.width, shape.height) for shape in outlines]).reshape(-1, 2)
        texts = [label_words(line) for line in view.lines]
        self.heights = [text.height for text in texts]
        gaps: dict[tuple[int, int], float] = defaultdict(float)
        broad: dict[tuple[int, int], float] = defaultdict(float)
        for line, text, (a, b) in zip(view.lines, texts, self.pairs, strict=True):
            pair = (min(a, b), max(a, b))
            extra = (BADGE if line.disputed else 0) + (24 if line.stance is Stance.DENIED else 0)
            gaps[pair] = max(gaps[pair], text.width + extra + 26)
            broad[pair] += text.height + 7
        self.edges = np.array(list(gaps), int).reshape(-1, 2)
        self.gaps, self.broad = np.array(list(gaps.values())), np.array(list(broad.values()))


@dataclass(frozen=True, slots=True)
class _Trial:
    """Curves and labels at one spread. `poor` counts labels that had to shrink, `bare` numbered ones."""

    centres: Floats
    curves: list[Floats]
    labels: list[Label | None]
    poor: int
    bare: int
    missing: int


def _closest(draft: _Draft, centres: Floats) -> _Trial:
    """The densest of the spreads at which labels find room: all of them, and most in full size."""

    def attempt(number: int) -> _Trial:
        spaced = centres * _SPREADS[number]
        if _SPREADS[number] < 1:
            spaced = settle(spaced, draft.sizes, draft.edges, draft.gaps, draft.broad)
        curves = route(draft.pairs, spaced, draft.outlines, draft.heights)
        labels = place(draft.lines, curves, boxes(spaced, draft.sizes))
        written = [label.words for label in labels if label]
        return _Trial(
            spaced,
            curves,
            labels,
            sum(1 for words in written if words and words.size < SIZE),
            sum(1 for words in written if words is None),
            labels.count(None),
        )

    low, high = 0, _ROOMY
    best = None
    while low < high:
        middle = (low + high) // 2
        trial = attempt(middle)
        if trial.bare + trial.missing == 0 and trial.poor <= 0.06 * len(draft.lines):
            best, high = trial, middle
        else:
            low = middle + 1
    number = _ROOMY
    while best is None:
        trial = attempt(number)
        number += 1
        if not trial.missing or number == len(_SPREADS):
            best = trial
    return best


def _name(node: Node) -> Words:
    if node.type == VALUE:
        return wrap(node.name, _NAME_SIZE - 0.5, width=_NAME_WIDTH, style="italic")
    if node.focus:
        return wrap(node.name, _NAME_SIZE + 2.5, width=_NAME_WIDTH * 1.3, weight="bold")
    return wrap(node.name, _NAME_SIZE, width=_NAME_WIDTH)


def _stretched(centres: Floats, sizes: Floats, aspect: float, most: float) -> Floats:
    """Spread along one axis towards `aspect`, at most by `most`; boxes only come further apart."""
    extent = np.ptp(centres, axis=0) + sizes.max(axis=0, initial=1.0)
    ratio = float(extent[0] / extent[1]) / aspect
    factors = np.array([1 / ratio, 1.0]) if ratio < 1 else np.array([1.0, ratio])
    return centres * np.minimum(factors, most)


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


def _bounds(placed: Sequence[Placed], wires: Sequence[Wire]) -> tuple[tuple[float, float], tuple[float, float]]:
    points = [box.outline.points + (box.x, box.y) for box in placed]
    points += [curve_points(wire.curve, np.linspace(0, 1, 17)) for wire in wires]
    points += [corners(wire.label.box) for wire in wires if wire.label]
    if not points:
        return (0.0, 0.0), (0.0, 0.0)
    every = np.concatenate(points)
    low, high = every.min(axis=0) - 4, every.max(axis=0) + 4
    return (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))
