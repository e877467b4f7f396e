"""What encoders that never saw a passage say of its pairs: the second stage learns how far to trust them.

Kept in `halves.npz`, so that the other models can be trained again without the hour that the encoder takes:
for each pair that some relation is not ruled out for, a key of its words and its log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.encoder import Marked

__all__ = ["FILE", "HALVES", "UNLIKELY", "Halves", "half_of"]

FILE = Path(__file__).with_name("halves.npz")
HALVES = 2
LEAST = -5.0
"""Log-odds below which a relation is not worth keeping."""
UNLIKELY = -8.0
"""Log-odds of what was not kept."""


def half_of(number: int) -> int:
    """The half of the passage with this number: tens of passages take turns."""
    return number // 10 % HALVES


class Halves:
    """Log-odds by pair."""

    def __init__(self, relations: Sequence[str]) -> None:
        self.relations = tuple(relations)
        self._scores: dict[int, NDArray[np.float32]] = {}

    def add(self, passage: str, sentence: Marked, scores: NDArray[np.float32]) -> None:
        """Keep what an encoder says of the pairs of a sentence, shape `(pairs, relations)`."""
        for pair, row in enumerate(scores):
            if row.max() >= LEAST:
                self._scores[_key(passage, sentence, pair)] = np.where(row >= LEAST, row, UNLIKELY)

    def of(self, passage: str, sentence: Marked) -> NDArray[np.float32]:
        """What was kept of the pairs of a sentence, shape `(pairs, relations)`."""
        unlikely = np.full(len(self.relations), UNLIKELY, np.float32)
        keys = (_key(passage, sentence, pair) for pair in range(len(sentence.pairs)))
        return np.array([self._scores.get(key, unlikely) for key in keys])

    def write(self, file: Path = FILE) -> None:
        """Write the file; sorted, so that the same scores are the same bytes."""
        keys = sorted(self._scores)
        table = np.array([self._scores[key] for key in keys])
        rows, columns = np.nonzero(table > UNLIKELY)
        np.savez_compressed(
            file,
            relations=np.array(self.relations),
            keys=np.array(keys, np.uint64),
            rows=rows.astype(np.uint32),
            columns=columns.astype(np.uint8),
            scores=np.round(table[rows, columns], 2).astype(np.float16),
        )

    @classmethod
    def read(cls, file: Path = FILE) -> Halves:
        """What `write` wrote."""
        with np.load(file, allow_pickle=False) as stored:
            made = cls([str(relation) for relation in stored["relations"]])
            keys = stored["keys"].tolist()
            table = np.full((len(keys), len(made.relations)), UNLIKELY, np.float32)
            table[stored["rows"], stored["columns"]] = stored["scores"]
        made._scores = dict(zip(keys, table, strict=True))
        return made


def _key(passage: str, sentence: Marked, pair: int) -> int:
    one, other = (sentence.mentions[number] for number in sentence.pairs[pair])
    named = (passage, *sentence.words, one.first, one.last, other.first, other.last)
    return int.from_bytes(blake2b(repr(named).encode(), digest_size=8).digest())
