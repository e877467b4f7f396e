"""The files that the models ship in, and reading them from another folder than the shipped one.

`NAME.npz` of a linear model: `labels`, `bias` (one each a label), `keys` (CRC-32 of each feature), `starts`
(where the weights of a feature begin, one more than keys), `columns` (label) and `weights` of every
weight that is kept. Of a forest: the node fields of `kgraph.forest.Forest`, trees laid end to end.
The encoder is in two files, see `kgraph.encoder.stored`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

import kgraph.encoder.stored
import kgraph.forest
import kgraph.linear
from kgraph.encoder import PairEncoder
from kgraph.encoder.stored import SCALE, TEXT, Stored
from kgraph.forest import Forest
from kgraph.linear import LinearModel

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = [
    "SHIPPED",
    "reading",
    "rounded",
    "save_encoder",
    "save_forest",
    "save_linear",
    "save_pieces",
    "workshop",
]

SHIPPED = Path(kgraph.linear.__file__).parent / "weights"
TINY = 1e-9


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


def save_pieces(folder: Path, fixed: Stored) -> None:
    """Write the vectors of pieces and positions, and the vocabulary."""
    vocabulary = sorted(fixed.pieces, key=fixed.pieces.__getitem__)
    arrays = _names("vocabulary", vocabulary)
    for name, table in fixed.weights.items():
        arrays |= _small(name, table)
    np.savez_compressed(folder / "pieces.npz", **arrays)
    PairEncoder.load.cache_clear()


def save_encoder(
    folder: Path,
    tables: Mapping[str, NDArray[np.float32]],
    relations: Sequence[str],
    types: Sequence[str],
    kinds: Sequence[str],
) -> None:
    """Write what was trained; see `kgraph.encoder.stored`."""
    arrays = _names("relations", relations) | _names("types", types) | _names("kinds", kinds)
    for name, table in tables.items():
        arrays |= _small(name, table)
    np.savez_compressed(folder / "encoder.npz", **arrays)
    PairEncoder.load.cache_clear()


def rounded(table: NDArray[np.float32]) -> NDArray[np.float32]:
    """A table as it is after it was written and read.

    >>> rounded(np.eye(2, dtype=np.float32)).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    whole, scale = _whole(table)
    return whole.astype(np.float32) * scale.astype(np.float32)[:, None]


def _names(name: str, names: Sequence[str]) -> dict[str, NDArray[Any]]:
    return {TEXT + name: np.frombuffer("\n".join(names).encode(), np.uint8)}


def _small(name: str, table: NDArray[np.float32]) -> dict[str, NDArray[Any]]:
    if table.ndim < 2:
        return {name: table.astype(np.float32)}
    whole, scale = _whole(table)
    return {name: whole, name + SCALE: scale}


def _whole(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Whole numbers up to ±127, and a scale for each row."""
    scale = np.maximum(np.abs(table).max(axis=1), TINY) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Let kgraph read its models from another folder."""
    before = kgraph.linear._MODELS, kgraph.forest._MODELS, kgraph.encoder.stored.FOLDER
    kgraph.linear._MODELS = kgraph.forest._MODELS = kgraph.encoder.stored.FOLDER = folder
    _forget()
    try:
        yield
    finally:
        kgraph.linear._MODELS, kgraph.forest._MODELS, kgraph.encoder.stored.FOLDER = before
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
        before = {
            file.name: shutil.copy2(file, folder / file.name).stat().st_mtime_ns
            for file in start.glob("*.npz")
        }
        with reading(folder):
            yield folder
        for file in folder.glob("*.npz"):
            if start != target or file.stat().st_mtime_ns != before.get(file.name):
                file.replace(target / file.name)  # others stay: another step may have made them anew


def _forget() -> None:
    PairEncoder.load.cache_clear()
    LinearModel.load.cache_clear()
    Forest.load.cache_clear()
