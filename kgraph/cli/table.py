"""Rows as aligned plain text, safe to show on a terminal whatever an article contains."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["one_line", "table"]

# Control characters and bidirectional overrides could move the cursor or reorder the line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")


def one_line(text: str) -> str:
    r"""The text on one line, with control characters made harmless.

    >>> one_line("two\nlines \x1b[31m")
    'two lines  [31m'
    """
    return _UNSAFE.sub(" ", text).strip()


def table(rows: Sequence[Sequence[str | int]]) -> str:
    """Rows of equal length in columns two spaces apart, numbers to the right; no line end after the last.

    >>> print(table([("relation", "asserted", "denied"), ("removed_from", 12, ""), ("supplies", 3, 1)]))
    relation      asserted  denied
    removed_from        12
    supplies             3       1
    """
    widths = [max(len(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
    numbers = [any(isinstance(cell, int) for cell in column) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(
            f"{cell!s:>{width}}" if number else f"{cell!s:<{width}}"
            for cell, width, number in zip(row, widths, numbers, strict=True)
        )
        for row in rows
    )
    return "\n".join(line.rstrip() for line in lines)
