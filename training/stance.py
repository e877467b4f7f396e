"""The model of stance: multinomial, over the cues around the trigger of each annotated claim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kgraph.claims.cues import chain, quoted
from kgraph.claims.stance import stance_features
from kgraph.model import Mention
from training.corpus import AnnotatedClaim
from training.features import Bags
from training.labels import Annotated
from training.logistic import one_of_many
from training.weights import save_linear

__all__ = ["train_stance"]

STRENGTH = 0.15
LEAST_ROWS = 2
LEAST_WEIGHT = 0.02


def train_stance(annotated: list[Annotated], folder: Path) -> None:
    """Write `stance.npz`."""
    bags = Bags()
    labels: list[str] = []
    for passage in annotated:
        if passage.passage.is_held_out:
            continue
        inside = quoted(passage.doc, passage.passage.text)
        for claim in passage.passage.claims:
            pair = _pair(passage, claim) if claim.core else None
            if pair is None:
                continue
            for trigger in _triggers(passage, claim, *pair):
                features = stance_features(passage.doc, passage.doc[trigger], *pair, claim.relation, inside)
                bags.add(features)
                labels.append(claim.stance)
    rows, names = bags.table(LEAST_ROWS)
    classes, bias, weights = one_of_many(rows, np.array(labels), strength=STRENGTH)
    save_linear(folder, "stance", classes, bias, weights, names, least=LEAST_WEIGHT)


def _pair(passage: Annotated, claim: AnnotatedClaim) -> tuple[Mention, Mention | None] | None:
    """The mentions in the evidence, of one sentence, that are most like the annotated ones."""
    here = [mention for mention in passage.mentions if claim.start <= mention.start < claim.end]
    subjects = [mention for mention in here if claim.subject in passage.of(mention)]
    objects: list[Mention | None] = [mention for mention in here if claim.object in passage.of(mention)]
    best: tuple[int, tuple[Mention, Mention | None]] | None = None
    for one in subjects:
        sentence = passage.doc[one.head].sent
        for other in objects or [None]:
            if other is not None and not sentence.start <= other.head < sentence.end:
                continue
            rank = int(one.text == claim.subject_mention)
            rank += other is not None and other.text == claim.object_mention
            if best is None or rank > best[0]:
                best = rank, (one, other)
    return best[1] if best else None


def _triggers(
    passage: Annotated, claim: AnnotatedClaim, one: Mention, other: Mention | None
) -> Iterator[int]:
    """The annotated trigger, and the token where the paths of the two mentions meet."""
    doc = passage.doc
    sentence = doc[one.head].sent
    found = None
    at = sentence.text.find(claim.trigger) if claim.trigger else -1
    if at >= 0:
        start = sentence.start_char + at
        span = doc.char_span(start, start + len(claim.trigger), alignment_mode="expand")
        if span is not None:
            found = span.root.i
            yield found
    if other is not None:
        below = {token.i for token in chain(doc[other.head])}
        apex = next(token.i for token in chain(doc[one.head]) if token.i in below)
        if apex != found:
            yield apex
