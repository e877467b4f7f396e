"""Which relations hold between the two mentions of a candidate, and how sure that is.

Two stages. Two models read each pair by itself: a linear one, over features of the parse and the rows of the
lexicon, and an encoder, over the words. Then boosted trees see the pair among its rivals. A relation that the
models were not trained on stands on its lexicon rows alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.claims.encoded import Encoded
from kgraph.claims.pairs import Candidate, relations_between
from kgraph.claims.rivalry import Scores, readings, rivalry
from kgraph.forest import Forest
from kgraph.linear import LinearModel

__all__ = ["FLOOR", "SHORT", "Judgement", "first_stage", "judge"]

FLOOR = 0.4
"""The least confidence of a claim: the best F1 on passages that were not trained on, see docs."""
SURE_OF_ONE = 0.55
"""The least confidence of the surest claim of an article: where nothing reaches it, the article is on
something else. Of a hundred held-out passages without claims two more are silent with it."""
SHORT = 2
"""Up to so many sentences with candidates, a text is no article: trees grown on single sentences judge it,
since those grown on articles would take it for one on something else."""
BY_ROWS_ALONE = 0.5
"""Confidence of a row that fires for an untrained relation: rows were right about half the time."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How surely a candidate, the one with this number in its document, stands in a relation, from 0 to 1.

    With the log-odds that each model of the first stage gives; None where they do not know the relation.
    """

    number: int
    candidate: Candidate
    relation: str
    confidence: float
    by_features: float | None = None
    by_encoder: float | None = None
    floor: float = FLOOR
    """The least confidence of a claim in its document."""

    @property
    def is_claim(self) -> bool:
        """Whether it is sure enough to be a claim."""
        return self.confidence >= self.floor


def judge(encoded: Encoded) -> Iterator[Judgement]:
    """Every reading of the candidates of one document that the first stage does not rule out, sure or not."""
    if encoded.candidates:
        model = LinearModel.load("relations")
        yield from _by_models(encoded, model)
        yield from _by_rows_alone(encoded, frozenset(model.labels))


def _by_models(encoded: Encoded, model: LinearModel) -> Iterator[Judgement]:
    candidates, sentences = encoded.candidates, encoded.sentences
    scores = first_stage(encoded, model)
    chosen = readings(candidates, model.labels, scores)
    rows = rivalry(candidates, sentences, model.labels, scores, chosen)
    short = len(set(sentences)) <= SHORT
    chances = Forest.load("rivalry_short" if short else "rivalry").chances(rows).tolist()
    floor = FLOOR if short or max(chances, default=0.0) >= SURE_OF_ONE else SURE_OF_ONE
    for (i, k), chance in zip(chosen, chances, strict=True):
        by_features, by_encoder = float(scores.by_features[i, k]), float(scores.by_encoder[i, k])
        yield Judgement(i, candidates[i], model.labels[k], chance, by_features, by_encoder, floor)


def first_stage(encoded: Encoded, model: LinearModel) -> Scores:
    """What both models say of every candidate by itself, a column for each label of `model`."""
    bags = [candidate.features for candidate in encoded.candidates]
    return Scores(model.scores_of_all(bags).astype("float32"), encoded.scores(model.labels))


def _by_rows_alone(encoded: Encoded, trained: frozenset[str]) -> Iterator[Judgement]:
    for number, candidate in enumerate(encoded.candidates):
        allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
        fired = {firing.row.relation for firing in candidate.fired} - trained
        for relation in sorted(fired.intersection(allowed)):
            yield Judgement(number, candidate, relation, BY_ROWS_ALONE)
