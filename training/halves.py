"""What encoders that never saw a passage say of its pairs: the second stage learns how far to trust them.

Kept in `halves.npz`, so that the other models can be trained again without the hour that the encoder takes:
for each pair that some relation is not ruled out for, a key of its words and its log-odds.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kgraph.claims.encoded import Encoded
from kgraph.claims.pairs import Candidate
from kgraph.claims.sentence_view import SentenceView
from kgraph.model import Mention

__all__ = ["FILE", "HALVES", "LEAST", "UNLIKELY", "Halves", "half_of"]

FILE = Path(__file__).with_name("halves.npz")
HALVES = 2
LEAST = -5.0
"""Log-odds below which a relation is not worth keeping."""
UNLIKELY = -8.0
"""Log-odds of what was not kept."""


def half_of(number: int) -> int:
    """The half of the passage with this number: tens of passages take turns."""
    return number // 10 % HALVES


Read = tuple[Encoded, list[SentenceView], list[Mention]]
"""What `encode` returns."""


class Halves:
    """Log-odds by pair."""

    def __init__(self, relations: Sequence[str]) -> None:
        self.relations = tuple(relations)
        self.types: dict[str, dict[str, str]] = {}
        """Id of a passage → id of an entity → the type that the encoder of the other half gives it."""
        self._scores: dict[int, NDArray[np.float32]] = {}

    def add(self, passage: str, mentions: Sequence[Mention], read: Read) -> None:
        """Keep what an encoder makes of a passage: the types of its entities, and the scores of its pairs."""
        encoded, _, retyped = read
        self.types[passage] = {
            new.entity.id: new.entity.type
            for old, new in zip(mentions, retyped, strict=True)
            if new.entity.type != old.entity.type
        }
        scores = encoded.scores(self.relations)
        for candidate, row in zip(encoded.candidates, scores, strict=True):
            if row.max() >= LEAST:
                self._scores[_key(passage, candidate)] = np.where(row >= LEAST, row, UNLIKELY)

    def of(self, passage: str, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
        """What was kept of the candidates of a passage, shape `(candidates, relations)`."""
        unlikely = np.full(len(self.relations), UNLIKELY, np.float32)
        found = [self._scores.get(_key(passage, candidate), unlikely) for candidate in candidates]
        return np.array(found).reshape(-1, len(self.relations))

    def write(self, file: Path = FILE) -> None:
        """Write the file; sorted, so that the same scores are the same bytes."""
        keys = sorted(self._scores)
        table = np.array([self._scores[key] for key in keys])
        rows, columns = np.nonzero(table > UNLIKELY)
        np.savez_compressed(
            file,
            relations=np.array(self.relations),
            types=np.frombuffer(json.dumps(self.types, sort_keys=True).encode(), np.uint8),
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
            made.types = json.loads(bytes(stored["types"]))
            keys = stored["keys"].tolist()
            table = np.full((len(keys), len(made.relations)), UNLIKELY, np.float32)
            table[stored["rows"], stored["columns"]] = stored["scores"]
        made._scores = dict(zip(keys, table, strict=True))
        return made


def _key(passage: str, candidate: Candidate) -> int:
    one, other = candidate.subject, candidate.object
    named = passage, one.start, one.end, other.start, other.end, one.entity.id, other.entity.id
    return int.from_bytes(blake2b(repr(named).encode(), digest_size=8).digest())
