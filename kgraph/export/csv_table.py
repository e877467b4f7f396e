"""CSV: one claim a row under a header, for spreadsheets and statistics."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from kgraph.export.flat import COLUMNS, flat_row
from kgraph.export.terms import number
from kgraph.graph import ClaimGraph

__all__ = ["csv_lines"]

# What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width forms included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_lines(graph: ClaimGraph, formula_safe: bool = False) -> Iterator[str]:
    """Rows as RFC 4180 has them, but for the line end; unknown values are empty.

    `formula_safe` puts an apostrophe before text that a spreadsheet would run as a formula. The text is
    then no longer what the article says, so that it has to be asked for.
    """
    yield _line(list(COLUMNS))
    for claim in graph.claims():
        yield _line([_cell(value, formula_safe) for value in flat_row(claim)])


def _cell(value: str | float | date | None, formula_safe: bool) -> str:
    """A value as text.

    >>> _cell("=1+1", True), _cell("=1+1", False), _cell(-4.0, True), _cell(None, True)
    ("'=1+1", '=1+1', '-4', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if formula_safe and value.lstrip(" ").startswith(FORMULA) else value
    return value.isoformat() if isinstance(value, date) else number(value)


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    # The writer quotes a character of a line end only if it is in its own.
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue().removesuffix("\r\n")
