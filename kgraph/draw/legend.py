"""The legend below a diagram, with only what occurs in it, and the key of its numbered lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from kgraph.draw.badges import badge
from kgraph.draw.geometry import Floats, quadratic
from kgraph.draw.ink import Ink
from kgraph.draw.paint import (
    paint_badge,
    paint_crosses,
    paint_dispute,
    paint_number,
    paint_outline,
    paint_stroke,
)
from kgraph.draw.scene import Scene
from kgraph.draw.shapes import icon
from kgraph.draw.styles import VALUE, Look, StanceLook, Style
from kgraph.draw.text import text_width, wrap
from kgraph.draw.widths import WIDTHS, stroke_width
from kgraph.model import Stance
from kgraph.ontology import Ontology
from kgraph.query.disputes import Denied

__all__ = [
    "STANCES",
    "Item",
    "Legend",
    "Section",
    "Swatch",
    "entity_section",
    "family_section",
    "key_section",
    "legend",
    "only_stances",
    "origin_section",
    "stance_section",
]

_SIZE = 7.5
_ROW = 14.0
_SWATCH = 30.0
_BOX = (22.0, 10.0)  # width and height of an entity's shape at most
_BETWEEN = 22.0  # between columns
_BELOW = 8.0  # between bands
_KEY_WIDTH = 330.0
_KEY_ROWS = 3
_SAID = "How it is said"
STANCES = {
    Stance.ASSERTED: "Stated as fact",
    Stance.ALLEGED: "Alleged",
    Stance.PROPOSED: "Proposed",
    Stance.DENIED: "Denied",
}
_DENIED = {
    Denied.ITSELF: "Disputed: some deny it",
    Denied.GENERAL: "Denied only as one of a whole group",
}
_NOTED = {None: "", Denied.ITSELF: " (disputed)", Denied.GENERAL: " (denied in general)"}

Swatch: TypeAlias = Callable[[Ink, float, float, float], None]  # ink, x and y of its middle, scale
Item: TypeAlias = tuple[Swatch, str]
Section: TypeAlias = tuple[str, list[Item]]
FamilySwatch: TypeAlias = Callable[[str], Swatch]  # of a colour
StanceSwatch: TypeAlias = Callable[[Stance], Swatch]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    items: tuple[Item, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Columns in bands, with the height that they take at `scale`."""

    bands: tuple[tuple[_Column, ...], ...]
    height: float
    scale: float

    def paint(self, ink: Ink, x: float, top: float, style: Style) -> None:
        """Paint from the upper left corner at (x, top)."""
        scale, size = self.scale, _SIZE * self.scale
        for band in self.bands:
            left = x
            for column in band:
                y = top - 0.5 * _ROW * scale
                ink.words(column.heading, left, y, size, style.muted, align="left", weight="bold")
                for swatch, text in column.items:
                    y -= _ROW * scale
                    swatch(ink, left + (_SWATCH / 2 - 3) * scale, y, scale)
                    ink.words(text, left + _SWATCH * scale, y, size, style.ink, align="left")
                left += (column.width + _BETWEEN) * scale
            top -= _band_height(band) * scale


def legend(sections: Sequence[Section], key: Section, width: float, scale: float, rows: int) -> Legend:
    """A legend. Columns get `rows` items each, or more where the width asks for it; the key comes below."""
    bands = _fitted(sections, width / scale, rows) + _fitted([key], width / scale, _KEY_ROWS)
    height = max(sum(map(_band_height, bands)) - _BELOW, 0.0)
    return Legend(tuple(tuple(band) for band in bands), height * scale, scale)


def _band_height(band: Sequence[_Column]) -> float:
    return (max(len(column.items) for column in band) + 1) * _ROW + _BELOW


def _fitted(sections: Sequence[Section], width: float, least: int) -> list[list[_Column]]:
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


def _columns(section: Section, rows: int) -> list[_Column]:
    heading, items = section
    found = []
    for start in range(0, len(items), max(rows, 1)):
        chunk, title = tuple(items[start : start + rows]), heading if start == 0 else ""
        words = max(text_width(text, _SIZE) for _, text in chunk)
        widest = max(_SWATCH + words, text_width(title, _SIZE, "bold") if title else 0.0)
        found.append(_Column(title, chunk, widest))
    return found


def entity_section(
    nodes: Iterable[tuple[str, bool]], style: Style, ontology: Ontology, *, folded: bool = False
) -> Section:
    """The looks of entities, given their types and whether they are named; the badge of what is folded."""
    seen = {(look.type, named): look for type, named in nodes if (look := style.look(type, ontology))}
    looks = {type: look for (type, _), look in seen.items() if type != VALUE}
    items: list[Item] = []
    for type in (*ontology.types, *sorted(set(looks) - set(ontology.types))):
        if type in looks:
            known = ontology.types.get(type)
            label = known.label if known else type
            items.append((partial(_box, look=looks[type]), label[:1].upper() + label[1:]))
    if any(not named and type != VALUE for type, named in seen):
        items.append((partial(_box, look=style.looks["other"], named=False), "Not named, only described"))
    if folded:
        items.append((partial(_badge, style=style), "n linked entities left out"))
    return "Entities", items


def family_section(
    families: Iterable[str], style: Style, ontology: Ontology, swatch: FamilySwatch | None = None
) -> Section:
    """The colours of relations, as lines or as what `swatch` makes of a colour."""
    colours = style.family_colours(families)
    solid = style.stances[Stance.ASSERTED]
    items: list[Item] = []
    for family in (*ontology.families, *sorted(set(colours) - set(ontology.families))):
        if family in colours:
            known = ontology.families.get(family)
            label = known.label if known else family.replace("_", " ").capitalize()
            line = partial(_stroke, colour=colours[family], look=solid, width=2.2)
            items.append((swatch(colours[family]) if swatch else line, label))
    return "Relations", items


def stance_section(
    present: Collection[Stance],
    disputed: Collection[Denied | None],
    style: Style,
    swatch: StanceSwatch | None = None,
) -> Section:
    """The stances that occur, as lines or as what `swatch` makes of them, and the signs of disputes."""
    items: list[Item] = [
        (
            swatch(stance)
            if swatch
            else partial(_stroke, colour=style.ink, look=style.stances[stance], width=1.3),
            text,
        )
        for stance, text in STANCES.items()
        if stance in present
    ]
    for denied, text in _DENIED.items():
        if denied in disputed:
            items.append((partial(_dispute, style=style, denied=denied), text))
    return _SAID, items


def only_stances(sections: Iterable[Section]) -> list[Section]:
    """Of some sections the one without which a line or a mark may be taken for what it is not."""
    return [section for section in sections if section[0] == _SAID]


def origin_section(origins: Iterable[int], style: Style) -> Section:
    """The widths that occur, where there is more than one."""
    present = {stroke_width(count) for count in origins}
    solid = style.stances[Stance.ASSERTED]
    items: list[Item] = [
        (partial(_stroke, colour=style.ink, look=solid, width=width), text)
        for _, width, text in WIDTHS
        if width in present
    ]
    return "Independent origins", items if len(items) > 1 else []


def key_section(scene: Scene, style: Style) -> Section:
    """What the numbered lines of a scene say."""
    names = {placed.node.key: placed.node.name for placed in scene.placed}
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    items: list[tuple[int, Item]] = []
    for wire in scene.wires:
        if wire.number is not None:
            line = wire.line
            said = ", ".join(line.labels) + _NOTED[line.disputed]
            text = f"{names[line.subject]} – {said} – {names[line.object]}"
            swatch = partial(_number, number=wire.number, colour=colours[line.family], style=style)
            items.append((wire.number, (swatch, wrap(text, _SIZE, width=_KEY_WIDTH, lines=1).lines[0])))
    return "Numbered lines", [item for _, item in sorted(items, key=lambda entry: entry[0])]


def _box(ink: Ink, x: float, y: float, scale: float, *, look: Look, named: bool = True) -> None:
    shape = icon(look.shape, *_BOX).scaled(scale)
    paint_outline(ink, shape, x, y, look, 0.9 * scale, named=named)


def _badge(ink: Ink, x: float, y: float, scale: float, *, style: Style) -> None:
    paint_badge(ink, badge("n").moved(scale, x, y), style.looks["other"].line, style, scale)


def _stroke(
    ink: Ink, x: float, y: float, scale: float, *, colour: str, look: StanceLook, width: float
) -> None:
    start, end = np.array([x - 12 * scale, y]), np.array([x + 12 * scale, y])
    line: Floats = quadratic(start, (start + end) / 2, end)
    paint_stroke(ink, line, colour, look, width, scale)
    if look.crossed:
        marks = np.array([(x + step * scale, y) for step in (-7.5, 0, 7.5)])
        paint_crosses(ink, marks, np.zeros(3), 2.8 * scale, colour, 0.9 * scale)


def _dispute(ink: Ink, x: float, y: float, scale: float, *, style: Style, denied: Denied) -> None:
    paint_dispute(ink, x, y, style, scale, denied)


def _number(ink: Ink, x: float, y: float, scale: float, *, number: int, colour: str, style: Style) -> None:
    paint_number(ink, number, x, y, colour, style, scale)
