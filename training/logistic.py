"""Linear models: many labels at once, one label of many, and choices among options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from training.features import Matrix

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["choose_one", "one_against_rest", "one_of_many"]

BATCH = 1024
STEP = 0.25
SCALE = 32.0
"""Rows that a gradient stands for; with `SEEN` it sets how long AdaGrad takes to slow down."""
SEEN = 1e-4
RARE = -4.0
"""Log-odds that a label starts from."""


def one_against_rest(
    rows: Matrix,
    right: NDArray[np.float32],
    counts: NDArray[np.float32],
    *,
    l2: float,
    epochs: int,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Logistic regressions of all labels at once, by AdaGrad over small batches (Duchi et al. 2011).

    `right` is 1 where a row has a label, `counts` 0 where a row says nothing about a label; both have the
    shape `(rows, labels)`. `l2` is how much squared weights cost, `epochs` how often each row is seen.
    Returns weights of the shape `(features, labels)` and one bias a label.
    """
    number, features = rows.shape
    labels = right.shape[1]
    weights = np.zeros((features, labels), np.float32)
    bias = np.full(labels, RARE, np.float32)
    squares = np.full((features, labels), SEEN, np.float32)
    bias_squares = np.full(labels, 10 * SEEN, np.float32)
    random = np.random.default_rng(0)
    for _ in range(epochs):
        order = random.permutation(number)
        for start in range(0, number, BATCH):
            here = order[start : start + BATCH]
            batch = rows[here]
            error = (_chance(batch @ weights + bias) - right[here]) * counts[here]
            columns = np.unique(batch.indices)
            gradient = SCALE * (batch[:, columns].T.tocsr() @ error / BATCH + l2 * weights[columns])
            squares[columns] += gradient**2
            weights[columns] -= STEP * gradient / np.sqrt(squares[columns])
            gradient = SCALE * error.sum(axis=0) / BATCH
            bias_squares += gradient**2
            bias -= STEP * gradient / np.sqrt(bias_squares)
    return weights, bias


def one_of_many(
    rows: Matrix, labels: NDArray[Any], *, strength: float
) -> tuple[list[str], NDArray[np.float64], NDArray[np.float64]]:
    """A multinomial logistic regression: its labels, one bias a label, weights `(features, labels)`."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # has no types

    model = LogisticRegression(C=strength, max_iter=400).fit(rows, labels)
    return [str(label) for label in model.classes_], model.intercept_, model.coef_.T


def choose_one(
    rows: Matrix,
    choice: NDArray[np.int64],
    right: NDArray[np.bool_],
    weight: NDArray[np.float64],
    *,
    l2: float,
) -> NDArray[np.float64]:
    """A conditional logit (McFadden 1974): one weight a feature, so that right options outweigh the rest.

    Each row is an option of the choice that `choice` numbers, in rising order; a choice may have several
    right options, of which the likelihood takes the sum. `weight` tells how much each choice counts.
    """
    from scipy.optimize import minimize  # type: ignore[import-untyped]  # scipy has no types

    starts = np.flatnonzero(np.diff(choice, prepend=-1))
    transposed = rows.T.tocsr()

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = rows @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[choice])
        every = np.add.reduceat(powers, starts)
        good = np.add.reduceat(powers * right, starts)
        likelihood = (weight * (np.log(good) - np.log(every))).sum()
        error = weight[choice] * (powers / every[choice] - powers * right / good[choice])
        return l2 / 2 * weights @ weights - likelihood, transposed @ error + l2 * weights

    start = np.zeros(rows.shape[1])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.asarray(found.x)


def _chance(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)
