"""`draw_matrix`: vendors by governments, with a mark for each kind of relation that is claimed of a pair."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.path import Path

from kgraph.draw.caption import called, counts, published
from kgraph.draw.ink import Ink
from kgraph.draw.legend import Item, Section, entity_section
from kgraph.draw.marks import mark_sections, paint_mark
from kgraph.draw.page import Content, Room, checked_ending, on_page
from kgraph.draw.paint import paint_outline
from kgraph.draw.shapes import icon
from kgraph.draw.sizes import Size
from kgraph.draw.styles import Style, load_style
from kgraph.draw.text import Slant, Words, clean, wrap
from kgraph.draw.view import Drawable, strongest
from kgraph.graph import FusedRelation
from kgraph.model import Entity, Stance
from kgraph.ontology import Ontology, ontology
from kgraph.query.disputes import Denials, Denied
from kgraph.words import counted

__all__ = ["draw_matrix"]

ROWS, COLUMNS = ("Vendor",), ("Government", "Agency", "Legislature", "Court")
"""The types that have rows and columns, narrower ones included."""

_SIZE = 8.2
_NAME, _HEAD = 180.0, 215.0  # widths of names at most
_SLANT = np.radians(50.0)
_MARK = 16.0  # a square for one mark
_CELL = 26.0  # width of a cell at least
_RADII = ((1, 3.4, "1"), (2, 4.2, "2"), (3, 5.0, "3–4"), (5, 5.8, "5 or more"))  # from, points, label


@dataclass(frozen=True, slots=True)
class _Mark:
    """Relations of one pair and one family: the strongest stance of them, and whether they are denied too."""

    family: str
    stance: Stance
    disputed: Denied | None
    origins: int


_Cells = Mapping[tuple[str, str], Sequence[_Mark]]


def draw_matrix(
    graph: Drawable,
    path: str | os.PathLike[str] | None = None,
    *,
    denials: Denials | None = None,
    about: str | None = None,
    max_nodes: int = 60,
    size: Size = "auto",
    style: str = "print",
    ax: Any = None,
    title: str | None = None,
    name: str | None = None,
    dpi: float = 200.0,
) -> Figure:
    """Draw what is claimed between vendors (rows) and governments and their bodies (columns).

    A mark stands for the relations of one family: its stance is the strongest of theirs, its size tells
    independent origins. What is only denied has a mark of its own beside it. Of more than `max_nodes` vendors
    and governments those with most relations are kept; the caption says what was left out. `denials` are
    those that may answer what is claimed, by default those of the graph; `about` is the name of the entity
    that all of it is about. For the other arguments see `draw_graph`. Raises `OutputError`.
    """
    if path is not None:
        checked_ending(path)
    look, known = load_style(style), ontology()
    relations = list(graph.relations())
    pairs, answers = _pairs(relations, known), Denials(relations) if denials is None else denials
    entities = {entity.id: entity for pair in pairs for entity in pair}
    weights = Counter[str]()
    for (vendor, _), found in pairs.items():
        weights[vendor.id] += len(found)
    rows = _heaviest(weights, max(max_nodes * 3 // 5, 1))
    weights = Counter[str]()
    for (vendor, body), found in pairs.items():
        weights[body.id] += len(found) * (vendor.id in rows)
    columns = _heaviest(weights, max(max_nodes * 2 // 5, 1))
    shown = {
        (vendor.id, body.id): found
        for (vendor, body), found in pairs.items()
        if vendor.id in rows and body.id in columns
    }
    rows = [id for id in rows if any(vendor == id for vendor, _ in shown)]
    columns = [id for id in columns if any(body == id for _, body in shown)]
    left_out = len(entities) - len(rows) - len(columns)
    facts = _facts([relation for found in shown.values() for relation in found], left_out, name)
    cells = {pair: _marks(found, answers, known) for pair, found in shown.items()}
    what = "hat is claimed between vendors and governments"
    heading = title or (f"{about}: w{what}" if about else f"W{what}")

    def make(room: Room) -> Content:
        table = _Table([entities[id] for id in rows], [entities[id] for id in columns], cells, look, known)
        return table.content(heading, facts)

    return on_page(make, look, path=path, size=size, ax=ax, dpi=dpi)


def _pairs(
    relations: Iterable[FusedRelation], known: Ontology
) -> dict[tuple[Entity, Entity], list[FusedRelation]]:
    """The relations of each vendor with each government, in whichever direction they run."""

    def one_of(entity: Entity, types: Iterable[str]) -> bool:
        return any(known.is_a(entity.type, type) for type in types)

    found: defaultdict[tuple[Entity, Entity], list[FusedRelation]] = defaultdict(list)
    for relation in relations:
        ends = relation.subject, relation.object
        for one, other in (ends, ends[::-1]):
            if not isinstance(one, Entity) or not isinstance(other, Entity):
                continue
            if one_of(one, ROWS) and one_of(other, COLUMNS):
                found[one, other].append(relation)
                break
    return found


def _heaviest(weights: Mapping[str, int], most: int) -> list[str]:
    return sorted(weights, key=lambda id: (-weights[id], id))[:most]


def _marks(relations: Sequence[FusedRelation], denials: Denials, known: Ontology) -> list[_Mark]:
    """The marks of a pair: of each family one for what somebody holds, and one for what is only denied."""
    alike: defaultdict[tuple[str, bool], list[FusedRelation]] = defaultdict(list)
    for relation in relations:
        row = known.relations.get(relation.relation)
        alike[row.family if row else "other", relation.stances.keys() == {Stance.DENIED}].append(relation)
    marks = []
    for (family, _), group in sorted(alike.items()):
        answers = {denials.how(relation) for relation in group}
        marks.append(
            _Mark(
                family,
                strongest({stance for relation in group for stance in relation.stances}),
                next((denied for denied in Denied if denied in answers), None),
                max(relation.origins for relation in group),
            )
        )
    return marks


class _Table:
    """The matrix in points: names at the left, slanted names above, marks between."""

    def __init__(
        self, rows: list[Entity], columns: list[Entity], cells: _Cells, style: Style, known: Ontology
    ) -> None:
        self.rows, self.columns, self.cells, self.style, self.known = rows, columns, cells, style, known
        most = max((len(marks) for marks in cells.values()), default=1)
        self.across = ceil(most**0.5)
        self.width = max(_MARK * self.across + 6, _CELL)
        self.height = max(_MARK * ceil(most / self.across) + 6, 20.0)
        self.names = [self._words(entity, _NAME) for entity in rows]
        self.heads = [self._words(entity, _HEAD) for entity in columns]
        self.left = max((words.width for words in self.names), default=0.0) + 12
        longest = max((words.width for words in self.heads), default=0.0)
        self.top = (longest + 12) * float(np.sin(_SLANT)) + 12

    def _words(self, entity: Entity, width: float) -> Words:
        slant: Slant = "normal" if entity.named else "italic"
        return wrap(clean(entity.name), _SIZE, width=width, lines=1, style=slant)

    def content(self, title: str, facts: Sequence[str]) -> Content:
        marks = [mark for found in self.cells.values() for mark in found]
        sections = mark_sections(
            (mark.family for mark in marks),
            {mark.stance for mark in marks},
            {mark.disputed for mark in marks},
            self.style,
            self.known,
        )
        bodies = entity_section(
            [(entity.type, entity.named) for entity in self.columns], self.style, self.known
        )
        if not marks:
            return Content(520.0, 20.0, lambda ink, scale, x, y: None, title, facts, [])
        overhang = max(
            words.width * float(np.cos(_SLANT)) - (len(self.heads) - 1 - number) * self.width
            for number, words in enumerate(self.heads)
        )
        width = self.left + self.width * len(self.columns) + max(overhang, 0.0)
        height = self.top + self.height * len(self.rows) + 4
        sections = [bodies, *sections, _size_section(marks, self.style)]
        return Content(width, height, self._ink(height), title, facts, sections, letters=_SIZE)

    def _ink(self, height: float) -> Callable[[Ink, float, float, float], None]:
        def ink(ink: Ink, scale: float, x: float, y: float) -> None:
            def at(across: float, down: float) -> tuple[float, float]:
                return x + across * scale, y + (height - down) * scale

            right = self.left + self.width * len(self.columns)
            for number in range(len(self.rows) + 1):
                down = self.top + number * self.height
                ends = np.array([at(0 if number < len(self.rows) else self.left, down), at(right, down)])
                ink.stroke(Path(ends), self.style.rule, 0.6 * scale, layer=0)
            for number in range(len(self.columns) + 1):
                across = self.left + number * self.width
                ends = np.array([at(across, self.top), at(across, height - 4)])
                ink.stroke(Path(ends), self.style.rule, 0.6 * scale, layer=0)
            for number, words in enumerate(self.names):
                middle = self.top + (number + 0.5) * self.height
                place = at(self.left - 8, middle)
                text, size = words.lines[0], words.size * scale
                ink.words(text, *place, size, self.style.ink, align="right", style=words.style)
            for number, (entity, words) in enumerate(zip(self.columns, self.heads, strict=True)):
                across, down = self.left + (number + 0.5) * self.width, self.top - 7
                look = self.style.look(entity.type, self.known)
                shape = icon(look.shape, 16.0, 8.0).scaled(scale)
                paint_outline(ink, shape, *at(across, down), look, 0.8 * scale, named=entity.named)
                place = at(across + 8 * float(np.cos(_SLANT)), down - 8 * float(np.sin(_SLANT)) - 2)
                text, size, angle = words.lines[0], words.size * scale, float(np.degrees(_SLANT))
                ink.words(text, *place, size, self.style.ink, angle=angle, align="left", style=words.style)
            self._ink_marks(ink, scale, at)

        return ink

    def _ink_marks(self, ink: Ink, scale: float, at: Callable[[float, float], tuple[float, float]]) -> None:
        colours = self.style.family_colours(mark.family for found in self.cells.values() for mark in found)
        for row, vendor in enumerate(self.rows):
            for column, body in enumerate(self.columns):
                marks = self.cells.get((vendor.id, body.id), ())
                deep = ceil(len(marks) / self.across)
                for number, mark in enumerate(marks):
                    line, place = divmod(number, self.across)
                    inside = min(len(marks) - line * self.across, self.across)
                    across = self.left + (column + 0.5) * self.width + (place - (inside - 1) / 2) * _MARK
                    down = self.top + (row + 0.5) * self.height + (line - (deep - 1) / 2) * _MARK
                    colour = colours[mark.family]
                    x, y = at(across, down)
                    paint_mark(
                        ink, x, y, _radius(mark) * scale, colour, mark.stance, self.style, scale,
                        disputed=mark.disputed,
                    )  # fmt: skip


def _radius(mark: _Mark) -> float:
    return max(radius for least, radius, _ in _RADII if least <= max(mark.origins, 1))


def _size_section(marks: Sequence[_Mark], style: Style) -> Section:
    """The sizes that occur, where there is more than one."""
    present = {_radius(mark) for mark in marks}
    items: list[Item] = [
        (partial(_disc, radius=radius, colour=style.ink), text)
        for _, radius, text in _RADII
        if radius in present
    ]
    return "Independent origins", items if len(items) > 1 else []


def _disc(ink: Ink, x: float, y: float, scale: float, *, radius: float, colour: str) -> None:
    ink.disc(x, y, radius * scale, colour, layer=4)


def _facts(relations: Sequence[FusedRelation], left_out: int, name: str | None) -> list[str]:
    if not relations:
        return ["Nothing is claimed between a vendor and a government."]
    claims = {claim.id: claim for relation in relations for claim in relation.claims}.values()
    documents = {claim.document.id: claim.document for claim in claims}.values()
    told = counts(len(relations), len(claims), len(documents))
    facts = [
        f"{called(name)}{told}{published(documents)}.",
        "Each mark is what sources say, not a finding; a larger one has more independent origins.",
    ]
    if left_out:
        others = counted(left_out, "vendor or government", "vendors and governments")
        facts.append(f"Left out: {others}; those with most claimed relations are shown.")
    return facts
