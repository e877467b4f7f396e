"""The candidates of a document with what the encoder makes of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from kgraph.claims.marking import marked
from kgraph.claims.pairs import Candidate
from kgraph.claims.sentence_view import SentenceView
from kgraph.encoder import PairEncoder
from kgraph.linear import softmax
from kgraph.model import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores: TypeAlias = NDArray[np.float32]

__all__ = ["Encoded"]

STANCES = tuple(Stance)
"""In the order of the encoder's scores."""


class Encoded:
    """`candidates[i]` stands in the sentence that begins with token `sentences[i]`."""

    def __init__(self, sentences: Iterable[tuple[SentenceView, Sequence[Candidate]]]) -> None:
        """Read all sentences at once; those without candidates are left out."""
        some = [(view, found) for view, found in sentences if found]
        self.candidates = [candidate for _, found in some for candidate in found]
        self.sentences = [view.sentence.start for view, found in some for _ in found]
        self._place = [(place, pair) for place, (_, found) in enumerate(some) for pair in range(len(found))]
        encoder = PairEncoder.load()
        self._column = {relation: column for column, relation in enumerate(encoder.relations)}
        self._readings = encoder.read([marked(view, found) for view, found in some])

    def scores(self, labels: Sequence[str]) -> Scores:
        """Log-odds of every candidate, shape `(candidates, labels)`."""
        import numpy as np

        if not self.candidates:
            return np.zeros((0, len(labels)), np.float32)
        columns = [self._column[label] for label in labels]
        return np.concatenate([reading.scores[:, columns] for reading in self._readings])

    def stances(self, number: int, relation: str) -> dict[Stance, float] | None:
        """How a candidate holds a relation, as chances; None for one that the encoder does not know."""
        if relation not in self._column:
            return None
        sentence, pair = self._place[number]
        scores = self._readings[sentence].stances(pair, self._column[relation])
        return dict(zip(STANCES, softmax(scores), strict=True))
