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
    """One row's match. `dated` tells whether it needs no anchor to be understood."""

    row: TimeRow
    match: re.Match[str]
    period: Period
    dated: bool

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()

    def read_at(self, at: date | None, *, ahead: bool = False) -> Period | None:
        """The period, understood from another day unless it is dated."""
        return self.period if self.dated or at is None else _read(self.row, self.match, Anchor(at, ahead))


_TO = re.compile(r"\s{1,4}(?:to|until|till|through)\s{1,4}(?:the\s)?|\s?[-–]\s?")
_AND = re.compile(r"\s{1,4}and\s{1,4}(?:the\s)?")
_LEAD = re.compile(
    r"\b(?P<word>since|from|between|until|till|up to)\s{1,4}(?:the\s)?(?:(?:end|start|beginning)\sof\s)?\Z",
    re.IGNORECASE,
)
# Words after which a time without a year lies ahead, unless something past comes between.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|plan(?:s|ned)?\sto|to\sbe|expect(?:s|ed)?|due|hop(?:es?|ing)|(?:is|are|was|were)\s(?:set\s)?to"
    r"|set\sfor|promis(?:es|ed|ing))\b(?P<rest>[^.;:!?\n]*)\Z",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s(?:the\s(?:end|start)\sof\s)?\Z", re.IGNORECASE)
_PAST = re.compile(r"(?<!\bbe )(?<!\bbeen )\b(?!expected|planned)\w+ed\b|\b(?:was|were|had|did)\b")
_LOOK_BACK = 80


def find_times(text: str, published: date | None) -> list[TimeSpan]:
    """The times that a text names, in its order, without overlaps.

    A time that is not complete is counted from `published`: a weekday is the last one up to that
    day, a month or a date without a year the last one that has begun, unless the words before it
    look ahead ("will", "by June"). Without `published` such times are left out.
    """
    points = list(_points(text, published))
    spans: list[TimeSpan] = []
    at = 0
    while at < len(points):
        joined = _joined(text, points[at : at + 2])
        spans.append(joined or _single(text, points[at]))
        at += 2 if joined else 1
    return spans


def _points(text: str, published: date | None) -> Iterator[_Point]:
    """The points in time, the longest where several begin at the same place."""
    found = ((match, row) for row in TIME_ROWS for match in row.pattern.finditer(text))
    end = 0
    for match, row in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < end:
            continue
        undated = _read(row, match, None)
        anchor = Anchor(published, _looks_ahead(text, match.start())) if published else None
        period = undated or (anchor and _read(row, match, anchor))
        if period:
            yield _Point(row, match, period, undated is not None)
            end = match.end()


def _read(row: TimeRow, match: re.Match[str], anchor: Anchor | None) -> Period | None:
    try:
        return row.read(match, anchor)
    except (ValueError, OverflowError):
        return None  # no calendar has it


def _looks_ahead(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    cue = _AHEAD.search(before)
    return bool(cue and not _PAST.search(cue["rest"])) or bool(_BY.search(before))


def _lead(text: str, start: int) -> re.Match[str] | None:
    """The word before a point that makes an interval of it."""
    return _LEAD.search(text, max(0, start - 24), start)


def _joined(text: str, pair: Sequence[_Point]) -> TimeSpan | None:
    """"from March to June 2019": one span of two points."""
    if len(pair) < 2:
        return None
    first, last = pair
    lead = _lead(text, first.start)
    word = lead["word"].casefold() if lead else ""
    between = _AND if word == "between" else _TO
    if not between.fullmatch(text, first.end, last.start):
        return None
    # What one side leaves out, the other says: in "March to June 2019" March is that of 2019.
    begins = first.read_at(last.period.end) if last.dated else first.period
    ends = last.read_at(first.period.start, ahead=True) if first.dated else last.period
    period = begins and ends and calendar.spanning(begins.start, ends.end)
    start = lead.start() if lead and word in ("from", "between") else first.start
    return _span(text, start, last.end, period) if period else None


def _single(text: str, point: _Point) -> TimeSpan:
    lead = _lead(text, point.start)
    word = lead["word"].casefold() if lead else ""
    if lead and word == "since":
        return _span(text, lead.start(), point.end, Period(point.period.start, None, "interval"))
    if lead and word in ("until", "till", "up to"):
        return _span(text, lead.start(), point.end, Period(None, point.period.end, "interval"))
    return _span(text, point.start, point.end, point.period)


def _span(text: str, start: int, end: int, period: Period) -> TimeSpan:
    return TimeSpan(start, end, When(*period, text[start:end]))
