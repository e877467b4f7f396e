"""Which of many places lie near each other, without looking at every pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Ints", "near_pairs"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_BESIDE = ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1))


def near_pairs(places: Floats, cell: tuple[float, float]) -> tuple[Ints, Ints]:
    """Index pairs of places (n, 2) in the same or in neighbouring cells of a grid, each pair once.

    All pairs that are closer than a cell's width and height are among them.

    >>> one, other = near_pairs(np.array([(0.0, 0.0), (0.9, 0.2), (5.0, 5.0)]), (1.0, 1.0))
    >>> one.tolist(), other.tolist()
    ([0], [1])
    """
    if not len(places):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    column = np.floor((places - places.min(axis=0)) / cell).astype(np.int64) + 1
    stride = int(column[:, 1].max()) + 2
    key = column[:, 0] * stride + column[:, 1]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    found_one, found_other = [], []
    for right, up in _BESIDE:
        wanted = ranked + right * stride + up
        first = np.searchsorted(ranked, wanted, "left")
        last = np.searchsorted(ranked, wanted, "right")
        if right == up == 0:
            first = np.arange(1, len(ranked) + 1)
        count = np.maximum(last - first, 0)
        begin = np.repeat(first - np.concatenate([[0], np.cumsum(count)[:-1]]), count)
        found_one.append(np.repeat(order, count))
        found_other.append(order[begin + np.arange(count.sum())])
    return np.concatenate(found_one), np.concatenate(found_other)
