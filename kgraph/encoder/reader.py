"""From sentences with marked mentions to what the encoder makes of their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kgraph.encoder.cutting import Cut, Cutter, Marked
from kgraph.encoder.heads import mention_vectors, pair_vectors, stances
from kgraph.encoder.stored import Stored, load
from kgraph.encoder.transformer import linear, transform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]

__all__ = ["PairEncoder", "Reading"]

AT_ONCE = 2_000
"""Pieces that go through the layers together: enough for fast products, few enough for the cache."""


class Reading:
    """What the encoder makes of one sentence."""

    def __init__(self, weights: Mapping[str, Array], pairs: Array) -> None:
        self._weights = weights
        self._pairs = pairs
        self.scores: Array = linear(weights, "relations", pairs)
        """Log-odds that a pair stands in a relation, shape `(pairs, relations)`.

        They mean something for relations that the ontology allows between the types of the two: only of
        those the encoder has learned.
        """

    def stances(self, pair: int, relation: int) -> list[float]:
        """Scores of the stances in which a pair stands in a relation, in the order of `Stance`."""
        found: list[float] = stances(self._weights, self._pairs[pair], relation).tolist()
        return found


class PairEncoder:
    """The encoder with its heads; `relations` are the columns of all scores."""

    def __init__(self, stored: Stored) -> None:
        self.relations = stored.relations
        self._weights = stored.weights
        self._cutter = Cutter(stored.pieces, stored.types, stored.kinds)

    @classmethod
    @cache
    def load(cls) -> PairEncoder:
        """The shipped encoder; read once a process."""
        return cls(load())

    def read(self, sentences: Sequence[Marked]) -> list[Reading]:
        """What the encoder makes of each sentence."""
        cuts = map(self._cutter.cut, sentences)
        return [reading for batch in _batches(cuts) for reading in self._read(batch)]

    def _read(self, batch: list[Cut]) -> Iterator[Reading]:
        import numpy as np

        weights = self._weights
        lengths = [len(cut.pieces) for cut in batch]
        states = transform(weights, np.concatenate([self._input(cut) for cut in batch]), lengths)
        start = 0
        for cut, length in zip(batch, lengths, strict=True):
            here = states[start : start + length]
            mentions = mention_vectors(here, cut.spans)
            yield Reading(weights, pair_vectors(weights, here, mentions, cut.spans, cut.pairs))
            start += length

    def _input(self, cut: Cut) -> Array:
        """The vectors of the pieces, with those of the types and kinds of the mentions that they stand in."""
        weights = self._weights
        states: Array = weights["piece"][cut.pieces] + weights["position"][: len(cut.pieces)]
        for table, marks in zip(("mark", "kind"), cut.marks(), strict=True):
            for place, row in marks:
                states[place] += weights[table][row]
        return states


def _batches(cuts: Iterable[Cut]) -> Iterator[list[Cut]]:
    batch: list[Cut] = []
    size = 0
    for cut in cuts:
        if batch and size + len(cut.pieces) > AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(cut)
        size += len(cut.pieces)
    if batch:
        yield batch
