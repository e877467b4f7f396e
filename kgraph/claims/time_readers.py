"""How to read the match of a time row: each reader turns its named parts into a period.

A reader gets the match and the `Anchor` (None where the publication date is unknown); it gives None
where it cannot tell. It may raise ValueError or OverflowError for what no calendar has, such as
30 February or the year before the first.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from kgraph.claims import calendar
from kgraph.claims.calendar import MONTHS, WEEKDAYS, Anchor, Period
from kgraph.claims.time_context import counted_elsewhere, ends_name, means_month, means_season

__all__ = [
    "NUMBER_WORDS",
    "ORDINALS",
    "SEASONS",
    "read_ago",
    "read_bare_month",
    "read_day",
    "read_decade",
    "read_digits",
    "read_half",
    "read_month",
    "read_near_day",
    "read_past",
    "read_quarter",
    "read_season",
    "read_short_year",
    "read_slashed",
    "read_unit",
    "read_weekday",
    "read_year",
    "read_years",
]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
NUMBER_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
NUMBER_WORDS |= {"seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def read_day(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "March 5", "5 March 2019", "March 3-5"."""
    number, of_month, of_year = int(match["day"]), _month_number(match), _year_of(match, anchor)
    if of_year is not None:
        first = date(of_year, of_month, number)
    elif anchor:
        first = calendar.nearest_day(number, of_month, anchor)
    else:
        return None
    last = _part(match, "last_day")
    return calendar.spanning(first, first.replace(day=int(last))) if last else calendar.day(first)


def read_digits(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "2019-03-05", "5.3.2019"."""
    return calendar.day(date(int(match["year"]), int(match["number"]), int(match["day"])))


def read_slashed(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "25/3/2019": America puts the month first, others the day; read where no doubt is left."""
    of_year, one, other = int(match["year"]), int(match["one"]), int(match["other"])
    if one == other or one <= 12 < other:
        return calendar.day(date(of_year, one, other))
    return calendar.day(date(of_year, other, one)) if other <= 12 < one else None


def read_month(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "March 2019", "June last year"."""
    of_year = _year_of(match, anchor)
    return None if of_year is None else calendar.month(of_year, _month_number(match))


def read_bare_month(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "March", "last March", "late March"."""
    if not anchor or counted_elsewhere(match):
        return None
    if match["month"] == match[0] and not means_month(match):
        return None
    return calendar.nearest_month(_month_number(match), _with_word(match, anchor))


def read_quarter(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "third quarter of 2019", "Q3"."""
    digit, of_year = _part(match, "digit"), _year_of(match, anchor)
    number = int(digit) if digit else ORDINALS[match["nth"].casefold()]
    if of_year is not None:
        return calendar.quarter(of_year, number)
    return calendar.nearest_quarter(number, anchor) if anchor else None


def read_half(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "first half of 2019", "H2 2019"."""
    of_year = _year_of(match, anchor)
    if of_year is None:
        return None
    first = 1 if (_part(match, "digit") or match["nth"]).casefold() in ("1", "first", "1st") else 7
    return calendar.spanning(date(of_year, first, 1), date(of_year, first + 5, 31 if first == 7 else 30))


def read_years(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "2014-2016", "2018/19", "fiscal 2019"; "2021-04" would run backwards and is a month."""
    first = match["year"]
    short = _part(match, "last") or first
    last = first[: 4 - len(short)] + short
    if first <= last:
        return calendar.years(int(first), int(last))
    return calendar.month(int(first), int(short)) if len(short) == 2 and 1 <= int(short) <= 12 else None


def read_year(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "2019", unless it belongs to a name ("Drone Security Act 2019")."""
    return None if ends_name(match) else calendar.years(int(match["year"]))


def read_short_year(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "FY19"."""
    return calendar.years(2000 + int(match["short"]))


def read_decade(match: re.Match[str], _: Anchor | None) -> Period | None:
    """As in "the 2010s"."""
    first = int(match["decade"]) * 10
    return calendar.years(first, first + 9)


def read_season(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "last spring", "in the fall" as their year: the months depend on the hemisphere."""
    word = match["word"].casefold()
    if not anchor or (word == "the" and not means_season(match)):
        return None
    # Three months back: what "last spring" means is over.
    at = calendar.months_before(anchor.day, 3 if word == "last" else 0)
    near = anchor._replace(day=at, word=word if word in ("this", "next") else "", ahead=anchor.ahead)
    begun = calendar.nearest_month(SEASONS[match["season"].casefold()], near)
    return calendar.years(begun.start.year) if begun.start else None


def read_weekday(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "Monday", "next Monday"."""
    if not anchor or counted_elsewhere(match):
        return None
    number = WEEKDAYS.index(match["weekday"].title())
    return calendar.day(calendar.nearest_weekday(number, _with_word(match, anchor)))


def read_near_day(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "today", "last night", unless it belongs to a name ("Harbour Today")."""
    if not anchor or (match[0][0] == "T" and ends_name(match)):
        return None
    said = match[0].casefold()
    step = 1 if said == "tomorrow" else -1 if said.startswith(("yesterday", "last")) else 0
    return calendar.day(anchor.day + timedelta(days=step))


def read_unit(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "last week", "earlier this month", "the end of the year"."""
    if not anchor:
        return None
    step, unit = _step(_part(match, "word")), match["unit"].casefold()
    return _holding(unit, _earlier(anchor.day, -step, unit))


def read_ago(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "two years ago", as exact as its unit."""
    if not anchor:
        return None
    unit = match["unit"].casefold()
    return _holding(unit, _earlier(anchor.day, _number(match["count"]), unit))


def read_past(match: re.Match[str], anchor: Anchor | None) -> Period | None:
    """As in "the past three years", up to the day of publication."""
    if not anchor:
        return None
    first = _earlier(anchor.day, _number(_part(match, "count") or "one"), match["unit"].casefold())
    return calendar.spanning(first, anchor.day)


def _part(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _with_word(match: re.Match[str], anchor: Anchor) -> Anchor:
    return anchor._replace(word=(_part(match, "word") or "").casefold())


def _step(word: str | None) -> int:
    return {"last": -1, "next": 1}.get((word or "this").casefold(), 0)


def _year_of(match: re.Match[str], anchor: Anchor | None) -> int | None:
    """The year that the match names, in digits or as "last year"."""
    digits, word = _part(match, "year"), _part(match, "year_word")
    if digits:
        return int(digits)
    return anchor.day.year + _step(word) if anchor and word else None


def _month_number(match: re.Match[str]) -> int:
    return next(at for at, name in enumerate(MONTHS, start=1) if name[:3] == match["month"][:3].title())


def _number(count: str) -> int:
    return int(count) if count.isdigit() else NUMBER_WORDS[count.casefold()]


def _earlier(at: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return at - timedelta(days=count * _DAYS_IN[unit])
    return calendar.months_before(at, count * _MONTHS_IN[unit])


def _holding(unit: str, at: date) -> Period:
    """The day, week, month, quarter or year (also for a decade) that holds a day."""
    match unit:
        case "day":
            return calendar.day(at)
        case "week" | "fortnight":
            return calendar.week(at)
        case "month":
            return calendar.month(at.year, at.month)
        case "quarter":
            return calendar.quarter(at.year, (at.month + 2) // 3)
        case _:
            return calendar.years(at.year)
