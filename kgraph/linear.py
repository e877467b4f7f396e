"""Small linear models over named features: what the learned parts of the reader run on.

A model is a table *feature → weight per label*. It is trained by the scripts in `training/`, ships as
one `.npz` file and needs no more than a dictionary look-up a feature to run.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from zlib import crc32

__all__ = ["LinearModel", "softmax"]

_MODELS = Path(__file__).parent / "weights"


class LinearModel:
    """Scores of labels for a bag of feature strings.

    Features are keyed by their CRC-32, so that the strings themselves need not ship.
    """

    def __init__(
        self,
        labels: Sequence[str],
        bias: Sequence[float],
        table: Mapping[int, tuple[tuple[int, float], ...]],
    ) -> None:
        self.labels = tuple(labels)
        self._bias = tuple(bias)
        self._table = table

    def scores(self, features: Iterable[str]) -> list[float]:
        """One raw score a label (log-odds for one-against-rest models)."""
        totals = list(self._bias)
        get = self._table.get
        for feature in features:
            for column, weight in get(crc32(feature.encode()), ()):
                totals[column] += weight
        return totals

    def contributions(self, features: Iterable[str], label: str) -> list[tuple[str, float]]:
        """The features that spoke for and against `label`, strongest first."""
        wanted = self.labels.index(label)
        found = [
            (feature, weight)
            for feature in features
            for column, weight in self._table.get(crc32(feature.encode()), ())
            if column == wanted
        ]
        return sorted(found, key=lambda pair: -abs(pair[1]))

    @classmethod
    @cache
    def load(cls, name: str) -> LinearModel:
        """The shipped model called `name`; read once a process."""
        import numpy as np

        with np.load(_MODELS / f"{name}.npz", allow_pickle=False) as stored:
            labels = [str(label) for label in stored["labels"]]
            bias = stored["bias"].tolist()
            keys = stored["keys"].tolist()
            starts = stored["starts"].tolist()
            columns = stored["columns"].tolist()
            weights = stored["weights"].astype("float32").tolist()
        table = {
            key: tuple(zip(columns[begin:end], weights[begin:end], strict=True))
            for key, begin, end in zip(keys, starts[:-1], starts[1:], strict=True)
        }
        return cls(labels, bias, table)


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that sum to 1.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
