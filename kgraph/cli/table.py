"""Rows as aligned plain text, safe to show on a terminal whatever an article contains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from unicodedata import combining, east_asian_width

__all__ = ["one_line", "table"]

# Cc and the bidirectional overrides: an article could otherwise move the cursor or reorder a line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def one_line(text: str) -> str:
    r"""The text on one line, with control characters made harmless.

    >>> one_line("two\nlines \x1b[31m")
    'two lines [31m'
    """
    return " ".join(_UNSAFE.sub(" ", text).split())


def table(rows: Iterable[Sequence[object]], header: Sequence[str] = (), indent: str = "") -> str:
    """Aligned columns, two spaces apart; numbers stand to the right. No trailing newline.

    >>> print(table([("removed_from", 12), ("supplies", 3)], header=("relation", "claims")))
    relation      claims
    removed_from      12
    supplies           3
    """
    body = [list(row) for row in rows]
    right = [all(isinstance(row[i], int | float) for row in body) for i in range(len(body[0]))] if body else []
    cells = [[one_line(str(cell)) for cell in row] for row in ([header, *body] if header else body)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    right = right or [False] * len(widths)
    lines = (
        "  ".join(_padded(cell, width, r) for cell, width, r in zip(row, widths, right, strict=True))
        for row in cells
    )
    return "\n".join(indent + line.rstrip() for line in lines)


def _padded(cell: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(cell))
    return gap + cell if right else cell + gap


def _width(text: str) -> int:
    """Columns that a terminal gives the text (UAX #11)."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
