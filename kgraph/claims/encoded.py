"""The candidates of a document with what the encoder makes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from kgraph.claims.marking import marked, numbered
from kgraph.claims.pairs import Candidate, candidates, views
from kgraph.claims.retyping import retyped, types_by_encoder
from kgraph.claims.sentence_view import SentenceView
from kgraph.claims.sources import Telling
from kgraph.encoder import PairEncoder
from kgraph.linear import softmax
from kgraph.model import Mention, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    from kgraph.encoder import Reading

    Scores: TypeAlias = NDArray[np.float32]

__all__ = ["Encoded", "encode"]

STANCES = tuple(Stance)
"""In the order of the encoder's scores."""


class Encoded:
    """`candidates[i]` stands in the sentence that begins with token `sentences[i]`."""

    def __init__(
        self, read: Sequence[tuple[SentenceView, Sequence[Candidate], Reading]], relations: Sequence[str]
    ) -> None:
        """From sentences, their candidates, and what an encoder that knows these relations made of them."""
        self.candidates = [candidate for _, found, _ in read for candidate in found]
        self.sentences = [view.sentence.start for view, found, _ in read for _ in found]
        self._readings = [reading for _, _, reading in read]
        self._views = [view for view, _, _ in read]
        self._place = [
            (place, pair) for place, (_, found, _) in enumerate(read) for pair in range(len(found))
        ]
        self._column = {relation: column for column, relation in enumerate(relations)}

    def scores(self, labels: Sequence[str]) -> Scores:
        """Log-odds of every candidate, shape `(candidates, labels)`."""
        import numpy as np

        columns = [self._column[label] for label in labels]
        found = [reading.scores[:, columns] for reading in self._readings]
        return np.concatenate([np.zeros((0, len(labels)), np.float32), *found])

    def stances(self, number: int, relation: str) -> dict[Stance, float] | None:
        """How a candidate holds a relation, as chances; None for one that the encoder does not know."""
        if relation not in self._column:
            return None
        sentence, pair = self._place[number]
        scores = self._readings[sentence].stances(pair, self._column[relation])
        return dict(zip(STANCES, softmax(scores), strict=True))

    def speakers(self, number: int, relation: str) -> Telling | None:
        """Who says that a candidate holds a relation; None for one that the encoder does not know."""
        if relation not in self._column:
            return None
        sentence, pair = self._place[number]
        scores = self._readings[sentence].speakers(pair, self._column[relation])
        nobody, elsewhere, *chances = softmax(scores)
        here: defaultdict[str, float] = defaultdict(float)
        for mention, chance in zip(self._views[sentence].mentions, chances, strict=True):
            here[mention.entity.id] += chance
        return Telling(nobody, elsewhere, dict(here))


def encode(
    doc: Doc, mentions: list[Mention], encoder: PairEncoder | None = None
) -> tuple[Encoded, list[SentenceView], list[Mention]]:
    """A document read by the encoder, the shipped one unless another is given.

    With its sentences and mentions; their types are the encoder's where the catalogue has none.
    """
    encoder = encoder or PairEncoder.load()
    before = list(views(doc, mentions))
    several = [view for view in before if len(view.mentions) > 1]
    states = dict(
        zip((view.sentence.start for view in several), encoder.read(map(marked, several)), strict=True)
    )
    types = types_by_encoder(((view, states[view.sentence.start]) for view in several), encoder.types)
    told = retyped(mentions, types)
    after = before if told == mentions else list(views(doc, told))
    read = []
    for view in after:
        found = list(candidates(view))
        if found:
            sides = [mention.entity.type for mention in view.mentions]
            read.append((view, found, states[view.sentence.start].read(numbered(view, found), sides)))
    return Encoded(read, encoder.relations), after, told
