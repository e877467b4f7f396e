"""The layers of a BERT encoder (Devlin et al. 2019) over many sentences at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]

__all__ = ["gelu", "linear", "soft", "transform"]

HEADS = 12
TINY = 1e-12


def transform(weights: Mapping[str, Array], states: Array, lengths: Sequence[int]) -> Array:
    """All layers over the input vectors of the pieces, shape `(pieces, units)`, sentences laid end to end.

    `lengths` has the number of pieces of each sentence; a piece sees only those of its own.
    """
    states = _normal(weights, "normal", states)
    layer = 0
    while f"{layer}.attend.weight" in weights:
        mixed = _attention(linear(weights, f"{layer}.attend", states), lengths)
        states = _normal(weights, f"{layer}.normal1", states + linear(weights, f"{layer}.out", mixed))
        inner = gelu(linear(weights, f"{layer}.inner", states))
        states = _normal(weights, f"{layer}.normal2", states + linear(weights, f"{layer}.outer", inner))
        layer += 1
    return states


def linear(weights: Mapping[str, Array], name: str, states: Array) -> Array:
    """An affine map, shape `(rows, from)` to `(rows, to)`."""
    made: Array = states @ weights[f"{name}.weight"].T
    made += weights[f"{name}.bias"]
    return made


def gelu(values: Array) -> Array:
    """The Gaussian error linear unit, by its tanh approximation (Hendrycks and Gimpel 2016)."""
    import numpy as np

    bent = values * values
    bent *= 0.044715
    bent += 1
    bent *= values
    bent *= math.sqrt(2 / math.pi)
    np.tanh(bent, out=bent)
    bent += 1
    bent *= values
    bent *= 0.5
    return bent


def soft(scores: Array) -> Array:
    """Scores as shares of 1 along the last axis; changes `scores`."""
    import numpy as np

    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def _normal(weights: Mapping[str, Array], name: str, states: Array) -> Array:
    """Layer normalisation (Ba et al. 2016)."""
    import numpy as np

    states = states - states.mean(axis=-1, keepdims=True)
    spread = np.einsum("nd,nd->n", states, states)[:, None] / states.shape[-1]
    states /= np.sqrt(spread + TINY)
    states *= weights[f"{name}.weight"]
    states += weights[f"{name}.bias"]
    return states


def _attention(asked: Array, lengths: Sequence[int]) -> Array:
    """Scaled dot-product attention (Vaswani et al. 2017), a sentence at a time."""
    import numpy as np

    units = asked.shape[1] // 3
    mixed = np.empty((len(asked), units), np.float32)
    for start, end in _edges(lengths):
        parts = asked[start:end].reshape(end - start, 3, HEADS, units // HEADS)
        query, key, value = parts.transpose(1, 2, 0, 3)
        shares = soft(query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(units // HEADS)))
        mixed[start:end] = (shares @ value).transpose(1, 0, 2).reshape(end - start, units)
    return mixed


def _edges(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for length in lengths:
        yield start, start + length
        start += length
