"""Amounts in a text: money, shares, durations and counts.

Each row of the grammar is a pattern with named parts and a reader. Where two rows match at the
same place, the longer match is taken: "$4 million" is no count of four million.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgraph.claims.currencies import CODES, CURRENCY_WORDS, NATIONAL_CURRENCIES, SIGNS
from kgraph.claims.numbers import (
    DIGITS,
    MAGNITUDE,
    SHORT_MAGNITUDE,
    SMALL_NUMBER,
    WORDED_NUMBER,
    number_value,
)
from kgraph.model import Amount, Literal

__all__ = ["AmountSpan", "CountSpan", "find_amounts", "find_counts"]


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount and its place: `text[start:end] == amount.text`, in code points.

    Money has a `currency`, or the unit "money" where the text does not tell which ("17 billion
    pesos"). A share is a fraction of 1. A duration has the unit "years", "months", "weeks" or "days".
    """

    start: int
    end: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class CountSpan:
    """A count and its place: `text[start:end] == count.text`, in code points."""

    start: int
    end: int
    count: Literal


_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_UNITS = {"day": ("days", 1), "week": ("weeks", 1), "month": ("months", 1), "year": ("years", 1)}
_UNITS |= {"decade": ("years", 10)}
_NAME_BEFORE = re.compile(r"(?P<name>[A-Z][\w’'&-]{0,40})[ \t]\Z")
_NO_NAMES = {"A", "About", "After", "All", "Almost", "An", "And", "As", "At", "But", "By", "For", "From", "Her"}
_NO_NAMES |= {"His", "In", "Its", "Nearly", "Of", "On", "Our", "Over", "Roughly", "Some", "The", "Their", "These"}
_NO_NAMES |= {"They", "To", "We", "With"}


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_APART = r"(?<![\w$€£¥₹.,/#§№])(?<!\w[-–])"
_END = r"(?![\w%]|[-–]\d)"
_SCALED = rf"(?P<number>{DIGITS}|(?i:{WORDED_NUMBER}))(?:\s|-)?(?P<magnitude>(?i:{MAGNITUDE}))"
_PLAIN = rf"(?P<number>{DIGITS})(?:(?:\s|-)?(?P<magnitude>(?i:{MAGNITUDE})|{SHORT_MAGNITUDE}))?"
_WORD = rf"(?i:(?:(?P<nation>{_any({nation for nation, _ in NATIONAL_CURRENCIES})})\s)?(?P<word>{_any(CURRENCY_WORDS)})s?)"
