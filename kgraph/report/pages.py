"""Lines on pages, each note at the foot of every page that leans on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from kgraph.report.setting import Line

__all__ = ["Page", "filled"]

Again: TypeAlias = Callable[[Mapping[int, int]], list[Line]]

BETWEEN = 16.0
"""Points between text and notes, where the rule is."""


@dataclass(slots=True)
class Page:
    """Lines from the top, and those of the notes, which end at the foot.

    `elsewhere` are the numbers of notes that it leans on and the earlier pages, from 1, where they are set.
    """

    lines: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    elsewhere: dict[int, int] = field(default_factory=dict)

    @property
    def height(self) -> float:
        """Points that lines and notes need."""
        return _height(self.lines) + _height(self.notes)


class _Filler:
    """Fills page after page; `home` has the page of each note, `carried` lines for the next foot."""

    def __init__(self, notes: Mapping[int, Sequence[Line]], again: Again, height: float) -> None:
        self._notes, self._again, self._height = notes, again, height
        self._carried: list[Line] = []
        self._home: dict[int, int] = {}
        self.pages = [Page()]

    def place(self, unit: Sequence[Line]) -> None:
        """Put lines on the page, or on a new one where they or their notes do not fit."""
        page = self.pages[-1]
        below, elsewhere = self._needed(unit, page)
        if (page.lines or page.notes) and not self._fits(unit, below, elsewhere, page):
            page = Page()
            self.pages.append(page)
            below, elsewhere = self._needed(unit, page)
        for ref in (ref for line in unit for ref in line.refs):
            self._home.setdefault(ref, len(self.pages))
        if page.lines or any(line.runs or line.picture for line in unit):
            page.lines += unit  # blank lines do not begin a page
        page.elsewhere = elsewhere
        rest = _height(self._again(elsewhere)) + BETWEEN
        self._carried += below
        page.notes += _taken(self._carried, self._height - page.height - rest)

    def finish(self) -> list[Page]:
        """The pages, with what is left of notes on some more."""
        while self._carried:
            before = len(self._carried)
            self.pages.append(Page(notes=_taken(self._carried, self._height - BETWEEN)))
            assert len(self._carried) < before, "a line of a note is lower than a page"
        for page in self.pages:
            page.notes += self._again(page.elsewhere)
        return self.pages

    def _needed(self, unit: Sequence[Line], page: Page) -> tuple[list[Line], dict[int, int]]:
        """Lines of notes to set with the unit, and all notes of the page that are set elsewhere."""
        found: list[Line] = []
        elsewhere, here = dict(page.elsewhere), len(self.pages) if page is self.pages[-1] else 0
        for ref in dict.fromkeys(ref for line in unit for ref in line.refs if ref in self._notes):
            home = self._home.get(ref)
            if home is None:
                found += self._notes[ref]
            elif home != here:
                elsewhere[ref] = home
        return found, elsewhere

    def _fits(
        self, unit: Sequence[Line], below: Sequence[Line], elsewhere: Mapping[int, int], page: Page
    ) -> bool:
        foot = _height(below) + _height(self._again(elsewhere))
        rule = BETWEEN if foot or page.notes else 0.0
        return page.height + _height(unit) + foot + rule <= self._height


def filled(
    lines: Sequence[Line], notes: Mapping[int, Sequence[Line]], again: Again, height: float
) -> list[Page]:
    """The pages, each `height` points high inside its margins.

    `notes` are the lines of each note. It is set once, on the first page that cites it; `again` makes the
    lines that stand for notes on later ones, of their numbers and pages. A line that is kept with the next is
    never the last of a page, and of notes that are too long for one page the rest goes on on the next.
    """
    filler = _Filler(notes, again, height)
    for unit in _units(lines):
        if _height(unit) <= height * 0.8:
            filler.place(unit)
        else:
            for line in unit:
                filler.place([line])
    return filler.finish()


def _units(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stay together."""
    unit: list[Line] = []
    for line in lines:
        unit.append(line)
        if not line.keep:
            yield unit
            unit = []
    if unit:
        yield unit


def _taken(lines: list[Line], room: float) -> list[Line]:
    """Takes from the list those from the front that the room holds."""
    count, used = 0, 0.0
    while count < len(lines) and used + lines[count].height <= room:
        used += lines[count].height
        count += 1
    taken = lines[:count]
    del lines[:count]
    return taken


def _height(lines: Sequence[Line]) -> float:
    return sum(line.height for line in lines)
