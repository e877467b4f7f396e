"""How two spellings of one name are told to be the same: keys that leave out what writers vary."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["SHORTEST_KEY", "fold", "is_acronym", "plain", "without_dots", "without_legal_form"]

SHORTEST_KEY = 4
"""Names with fewer letters than this are compared as they are written."""

_LONGEST_ACRONYM = 6
_DOTTED = re.compile(r"(?:\w\.){2,}")
_NOT_ALNUM = re.compile(r"[\W_]+")
_APOSTROPHES = str.maketrans("’ʼ", "''")
# What Unicode decomposition leaves alone, though English writers drop the stroke.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_LAST_FORM = re.compile(
    r"(?<![\s,])[\s,]+"
    r"(?:inc|incorporated|corp|corporation|co|company|ltd|limited|l\.?l\.?c|l\.?l\.?p|l\.?p|p\.?l\.?c"
    r"|g\.?m\.?b\.?h|kgaa|kg|a\.?g|s\.?e|s\.?a\.?r\.?l|s\.?a\.?s|s\.?p\.?a|s\.?r\.?l|s\.?a|n\.?v|b\.?v|ab|oyj?"
    r"|asa?|aps|a/s|k\.?k|[cop]?jsc|o\.?o\.?o|[oz]?ao|pte|pty|sdn|bhd|berhad|tbk|kft|zrt|nyrt|s\.?r\.?o|e?oo?d"
    r"|d\.?o\.?o|sp\.? ?z ?o\.?o)\.?$",
    re.IGNORECASE,
)
_FIRST_FORM = re.compile(r"(?:OOO|OAO|PAO|ZAO|AO|JSC|PJSC|OJSC|PT|LLC)\s+(?=\w)")


def plain(name: str) -> str:
    """The name with straight apostrophes and single blanks, as the catalogue is written.

    >>> plain("Xi’an  University")
    "Xi'an University"
    """
    return " ".join(name.translate(_APOSTROPHES).split())


def fold(name: str) -> str:
    """A key without case, blanks, punctuation and diacritics; `&` counts as "and".

    Compatibility decomposition (Unicode NFKD), combining marks dropped.

    >>> fold("Säkerhetspolisen"), fold("Group-IB"), fold("Wrocław & Co")
    ('sakerhetspolisen', 'groupib', 'wroclawandco')
    """
    lower = name.casefold().replace("&", "and")
    if not lower.isascii():
        parts = unicodedata.normalize("NFKD", lower.translate(_STROKES))
        lower = "".join(c for c in parts if not unicodedata.combining(c))
    return _NOT_ALNUM.sub("", lower)


def is_acronym(name: str) -> bool:
    """Whether the case of the letters carries the name: `BIS` is one, `bis` and `Bis` are not.

    >>> is_acronym("BIS"), is_acronym("APT29"), is_acronym("Meta"), is_acronym("U.S. ARMY")
    (True, True, False, False)
    """
    return len(name) <= _LONGEST_ACRONYM and " " not in name and name.upper() == name


def without_dots(name: str) -> str:
    """Dotted letters as an acronym, other names unchanged.

    >>> without_dots("F.B.I."), without_dots("St. Petersburg")
    ('FBI', 'St. Petersburg')
    """
    return name.replace(".", "") if _DOTTED.fullmatch(name) else name


def without_legal_form(name: str) -> str:
    """The name without what only says how a company is incorporated.

    >>> without_legal_form("Hangzhou Orrin Digital Co., Ltd."), without_legal_form("AO Orrin")
    ('Hangzhou Orrin Digital', 'Orrin')
    """
    name = _FIRST_FORM.sub("", name, count=1)
    while shorter := _LAST_FORM.sub("", name):
        if shorter == name:
            break
        name = shorter
    return name
