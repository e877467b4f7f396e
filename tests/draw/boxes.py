"""Boxes of what stands on a page, measured on the page itself with the Agg renderer."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from kgraph.draw.geometry import Floats, hits

__all__ = ["Box", "overlaps", "text_boxes"]


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


def overlaps(boxes: list[Box]) -> list[tuple[str, str]]:
    """The pairs of words whose boxes overlap."""
    if not boxes:
        return []
    rows = np.array([box.row for box in boxes])
    met = np.triu(hits(rows, rows), 1)
    return [(boxes[a].words, boxes[b].words) for a, b in np.argwhere(met)]
