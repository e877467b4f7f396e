"""Where entities stand on the page when it opens, and the boxes that their names need. All in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.draw.layout import arrange, components
from kgraph.draw.pack import pack
from kgraph.draw.push import Plan
from kgraph.draw.shapes import outline
from kgraph.draw.text import LEADING, text_width, wrap
from kgraph.page.near import Floats
from kgraph.page.spread import spread

__all__ = ["Box", "box", "place"]

_SIZE = 9.0
_WIDTH = 88.0
_LONG = 50  # characters of a name that gets a wider box
_LABEL = 7.0
_AROUND_LABEL = 26.0  # room for the arrowhead and the air before and after a label
_MOST_GAP = 90.0
_SMALL = 80  # entities that hang together, up to which the layout of diagrams is quick
_ASPECT = 1.3  # between a desk's window with a panel and a phone


@dataclass(frozen=True, slots=True)
class Box:
    """A name in lines of `size`, and the width and height of the shape around it."""

    lines: tuple[str, ...]
    size: float
    width: float
    height: float
    lift: float


def box(name: str, shape: str, degree: int, *, focus: bool = False, value: bool = False) -> Box:
    """The box of a name as diagrams have it: larger where more hangs together with it."""
    size = _SIZE + min(max(degree - 2, 0), 6) * 0.25
    size = _SIZE + 2.5 if focus else _SIZE - 0.5 if value else size
    wide = 1.3 if focus or len(name) > _LONG else 1.0
    words = wrap(name, size, width=_WIDTH * wide * size / _SIZE, weight="bold" if focus else "normal")
    around = outline(shape, words.width, words.height)
    return Box(words.lines, size, around.width, around.height, around.lift)


def place(
    boxes: Sequence[Box],
    labels: Mapping[tuple[int, int], Sequence[str]],
    *,
    layout: str = "auto",
    seed: int = 0,
) -> Floats:
    """Centres (n, 2) of the boxes, y downwards. `labels` are those of the lines between two boxes.

    Raises:
        OutputError: there is no such layout.
    """
    sizes = np.array([(one.width, one.height) for one in boxes], float).reshape(-1, 2)
    edges = np.array(sorted(labels), int).reshape(-1, 2)
    gaps = np.array([_gap(labels[a, b]) for a, b in edges.tolist()], float)
    broad = np.array([_LABEL * LEADING * len(labels[a, b]) + 7 for a, b in edges.tolist()], float)
    plan = Plan(sizes, edges, gaps, broad)
    parts = components(len(boxes), edges)
    placed = np.zeros((len(boxes), 2))
    for members in parts:
        part = plan.part(members)
        if len(members) <= _SMALL or layout != "auto":
            placed[members] = arrange(part, layout=layout, seed=seed, aspect=_ASPECT).at(1.0)
        else:
            placed[members] = spread(part.sizes, part.edges, float(part.lengths.mean()), seed)
    centres = pack(parts, placed, sizes, _ASPECT)
    return np.asarray(centres * (1, -1), float).reshape(-1, 2)


def _gap(labels: Sequence[str]) -> float:
    return min(max(text_width(label, _LABEL) for label in labels), _MOST_GAP) + _AROUND_LABEL
