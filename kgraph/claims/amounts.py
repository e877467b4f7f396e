"""Amounts in a text: money, shares, durations and counts.

Of rows that match at the same place the longest match is taken: "$4 million" is no count of four
million. Vague amounts ("several hundred") and ranges ("5-10 million") are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kgraph.claims.amount_rows import AMOUNT_ROWS, AmountRow
from kgraph.model import Amount, Literal

__all__ = ["AmountSpan", "CountSpan", "find_amounts", "find_counts"]


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """An amount and its place: `text[start:end] == amount.text`, in code points.

    Money has a `currency`, or the unit "money" where the text does not tell which ("17 billion
    pesos"). A share (unit "share") is a fraction of 1. A duration has the unit "years", "months",
    "weeks" or "days"; all else has the unit "count".
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


def find_amounts(text: str) -> list[AmountSpan]:
    """The amounts of a text, in its order, without overlaps.

    >>> [(span.amount.text, span.amount.value) for span in find_amounts("It paid £3.2bn, or 60 percent.")]
    [('£3.2bn', 3200000000.0), ('60 percent', 0.6)]
    """
    return list(_amounts(text))


@lru_cache(maxsize=1)
def _amounts(text: str) -> tuple[AmountSpan, ...]:
    """The counts and the amounts of a text are asked for one after the other."""
    found = ((match, row) for row in AMOUNT_ROWS for match in row.pattern.finditer(text))
    spans: list[AmountSpan] = []
    end = 0
    for match, row in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        amount = _read(row, match) if match.start() >= end else None
        if amount:
            end = match.end()
            spans.append(AmountSpan(match.start(), end, amount))
    return tuple(spans)


def find_counts(text: str) -> list[CountSpan]:
    """The counts of a text ("140 million", "2,310"), for literal objects such as a number of users.

    >>> [(span.count.text, span.count.value) for span in find_counts("140 million users paid $2 million.")]
    [('140 million', 140000000.0)]
    """
    return [
        CountSpan(span.start, span.end, Literal(span.amount.value, span.amount.text))
        for span in find_amounts(text)
        if span.amount.unit == "count"
    ]


def _read(row: AmountRow, match: re.Match[str]) -> Amount | None:
    try:
        return row.read(match)
    except ValueError:
        return None
