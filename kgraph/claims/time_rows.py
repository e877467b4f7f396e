"""The ways in which English articles write a time: one row each, a pattern and its reader.

Months and weekdays count only when capitalised: "may" is a verb. No pattern repeats anything
without a bound, so scanning takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgraph.claims import time_readers as read
from kgraph.claims.calendar import MONTHS, WEEKDAYS, Anchor, Period
from kgraph.claims.time_readers import NUMBER_WORDS, ORDINALS, SEASONS

__all__ = ["TIME_ROWS", "TimeRow"]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One way to write a time."""

    example: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Anchor | None], Period | None]


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(words)})"


def _names(words: Iterable[str]) -> str:
    return _any(spelling for word in words for spelling in (word, word.upper()))


# Parts that rows are made of; `<name>` stands for one of them, also within later parts.
_PARTS = {
    "apart": r"(?<![\w$€£¥₹.,/#§])(?<!\w[-–])",
    "end": r"(?!\w|[.,]\d|[-–]\d)",
    "digits": r"(?P<year>(?:19|20)\d\d)",
    "year": "<digits><end>",
    "in_year": r"(?:,? |,)(?:of )?(?:<year>|(?P<year_word>last|this|next) year\b)",
    "part": r"\b(?i:early|late|mid)(?:-| )(?:in )?",
    "full_month": rf"\b(?P<month>{_names(MONTHS)})\b",
    "month": rf"\b(?P<month>{_names(MONTHS)}\b|{_any(name[:3] for name in MONTHS if len(name) > 3)}t?\b\.?)",
    "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "to_day": r"\s?[-–]\s?(?P<last_day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?",
    "on": rf"\b{_names(WEEKDAYS)},? (?:the )?",
    "weekday": rf"\b(?P<weekday>{_names(WEEKDAYS)})\b",
    "which": r"\b(?P<word>(?i:last|this|next)) ",
    "nth": rf"\b(?P<nth>(?i:{_any(ORDINALS)}))",
    "number": rf"\b(?P<count>\d{{1,3}}|(?i:{_any(NUMBER_WORDS)}))",
    "not_a_day": "".join(
        rf"(?<!{word}\s)" for word in ("Black", "Good", "Easter", "Patch", "Cyber", "Super", "every", "each")
    ),
    "not_a_paper": r"(?! (?:Times|Express|Mirror|Telegraph|Mail|Herald|Star|Post|Observer)\b)",
}
# A space may be the end of a line, not of a paragraph.
_SPACE = r"(?:[^\S\n]{1,3}|[^\S\n]{0,3}\n[^\S\n]{0,3})"
_PLACE = re.compile(r"(?<!\?P)<(\w+)>")


def _row(
    example: str, pattern: str, reader: Callable[[re.Match[str], Anchor | None], Period | None]
) -> TimeRow:
    while _PLACE.search(pattern):
        pattern = _PLACE.sub(lambda part: _PARTS[part[1]], pattern)
    return TimeRow(example, re.compile(pattern.replace(" ", _SPACE)), reader)


TIME_ROWS: tuple[TimeRow, ...] = (
    _row(
        "2019-03-05", r"<apart><digits>([-/.])(?P<number>\d\d?)\2(?P<day>\d\d?)(?![\d/-])", read.read_digits
    ),
    _row("5.3.2019", r"<apart>(?P<day>\d\d?)\.(?P<number>\d\d?)\.<year>", read.read_digits),
    _row("25/3/2019", r"<apart>(?P<one>\d\d?)/(?P<other>\d\d?)/<year>", read.read_slashed),
    _row("Tuesday, 5 March 2019", r"(?:<on>)?<apart><day>(?: of)? <month>(?:<in_year>)?", read.read_day),
    _row("3-5 March 2019", r"<apart><day><to_day> <month>(?:<in_year>)?", read.read_day),
    _row("March 5, 2019", r"(?:<on>)?<month> <day><end>(?:<in_year>)?", read.read_day),
    _row("March 3-5, 2019", r"<month> <day><to_day><end>(?:<in_year>)?", read.read_day),
    _row("early March 2019", r"(?:<part>)?<month><in_year>", read.read_month),
    _row("2019, March", r"<apart><digits>, <month>(?! \d)", read.read_month),
    _row("last March", r"(?:<which>)?(?:<part>)?<full_month>(?! \d)", read.read_bare_month),
    _row("third quarter of 2019", r"<nth>(?: |-)quarter\b(?!-)(?:<in_year>)?", read.read_quarter),
    _row("Q3 2019", r"\bQ(?P<digit>[1-4])\b(?! FY)(?:<in_year>)?", read.read_quarter),
    _row("second half of 2019", r"<nth> half<in_year>", read.read_half),
    _row("H2 2019", r"\bH(?P<digit>[12])<in_year>", read.read_half),
    _row(
        "fiscal year 2018-19",
        r"\b(?i:fiscal|financial|FY)(?: years?)?\s?<digits>(?:[-–/](?P<last>\d{4}|\d\d))?<end>",
        read.read_years,
    ),
    _row("FY19", r"\bFY[\s’']?(?P<short>\d\d)\b", read.read_short_year),
    _row("2014-2016", r"<apart><digits>[-–/](?P<last>(?:19|20)\d\d|\d\d)(?![\w/])<end>", read.read_years),
    _row("the 2010s", r"(?:\b[Tt]he )?\b(?P<decade>(?:19|20)\d)0s\b", read.read_decade),
    _row("late 2017", r"(?:<part>|<apart>)<year>(?![-–/]\w)", read.read_year),
    _row("spring of 2017", rf"\b(?i:{_any((*SEASONS, 'winter'))})(?: of)? <year>", read.read_year),
    _row(
        "last spring",
        rf"\b(?P<word>(?i:last|this|next|the)) (?P<season>{_any(SEASONS)})\b(?! of\b)",
        read.read_season,
    ),
    _row("next Monday", r"<not_a_day>(?:<which>)?<weekday><not_a_paper>", read.read_weekday),
    _row("yesterday", r"\b(?i:today|yesterday|tomorrow|tonight)\b", read.read_near_day),
    _row("last night", r"\b(?i:this (?:morning|afternoon|evening)|last night)\b", read.read_near_day),
    _row(
        "earlier this month",
        r"(?:\b(?i:earlier|later) )?<which>(?i:(?:fiscal|financial|calendar) )?"
        r"(?P<unit>(?i:week|month|quarter|year))\b",
        read.read_unit,
    ),
    _row(
        "the end of the year",
        r"\b(?i:the (?:beginning|start|middle|end) of the (?P<unit>month|quarter|year))\b",
        read.read_unit,
    ),
    _row(
        "two years ago",
        r"<number> (?P<unit>(?i:day|week|fortnight|month|year|decade))s? ago\b",
        read.read_ago,
    ),
    _row(
        "the past three years",
        r"\b(?i:the (?:past|last)) (?:<number> )?(?P<unit>(?i:day|week|month|year|decade))s?\b",
        read.read_past,
    ),
)
