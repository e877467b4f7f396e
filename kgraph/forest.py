"""Gradient-boosted trees at run time: one array a node field, walked for all rows and trees at once.

The trees are grown by scikit-learn's histogram gradient boosting (Ke et al. 2017, LightGBM) in
`training/`; this module only evaluates them, so that no learning library is needed to run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Forest"]

_MODELS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees laid end to end; a leaf is its own child, so that a walk may go on past it.

    Of every node, shape `(nodes,)`: the column that it asks for, the number up to which a row goes left, its
    children, and the log-odds that a leaf adds (0 at other nodes). `roots` has the first node of each tree,
    `depth` the steps to the lowest leaf, `bias` the log-odds before any tree.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    bias: float

    def chances(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of each row, shape `(n,)` for rows of shape `(n, features)`."""
        import numpy as np

        if not len(rows):
            return np.zeros(0, np.float32)
        nodes = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        lines = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            goes_left = rows[lines, self.feature[nodes]] <= self.threshold[nodes]
            nodes = np.where(goes_left, self.left[nodes], self.right[nodes])
        total = self.value[nodes].sum(axis=1) + self.bias
        return np.asarray(1 / (1 + np.exp(-total)), np.float32)

    @classmethod
    @cache
    def load(cls, name: str) -> Forest:
        """The shipped model called `name`; read once a process. FileNotFoundError where there is none."""
        import numpy as np

        with np.load(_MODELS / f"{name}.npz", allow_pickle=False) as stored:
            arrays = {key: stored[key] for key in ("feature", "threshold", "left", "right", "value", "roots")}
            return cls(**arrays, depth=int(stored["depth"]), bias=float(stored["bias"]))
