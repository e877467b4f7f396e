"""Which relations hold between the two mentions of a candidate, and how sure that is.

Two stages: a linear model over each pair, then boosted trees that see the pair among its rivals.
A relation that the models were not trained on stands on its lexicon rows alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgraph.claims.pairs import Candidate, relations_between
from kgraph.claims.rivalry import readings, rivalry
from kgraph.forest import Forest
from kgraph.linear import LinearModel

__all__ = ["Judgement", "judge"]

FLOOR = 0.4
"""The least confidence of a claim: the best F1 on passages that were not trained on, see docs."""
SHORT = 2
"""Up to so many sentences with candidates, a text is no article: trees grown on single sentences judge it,
since those grown on articles would take it for one on something else."""
BY_ROWS_ALONE = 0.5
"""Confidence of a row that fires for an untrained relation: rows were right about half the time."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A candidate stands in a relation, with a confidence from 0 to 1."""

    candidate: Candidate
    relation: str
    confidence: float


def judge(candidates: Sequence[Candidate], sentences: Sequence[int]) -> Iterator[Judgement]:
    """The relations that the candidates of one document stand in.

    `sentences[i]` is a number that tells the sentence of candidate i.
    """
    if candidates:
        model = LinearModel.load("relations")
        yield from _by_models(candidates, sentences, model)
        yield from _by_rows_alone(candidates, frozenset(model.labels))


def _by_models(
    candidates: Sequence[Candidate], sentences: Sequence[int], model: LinearModel
) -> Iterator[Judgement]:
    scores = model.scores_of_all([candidate.features for candidate in candidates]).astype("float32")
    chosen = readings(candidates, model.labels, scores)
    rows = rivalry(candidates, sentences, model.labels, scores, chosen)
    trees = Forest.load("rivalry" if len(set(sentences)) > SHORT else "rivalry_short")
    chances = trees.chances(rows).tolist()
    for (i, k), chance in zip(chosen, chances, strict=True):
        if chance >= FLOOR:
            yield Judgement(candidates[i], model.labels[k], chance)


def _by_rows_alone(candidates: Sequence[Candidate], trained: frozenset[str]) -> Iterator[Judgement]:
    for candidate in candidates:
        allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
        fired = {firing.row.relation for firing in candidate.fired} - trained
        for relation in sorted(fired.intersection(allowed)):
            yield Judgement(candidate, relation, BY_ROWS_ALONE)
