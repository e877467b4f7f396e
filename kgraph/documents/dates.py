"""The day on which an article was published, where its head or its path says so without doubt.

A wrong date would shift every "on Tuesday" of the text, so that anything unclear is None: two dates
that differ, a weekday that does not fit, 03/05/2024, a day in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

__all__ = ["parse_day", "published_in_lines", "published_in_path"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = rf"""(?i:(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{{0,6}}\.?,?[ ](?:the[ ])?)?(?:
    (?P<m1>{_MONTH})[ ](?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<y1>\d{{4}})           # July 12, 2017
   |(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of[ ])?(?P<m2>{_MONTH}),?[ ](?P<y2>\d{{4}}) # 12 July 2017
   |(?P<y3>\d{{4}})-(?P<n3>\d{{2}})-(?P<d3>\d{{2}})(?:T[\d:.+Z-]*)?                  # 2017-07-12
   |(?P<d4>\d{{1,2}})\.(?P<n4>\d{{1,2}})\.(?P<y4>\d{{4}})                            # 12.07.2017
   |(?P<a5>\d{{1,2}})/(?P<b5>\d{{1,2}})/(?P<y5>\d{{4}})                              # 07/13/2017
  )(?![\d/-]))"""
_CLOCK = (
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[ ]?[AaPp]\.?[Mm]\.?)?(?:[ ]?\(?[A-Z]{1,4}\)?)?(?:[+-]\d\d:?\d\d)?"
)
_TIME = rf"(?:,?[ ](?:@|at|-|–)?[ ]?{_CLOCK})?"
_LABEL = (
    r"(?i:(?:first[ ])?(?:published|posted|released|issued)(?:[ ]on)?:?"
    r"|(?:publication[ ]date|date[ ]published|release[ ]date):?)"
)
_SEPARATOR = "[|·•—–-]"

_FULL = re.compile(rf"{_DAY}{_TIME}\Z", re.VERBOSE)
_ANY = re.compile(rf"(?<![\d/-]){_DAY}", re.VERBOSE)
_DATED = re.compile(rf"(?i:date):?[ ]{_DAY}", re.VERBOSE)
_LABELLED = re.compile(rf"(?:\A|.*{_SEPARATOR}[ ]){_LABEL}[ ]{_DAY}{_TIME}(?P<rest>.*)\Z", re.VERBOSE)
_ALONE = re.compile(rf"{_DAY}{_TIME}(?P<rest>.*)\Z", re.VERBOSE)
_SIGNED = re.compile(
    rf"""(?:(?i:by|from|written[ ]by|text:)[ ][^!?:]{{0,60}}?(?:[ ]on|,|[ ]{_SEPARATOR})
           |[^.!?:]{{2,60}}[ ][|·•])[ ]{_DAY}{_TIME}(?:[ ]in[ ]\w+)?\Z""",
    re.VERBOSE,
)
_DATELINE = re.compile(
    rf"(?:[^\W\d_a-z][\w.'’ /-]{{1,40}},[ ]){{1,2}}{_DAY}(?:[ ]?[(/][^()/]{{2,40}}[)/])?[ ]?(?:--?|–|—)[ ]",
    re.VERBOSE,
)
_REST = re.compile(r"(?:\s*[|·•—–,-]|\s(?:by|in|from)\b)(?P<words>.*)|\Z", re.VERBOSE)
_LATER = re.compile(r"\b(?:updated|modified|retrieved|accessed|archived|effective)\b", re.IGNORECASE)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_FOLDERS = re.compile(r"(?:\A|/)((?:19|20)\d\d)(/)(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])/")

HEAD = 6
"""Lines at the head of an article among which its date is looked for."""

CHRONICLE = 40
"""Lines at its head of which no two may begin with different days: such a text tells events by date."""


def parse_day(written: str) -> date | None:
    """The day that the words give, if they give one and nothing else but a time of day.

    >>> parse_day("Wed, Sept 13, 2017, 15:58"), parse_day("2017-07-12T13:44:00+02:00")
    (datetime.date(2017, 9, 13), datetime.date(2017, 7, 12))
    """
    found = _FULL.match(" ".join(written.split()))
    return _day(found) if found else None


def published_in_lines(lines: Sequence[str]) -> date | None:
    """The day of publication that the first lines (those that are not blank) give, else None."""
    nearby = [" ".join(line[:400].split()) for line in lines[:CHRONICLE]]
    begun = {_day(found) for line in nearby if (found := _ALONE.match(line))}
    head = nearby[:HEAD]
    for candidates in (_labelled(head), _unlabelled(head, chronicle=len(begun) > 1)):
        days = set(candidates)
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def published_in_path(path: str) -> date | None:
    """The day in a path such as `2017-07-12-ban.txt` or `news/2017/07/12/ban.txt`, else None.

    >>> published_in_path("news/2017-07-12-ban.txt"), published_in_path("order-20170712.txt")
    (datetime.date(2017, 7, 12), None)
    """
    folders, _, name = path.replace("\\", "/").rpartition("/")
    found = [*_IN_NAME.finditer(name), *_IN_FOLDERS.finditer(folders + "/")]
    days = {
        _valid(int(year), int(month), int(day)) for year, _, month, day in (each.groups() for each in found)
    }
    return days.pop() if len(days) == 1 else None


def _labelled(head: Sequence[str]) -> Iterator[date | None]:
    for line in head:
        found = _LABELLED.match(line)
        if found and not _is_desk(found["rest"], words=8):
            found = None
        if found := found or _DATED.match(line):
            yield _day(found)


def _unlabelled(head: Sequence[str], *, chronicle: bool) -> Iterator[date | None]:
    for line in head:
        if _LATER.search(line) or len({_day(found) for found in _ANY.finditer(line)}) != 1:
            continue
        if found := _ALONE.match(line):
            if chronicle or _is_desk(found["rest"], words=3):
                yield None if chronicle else _day(found)
        elif found := _SIGNED.match(line) or _DATELINE.match(line):
            yield _day(found)


def _is_desk(rest: str, *, words: int) -> bool:
    """Whether an author, a desk or a section follows the date, rather than what happened that day."""
    found = _REST.match(rest)
    return (
        found is not None
        and len((found["words"] or "").split()) <= words
        and not rest.endswith((".", "!", "?", ":"))
    )


def _day(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    if month := part["m1"] or part["m2"]:
        number = _MONTHS.index(month[:3].lower()) + 1
        day = _valid(int(part["y1"] or part["y2"]), number, int(part["d1"] or part["d2"]))
    elif part["y5"]:
        day = _slashed(int(part["a5"]), int(part["b5"]), int(part["y5"]))
    else:
        day = _valid(*(int(part[key + "3"] or part[key + "4"]) for key in "ynd"))
    weekday = part["weekday"]
    if day and weekday and _WEEKDAYS[day.weekday()] != weekday.lower():
        return None
    return day


def _slashed(first: int, second: int, year: int) -> date | None:
    """Day and month in the order that only one of them allows."""
    if first > 12 or first == second:
        return _valid(year, second, first)
    return _valid(year, first, second) if second > 12 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None
