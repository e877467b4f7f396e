"""Bags of feature strings as sparse matrices."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Bags", "Matrix"]

Matrix: TypeAlias = Any
"""A `scipy.sparse.csr_matrix` of float32; scipy has no types."""


class Bags:
    """Rows of features, each feature a column in the order of its first sight."""

    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self._indices = array("i")
        self._starts = array("q", [0])
        self._times = array("f")

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, features: Iterable[str]) -> None:
        """Append a row. A feature that is there twice counts twice, as it does at run time."""
        columns = self.columns
        times = Counter(columns.setdefault(each, len(columns)) for each in features)
        self._indices.extend(sorted(times))
        self._times.extend(times[column] for column in sorted(times))
        self._starts.append(len(self._indices))

    def table(self, least: int, groups: Sequence[int] | None = None) -> tuple[Matrix, list[str]]:
        """The columns of the features that are in at least `least` rows, and their names, sorted by these.

        With `groups`, the number of each row's group, a feature must be in rows of at least `least` groups.
        That order makes sums, and with them the models, independent of the order of sight.
        """
        rows = self.matrix()
        names = np.array(list(self.columns), object)
        columns = _frequent(rows, least, groups)
        columns = columns[np.argsort(names[columns])]
        table = rows[:, columns]
        table.sort_indices()
        return table, names[columns].tolist()

    def matrix(self) -> Matrix:
        """How often a row has a feature, shape `(rows, features)`."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy has no types

        indices = np.frombuffer(self._indices, np.int32)
        starts = np.frombuffer(self._starts, np.int64)
        times = np.frombuffer(self._times, np.float32)
        return csr_matrix((times, indices, starts), shape=(len(self), len(self.columns)))


def _frequent(matrix: Matrix, least: int, groups: Sequence[int] | None = None) -> NDArray[np.int64]:
    """The columns that occur in at least `least` rows, or in rows of at least `least` groups."""
    from scipy.sparse import csr_matrix

    rows = matrix.astype(bool).astype(np.float32)
    if groups is not None:
        shape = (max(groups) + 1, len(groups))
        belongs = csr_matrix((np.ones(len(groups), np.float32), (groups, range(len(groups)))), shape=shape)
        rows = (belongs @ rows).minimum(1)
    return np.flatnonzero(np.asarray(rows.sum(axis=0)).ravel() >= least - 0.5)
