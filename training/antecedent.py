"""The ranking of antecedents: pairs of a right and a wrong candidate, in rounds.

What a description refers to depends on what the ones before it were taken to refer to. In the first
round the annotation links them; in the later ones the model of the round before does, so that it
learns among its own mistakes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

import kgraph.mentions.linking
from kgraph.evaluate.names import same_name
from kgraph.mentions import find_mentions
from kgraph.mentions.antecedents import choose, rivals
from kgraph.mentions.clusters import Cluster, name_key
from kgraph.mentions.discourse import Discourse
from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind
from training.corpus import PRONOUNS, AnnotatedEntity, Passage, occurrences, parses
from training.features import Bags
from training.weights import save_linear

__all__ = ["train_antecedent"]

ROUNDS = 3
STRENGTH = 0.1
"""Of scikit-learn's logistic regression: the inverse of how much large weights cost."""
LEAST_WEIGHT = 0.02
"""Weights up to this are not kept."""
SURE = 3.0
"""Weight of a mention that a claim is annotated with, against one that only its words identify."""
GOOD_ONES = 2
"""Right candidates of a mention that are compared with the wrong ones."""
ARTICLES = ("The ", "A ", "Its ", "His ", "Their ")


@dataclass(frozen=True, slots=True)
class Question:
    """A mention, its candidates as features, and which of them are right; `weight` is what it counts for."""

    weight: float
    options: list[list[str]]
    right: list[bool]


def train_antecedent(passages: list[Passage], folder: Path) -> None:
    """Write `antecedent.npz`."""
    training = [
        (passage, doc)
        for passage, doc in zip(passages, parses(passages), strict=True)
        if not passage.is_held_out
    ]
    for number in range(ROUNDS):
        questions: list[Question] = []
        for passage, doc in training:
            teacher = _Teacher(passage, questions, links=number == 0)
            with patch.object(kgraph.mentions.linking, "choose", teacher):
                find_mentions(passage.document, doc)
        _fit(questions, folder)


class _Teacher:
    """Stands in for `choose`: notes the question and its answer, then answers itself or asks the model."""

    def __init__(self, passage: Passage, questions: list[Question], *, links: bool) -> None:
        self.passage = passage
        self.questions = questions
        self.links = links
        self.annotated: dict[tuple[int, int], set[str]] = defaultdict(set)
        for claim in passage.claims:
            evidence = passage.text[claim.start : claim.end]
            for who, words in ((claim.subject, claim.subject_mention), (claim.object, claim.object_mention)):
                if claim.core and isinstance(who, str) and words:
                    for start, end in occurrences(words, evidence):
                        self.annotated[claim.start + start, claim.start + end].add(who)

    def __call__(self, found: Discourse, spot: Spot) -> Cluster | None:
        meant, weight = self._meant(found, spot)
        options = list(rivals(found, spot))
        may_be_new = bool(options) and options[0][0] is None
        right = [cluster is not None and bool(self._of(found, cluster) & meant) for cluster, _ in options]
        if meant and may_be_new and not any(right):
            before = (cluster for cluster in found.clusters if cluster.spots[0].last < spot.first)
            right[0] = not any(self._of(found, cluster) & meant for cluster in before)
        if any(right):
            self.questions.append(Question(weight, [features for _, features in options], right))
        if not self.links:
            return choose(found, spot)
        if any(right):
            return options[right.index(True)][0]
        return options[0][0] if options else None

    def _meant(self, found: Discourse, spot: Spot) -> tuple[set[str], float]:
        """The annotated entity of a spot and how much that is worth; nothing where it is not clear."""
        head = found.doc[spot.head].idx
        span = found.doc[spot.first : spot.last + 1]
        for (start, end), who in self.annotated.items():
            if start <= head < end == span.end_char and len(who) == 1:
                return who, SURE
        words = span.text.casefold()
        by_words = {
            entity.id
            for entity in self.passage.entities
            if any(words == mention.casefold() for mention in entity.mentions)
        }
        return (by_words, 1.0) if len(by_words) == 1 else (set(), 1.0)

    def _of(self, found: Discourse, cluster: Cluster) -> set[str]:
        """The annotated entities that a cluster may be."""
        spoken = [spot.text(found.doc) for spot in cluster.spots if spot.kind is not MentionKind.PRONOUN]
        entities = self.passage.entities
        if not cluster.named:
            return {entity.id for entity in entities if any(_is_described(entity, words) for words in spoken)}
        names = {*cluster.names} | ({cluster.entry.name} if cluster.entry else set())
        keys = {name_key(name) for name in names}
        return (
            {entity.id for entity in entities if any(name_key(name) in keys for name in _proper(entity))}
            or {
                entity.id
                for entity in entities
                if any(same_name(one, other) for one in names for other in _proper(entity))
            }
            or {entity.id for entity in entities if any(words in entity.mentions for words in spoken)}
        )


def _is_described(entity: AnnotatedEntity, words: str) -> bool:
    return words in entity.mentions or any(
        len(mention.split()) > 1 and mention.casefold() not in PRONOUNS and same_name(words, mention)
        for mention in entity.mentions
    )


def _proper(entity: AnnotatedEntity) -> list[str]:
    """The names of an entity in the narrow sense: no pronoun, no description."""
    return [
        name
        for name in (entity.name, *entity.mentions)
        if name.casefold() not in PRONOUNS and name.split()[-1][0].isupper() and not name.startswith(ARTICLES)
    ]


def _fit(questions: list[Question], folder: Path) -> None:
    """A logistic regression over differences, every other one turned round so that both answers occur."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # scipy has no types
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # has no types

    bags = Bags()
    good, bad, weight = [], [], []
    for question in questions:
        rows = range(len(bags), len(bags) + len(question.options))
        for features in question.options:
            bags.add(features)
        right = [row for row, ok in zip(rows, question.right, strict=True) if ok][:GOOD_ONES]
        wrong = [row for row, ok in zip(rows, question.right, strict=True) if not ok]
        for one in right if wrong else ():
            good += [one] * len(wrong)
            bad += wrong
            weight += [question.weight / len(wrong) ** 0.5 / len(right)] * len(wrong)
    turn = np.where(np.arange(len(good)) % 2, 1.0, -1.0).astype(np.float32)
    options, names = bags.table(least=1)
    pick = csr_matrix((turn, (range(len(good)), good)), shape=(len(good), len(bags)))
    pick -= csr_matrix((turn, (range(len(bad)), bad)), shape=pick.shape)
    model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=300)
    model.fit(pick @ options, turn, sample_weight=np.array(weight))
    save_linear(folder, "antecedent", ["antecedent"], [0.0], model.coef_.T, names, least=LEAST_WEIGHT)
