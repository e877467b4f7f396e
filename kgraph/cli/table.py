"""Rows as aligned plain text."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["table"]


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
