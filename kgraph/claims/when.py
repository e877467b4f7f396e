"""Times in a text, resolved against the day on which the article appeared.

First every row of `time_rows` finds points in time ("March", "2016", "last week"); then the words
around and between points make intervals of them ("from 2014 to 2016", "since March").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kgraph.claims import calendar
from kgraph.claims.calendar import Anchor, Period
from kgraph.claims.time_context import looks_ahead
from kgraph.claims.time_rows import TIME_ROWS, TimeRow
from kgraph.model import When

__all__ = ["TimeSpan", "find_times"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time and its place: `text[start:end] == when.text`, in code points."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class _Point:
    """One match of a row. `complete` is its period where it needs no day to be counted from."""

    row: TimeRow
    match: re.Match[str]
    complete: Period | None

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    def counted_from(self, anchor: Anchor | None) -> Period | None:
        """The period; one that is not complete is counted from the anchor."""
        return self.complete or _read(self.row, self.match, anchor)


# Shows whether a match is a time at all, where nothing tells which.
_ANY_DAY = Anchor(date(2000, 1, 1))

_TO = re.compile(r"\s{1,4}(?:to|until|till|through)\s{1,4}(?:the\s)?|\s?[-–]\s?")
_AND = re.compile(r"\s{1,4}and\s{1,4}(?:the\s)?")
_LEAD = re.compile(
    r"\b(?P<word>since|from|between|(?<!not\s)(?:until|till)|up to)\s{1,4}"
    r"(?:the\s)?(?:(?:end|start|beginning)\sof\s)?\Z",
    re.IGNORECASE,
)


def find_times(text: str, published: date | None) -> list[TimeSpan]:
    """The times that a text names, in its order, without overlaps.

    A time that is not complete is counted from `published`: a weekday is the last one up to that
    day, a month or a date without a year the last one that has begun, unless the words before it
    look ahead ("will", "by June"). Without `published` such times are left out.
    """
    points = list(_points(text))
    spans: list[TimeSpan | None] = []
    at = 0
    while at < len(points):
        joined = _joined(text, points[at : at + 2], published)
        spans.append(joined or _single(text, points[at], published))
        at += 2 if joined else 1
    return [span for span in spans if span]


def _points(text: str) -> Iterator[_Point]:
    """The points in time, the longest where several begin at the same place."""
    found = ((match, row) for row in TIME_ROWS for match in row.pattern.finditer(text))
    end = 0
    for match, row in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < end:
            continue
        complete = _read(row, match, None)
        if complete or _read(row, match, _ANY_DAY):
            yield _Point(row, match, complete)
            end = match.end()


def _read(row: TimeRow, match: re.Match[str], anchor: Anchor | None) -> Period | None:
    try:
        return row.read(match, anchor)
    except (ValueError, OverflowError):
        return None  # no calendar has it


def _lead(text: str, start: int) -> re.Match[str] | None:
    """The word before a point that makes an interval of it."""
    return _LEAD.search(text, max(0, start - 24), start)


def _joined(text: str, pair: Sequence[_Point], published: date | None) -> TimeSpan | None:
    """Two points with words that make one interval of them: "from March to June 2019"."""
    if len(pair) < 2:
        return None
    first, last = pair
    lead = _lead(text, first.start)
    word = lead["word"].casefold() if lead else ""
    between = _AND if word == "between" else _TO
    if not between.fullmatch(text, first.end, last.start):
        return None
    # What one side leaves out, the other says: in "March to June 2019" March is that of 2019.
    begins = first.counted_from(_bound(last.complete and last.complete.end) or _anchor(first, published))
    ends = last.counted_from(_bound(begins and begins.start, ahead=True))
    period = begins and ends and calendar.spanning(begins.start, ends.end)
    start = lead.start() if lead and word in ("from", "between") else first.start
    return _span(text, start, last.end, period) if period else None


def _single(text: str, point: _Point, published: date | None) -> TimeSpan | None:
    period = point.counted_from(_anchor(point, published))
    lead = _lead(text, point.start)
    if period is None or lead is None or lead["word"].casefold() in ("from", "between"):
        return period and _span(text, point.start, point.end, period)
    if lead["word"].casefold() == "since":
        return _span(text, lead.start(), point.end, Period(period.start, None, "interval"))
    return _span(text, lead.start(), point.end, Period(None, period.end, "interval"))


def _anchor(point: _Point, published: date | None) -> Anchor | None:
    return Anchor(published, looks_ahead(point.match)) if published else None


def _bound(at: date | None, *, ahead: bool = False) -> Anchor | None:
    return Anchor(at, ahead, bound=True) if at else None


def _span(text: str, start: int, end: int, period: Period) -> TimeSpan:
    return TimeSpan(start, end, When(*period, text[start:end]))
