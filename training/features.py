"""Bags of feature strings as sparse matrices."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Bags", "Matrix", "frequent"]

Matrix: TypeAlias = Any
"""A `scipy.sparse.csr_matrix` of float32; scipy has no types."""


class Bags:
    """Rows of features, each feature a column in the order of its first sight."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self._indices = array("i")
        self._starts = array("q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, features: Iterable[str]) -> None:
        """Append a row; a feature counts once."""
        columns = self.columns
        self._indices.extend(sorted({columns.setdefault(each, len(columns)) for each in features}))
        self._starts.append(len(self._indices))

    @property
    def names(self) -> NDArray[Any]:
        """The feature of each column."""
        return np.array(list(self.columns), object)

    def matrix(self) -> Matrix:
        """Ones where a row has a feature, shape `(rows, features)`."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy has no types

        indices = np.frombuffer(self._indices, np.int32)
        starts = np.frombuffer(self._starts, np.int64)
        ones = np.ones(len(indices), np.float32)
        return csr_matrix((ones, indices, starts), shape=(len(self), len(self.columns)))


def frequent(matrix: Matrix, least: int, groups: Sequence[int] | None = None) -> NDArray[np.int64]:
    """The columns that occur in at least `least` rows, or in rows of at least `least` groups."""
    if groups is not None:
        from scipy.sparse import csr_matrix

        shape = (max(groups) + 1, len(groups))
        belongs = csr_matrix((np.ones(len(groups), np.float32), (groups, range(len(groups)))), shape=shape)
        matrix = (belongs @ matrix).minimum(1)
    return np.flatnonzero(np.asarray(matrix.sum(axis=0)).ravel() >= least - 0.5)
