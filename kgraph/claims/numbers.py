"""Numbers as articles write them: "1.2 million", "17,350,221", "38 lakh", "twenty-two million".

Patterns for other modules to build on, and `number_value` for what they match. Every repetition
has a bound, so that searching takes linear time.
"""

from __future__ import annotations

import re

__all__ = ["DIGITS", "MAGNITUDE", "SHORT_MAGNITUDE", "SMALL_NUMBER", "WORDED_NUMBER", "number_value"]

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS: dict[str, float] = {word: value for value, word in enumerate(_ONES + _TEENS, start=1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}
_WORDS |= {"half": 0.5}

_MAGNITUDES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
_MAGNITUDES |= {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_MAGNITUDES |= {"lakh": 1e5, "crore": 1e7, "lakh crore": 1e12}

# Digits, in western or Indian groups or in none, with decimals.
DIGITS = r"(?:\d{1,3}(?:,\d{2,3}){1,6}|\d{1,15})(?:\.\d{1,6})?(?!\d|[.,]\d)"
# "seven", "eighteen", "forty-two".
SMALL_NUMBER = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES)}))?\b|(?:{'|'.join(reversed(_ONES + _TEENS))})\b)"
)
# Also "a", "half a", "two and a half", "six hundred": of a magnitude that follows.
WORDED_NUMBER = rf"(?:half\san?|(?:{SMALL_NUMBER}|an?)(?:\shundred)?(?:\sand\sa\shalf)?)"
MAGNITUDE = r"(?:thousand|million|billion|trillion|lakhs?(?:\scrores?)?|crores?)\b"
# "$5m", "£3.2 bn".
SHORT_MAGNITUDE = r"(?:\s?(?:mln|mn|bn|tn)|[kmbtKMBT])\b"

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,6}|\d{1,2}(?:,\d{2}){1,5},\d{3}")


def number_value(number: str, magnitude: str | None = None) -> float:
    """The value of a number in digits or words, times its magnitude.

    Raises ValueError where the groups of digits make no number ("1,50").

    >>> number_value("17,350,221"), number_value("1.2", "million"), number_value("4,50,000")
    (17350221.0, 1200000.0, 450000.0)
    >>> number_value("Twenty-two", "million"), number_value("half a", "billion"), number_value("2", "bn")
    (22000000.0, 500000000.0, 2000000000.0)
    """
    value = _digits_value(number) if number[0].isdigit() else _words_value(number)
    if magnitude:
        words = magnitude.casefold().split()
        value *= _MAGNITUDES[" ".join(word.removesuffix("s") for word in words)]
    return round(value, 6)  # 1.1 million is 1100000, not 1100000.0000000001


def _digits_value(number: str) -> float:
    whole, _, decimals = number.partition(".")
    if "," in whole and not _GROUPED.fullmatch(whole):
        raise ValueError(f"{number!r} has groups of digits that make no number")
    return float(f"{whole.replace(',', '')}.{decimals or 0}")


def _words_value(number: str) -> float:
    words = re.split(r"[\s-]+", number.casefold())
    value = sum(_WORDS.get(word, 0) for word in words) or 1.0
    return value * 100 if "hundred" in words else value
