"""The words above a diagram: what it shows, from what, and what it does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kgraph.draw.paint import paint_words
from kgraph.draw.styles import Style
from kgraph.draw.text import Weight, clean, wrap
from kgraph.draw.view import View

__all__ = ["Header", "header"]

_TITLE, _CAPTION = 14.0, 8.0
_LEADING = 1.35
_AFTER = 3.0  # below title and caption
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Header:
    """Title and caption, with the height that they take at `scale`."""

    title: tuple[str, ...]
    caption: tuple[str, ...]
    height: float
    scale: float

    def paint(self, ax: Any, x: float, top: float, style: Style) -> None:
        """Paint from the upper left corner at (x, top)."""
        y = self._lines(ax, self.title, x, top, _TITLE, style.ink, "bold")
        self._lines(ax, self.caption, x, y, _CAPTION, style.muted, "normal")

    def _lines(
        self, ax: Any, lines: Sequence[str], x: float, y: float, size: float, colour: str, weight: Weight
    ) -> float:
        """Paint lines from `y` down; the place below them."""
        size *= self.scale
        for line in lines:
            y -= size * _LEADING
            paint_words(ax, line, x, y + size * _LEADING / 2, size, colour, align="left", weight=weight)
        return y - _AFTER * self.scale


def header(view: View, title: str | None, width: float, scale: float) -> Header:
    """The title, or one that fits, and the caption, wrapped to `width`."""
    about = f"{view.focus.name}: claimed relations" if view.focus else "Who is said to deal with whom"
    heading = wrap(
        clean(title) if title else about, _TITLE, width=width / scale, lines=2, weight="bold"
    ).lines
    text = wrap(" ".join(_facts(view)), _CAPTION, width=width / scale, lines=4).lines
    height = _LEADING * (_TITLE * len(heading) + _CAPTION * len(text)) + 2 * _AFTER
    return Header(heading, text, height * scale, scale)


def _facts(view: View) -> list[str]:
    """The sentences of the caption."""
    if not view.lines:
        return ["No relations to draw."]
    relations, claims = _many(view.relations, "relation"), _many(view.claims, "claim")
    text = f"{relations} from {claims} in {_many(view.documents, 'document')}"
    if view.first and view.last:
        text += f", published {_day(view.first)}"
        text += f" to {_day(view.last)}" if view.last != view.first else ""
    facts = [f"{text}.", "Each line is what a source says, not a finding."]
    left_out = []
    if view.left_out:
        left_out.append(_many(view.left_out, "less connected entity", "less connected entities"))
    if view.relations_left_out:
        left_out.append(_many(view.relations_left_out, "relation"))
    if left_out:
        facts.append(f"Left out: {' and '.join(left_out)}.")
    return facts


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
