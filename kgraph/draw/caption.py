"""The words above a diagram: what it shows, from what, and what it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kgraph.draw.ink import Ink
from kgraph.draw.styles import Style
from kgraph.draw.text import Weight, clean, wrap
from kgraph.model import Document
from kgraph.words import counted

__all__ = ["MONTHS", "Header", "called", "counts", "day", "days", "header", "published"]

_TITLE, _CAPTION = 14.0, 8.0
_LEADING = 1.35
_AFTER = 3.0  # below title and caption
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(rf"\b(\d\d?) ({'|'.join(MONTHS)}) (\d{{4}})\b")


@dataclass(frozen=True, slots=True)
class Header:
    """Title and caption, with the height that they take at `scale`."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    height: float
    scale: float

    def paint(self, ink: Ink, x: float, top: float, style: Style) -> None:
        """Paint from the upper left corner at (x, top)."""
        y = self._lines(ink, self.title, x, top, _TITLE, style.ink, "bold")
        self._lines(ink, self.caption, x, y, _CAPTION, style.muted, "normal")

    def _lines(
        self, ink: Ink, lines: Sequence[str], x: float, y: float, size: float, colour: str, weight: Weight
    ) -> float:
        """Paint lines from `y` down; the place below them."""
        size *= self.scale
        for line in lines:
            y -= size * _LEADING
            ink.words(line, x, y + size * _LEADING / 2, size, colour, align="left", weight=weight)
        return y - _AFTER * self.scale


def header(title: str, facts: Sequence[str], width: float, scale: float) -> Header:
    """The title, and the caption of some sentences, wrapped to `width`.

    A long title loses its middle, the caption not a word: what it says must not depend on the page.
    """
    heading = wrap(clean(title), _TITLE, width=width / scale, lines=2, weight="bold").lines
    said = " ".join(facts)
    told = _DATE.sub("\\1\xa0\\2\xa0\\3", clean(said, longest=len(said)))
    lines = wrap(told, _CAPTION, width=width / scale, lines=len(told)).lines
    text = tuple(line.replace("\xa0", " ") for line in lines)
    height = _LEADING * (_TITLE * len(heading) + _CAPTION * len(text)) + 2 * _AFTER
    return Header(heading, text, height * scale, scale)


def called(name: str | None) -> str:
    """The name of a graph, to begin a sentence with; nothing where it has none."""
    return f"{clean(name)}: " if name else ""


def counts(told: int, claims: int, documents: int, what: str = "relation") -> str:
    """How much is told from how much.

    >>> counts(1, 3, 2)
    '1 relation from 3 claims in 2 documents'
    """
    source = f"{counted(claims, 'claim')} in {counted(documents, 'document')}"
    return f"{counted(told, what)} from {source}"


def days(first: date | None, last: date | None) -> str:
    """When the documents were published, to be added to a sentence; nothing where that is unknown."""
    if not first or not last:
        return ""
    return f", published {day(first)}" + (f" to {day(last)}" if last != first else "")


def published(documents: Iterable[Document]) -> str:
    """When some documents were published, as `days` tells it."""
    dates = sorted(document.published for document in documents if document.published)
    return days(dates[0], dates[-1]) if dates else ""


def day(day: date) -> str:
    """A day as people write it.

    >>> day(date(2017, 7, 11))
    '11 Jul 2017'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
