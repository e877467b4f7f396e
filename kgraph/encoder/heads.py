"""What the encoder says of pairs of mentions: their relations, and the stance and the speaker of each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from kgraph.encoder.cutting import Spans
from kgraph.encoder.transformer import gelu, linear, soft

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]
    Numbers: TypeAlias = NDArray[np.int64]

__all__ = ["PLACES", "distance_bucket", "mention_vectors", "pair_vectors", "places", "speakers", "stances"]

HEADS = 4
"""Heads with which a pair looks for the words that tell its relation."""
FAR = 5
"""Bucket of all greater distances."""


PLACES = ("elsewhere", "between", "after", "subject", "object")
"""Where a piece stands, seen from a pair; the order is that of the weights."""


def mention_vectors(states: Array, spans: Spans) -> Array:
    """A vector a mention: that of the head beside the mean of both ends, shape `(mentions, 2 · units)`."""
    import numpy as np

    ends = (states[spans.first] + states[spans.last]) / np.float32(2)
    return np.concatenate([states[spans.head], ends], axis=1)


def pair_vectors(
    weights: Mapping[str, Array], states: Array, mentions: Array, spans: Spans, pairs: Numbers
) -> Array:
    """A vector a pair: its two mentions, and the words of the sentence that it attends to.

    `pairs` has the shape `(pairs, 2)`: index of the subject, index of the object.
    """
    import numpy as np

    one, other = pairs[:, 0], pairs[:, 1]
    types = len(weights["types"]) // 2
    both = linear(weights, "subject", mentions)[one] + linear(weights, "object", mentions)[other]
    both += weights["types"][spans.type[one]] + weights["types"][spans.type[other] + types]
    gaps = spans.head[other] - spans.head[one]
    both += weights["distance"][[distance_bucket(gap) for gap in gaps.tolist()]]
    both = np.tanh(both)
    units = both.shape[1] // HEADS
    asked = linear(weights, "ask", both).reshape(-1, HEADS, units).transpose(1, 0, 2)
    keys = linear(weights, "key", states).reshape(-1, HEADS, units).transpose(1, 2, 0)
    values = linear(weights, "value", states).reshape(-1, HEADS, units).transpose(1, 0, 2)
    scores = asked @ keys / np.float32(math.sqrt(units))
    scores += weights["place"][places(spans, pairs, len(states))].transpose(2, 0, 1)
    heard = (soft(scores) @ values).transpose(1, 0, 2).reshape(len(pairs), -1)
    return gelu(linear(weights, "pair", np.concatenate([both, heard], axis=1)))


def stances(weights: Mapping[str, Array], pair: Array, relation: int) -> Array:
    """Log-odds of the stances of one pair in one relation."""
    found: Array = linear(weights, "stance", _told(weights, pair, relation))[0]
    return found


def speakers(weights: Mapping[str, Array], pair: Array, relation: int, mentions: Array) -> Array:
    """Log-odds of who says that a pair stands in a relation: nobody, somebody elsewhere, and each mention."""
    import numpy as np

    told = _told(weights, pair, relation)
    asked = linear(weights, "who", told)[0]
    scores = linear(weights, "speaker", mentions) @ asked / np.float32(math.sqrt(len(asked)))
    return np.concatenate([linear(weights, "nobody", told)[0], scores])


def _told(weights: Mapping[str, Array], pair: Array, relation: int) -> Array:
    """The vector of a pair in a relation, shape `(1, units)`."""
    import numpy as np

    told: Array = np.tanh(linear(weights, "telling", pair[None]) + weights["relation"][relation])
    return told


def places(spans: Spans, pairs: Numbers, pieces: int) -> Numbers:
    """Where every piece stands, seen from every pair: indices of `PLACES`, shape `(pairs, pieces)`."""
    import numpy as np

    one, other = pairs[:, 0], pairs[:, 1]
    at = np.arange(pieces)[None]
    low = np.minimum(spans.last[one], spans.last[other])[:, None]
    high = np.maximum(spans.first[one], spans.first[other])[:, None]
    end = np.maximum(spans.last[one], spans.last[other])[:, None]
    found = np.zeros((len(pairs), pieces), np.int64)
    found[(at > low) & (at < high)] = PLACES.index("between")
    found[np.broadcast_to(at > end, found.shape)] = PLACES.index("after")
    for side, name in ((one, "subject"), (other, "object")):
        found[(at >= spans.first[side][:, None]) & (at <= spans.last[side][:, None])] = PLACES.index(name)
    return found


def distance_bucket(gap: int) -> int:
    """The row of a distance in pieces from subject to object: 1 to 5 forwards, 6 to 11 backwards.

    >>> [distance_bucket(gap) for gap in (1, 2, 3, 40, -1, -40)]
    [1, 1, 2, 5, 7, 11]
    """
    bucket = min(FAR, int(math.log2(abs(gap) + 1)))
    return bucket if gap > 0 else FAR + 1 + bucket
