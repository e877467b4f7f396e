"""Both stages of the relation model: logistic regressions over pairs beside the encoder, then trees."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kgraph.claims.pairs import Candidate, candidates, relations_between, views
from kgraph.claims.rivalry import Scores, readings, rivalry
from training.features import Bags
from training.halves import Halves
from training.labels import Annotated, stated
from training.logistic import one_against_rest
from training.weights import save_forest, save_linear

__all__ = ["Pairs", "label_pairs", "train_relations"]

FOLDS = 3
"""The trees learn from scores of passages that the first stage was not fitted to."""
L2 = 2e-5
EPOCHS = 8
LEAST_ROWS = 3
LEAST_EXAMPLES = 3
LEAST_WEIGHT = 0.04
NEVER = -99.0


@dataclass(slots=True)
class Pairs:
    """The labelled candidates of the training passages; `starts` has the first one of each passage."""

    bags: Bags = field(default_factory=Bags)
    encoded: list[NDArray[np.float32]] = field(default_factory=list)
    """Log-odds by encoders that did not learn from the passage, a sentence at a time; columns of `halves`."""
    candidates: list[Candidate] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    sure: list[set[str]] = field(default_factory=list)
    unsure: list[set[str]] = field(default_factory=list)
    folds: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


def label_pairs(annotated: list[Annotated], halves: Halves) -> Pairs:
    """Every candidate of the passages that are not held out, labelled."""
    pairs = Pairs()
    for given in annotated:
        if given.passage.is_held_out:
            continue
        id = given.passage.id
        passage = given.with_types(halves.types.get(id, {}))
        pairs.starts.append(len(pairs.candidates))
        for view in views(passage.doc, passage.mentions):
            found = list(candidates(view))
            if found:
                pairs.encoded.append(halves.of(id, found))
            for candidate in found:
                sure, unsure = stated(passage, candidate, view.sentence)
                pairs.bags.add(candidate.features)
                pairs.candidates.append(replace(candidate, features=[]))
                pairs.sentences.append(view.sentence.start)
                pairs.sure.append(sure)
                pairs.unsure.append(unsure)
                pairs.folds.append(passage.passage.number // 10 % FOLDS)
    return pairs


def train_relations(annotated: list[Annotated], folder: Path) -> None:
    """Write `relations.npz` and the two forests. A relation without examples is left to its lexicon rows."""
    halves = Halves.read()
    pairs = label_pairs(annotated, halves)
    seen = Counter(relation for sure in pairs.sure for relation in sure)
    labels = sorted(relation for relation, number in seen.items() if number >= LEAST_EXAMPLES)
    by_encoder = np.concatenate(pairs.encoded)[:, [halves.relations.index(label) for label in labels]]
    right, counts = _targets(pairs, labels)
    rows, names = pairs.bags.table(LEAST_ROWS)

    def fit(chosen: NDArray[Any]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        return one_against_rest(rows[chosen], right[chosen], counts[chosen], l2=L2, epochs=EPOCHS)

    fold = np.array(pairs.folds)
    scores = np.full(right.shape, NEVER, np.float32)
    for number in range(FOLDS):
        weights, bias = fit(fold != number)
        scores[fold == number] = rows[fold == number] @ weights + bias
    for name, texts in (("rivalry", _articles(pairs)), ("rivalry_short", _sentences(pairs))):
        trees = _train_rivalry(pairs, labels, Scores(scores, by_encoder), right, counts, texts)
        save_forest(folder, name, trees)
    weights, bias = fit(np.arange(len(fold)))
    save_linear(folder, "relations", labels, bias, weights, names, least=LEAST_WEIGHT)


def _targets(pairs: Pairs, labels: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Which relations hold, and about which of them a candidate says anything; shape `(pairs, labels)`."""
    column = {label: number for number, label in enumerate(labels)}
    right = np.zeros((len(pairs.candidates), len(labels)), np.float32)
    counts = np.zeros_like(right)
    for row, candidate in enumerate(pairs.candidates):
        allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
        for relation in (set(allowed) - pairs.unsure[row] | pairs.sure[row]) & column.keys():
            counts[row, column[relation]] = 1
        for relation in pairs.sure[row] & column.keys():
            right[row, column[relation]] = 1
    return right, counts


def _articles(pairs: Pairs) -> list[tuple[int, int]]:
    """Where the candidates of every passage begin and end."""
    return list(pairwise([*pairs.starts, len(pairs.candidates)]))


def _sentences(pairs: Pairs) -> list[tuple[int, int]]:
    """Where the candidates of every sentence begin and end, as if it were a text by itself."""
    edges = {*pairs.starts, len(pairs.candidates)}
    pairs_of = enumerate(pairwise(pairs.sentences), start=1)
    edges.update(place for place, (one, two) in pairs_of if one != two)
    return list(pairwise(sorted(edges)))


def _train_rivalry(
    pairs: Pairs,
    labels: list[str],
    scores: Scores,
    right: NDArray[np.float32],
    counts: NDArray[np.float32],
    texts: list[tuple[int, int]],
) -> Any:
    """The trees grown on the readings of these texts."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # type: ignore[import-untyped]  # has no types

    rows, wanted = [], []
    for start, end in texts:
        here = pairs.candidates[start:end]
        own = Scores(scores.by_features[start:end], scores.by_encoder[start:end])
        chosen = readings(here, labels, own)
        told = [counts[start + row, column] > 0 for row, column in chosen]
        rows.append(rivalry(here, pairs.sentences[start:end], labels, own, chosen)[told])
        wanted += [right[start + row, column] for (row, column), ok in zip(chosen, told, strict=True) if ok]
    model = HistGradientBoostingClassifier(
        max_iter=110,
        max_leaf_nodes=16,
        learning_rate=0.06,
        l2_regularization=5,
        min_samples_leaf=30,
        random_state=0,
    )
    return model.fit(np.concatenate(rows), np.array(wanted, np.int8))
