"""`draw_timeline`: who said and did what when, a row for each event."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.path import Path

from kgraph.draw.caption import called, counts, published
from kgraph.draw.events import answered, telling, years
from kgraph.draw.ink import Align, Ink
from kgraph.draw.labels import BADGE
from kgraph.draw.legend import Item, Section
from kgraph.draw.marks import RADIUS, mark_sections, paint_mark, told
from kgraph.draw.page import Content, Room, checked_ending, on_page
from kgraph.draw.paint import paint_dispute
from kgraph.draw.sizes import Size
from kgraph.draw.styles import Style, load_style
from kgraph.draw.text import Words, clean, text_width, wrap
from kgraph.draw.timescale import TimeScale, time_scale
from kgraph.model import Claim
from kgraph.ontology import ontology
from kgraph.query.disputes import Denials, Denied
from kgraph.query.labels import relation_label
from kgraph.query.timeline import Event, timeline
from kgraph.words import counted

__all__ = ["draw_timeline"]

_WIDTH = 790.0
_SIZE, _SOURCE_SIZE, _TICK_SIZE = 8.2, 7.4, 7.4
_SOURCES = 146.0  # width of the column of sources
_BEFORE = 16.0  # between that and the scale
_PAD = 5.0  # above and below the words of a row, together
_LOOSE = 12.0  # more of that at most
_BESIDE = 8.0  # between a mark and its words
_TAIL = 15.0
_HEAD = 20.0  # height of the row of dates


@dataclass(frozen=True, slots=True)
class _Row:
    event: Event
    source: Words
    words: Words
    start: float
    end: float
    left: bool  # of the mark are the words
    disputed: Denied | None

    @property
    def sign(self) -> float:
        """The width that the sign of a dispute takes beside the words."""
        return BADGE if self.disputed else 0.0

    @property
    def breadth(self) -> float:
        return self.words.width + self.sign

    @property
    def height(self) -> float:
        return self.words.height + _PAD


def draw_timeline(
    claims: Iterable[Claim],
    path: str | os.PathLike[str] | None = None,
    *,
    about: str | None = None,
    denials: Denials | None = None,
    max_events: int = 40,
    size: Size = "auto",
    style: str = "print",
    ax: Any = None,
    title: str | None = None,
    name: str | None = None,
    dpi: float = 200.0,
) -> Figure:
    """Draw the events that claims tell of, in the order of time: at the left who says it, at its day what.

    Claims without any date are left out. Of more than `max_events` those are kept that are in dispute or
    denied, then those that most claims tell, of equals some of each year; the caption says how many are left
    out, and of which years. `about` is the name of the entity that all of it is about; `denials` are those of
    the graph that may answer the claims, by default their own. For the other arguments see `draw_graph`.
    Raises `OutputError`.
    """
    if path is not None:
        checked_ending(path)
    look, given = load_style(style), list(claims)
    events, disputes = timeline(given), answered(given, denials)
    chosen = telling(events, disputes, max(max_events, 1))
    kept = set(map(id, chosen))
    left_out = [event for event in events if id(event) not in kept]
    undated = len(given) - sum(len(event.claims) for event in events)
    heading = title or (f"{about}: who says what, and when" if about else "Who says what, and when")

    def make(room: Room) -> Content:
        width = _WIDTH if room.width is None else min(max(room.width, 300.0), 1.4 * _WIDTH)
        facts = _facts(chosen, left_out, undated, name)
        return _content(chosen, disputes, width, room.height, heading, facts, look)

    return on_page(make, look, path=path, size=size, ax=ax, dpi=dpi)


def _content(
    events: Sequence[Event],
    disputes: Mapping[str, Denied],
    width: float,
    room: float,
    title: str,
    facts: Sequence[str],
    style: Style,
) -> Content:
    """Rows from top to bottom, looser where there is `room` in height; `disputes` are those of claims."""
    known = ontology()
    left = min(_SOURCES, 0.22 * width) + _BEFORE
    if not events:
        return Content(width, 20.0, lambda ink, scale, x, y: None, title, facts, [])
    every = [day for event in events for day in (event.start, event.end) if day]
    scale = time_scale(every, width - left - 2 * RADIUS - 4)
    rows = [_row(event, disputes.get(event.claims[0].id), scale, left, width) for event in events]
    height = _HEAD + sum(row.height for row in rows) + 4
    more = min(max((room - height) / len(rows), 0.0), _LOOSE)
    height += more * len(rows)
    families = {event: _family(event) for event in events}
    colours = style.family_colours(families.values())

    def ink(ink: Ink, factor: float, x: float, y: float) -> None:
        pen = _Pen(ink, factor, x, y + height * factor, style)
        pen.grid(scale, left, width, height)
        top = _HEAD
        for row in rows:
            pen.row(row, top + (row.height + more) / 2, left, width, colours[families[row.event]])
            top += row.height + more

    stances, signs = [event.stance for event in events], [row.disputed for row in rows]
    sections = mark_sections(families.values(), stances, signs, style, known)
    return Content(width, height, ink, title, facts, [*sections, _time_section(events, style)])


def _row(event: Event, disputed: Denied | None, scale: TimeScale, left: float, width: float) -> _Row:
    said = event.claims[0]
    text = told(f"{said.subject.name} {relation_label(said.relation)} {said.object.name}", event.stance)
    sources = [clean(source) for source in event.sources]
    who = sources[0] if len(sources) < 2 else f"{sources[0]} and {len(sources) - 1} more"
    day = event.start or event.end
    assert day is not None, "an event has one side at least"
    start = left + RADIUS + 2 + scale.at(day)
    end = left + RADIUS + 2 + scale.at(event.end) if event.end else width
    sign = BADGE if disputed else 0.0
    after, before = width - end - _BESIDE - sign, start - _BESIDE - left - _TAIL - sign
    words = wrap(clean(text), _SIZE, width=max(after, before), lines=2)
    to_left = words.width > after
    source = wrap(who, _SOURCE_SIZE, width=left - _BEFORE, lines=1)
    return _Row(event, source, words, start, end, to_left, disputed)


class _Pen:
    """Draws rows at a scale, measured from the upper left corner."""

    def __init__(self, ink: Ink, scale: float, x: float, top: float, style: Style) -> None:
        self.ink, self.scale, self.x, self.top, self.style = ink, scale, x, top, style

    def at(self, x: float, down: float) -> tuple[float, float]:
        return self.x + x * self.scale, self.top - down * self.scale

    def line(
        self, points: Sequence[tuple[float, float]], colour: Any, width: float, *, layer: float,
        dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        path = Path(np.array([self.at(*point) for point in points]))
        self.ink.stroke(path, colour, width * self.scale, dash, layer=layer)

    def words(self, words: Words, x: float, down: float, colour: str, align: Align) -> None:
        text = "\n".join(words.lines)
        self.ink.words(text, *self.at(x, down), words.size * self.scale, colour, align=align)

    def ground(self, width: float, height: float, x: float, down: float) -> None:
        """Paper under words, so that no line runs through them."""
        half = height / 2
        ends = [(x - 2, down - half), (x + width + 2, down + half)]
        (x0, y0), (x1, y1) = (self.at(*point) for point in ends)
        points = np.array([(x0, y1), (x1, y1), (x1, y0), (x0, y0)])
        self.ink.shape(points, to_rgba(self.style.paper, 0.85), layer=0.8)

    def grid(self, scale: TimeScale, left: float, width: float, height: float) -> None:
        """Dates at the top with lines down from them, and slashes where time was cut short."""
        style, from_ = self.style, left + RADIUS + 2
        for tick in scale.ticks():
            at = from_ + tick.at
            size = _TICK_SIZE * self.scale
            self.line([(at, _HEAD - 6), (at, height)], style.rule, 0.6, layer=0)
            half = text_width(tick.label, _TICK_SIZE) / 2
            middle = min(max(at, half), width - half)
            self.ink.words(tick.label, *self.at(middle, _HEAD / 2 - 4), size, style.muted)
        for low, high in scale.breaks:
            middle = from_ + (low + high) / 2
            self.line([(middle, _HEAD - 2), (middle, height)], style.rule, 0.9, layer=0, dash=(1.5, 3))
            for shift in (-2, 2):
                points = [(middle + shift - 2, _HEAD / 2 + 1), (middle + shift + 2, _HEAD / 2 - 9)]
                self.line(points, style.muted, 0.9, layer=1)

    def row(self, row: _Row, down: float, left: float, width: float, colour: str) -> None:
        """One event: its source, a guide to the mark, how long it took, and what it is."""
        style, event = self.style, row.event
        self.words(row.source, left - _BEFORE, down, style.muted, "right")
        upto = row.start - _BESIDE - row.breadth - 4 if row.left else row.start
        if upto > left - 8:
            self.line([(left - 10, down), (upto, down)], style.rule, 0.5, layer=0.5)
        if event.dated_by == "article":
            tail = [(row.start - _TAIL, down), (row.start, down)]
            self.line(tail, colour, 1.2, layer=2, dash=(1.0, 1.4))
        elif row.end - row.start > 2 * RADIUS or event.start is None or event.end is None:
            bar = [(left if event.start is None else row.start, down), (row.end, down)]
            self.line(bar, to_rgba(colour, 0.3), 5.0, layer=1)
        paint_mark(
            self.ink, *self.at(row.start, down), RADIUS * self.scale, colour, event.stance, style, self.scale
        )
        aside = _TAIL - 4 if event.dated_by == "article" else 0.0
        at = row.start - _BESIDE - aside - row.breadth if row.left else row.end + _BESIDE
        self.ground(row.breadth, row.words.height, at, down)
        if row.disputed:  # between mark and words
            sign = at + row.breadth - 3.3 if row.left else at + 3.3
            paint_dispute(self.ink, *self.at(sign, down), style, self.scale, row.disputed)
        self.words(row.words, at if row.left else at + row.sign, down, style.ink, "left")


def _family(event: Event) -> str:
    known = ontology().relations.get(event.claims[0].relation)
    return known.family if known else "other"


def _time_section(events: Sequence[Event], style: Style) -> Section:
    items: list[Item] = []
    if any(event.dated_by == "text" for event in events):
        items.append((partial(_dated, style=style, reported=False), "Happened then, as the text says"))
    if any(event.dated_by == "article" for event in events):
        items.append((partial(_dated, style=style, reported=True), "Published then, happened before"))
    return "Time", items


def _dated(ink: Ink, x: float, y: float, scale: float, *, style: Style, reported: bool) -> None:
    if reported:
        tail = Path([(x - 12 * scale, y), (x + 4 * scale, y)])
        ink.stroke(tail, style.ink, 1.2 * scale, (1.0, 1.4), layer=2)
    ink.disc(x + 4 * scale, y, RADIUS * scale, style.ink, layer=4)


def _facts(events: Sequence[Event], left_out: Sequence[Event], undated: int, name: str | None) -> list[str]:
    if not events:
        return ["No claim has a date." if undated else "No claims to draw."]
    documents = {claim.document.id: claim.document for event in events for claim in event.claims}.values()
    shown = sum(len(event.claims) for event in events)
    told = counts(len(events), shown, len(documents), "event")
    facts = [
        f"{called(name)}{told}{published(documents)}.",
        "Each row is what a source says, not a finding.",
    ]
    missing = []
    if left_out:
        missing.append(f"{counted(len(left_out), 'event')} of {years(left_out)}")
    if undated:
        missing.append(counted(undated, "claim without a date", "claims without a date"))
    if missing:
        facts.append(f"Left out: {' and '.join(missing)}.")
    if left_out:
        facts.append(
            "Disputed and denied events are kept first, then those that most claims tell, spread over "
            "the years."
        )
    return facts
