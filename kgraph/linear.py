"""Small linear models over named features: what the learned parts of the reader run on.

A model is a table *feature → weight per label*. It is trained by the scripts in `training/`, ships as
one `.npz` file and needs no more than a dictionary look-up a feature to run.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LinearModel", "softmax"]

_MODELS = Path(__file__).parent / "weights"
MOST_KNOWN = 50_000
"""Features of a model whose rows are kept at hand: most come again and again."""


class LinearModel:
    """Scores of labels for bags of feature strings (log-odds for one-against-rest models).

    Features are keyed by their CRC-32, so that the strings themselves need not ship. `rows` maps a key
    to its row of `weights`, shape `(features + 1, labels)`; the last row, of zeros, is for what the
    model does not know. `bias` has one number a label.
    """

    def __init__(
        self,
        labels: Sequence[str],
        bias: NDArray[np.float32],
        rows: Mapping[int, int],
        weights: NDArray[np.float32],
    ) -> None:
        import numpy as np

        self.labels = tuple(labels)
        self._unknown = unknown = len(weights) - 1
        self._row_of = lru_cache(maxsize=MOST_KNOWN)(
            lambda feature: rows.get(crc32(feature.encode()), unknown)
        )
        self._weights = weights
        self._bias = bias.astype(np.float64)

    def scores(self, features: Iterable[str]) -> list[float]:
        """One score a label. A feature that is there twice counts twice."""
        rows = map(self._row_of, features)
        found: list[float] = (self._weights[[self._unknown, *rows]].sum(axis=0) + self._bias).tolist()
        return found

    def scores_of_all(self, bags: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """The scores of many bags, shape `(bags, labels)`. Each different feature is looked up once."""
        import numpy as np

        if not bags:
            return np.zeros((0, len(self.labels)))
        row_of = {feature: self._row_of(feature) for feature in set(chain.from_iterable(bags))}
        rows: list[int] = []
        starts = []
        for bag in bags:
            starts.append(len(rows))
            rows.append(self._unknown)  # so that an empty bag has a row too
            rows += map(row_of.__getitem__, bag)
        picked = self._weights[np.array(rows, np.int32)]
        return np.asarray(np.add.reduceat(picked, starts, axis=0) + self._bias, np.float64)

    def contributions(self, features: Iterable[str], label: str) -> list[tuple[str, float]]:
        """What spoke for and against `label`, strongest first; a feature that is there twice counts twice.

        Features of no weight are left out. Raises ValueError where the model has no such label.
        """
        column = self.labels.index(label)
        found = [
            (feature, times * float(self._weights[self._row_of(feature), column]))
            for feature, times in Counter(features).items()
        ]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: -abs(pair[1]))

    @classmethod
    @cache
    def load(cls, name: str) -> LinearModel:
        """The shipped model called `name`; read once a process. FileNotFoundError where there is none.

        `training/weights.py` tells what is in the file.
        """
        import numpy as np

        with np.load(_MODELS / f"{name}.npz", allow_pickle=False) as stored:
            labels = [str(label) for label in stored["labels"]]
            keys, columns, starts = stored["keys"], stored["columns"], stored["starts"]
            weights = np.zeros((len(keys) + 1, len(labels)), np.float32)
            weights[np.repeat(np.arange(len(keys)), np.diff(starts)), columns] = stored["weights"]
            bias = stored["bias"].astype(np.float32)
        return cls(labels, bias, dict(zip(keys.tolist(), range(len(keys)), strict=True)), weights)


def softmax(scores: Sequence[float]) -> list[float]:
    """Scores as probabilities that sum to 1; one score at least.

    >>> softmax([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
