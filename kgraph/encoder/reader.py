"""From texts with marked mentions to what the encoder makes of the mentions and of their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from kgraph.encoder.cutting import Cut, Cutter, Marked
from kgraph.encoder.heads import mention_vectors, pair_vectors, speakers, stances
from kgraph.encoder.stored import Stored, load
from kgraph.encoder.transformer import linear, soft, transform

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float32]

__all__ = ["PairEncoder", "Reading", "States"]

AT_ONCE = 2_000
"""Pieces that go through the layers together: enough for fast products, few enough for the cache."""


class Reading:
    """What the encoder makes of the pairs of one text."""

    def __init__(self, weights: Mapping[str, Array], pairs: Array, mentions: Array) -> None:
        self._weights = weights
        self._pairs = pairs
        self._mentions = mentions
        self.scores: Array = linear(weights, "relations", pairs)
        """Log-odds that a pair stands in a relation, shape `(pairs, relations)`.

        They mean something for relations that the ontology allows between the types of the two: only of
        those the encoder has learned.
        """

    def stances(self, pair: int, relation: int) -> list[float]:
        """Scores of the stances in which a pair stands in a relation, in the order of `Stance`."""
        found: list[float] = stances(self._weights, self._pairs[pair], relation).tolist()
        return found

    def speakers(self, pair: int, relation: int) -> list[float]:
        """Scores of who says so: nobody, somebody outside the text, then each mention of the text."""
        scores = speakers(self._weights, self._pairs[pair], relation, self._mentions)
        found: list[float] = scores.tolist()
        return found


class States:
    """One text as the layers leave it, to be asked about its mentions and pairs of them."""

    def __init__(
        self, weights: Mapping[str, Array], rows: Mapping[str, int], states: Array, cut: Cut
    ) -> None:
        self._weights = weights
        self._rows = rows
        self._states = states
        self._spans = cut.spans
        self._mentions = mention_vectors(states, cut.spans)

    def types(self) -> Array:
        """How probable each type is for each mention, shape `(mentions, types)`, by this place alone."""
        return soft(linear(self._weights, "typing", self._mentions))

    def read(self, pairs: Sequence[tuple[int, int]], types: Sequence[str]) -> Reading:
        """What the encoder makes of pairs (subject, object) of the mentions, if they are of these types."""
        import numpy as np

        numbers = np.array([self._rows.get(type, 0) for type in types], np.int64)
        spans = replace(self._spans, type=numbers)
        asked = np.array(pairs, np.int64).reshape(-1, 2)
        vectors = pair_vectors(self._weights, self._states, self._mentions, spans, asked)
        return Reading(self._weights, vectors, self._mentions)


class PairEncoder:
    """The encoder with its heads; `relations` and `types` are the columns of all scores."""

    def __init__(self, stored: Stored) -> None:
        self.relations = stored.relations
        self.types = stored.types
        self._weights = stored.weights
        self._rows = {type: row for row, type in enumerate(stored.types)}
        self._cutter = Cutter(stored.pieces, stored.types, stored.kinds)

    @classmethod
    @cache
    def load(cls) -> PairEncoder:
        """The shipped encoder; read once a process."""
        return cls(load())

    def read(self, texts: Iterable[Marked]) -> list[States]:
        """Every text after all layers."""
        cuts = map(self._cutter.cut, texts)
        return [states for batch in _batches(cuts) for states in self._read(batch)]

    def _read(self, batch: list[Cut]) -> Iterator[States]:
        import numpy as np

        weights = self._weights
        lengths = [len(cut.pieces) for cut in batch]
        states = transform(weights, np.concatenate([self._input(cut) for cut in batch]), lengths)
        start = 0
        for cut, length in zip(batch, lengths, strict=True):
            yield States(weights, self._rows, states[start : start + length], cut)
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
