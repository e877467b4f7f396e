"""A scale for days on which long times without events take little room, and say so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from kgraph.draw.caption import MONTHS

__all__ = ["Tick", "TimeScale", "time_scale"]

_LONGEST = 0.22  # of the whole scale that a time without events may take, where there are many
_WORTH = 1.5  # a cut is made in nothing shorter than this times what is left of it
_STEPS = {"day": 0, "month": 1, "quarter": 3, "year": 12, "two years": 24, "five years": 60, "decade": 120}
_CLOSE = 0.2  # of the ticks may be left out because they are close to another
_APART = 72.0  # points between two ticks
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day with a label, and where it is."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Where days are: `knots` are days with their places, between which time runs evenly.

    `breaks` are the places (from, to) of times that were cut short.
    """

    knots: tuple[tuple[date, float], ...]
    breaks: tuple[tuple[float, float], ...]

    def at(self, day: date) -> float:
        """The place of a day, in points from the left."""
        days = [known for known, _ in self.knots]
        after = min(max(bisect_right(days, day), 1), len(days) - 1)
        (first, low), (last, high) = self.knots[after - 1], self.knots[after]
        return low + (day - first) / (last - first) * (high - low)

    def ticks(self) -> list[Tick]:
        """The finest even ticks that have room, from days to decades, and one in each stretch without.

        Where not even two fit, some of the days themselves.
        """
        start, end = self.knots[0][0], self.knots[-1][0]
        for step, months in _STEPS.items():
            if not months and (end - start).days > 120:
                continue
            found: list[Tick] = []
            close = 0
            for day in _starts(months, start, end):
                at = self.at(day)
                if any(low + 1 < at < high - 1 for low, high in self.breaks):
                    continue
                if found and at - found[-1].at < _APART:
                    close += 1
                else:
                    found.append(Tick(at, _label(step, day)))
            if len(found) > 1 and close <= _CLOSE * len(found):
                return self._begun(found)
        return self._of_days()

    def _begun(self, found: list[Tick]) -> list[Tick]:
        """The ticks, and the first day of each stretch between cuts that has none, where there is room."""
        lows = [*(low for low, _ in self.breaks), self.knots[-1][1]]
        highs = [self.knots[0][1], *(high for _, high in self.breaks)]
        places = {at: day for day, at in self.knots}
        for start, end in zip(highs, lows, strict=True):
            inside = any(start - 1 <= tick.at <= end + 1 for tick in found)
            if not inside and all(abs(tick.at - start) >= _APART for tick in found):
                found.append(Tick(start, _label("day", places[start])))
        return sorted(found, key=lambda tick: tick.at)

    def _of_days(self) -> list[Tick]:
        """The first and the last day, and between them those that are apart."""
        (first, low), (last, high) = self.knots[0], self.knots[-1]
        found = [Tick(low, _label("day", first))]
        for day, at in self.knots:
            if min(at - found[-1].at, high - at) >= _APART:
                found.append(Tick(at, _label("day", day)))
        return [*found, Tick(high, _label("day", last))]


def time_scale(days: Iterable[date], width: float) -> TimeScale:
    """A scale of `width` points for days, of which there must be one; no empty time takes a fifth of it."""
    sorted_days = sorted(set(days))
    if len(sorted_days) == 1:
        sorted_days = [sorted_days[0] - 15 * _DAY, sorted_days[0], sorted_days[0] + 15 * _DAY]
    gaps = [(later - day).days for day, later in pairwise(sorted_days)]
    most = _most(gaps)
    lengths = [min(gap, most) for gap in gaps]
    unit = width / sum(lengths)
    knots, breaks, at = [(sorted_days[0], 0.0)], [], 0.0
    for day, gap, length in zip(sorted_days[1:], gaps, lengths, strict=True):
        if gap > 1.05 * length:
            breaks.append((at, at + length * unit))
        at += length * unit
        knots.append((day, at))
    return TimeScale(tuple(knots), tuple(breaks))


def _most(gaps: Sequence[int]) -> float:
    """The length that the longest gaps are cut to; what is hardly longer is not worth a cut."""
    most = float(max(gaps))
    share = max(_LONGEST, 1.6 / len(gaps))
    for _ in range(60):
        whole = sum(min(gap, most) for gap in gaps)
        if most <= share * whole:
            break
        most *= 0.9
    return max((gap for gap in gaps if most < gap <= _WORTH * most), default=most)


def _starts(months: int, start: date, end: date) -> Iterator[date]:
    """The first days of so many months each, between two days; of 0 months all days."""
    if not months:
        for number in range((end - start).days + 1):
            yield start + number * _DAY
        return
    number = (start.year * 12 + start.month - 1) // months * months
    while number <= end.year * 12 + end.month - 1:
        first = date(max(number // 12, 1), number % 12 + 1, 1)
        if start <= first <= end:
            yield first
        number += months


def _label(step: str, day: date) -> str:
    month = MONTHS[day.month - 1]
    if step == "day":
        return f"{day.day} {month} {day.year}"
    return f"{month} {day.year}" if step in ("month", "quarter") else str(day.year)
