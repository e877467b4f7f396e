"""Days as data gives them: ISO 8601, mail headers, seconds since 1970, or as people write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from kgraph.documents.dates import parse_day

__all__ = ["day_of"]

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\Z")
_SLASHED = re.compile(r"((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?:[ T].*)?\Z")


def day_of(value: object) -> date | None:
    """The day of a value, in the time zone that it is given in; None where it is none, or no clear one.

    >>> day_of("Wed, 12 Jul 2017 13:44:00 +0200") == day_of("20170712") == day_of(1499860800)
    True
    >>> day_of("03/05/2017"), day_of("soon"), day_of(None)
    (None, None, None)
    """
    if isinstance(value, datetime):
        return _kept(value.date())
    if isinstance(value, date):
        return _kept(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    if not isinstance(value, str) or not 6 <= len(value.strip()) <= 80:
        return None
    words = value.strip()
    if words.isdecimal() and len(words) in (10, 13):
        return _since_1970(int(words))
    if found := _COMPACT.match(words) or _SLASHED.match(words):
        return parse_day(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}")
    return parse_day(words) or _iso(words) or _mailed(words)


def _iso(words: str) -> date | None:
    try:
        return _kept(datetime.fromisoformat(words).date())
    except ValueError:
        return None


def _mailed(words: str) -> date | None:
    try:
        return _kept(parsedate_to_datetime(words).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _since_1970(number: float) -> date | None:
    """Seconds, or milliseconds where seconds would lie in a far future."""
    try:
        seconds = number / 1000 if number > 1e11 else number
        return _kept(datetime.fromtimestamp(seconds, UTC).date()) if seconds > 1e8 else None
    except (ValueError, OverflowError, OSError):
        return None


def _kept(day: date) -> date | None:
    return day if 1900 <= day.year <= 2100 else None
