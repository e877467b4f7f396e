"""The files that the models ship in, and reading them from another folder than the shipped one.

`NAME.npz` of a linear model: `labels`, `bias` (one each a label), `keys` (CRC-32 of each feature), `starts`
(where the weights of a feature begin, one more than keys), `columns` (label) and `weights` of every
weight that is kept. Of a forest: the node fields of `kgraph.forest.Forest`, trees laid end to end.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

import kgraph.forest
import kgraph.linear
from kgraph.forest import Forest
from kgraph.linear import LinearModel

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["SHIPPED", "reading", "save_forest", "save_linear", "workshop"]

SHIPPED = Path(kgraph.linear.__file__).parent / "weights"


def save_linear(
    folder: Path,
    name: str,
    labels: Sequence[str],
    bias: ArrayLike,
    weights: NDArray[Any],
    features: Sequence[str],
    *,
    least: float,
) -> None:
    """Write a linear model; `weights` has the shape `(features, labels)`, those up to ±`least` dropped."""
    rows, columns = np.nonzero(np.abs(weights) > least)
    kept, counts = np.unique(rows, return_counts=True)
    np.savez_compressed(
        folder / f"{name}.npz",
        labels=np.array(labels),
        bias=np.asarray(bias, np.float32),
        keys=np.array([crc32(features[row].encode()) for row in kept], np.uint32),
        starts=np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32),
        columns=columns.astype(np.uint8),
        weights=weights[rows, columns].astype(np.float16),
    )
    LinearModel.load.cache_clear()


def save_forest(folder: Path, name: str, model: Any) -> None:
    """Write a fitted binary `sklearn.ensemble.HistGradientBoostingClassifier`."""
    feature: list[int] = []
    threshold, left, right, value, roots = [], [], [], [], []
    depth = 0
    for (tree,) in model._predictors:
        offset = len(feature)
        roots.append(offset)
        depth = max(depth, int(tree.nodes["depth"].max()))
        for number, node in enumerate(tree.nodes, start=offset):
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else node["feature_idx"])
            threshold.append(np.inf if leaf else node["num_threshold"])
            left.append(number if leaf else offset + node["left"])
            right.append(number if leaf else offset + node["right"])
            value.append(node["value"] if leaf else 0.0)
    np.savez_compressed(
        folder / f"{name}.npz",
        feature=np.array(feature, np.int16),
        threshold=np.array(threshold, np.float32),
        left=np.array(left, np.int32),
        right=np.array(right, np.int32),
        value=np.array(value, np.float32),
        roots=np.array(roots, np.int32),
        depth=np.int64(depth),
        bias=np.float32(model._baseline_prediction.ravel()[0]),
    )
    Forest.load.cache_clear()


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Let kgraph read its models from another folder."""
    before = kgraph.linear._MODELS, kgraph.forest._MODELS
    kgraph.linear._MODELS = kgraph.forest._MODELS = folder
    _forget()
    try:
        yield
    finally:
        kgraph.linear._MODELS, kgraph.forest._MODELS = before
        _forget()


@contextmanager
def workshop(target: Path) -> Iterator[Path]:
    """A folder to train in, which kgraph reads its models from; begins as a copy of the shipped models.

    What is in it at the end goes to `target`. After an error `target` is as it was.
    """
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".training-", dir=target) as place:
        folder = Path(place)
        start = target if any(target.glob("*.npz")) else SHIPPED
        for file in start.glob("*.npz"):
            shutil.copy2(file, folder / file.name)
        with reading(folder):
            yield folder
        for file in folder.glob("*.npz"):
            file.replace(target / file.name)


def _forget() -> None:
    LinearModel.load.cache_clear()
    Forest.load.cache_clear()
