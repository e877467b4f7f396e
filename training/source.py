"""The model of sources: a conditional logit over everybody who may be speaking, and nobody."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np

from kgraph.claims.sources import Option, source_options
from kgraph.claims.voices import listen
from kgraph.evaluate.names import any_same_name
from training.corpus import PRONOUNS, Passage
from training.features import Bags
from training.labels import Annotated, Statement, statements
from training.logistic import choose_one
from training.weights import save_linear

__all__ = ["train_source"]

L2 = 10.0
LEAST_ROWS = 3
LEAST_WEIGHT = 0.02
NOBODY = "0"
"""The feature that every choice of nobody has."""
BIAS = -1.2
"""Added to nobody's score: a named speaker who is missed costs more than one too many."""
OBJECT_SPEAKS = frozenset({"accused_by", "warned_against_by"})


def train_source(annotated: list[Annotated], folder: Path) -> None:
    """Write `source.npz`."""
    bags = Bags()
    choice: list[int] = []
    right: list[bool] = []
    sayings: list[tuple[object, ...]] = []
    for passage in annotated:
        if passage.passage.is_held_out:
            continue
        inside = listen(passage.doc, passage.passage.text).inside
        for statement in statements(passage):
            one, other = statement.candidate.subject, statement.candidate.object
            trigger = passage.doc[statement.trigger]
            options = source_options(
                passage.doc, trigger, one, other, statement.relation, passage.mentions, inside
            )
            answers = [_is_right(passage, statement, option) for option in options]
            if not any(answers):
                continue
            for option, answer in zip(options, answers, strict=True):
                bags.add(option.features)
                choice.append(len(sayings))
                right.append(answer)
            said = passage.passage.id, statement.relation, one.entity.id, other.entity.id
            sayings.append((*said, statement.claims[0].stance))
    # a claim that many candidates state counts for more than one, but not as often as it is stated
    times = Counter(sayings)
    weight = np.array([times[saying] ** -0.5 for saying in sayings])
    rows, names = bags.table(LEAST_ROWS)
    weights = choose_one(rows, np.array(choice), np.array(right), weight, l2=L2)
    weights[names.index(NOBODY)] += BIAS
    save_linear(folder, "source", ["source"], [0.0], weights[:, None], names, least=LEAST_WEIGHT)


def _is_right(passage: Annotated, statement: Statement, option: Option) -> bool:
    sources = {claim.source for claim in statement.claims}
    mention = option.mention
    if mention is None:
        return None in sources
    accepted = {source for source in sources if source is not None}
    if accepted and statement.relation in OBJECT_SPEAKS:
        accepted |= {claim.object for claim in statement.claims if isinstance(claim.object, str)}
    if passage.of(mention) & accepted:
        return True
    said = [mention.entity.name] + [mention.text] * (mention.text.casefold() not in PRONOUNS)
    return any(any_same_name(said, _names(passage.passage, source)) for source in accepted)


def _names(passage: Passage, entity: str) -> tuple[str, ...]:
    return passage.by_id[entity].names
