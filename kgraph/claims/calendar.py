"""Days, months and years as periods, and the one of them that an article means.

An article says "in September" or "on Tuesday" and means one near the day on which it appeared.
That day, with the direction in which to look, is the `Anchor`.
"""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from kgraph.model import Granularity

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "Anchor",
    "Period",
    "day",
    "month",
    "months_before",
    "nearest_day",
    "nearest_month",
    "nearest_quarter",
    "nearest_weekday",
    "quarter",
    "spanning",
    "week",
    "years",
]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Period(NamedTuple):
    """A closed interval of days; an open side is None."""

    start: date | None
    end: date | None
    granularity: Granularity


class Anchor(NamedTuple):
    """The day that relative times are counted from, and whether the text looks ahead of it.

    `word` is "last", "this" or "next" where the text says so. `bound` is set where the time cannot
    lie on the other side of the day, as between the two ends of an interval.
    """

    day: date
    ahead: bool = False
    word: str = ""
    bound: bool = False

    def year_of(self, passed: bool) -> int:
        """The year of something yearly, which has `passed` in the year of the anchor or has not."""
        if self.word == "this":
            return self.day.year
        if self.word == "next" or (self.ahead and not self.word):
            return self.day.year + passed
        return self.day.year - (not passed)


def day(at: date) -> Period:
    """One day."""
    return Period(at, at, "day")


def week(at: date) -> Period:
    """Monday to Sunday of the week that holds the day (ISO 8601)."""
    monday = at - timedelta(days=at.weekday())
    return Period(monday, monday + timedelta(days=6), "interval")


def month(of_year: int, number: int) -> Period:
    """A calendar month.

    >>> month(2024, 2).end
    datetime.date(2024, 2, 29)
    """
    return Period(*_months(of_year, number, number), "month")


def quarter(of_year: int, number: int) -> Period:
    """A quarter, 1 to 4, of a calendar year."""
    return Period(*_months(of_year, 3 * number - 2, 3 * number), "quarter")


def years(first: int, last: int | None = None) -> Period:
    """A calendar year, or the interval from the one to the other."""
    last = first if last is None else last
    return Period(date(first, 1, 1), date(last, 12, 31), "year" if first == last else "interval")


def spanning(first: date | None, last: date | None) -> Period | None:
    """The interval between two days, None where it runs backwards."""
    return None if first and last and first > last else Period(first, last, "interval")


def months_before(at: date, count: int) -> date:
    """The day that lies `count` months earlier (later when negative), the last of a shorter month.

    >>> str(months_before(date(2024, 3, 31), 1)), str(months_before(date(2024, 3, 31), -9))
    ('2024-02-29', '2024-12-31')
    """
    of_year, index = divmod(at.year * 12 + at.month - 1 - count, 12)
    if of_year < 1:
        raise ValueError("the calendar starts with the year 1")
    return date(of_year, index + 1, min(at.day, monthrange(of_year, index + 1)[1]))


def nearest_day(number: int, of_month: int, anchor: Anchor) -> date:
    """The day of this number and month that is nearest to the anchor, before or after it.

    Unless the text looks ahead, it lies a quarter ahead at most. Raises ValueError where the
    calendar has no such day in the years around the anchor.

    >>> str(nearest_day(31, 1, Anchor(date(2023, 11, 9)))), str(nearest_day(9, 2, Anchor(date(2017, 3, 31))))
    ('2024-01-31', '2017-02-09')
    """
    days = []
    for of_year in range(anchor.day.year - 1, anchor.day.year + 2):
        with suppress(ValueError):
            days.append(date(of_year, of_month, number))
    if anchor.ahead:
        days = [at for at in days if at >= anchor.day]
    else:
        days = [at for at in days if at <= anchor.day + timedelta(days=0 if anchor.bound else 92)]
    return min(days, key=lambda at: abs(at - anchor.day))


def nearest_month(number: int, anchor: Anchor) -> Period:
    """The month of this number that the anchor means, by default the last, the running one included.

    >>> str(nearest_month(9, Anchor(date(2024, 3, 5))).start)
    '2023-09-01'
    >>> str(nearest_month(9, Anchor(date(2024, 3, 5), ahead=True)).start)
    '2024-09-01'
    """
    running = anchor.day.month == number
    # The running month is neither the last nor the next one; where the text looks ahead, it is meant.
    passed = anchor.day.month > number or (running and anchor.word != "last" and not anchor.ahead)
    return month(anchor.year_of(passed), number)


def nearest_quarter(number: int, anchor: Anchor) -> Period:
    """The quarter of this number that the anchor means, by default the last that is over."""
    return quarter(anchor.year_of(3 * number < anchor.day.month), number)


def nearest_weekday(number: int, anchor: Anchor) -> date:
    """The weekday (Monday is 0) that the anchor means, by default the last, the day itself included.

    "This" Friday is the one of the running week; "last" and "next" leave out the day itself.
    """
    back = (anchor.day.weekday() - number) % 7
    if anchor.word == "this":
        step = number - anchor.day.weekday()
    elif anchor.word == "next":
        step = 7 - back
    elif anchor.word == "last":
        step = -(back or 7)
    else:
        step = (7 - back) % 7 if anchor.ahead else -back
    return anchor.day + timedelta(days=step)


def _months(of_year: int, first: int, last: int) -> tuple[date, date]:
    return date(of_year, first, 1), date(of_year, last, monthrange(of_year, last)[1])
