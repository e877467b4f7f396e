"""The layers against what they are by definition."""

from __future__ import annotations

import math

import numpy as np
import pytest

from kgraph.encoder.transformer import HEADS, gelu, linear, soft, transform

UNITS = 2 * HEADS


def _weights(seed: int = 0) -> dict[str, np.ndarray]:
    chance = np.random.default_rng(seed)
    shapes = {"attend": (3 * UNITS, UNITS), "out": (UNITS, UNITS), "inner": (16, UNITS), "outer": (UNITS, 16)}
    weights = {"normal.weight": np.ones(UNITS), "normal.bias": np.zeros(UNITS)}
    for name, shape in shapes.items():
        weights[f"0.{name}.weight"] = chance.normal(size=shape) / 4
        weights[f"0.{name}.bias"] = chance.normal(size=shape[0]) / 4
    for name in ("0.normal1", "0.normal2"):
        weights |= {f"{name}.weight": np.ones(UNITS), f"{name}.bias": np.zeros(UNITS)}
    return {name: table.astype(np.float32) for name, table in weights.items()}


def _states(rows: int, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(rows, UNITS)).astype(np.float32)


@pytest.mark.parametrize("value", [-3.0, -0.5, 0.0, 0.5, 3.0])
def test_gelu_is_the_value_times_the_normal_distribution(value: float) -> None:
    exact = value * (1 + math.erf(value / math.sqrt(2))) / 2
    assert gelu(np.array([value], np.float32))[0] == pytest.approx(exact, abs=2e-3)


def test_soft_sums_to_one_and_bears_great_numbers() -> None:
    shares = soft(np.array([[1e4, 1e4, -1e4]], np.float32))
    assert shares.tolist() == [[0.5, 0.5, 0.0]]


def test_linear() -> None:
    weights = {"a.weight": np.array([[1, 2], [3, 4]], np.float32), "a.bias": np.array([10, 20], np.float32)}
    assert linear(weights, "a", np.array([[1, 1]], np.float32)).tolist() == [[13, 27]]


def test_a_sentence_does_not_see_its_neighbours() -> None:
    weights, one, other = _weights(), _states(5), _states(3, seed=2)
    together = transform(weights, np.concatenate([one, other]), [5, 3])
    np.testing.assert_allclose(together[:5], transform(weights, one, [5]), atol=1e-5)
    np.testing.assert_allclose(together[5:], transform(weights, other, [3]), atol=1e-5)


def test_a_piece_sees_its_own_sentence() -> None:
    weights, states = _weights(), _states(4)
    changed = states.copy()
    changed[3] += np.arange(UNITS, dtype=np.float32)
    first = transform(weights, states, [4])[0]
    assert np.abs(transform(weights, changed, [4])[0] - first).max() > 1e-3


def test_the_output_is_normal() -> None:
    made = transform(_weights(), _states(6), [6])
    np.testing.assert_allclose(made.mean(axis=1), 0, atol=1e-5)
    np.testing.assert_allclose(made.std(axis=1), 1, atol=1e-3)
