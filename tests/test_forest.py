"""Forests: walks through hand-made trees, and the shipped one fits its features."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kgraph.claims.rivalry import Scores, rivalry
from kgraph.forest import Forest
from kgraph.linear import LinearModel


def _forest() -> Forest:
    """Two trees: `x0 <= 1 ? -1 : (x1 <= 0 ? 2 : 3)`, and one that is a leaf of 0.5."""
    return Forest(
        feature=np.array([0, 0, 1, 0, 0, 0], np.int16),
        threshold=np.array([1, np.inf, 0, np.inf, np.inf, np.inf], np.float32),
        left=np.array([1, 1, 3, 3, 4, 5], np.int32),
        right=np.array([2, 1, 4, 3, 4, 5], np.int32),
        value=np.array([0, -1, 0, 2, 3, 0.5], np.float32),
        roots=np.array([0, 5], np.int32),
        depth=2,
        bias=-0.25,
    )


@pytest.mark.parametrize(("row", "leaves"), [((1, 9), -1), ((1.5, 0), 2), ((1.5, 0.5), 3), ((-9, -9), -1)])
def test_a_row_walks_to_its_leaf(row: tuple[float, float], leaves: float) -> None:
    (chance,) = _forest().chances(np.array([row], np.float32))
    assert chance == pytest.approx(1 / (1 + math.exp(-(leaves + 0.5 - 0.25))))


def test_rows_are_independent_of_each_other() -> None:
    rows = np.array([(1, 9), (1.5, 0), (1.5, 0.5)], np.float32)
    forest = _forest()
    single = [float(forest.chances(row[None])[0]) for row in rows]
    assert forest.chances(rows).tolist() == pytest.approx(single)


def test_no_rows() -> None:
    assert _forest().chances(np.zeros((0, 2), np.float32)).shape == (0,)


def test_the_shipped_forest_fits_the_rows_that_it_gets() -> None:
    forest = Forest.load("rivalry")
    labels = LinearModel.load("relations").labels
    nothing = np.zeros((0, len(labels)), np.float32)
    width = rivalry([], [], labels, Scores(nothing, nothing), []).shape[1]
    chances = forest.chances(np.zeros((3, width), np.float32))
    assert int(forest.feature.max()) < width
    assert ((chances > 0) & (chances < 1)).all()
    assert Forest.load("rivalry") is forest
