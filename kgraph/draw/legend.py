"""The words around a diagram: title and caption above it, legend and key below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
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
from kgraph.draw.styles import VALUE, Style
from kgraph.draw.text import LEADING, Weight, clean, text_width, wrap
from kgraph.draw.view import View
from kgraph.model import Stance
from kgraph.ontology import Ontology

__all__ = ["Header", "Legend", "header", "legend"]

_TITLE, _CAPTION, _SIZE = 14.0, 8.0, 7.5
_AFTER = 4.0  # below title and caption
_ROW = 14.0
_SWATCH = 30.0
_BETWEEN = 22.0  # between columns
_BELOW = 8.0  # between bands
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STANCES = {
    Stance.ASSERTED: "Stated as fact",
    Stance.ALLEGED: "Alleged",
    Stance.PROPOSED: "Proposed",
    Stance.DENIED: "Denied",
}

Swatch = Callable[[Any, float, float, float], None]  # axes, middle, scale


@dataclass(frozen=True, slots=True)
class Header:
    """Title and caption, with the height that they take at `scale`."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    height: float
    scale: float

    def paint(self, ax: Any, x: float, top: float, style: Style) -> None:
        y = self._lines(ax, self.title, x, top, _TITLE, style.ink, "bold")
        self._lines(ax, self.caption, x, y, _CAPTION, style.muted, "normal")

    def _lines(
        self, ax: Any, lines: Sequence[str], x: float, y: float, size: float, colour: str, weight: Weight
    ) -> float:
        """Paint lines from `y` down; the place below them."""
        size *= self.scale
        for line in lines:
            y -= size * LEADING
            paint_words(ax, line, x, y + size * LEADING / 2, size, colour, align="left", weight=weight)
        return y - _AFTER * self.scale


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    items: tuple[tuple[Swatch, str], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Columns in rows, with the height that they take at `scale`."""

    bands: tuple[tuple[_Column, ...], ...]
    height: float
    scale: float

    def paint(self, ax: Any, x: float, top: float, style: Style) -> None:
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


def header(view: View, title: str | None, width: float, scale: float) -> Header:
    """What is drawn, from what, and what is not drawn, wrapped to `width`."""
    width /= scale
    about = f"{view.focus.name}: claimed relations" if view.focus else "Who is said to deal with whom"
    heading = wrap(clean(title) if title else about, _TITLE, width=width, lines=2, weight="bold").lines
    text = wrap(" ".join(_facts(view)), _CAPTION, width=width, lines=4)
    height = LEADING * (_TITLE * len(heading) + _CAPTION * len(text.lines)) + 2 * _AFTER
    return Header(heading, text.lines, height * scale, scale)


def legend(scene: Scene, style: Style, ontology: Ontology, width: float, scale: float, rows: int) -> Legend:
    """A legend with only what occurs in the scene, and the key of its numbered lines.

    Columns get `rows` items each, or more where the width asks for it.
    """
    parts = [_entities(scene, style, ontology), _families(scene, style, ontology), _stances(scene, style)]
    columns = _fitted([*parts, _origins(scene, style)], width / scale, rows)
    keys = _fitted([_key(scene, style)], width / scale, 3)
    bands = tuple(tuple(band) for band in (*columns, *keys) if band)
    return Legend(bands, scale * max(sum(map(_band_height, bands)) - _BELOW, 0.0), scale)


def _band_height(band: Sequence[_Column]) -> float:
    return (max(len(column.items) for column in band) + 1) * _ROW + _BELOW


def _fitted(
    parts: list[tuple[str, list[tuple[Swatch, str]]]], width: float, least: int
) -> list[list[_Column]]:
    """Columns as low as the width allows; where even tall ones are too wide, several bands of them."""
    parts = [(heading, items) for heading, items in parts if items]
    if not parts:
        return []
    tallest = max(len(items) for _, items in parts)
    for rows in range(min(least, tallest), tallest + 1):
        columns = [column for heading, items in parts for column in _columns(heading, items, rows)]
        if sum(column.width + _BETWEEN for column in columns) - _BETWEEN <= width:
            return [columns]
    bands: list[list[_Column]] = [[]]
    for column in columns:
        if bands[-1] and sum(c.width + _BETWEEN for c in bands[-1]) + column.width > width:
            bands.append([])
        bands[-1].append(column)
    return bands


def _columns(heading: str, items: list[tuple[Swatch, str]], rows: int) -> list[_Column]:
    chunks = [items[i : i + rows] for i in range(0, len(items), rows)]
    found = []
    for number, chunk in enumerate(chunks):
        words = max(text_width(text, _SIZE) for _, text in chunk)
        title = heading if number == 0 else ""
        widest = max(_SWATCH + words, text_width(title, _SIZE, "bold") if title else 0)
        found.append(_Column(title, tuple(chunk), widest))
    return found


def _facts(view: View) -> list[str]:
    if not view.lines:
        return ["No relations to draw."]
    text = (
        f"{_many(view.relations, 'relation')} from {_many(view.claims, 'claim')} in "
        f"{_many(view.documents, 'document')}"
    )
    if view.first and view.last:
        text += f", published {_day(view.first)}"
        text += f" to {_day(view.last)}" if view.last != view.first else ""
    facts = [f"{text}.", "Each line is what a source says, not a finding."]
    if view.left_out or view.relations_left_out:
        less = "less connected " if view.left_out else ""
        entities = _many(view.left_out, f"{less}entity", f"{less}entities")
        facts.append(f"Left out: {entities} and {_many(view.relations_left_out, 'relation')}.")
    return facts


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _entities(scene: Scene, style: Style, ontology: Ontology) -> tuple[str, list[tuple[Swatch, str]]]:
    looks = {placed.look.type: placed.look for placed in scene.placed if placed.look.type != VALUE}
    items: list[tuple[Swatch, str]] = []
    order = [*ontology.types, *sorted(set(looks) - set(ontology.types))]
    for type in (type for type in order if type in looks):
        look = looks[type]
        shape = outline(look.shape, 22.0, 8.0).scaled(0.52)

        def swatch(ax: Any, x: float, y: float, scale: float, shape: Any = shape, look: Any = look) -> None:
            paint_outline(ax, shape.scaled(scale), x, y, look, 0.9 * scale)

        known = ontology.types.get(type)
        items.append((swatch, _first_upper(known.label) if known else "Other"))
    if any(not placed.node.named for placed in scene.placed):
        other, shape = style.looks["other"], outline("box", 22.0, 8.0).scaled(0.52)
        items.append(
            (
                lambda ax, x, y, scale: paint_outline(
                    ax, shape.scaled(scale), x, y, other, 0.9 * scale, named=False
                ),
                "Not named, only described",
            )
        )
    return "Entities", items


def _first_upper(label: str) -> str:
    return label[:1].upper() + label[1:]


def _sample(x: float, y: float, scale: float) -> Floats:
    """A short straight line."""
    start, end = np.array([x - 12 * scale, y]), np.array([x + 12 * scale, y])
    return quadratic(start, (start + end) / 2, end)


def _families(scene: Scene, style: Style, ontology: Ontology) -> tuple[str, list[tuple[Swatch, str]]]:
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    items: list[tuple[Swatch, str]] = []
    order = [*ontology.families, *sorted(set(colours) - set(ontology.families))]
    for family in (family for family in order if family in colours):

        def swatch(ax: Any, x: float, y: float, scale: float, colour: str = colours[family]) -> None:
            paint_stroke(ax, _sample(x, y, scale), colour, style.stances[Stance.ASSERTED], 2.2, scale)

        known = ontology.families.get(family)
        items.append((swatch, known.label if known else family.replace("_", " ").capitalize()))
    return "Relations", items


def _stances(scene: Scene, style: Style) -> tuple[str, list[tuple[Swatch, str]]]:
    present = {wire.line.stance for wire in scene.wires}
    items: list[tuple[Swatch, str]] = []
    for stance in (stance for stance in Stance if stance in present):

        def swatch(ax: Any, x: float, y: float, scale: float, stance: Stance = stance) -> None:
            look = style.stances[stance]
            paint_stroke(ax, _sample(x, y, scale), style.ink, look, 1.3, scale)
            for step in (-7.5, 0, 7.5) if look.crossed else ():
                paint_cross(ax, x + step * scale, y, 0.0, 2.8 * scale, style.ink, 0.9 * scale)

        items.append((swatch, _STANCES[stance]))
    if any(wire.line.disputed for wire in scene.wires):
        items.append(
            (lambda ax, x, y, scale: paint_dispute(ax, x, y, style, scale), "Disputed: some deny it")
        )
    return "How it is said", items


def _origins(scene: Scene, style: Style) -> tuple[str, list[tuple[Swatch, str]]]:
    present = {stroke_width(wire.line.origins) for wire in scene.wires}
    if len(present) < 2:
        return "", []
    items: list[tuple[Swatch, str]] = []
    for _, width, text in WIDTHS:
        if width in present:

            def swatch(ax: Any, x: float, y: float, scale: float, width: float = width) -> None:
                solid = style.stances[Stance.ASSERTED]
                paint_stroke(ax, _sample(x, y, scale), style.ink, solid, width, scale)

            items.append((swatch, text))
    return "Independent sources", items


def _key(scene: Scene, style: Style) -> tuple[str, list[tuple[Swatch, str]]]:
    names = {placed.node.key: placed.node.name for placed in scene.placed}
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    items: list[tuple[Swatch, str]] = []
    numbered = sorted((wire.number, n) for n, wire in enumerate(scene.wires) if wire.number is not None)
    for number, n in numbered:
        line = scene.wires[n].line

        def swatch(
            ax: Any, x: float, y: float, scale: float, number: Any = number, family: str = line.family
        ) -> None:
            paint_number(ax, number, x, y, colours[family], style, scale)

        said = ", ".join(line.labels) + (" (disputed)" if line.disputed else "")
        text = f"{names[line.subject]} – {said} – {names[line.object]}"
        items.append((swatch, wrap(text, _SIZE, width=330.0, lines=1).lines[0]))
    return "Numbered lines", items
