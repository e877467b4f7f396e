"""Claims as a plain table of aligned columns, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from kgraph.graph import ClaimGraph
from kgraph.words import one_line

__all__ = ["table_lines"]

HEADER = ("subject", "relation", "object", "stance", "source", "published", "document", "id")
WIDEST = 40
"""Columns of a terminal that one cell takes at most."""
ID = 8
"""Letters of the id of a claim: enough to name it to `kgraph reject`."""


def table_lines(graph: ClaimGraph) -> Iterator[str]:
    """One claim a line under a header, by document and place in it; long cells are cut."""
    rows = [HEADER]
    for claim in graph.claims():
        document = claim.document
        day = document.published.isoformat() if document.published else ""
        rows.append(
            (
                _cell(claim.subject.name),
                _cell(claim.relation),
                _cell(claim.object.name),
                _cell(claim.stance_label),
                _cell(str(claim.source)),
                day,
                _cell(document.label),
                claim.id[:ID],
            )
        )
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cell(text: str) -> str:
    r"""Text on one line, at most `WIDEST` wide.

    >>> _cell("two\nlines"), len(_cell("long " * 20))
    ('two lines', 40)
    """
    text = " ".join(one_line(text).split())
    if _width(text) <= WIDEST:
        return text
    kept, room = "", WIDEST - 1
    for c in text:
        room -= _width(c)
        if room < 0:
            break
        kept += c
    return kept.rstrip() + "…"


def _width(text: str) -> int:
    """Columns that a terminal gives the text (UAX #11)."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
