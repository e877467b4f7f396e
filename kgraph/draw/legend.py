"""The legend below a diagram, with only what occurs in it, and the key of its numbered lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from kgraph.draw.geometry import Floats, quadratic
from kgraph.draw.paint import (
    WIDTHS,
    paint_cross,
    paint_dispute,
    paint_number,
    paint_outline,
    paint_stroke,
    paint_words,
    stroke_width,
)
from kgraph.draw.scene import Scene
from kgraph.draw.shapes import outline
from kgraph.draw.styles import VALUE, Look, StanceLook, Style
from kgraph.draw.text import text_width, wrap
from kgraph.model import Stance
from kgraph.ontology import Ontology

__all__ = ["Legend", "legend"]

_SIZE = 7.5
_ROW = 14.0
_SWATCH = 30.0
_BETWEEN = 22.0  # between columns
_BELOW = 8.0  # between bands
_KEY_WIDTH = 330.0
_KEY_ROWS = 3
_STANCES = {
    Stance.ASSERTED: "Stated as fact",
    Stance.ALLEGED: "Alleged",
    Stance.PROPOSED: "Proposed",
    Stance.DENIED: "Denied",
}

_Swatch = Callable[[Any, float, float, float], None]  # axes, x and y of its middle, scale
_Item = tuple[_Swatch, str]
_Section = tuple[str, list[_Item]]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    items: tuple[_Item, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Columns in bands, with the height that they take at `scale`."""

    bands: tuple[tuple[_Column, ...], ...]
    height: float
    scale: float

    def paint(self, ax: Any, x: float, top: float, style: Style) -> None:
        """Paint from the upper left corner at (x, top)."""
        scale, size = self.scale, _SIZE * self.scale
        for band in self.bands:
            left = x
            for column in band:
                y = top - 0.5 * _ROW * scale
                paint_words(ax, column.heading, left, y, size, style.muted, align="left", weight="bold")
                for swatch, text in column.items:
                    y -= _ROW * scale
                    swatch(ax, left + (_SWATCH / 2 - 3) * scale, y, scale)
                    paint_words(ax, text, left + _SWATCH * scale, y, size, style.ink, align="left")
                left += (column.width + _BETWEEN) * scale
            top -= _band_height(band) * scale


def legend(scene: Scene, style: Style, ontology: Ontology, width: float, scale: float, rows: int) -> Legend:
    """A legend of a scene. Columns get `rows` items each, or more where the width asks for it."""
    sections = [
        _entities(scene, style, ontology),
        _families(scene, style, ontology),
        _stances(scene, style),
        _origins(scene, style),
    ]
    bands = _fitted(sections, width / scale, rows) + _fitted([_key(scene, style)], width / scale, _KEY_ROWS)
    height = max(sum(map(_band_height, bands)) - _BELOW, 0.0)
    return Legend(tuple(tuple(band) for band in bands), height * scale, scale)


def _band_height(band: Sequence[_Column]) -> float:
    return (max(len(column.items) for column in band) + 1) * _ROW + _BELOW


def _fitted(sections: list[_Section], width: float, least: int) -> list[list[_Column]]:
    """Columns as low as the width allows; where even the tallest are too wide, several bands of them."""
    sections = [section for section in sections if section[1]]
    tallest = max((len(items) for _, items in sections), default=0)
    columns: list[_Column] = []
    for rows in range(min(least, tallest), tallest + 1):
        columns = [column for section in sections for column in _columns(section, rows)]
        if sum(column.width + _BETWEEN for column in columns) - _BETWEEN <= width:
            break
    bands: list[list[_Column]] = []
    for column in columns:
        if not bands or sum(c.width + _BETWEEN for c in bands[-1]) + column.width > width:
            bands.append([])
        bands[-1].append(column)
    return bands


def _columns(section: _Section, rows: int) -> list[_Column]:
    heading, items = section
    found = []
    for start in range(0, len(items), max(rows, 1)):
        chunk, title = tuple(items[start : start + rows]), heading if start == 0 else ""
        words = max(text_width(text, _SIZE) for _, text in chunk)
        widest = max(_SWATCH + words, text_width(title, _SIZE, "bold") if title else 0.0)
        found.append(_Column(title, chunk, widest))
    return found


def _entities(scene: Scene, style: Style, ontology: Ontology) -> _Section:
    looks = {placed.look.type: placed.look for placed in scene.placed if placed.look.type != VALUE}
    items: list[_Item] = []
    for type in (*ontology.types, *sorted(set(looks) - set(ontology.types))):
        if type in looks:
            known = ontology.types.get(type)
            label = known.label if known else type
            items.append((partial(_box, look=looks[type]), label[:1].upper() + label[1:]))
    if any(not placed.node.named and placed.look.type != VALUE for placed in scene.placed):
        items.append((partial(_box, look=style.looks["other"], named=False), "Not named, only described"))
    return "Entities", items


def _families(scene: Scene, style: Style, ontology: Ontology) -> _Section:
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    solid = style.stances[Stance.ASSERTED]
    items: list[_Item] = []
    for family in (*ontology.families, *sorted(set(colours) - set(ontology.families))):
        if family in colours:
            known = ontology.families.get(family)
            label = known.label if known else family.replace("_", " ").capitalize()
            items.append((partial(_stroke, colour=colours[family], look=solid, width=2.2), label))
    return "Relations", items


def _stances(scene: Scene, style: Style) -> _Section:
    present = {wire.line.stance for wire in scene.wires}
    items: list[_Item] = [
        (partial(_stroke, colour=style.ink, look=style.stances[stance], width=1.3), text)
        for stance, text in _STANCES.items()
        if stance in present
    ]
    if any(wire.line.disputed for wire in scene.wires):
        items.append((partial(_dispute, style=style), "Disputed: some deny it"))
    return "How it is said", items


def _origins(scene: Scene, style: Style) -> _Section:
    present = {stroke_width(wire.line.origins) for wire in scene.wires}
    solid = style.stances[Stance.ASSERTED]
    items: list[_Item] = [
        (partial(_stroke, colour=style.ink, look=solid, width=width), text)
        for _, width, text in WIDTHS
        if width in present
    ]
    return "Independent sources", items if len(items) > 1 else []


def _key(scene: Scene, style: Style) -> _Section:
    names = {placed.node.key: placed.node.name for placed in scene.placed}
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    items: list[tuple[int, _Item]] = []
    for wire in scene.wires:
        if wire.number is not None:
            line = wire.line
            said = ", ".join(line.labels) + (" (disputed)" if line.disputed else "")
            text = f"{names[line.subject]} – {said} – {names[line.object]}"
            swatch = partial(_number, number=wire.number, colour=colours[line.family], style=style)
            items.append((wire.number, (swatch, wrap(text, _SIZE, width=_KEY_WIDTH, lines=1).lines[0])))
    return "Numbered lines", [item for _, item in sorted(items, key=lambda entry: entry[0])]


def _box(ax: Any, x: float, y: float, scale: float, *, look: Look, named: bool = True) -> None:
    shape = outline(look.shape, 22.0, 8.0).scaled(0.52 * scale)
    paint_outline(ax, shape, x, y, look, 0.9 * scale, named=named)


def _stroke(
    ax: Any, x: float, y: float, scale: float, *, colour: str, look: StanceLook, width: float
) -> None:
    start, end = np.array([x - 12 * scale, y]), np.array([x + 12 * scale, y])
    line: Floats = quadratic(start, (start + end) / 2, end)
    paint_stroke(ax, line, colour, look, width, scale)
    for step in (-7.5, 0, 7.5) if look.crossed else ():
        paint_cross(ax, x + step * scale, y, 0.0, 2.8 * scale, colour, 0.9 * scale)


def _dispute(ax: Any, x: float, y: float, scale: float, *, style: Style) -> None:
    paint_dispute(ax, x, y, style, scale)


def _number(ax: Any, x: float, y: float, scale: float, *, number: int, colour: str, style: Style) -> None:
    paint_number(ax, number, x, y, colour, style, scale)
