"""The ways in which English articles write an amount: one row each, a pattern and its reader.

No pattern repeats anything without a bound, so scanning takes linear time. Readers give None for
a match that is no amount; they may raise ValueError for digits that make no number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgraph.claims.calendar import MONTHS
from kgraph.claims.currencies import CODES, CURRENCY_WORDS, NATIONAL_CURRENCIES, SIGNS
from kgraph.claims.numbers import (
    DIGITS,
    MAGNITUDE,
    SHORT_MAGNITUDE,
    SMALL_NUMBER,
    WORDED_NUMBER,
    number_value,
)
from kgraph.model import Amount

__all__ = ["AMOUNT_ROWS", "AmountRow"]


@dataclass(frozen=True, slots=True)
class AmountRow:
    """One way to write an amount."""

    example: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Amount | None]


_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_OTHER_MEANINGS = {"pound", "won", "dong", "crown", "lei", "rand", "lira"}
_PARTS_OF_ONE = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_UNITS = {"day": ("days", 1), "week": ("weeks", 1), "month": ("months", 1), "year": ("years", 1)}
_UNITS |= {"decade": ("years", 10)}
_NAME_BEFORE = re.compile(r"(?<![\w’'&-])(?P<name>[A-Z][\w’'&-]{0,40})\s\Z")
_NO_NAMES = {
    "A",
    "About",
    "After",
    "All",
    "Almost",
    "And",
    "As",
    "At",
    "But",
    "By",
    "For",
    "From",
    "Her",
    "His",
}
_NO_NAMES |= {
    "In",
    "Its",
    "Nearly",
    "Of",
    "On",
    "Our",
    "Over",
    "Roughly",
    "Some",
    "The",
    "Their",
    "These",
    "They",
}
_NO_NAMES |= {"To", "We", "With", "Customers", "Users", "More", "Fewer", "Only", "Another", "Around", "Just"}
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_LIST_NUMBER_END = re.compile(r"[.)/]\s")
_NO_COUNT_BEFORE = re.compile(
    rf"\b(?:(?:{_MONTH}|No|Nos|Art|Sec|pp?)\.?"
    r"|(?i:section|article|chapter|page|paragraph|part|version|rule|move|aged|age))\s\Z"
)


def _value(match: re.Match[str]) -> float:
    return number_value(match["number"], match.groupdict().get("magnitude"))


def _money(match: re.Match[str], currency: str | None) -> Amount:
    return Amount(_value(match), match[0], currency, None if currency else "money")


def _read_sign(match: re.Match[str]) -> Amount | None:
    return _money(match, SIGNS[match["mark"]])


def _read_code(match: re.Match[str]) -> Amount | None:
    if len(match["mark"]) == 1 and not match["magnitude"]:
        return None  # "R140 million" is money, "R2" a model
    return _money(match, CODES[match["mark"]])


def _read_currency_word(match: re.Match[str]) -> Amount | None:
    word, nation = match["word"].casefold(), (match["nation"] or "").casefold()
    if word in _OTHER_MEANINGS and not match["magnitude"]:
        return None
    return _money(match, NATIONAL_CURRENCIES.get((nation, word), CURRENCY_WORDS[word]))


def _read_percent(match: re.Match[str]) -> Amount | None:
    return Amount(round(_value(match) / 100, 9), match[0], unit="share")


def _read_fraction(match: re.Match[str]) -> Amount | None:
    share = number_value(match["number"]) / _PARTS_OF_ONE[match["part"].casefold()]
    return Amount(share, match[0], unit="share") if share < 1 else None


def _read_half(match: re.Match[str]) -> Amount | None:
    return Amount(0.5, match[0], unit="share")


def _read_duration(match: re.Match[str]) -> Amount | None:
    unit, times = _UNITS[match["unit"].casefold()]
    return Amount(_value(match) * times, match[0], unit=unit)


def _read_scaled(match: re.Match[str]) -> Amount | None:
    return Amount(_value(match), match[0], unit="count")


def _read_digits(match: re.Match[str]) -> Amount | None:
    return Amount(_value(match), match[0], unit="count") if _counts_something(match) else None


def _counts_something(match: re.Match[str]) -> bool:
    """Whether digits are no year, day, age, number of a list or end of a name."""
    number, before = match["number"], match.string[max(0, match.start() - 48) : match.start()]
    if _NO_COUNT_BEFORE.search(before) or _YEAR.fullmatch(number):
        return False
    if (not before or before.endswith("\n")) and _LIST_NUMBER_END.match(match.string, match.end()):
        return False
    if before.endswith(", ") and len(number) == 2 and match.string.startswith(",", match.end()):
        return False  # "Mara Voss, 54, said"
    name = _NAME_BEFORE.search(before)
    return "," in number or not name or name["name"] in _NO_NAMES


def _any(words: Iterable[str]) -> str:
    """One of the words, the longer first where one starts like another."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


_APART = r"(?<![\w$€£¥₹.,:/#§№])(?<!\w[-–])"
_END = r"(?![\w%]|[-–:/]\d)"
_SCALE = rf"(?:\s|-)?(?P<magnitude>(?i:{MAGNITUDE}))"
_ANY_SCALE = rf"(?:(?:\s|-)?(?P<magnitude>(?i:{MAGNITUDE})|{SHORT_MAGNITUDE}))?"
_DIGITS = rf"(?P<number>{DIGITS})"
_WORDS = rf"(?P<number>(?i:{WORDED_NUMBER}))"
_NATION = rf"(?:(?P<nation>(?i:{_any(nation for nation, _ in NATIONAL_CURRENCIES)}))\s)?"
_CURRENCY = rf"(?:\s|-){_NATION}(?P<word>(?i:{_any(CURRENCY_WORDS)}))s?"
_USERS = r"(?=\s(?:[a-z]{1,20}\s)?(?:users|customers|subscribers|accounts|members|people|devices|downloads))"
_AFTER_SHARE = (
    r"(?=\s(?:of|from|in|to|as|and|or|by|at|this|last|that|c[ao]mes?|went|its|their|the)\b|[.,;:)]|\Z)"
)

AMOUNT_ROWS: tuple[AmountRow, ...] = tuple(
    AmountRow(example, re.compile(pattern), read)
    for example, pattern, read in (
        ("$876 million", rf"(?<![\w$€£])(?P<mark>{_any(SIGNS)})\s?{_DIGITS}{_ANY_SCALE}{_END}", _read_sign),
        ("NOK 412m", rf"\b(?P<mark>{_any(CODES)})\s?{_DIGITS}{_ANY_SCALE}{_END}", _read_code),
        ("20 million EUR", rf"{_APART}{_DIGITS}{_ANY_SCALE}\s(?P<mark>{_any(CODES)})\b", _read_code),
        ("480 million yuan", rf"{_APART}{_DIGITS}{_ANY_SCALE}{_CURRENCY}\b", _read_currency_word),
        ("half a million francs", rf"{_APART}{_WORDS}(?:{_SCALE})?{_CURRENCY}\b", _read_currency_word),
        ("2.5%", rf"{_APART}{_DIGITS}\s?%", _read_percent),
        (
            "sixty percent",
            rf"{_APART}(?P<number>{DIGITS}|(?i:{SMALL_NUMBER}))(?:\s|-)(?:per\s?cent|pct)\b(?!\spoint|-point)",
            _read_percent,
        ),
        (
            "two-thirds",
            rf"\b(?P<number>(?i:an?|one|two|three|four|five))(?:\s|-)(?P<part>{_any(_PARTS_OF_ONE)})s?\b{_AFTER_SHARE}",
            _read_fraction,
        ),
        ("half", r"(?<!-)\b(?<!a )[Hh]alf(?=\s(?:of|its|their|the|his|her|our)\b)", _read_half),
        (
            "five-year",
            rf"{_APART}(?P<number>\d{{1,3}}|(?i:{SMALL_NUMBER}))(?:\s|-)(?P<unit>(?i:{_any(_UNITS)}))s?\b"
            r"(?!\s(?:ago|earlier|later|before|after|old)\b|-old)",
            _read_duration,
        ),
        ("11 million", rf"{_APART}{_DIGITS}{_SCALE}{_END}", _read_scaled),
        ("twenty-two million", rf"{_APART}{_WORDS}{_SCALE}{_END}", _read_scaled),
        ("six hundred", rf"{_APART}(?P<number>(?i:(?:{SMALL_NUMBER}|a)\shundred))\b", _read_scaled),
        ("3.2m", rf"{_APART}{_DIGITS}(?P<magnitude>{SHORT_MAGNITUDE}){_USERS}", _read_scaled),
        (
            "270,000",
            rf"{_APART}{_DIGITS}{_END}(?!-[A-Za-z]|\s(?:of\s)?{_MONTH}\b|\s?[ap]\.?m\b|\sper\s?cent)",
            _read_digits,
        ),
    )
)
