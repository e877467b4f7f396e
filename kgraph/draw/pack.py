"""Components of a graph beside and below each other on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kgraph.draw.geometry import Floats

__all__ = ["pack"]

_APART = 30.0


@dataclass(slots=True)
class _Column:
    width: float
    height: float
    numbers: list[int]


@dataclass(slots=True)
class _Shelf:
    height: float
    width: float = 0.0
    columns: list[_Column] = field(default_factory=list)


def pack(parts: Sequence[Sequence[int]], centres: Floats, sizes: Floats, aspect: float) -> Floats:
    """Centres (n, 2) with the components `parts` moved so that they fill a page of about `aspect`.

    The highest come first, on shelves; what is lower than its shelf is piled up there in columns.
    """
    if not parts:
        return centres
    lows = [(centres[list(part)] - sizes[list(part)] / 2).min(axis=0) for part in parts]
    highs = [(centres[list(part)] + sizes[list(part)] / 2).max(axis=0) for part in parts]
    extents = [(float(w) + _APART, float(h) + _APART) for w, h in np.subtract(highs, lows)]
    widest = max(w for w, _ in extents)
    area = sum(w * h for w, h in extents)
    widths = {max(widest, float(np.sqrt(area * aspect)) * factor) for factor in (0.9, 1, 1.1, 1.2, 1.35, 1.5)}

    def poor(shelves: Sequence[_Shelf]) -> float:
        return max(
            max(shelf.width for shelf in shelves) / aspect,
            sum(shelf.height for shelf in shelves),
        )

    shelves = min((_shelves(extents, width) for width in sorted(widths)), key=poor)
    page = max(shelf.width for shelf in shelves)
    placed = centres.copy()
    top = 0.0
    for shelf in shelves:
        x = (page - shelf.width) / 2
        for column in shelf.columns:
            y = -top - (shelf.height - column.height) / 2
            for number in column.numbers:
                w, h = extents[number]
                corner = np.array([x + (column.width - w) / 2, y - h]) + _APART / 2
                placed[list(parts[number])] += corner - lows[number]
                y -= h
            x += column.width
        top += shelf.height
    return placed


def _shelves(extents: Sequence[tuple[float, float]], page: float) -> list[_Shelf]:
    shelves: list[_Shelf] = []
    for number in sorted(range(len(extents)), key=lambda n: (-extents[n][1], -extents[n][0], n)):
        width, height = extents[number]
        if not any(_put(shelf, number, width, height, page) for shelf in shelves):
            shelves.append(_Shelf(height, width, [_Column(width, height, [number])]))
    return shelves


def _put(shelf: _Shelf, number: int, width: float, height: float, page: float) -> bool:
    """Put a component onto a pile that it fits, else at the end of the shelf if there is room."""
    for column in shelf.columns:
        if width <= column.width and column.height + height <= shelf.height:
            column.numbers.append(number)
            column.height += height
            return True
    if shelf.width + width <= page:
        shelf.columns.append(_Column(width, height, [number]))
        shelf.width += width
        return True
    return False
