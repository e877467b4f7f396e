"""How thick a line is, by the independent origins behind it."""

from __future__ import annotations

__all__ = ["WIDTHS", "stroke_width"]

WIDTHS = ((1, 1.0, "1"), (2, 1.8, "2"), (3, 2.7, "3–4"), (5, 3.8, "5 or more"))
"""From so many origins; points; the label in the legend."""


def stroke_width(origins: int) -> float:
    """Points of line width for a number of independent origins."""
    return max(width for least, width, _ in WIDTHS if least <= max(origins, 1))
