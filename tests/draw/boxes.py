"""Boxes of what stands on a page, measured on the page itself with the Agg renderer."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from kgraph.draw.geometry import Floats, boxes, contains, curve_points, hits
from kgraph.draw.scene import Scene

__all__ = ["Box", "met", "outside", "overlaps", "text_boxes"]


@dataclass(frozen=True)
class Box:
    """Words and the turned box around their ink: a row as `kgraph.draw.geometry` takes it, in points."""

    words: str
    row: Floats


def text_boxes(figure: Figure) -> list[Box]:
    """A box for each text of a figure."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [_box(text, renderer, figure.dpi) for text in figure.axes[0].texts if text.get_text()]


def _box(text: Text, renderer: object, dpi: float) -> Box:
    angle = text.get_rotation()
    text.set_rotation(0)
    flat = text.get_window_extent(renderer)
    text.set_rotation(angle)
    anchor = np.array(text.get_transform().transform(text.get_position()))
    turn = radians(angle)
    middle = np.array([(flat.x0 + flat.x1) / 2, (flat.y0 + flat.y1) / 2]) - anchor
    x = anchor[0] + middle[0] * cos(turn) - middle[1] * sin(turn)
    y = anchor[1] + middle[0] * sin(turn) + middle[1] * cos(turn)
    row = np.array([x, y, flat.width / 2, flat.height / 2]) * 72 / dpi
    return Box(text.get_text(), np.array([*row, turn]))


def overlaps(found: list[Box]) -> list[tuple[str, str]]:
    """The pairs of words whose boxes overlap."""
    if not found:
        return []
    rows = np.array([box.row for box in found])
    return [(found[a].words, found[b].words) for a, b in np.argwhere(np.triu(hits(rows, rows), 1))]


def outside(found: list[Box], figure: Figure) -> list[str]:
    """The words that reach over the edge of the figure."""
    page = figure.get_size_inches() * 72
    over = []
    for box in found:
        x, y, width, height, turn = box.row
        reach = np.abs([[cos(turn), sin(turn)], [sin(turn), cos(turn)]]) @ (width, height)
        low, high = np.array([x, y]) - reach, np.array([x, y]) + reach
        if (low < 0).any() or (high > page).any():
            over.append(box.words)
    return over


def met(scene: Scene, *, lines: bool = True) -> list[tuple[str, str]]:
    """What meets in a diagram and should not: entities and labels each other, with `lines` lines entities."""
    names = [placed.node.name for placed in scene.placed]
    keys = [placed.node.key for placed in scene.placed]
    told = [" ".join(wire.line.labels) for wire in scene.wires]
    walls = boxes(
        np.array([(placed.x, placed.y) for placed in scene.placed]),
        np.array([(placed.outline.width, placed.outline.height) for placed in scene.placed]),
    )
    labelled = [number for number, wire in enumerate(scene.wires) if wire.label is not None]
    labels = np.array([scene.wires[number].label.box for number in labelled]).reshape(-1, 5)
    over = [(names[a], names[b]) for a, b in np.argwhere(np.triu(hits(walls, walls), 1))]
    over += [(told[labelled[a]], told[labelled[b]]) for a, b in np.argwhere(np.triu(hits(labels, labels), 1))]
    over += [(told[labelled[a]], names[b]) for a, b in np.argwhere(hits(labels, walls))]
    for words, wire in zip(told, scene.wires if lines else (), strict=lines):
        through = contains(walls, curve_points(wire.curve, np.linspace(0, 1, 60))).any(axis=1)
        through[[keys.index(wire.line.subject), keys.index(wire.line.object)]] = False
        over += [(words, names[wall]) for wall in np.flatnonzero(through)]
    return over
