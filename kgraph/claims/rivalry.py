"""What the whole document says for and against one reading of one candidate.

A pair that looks like `led_by` by itself may have a rival in its sentence that looks more like it:
"Latchkey, led by Ann Poe, is backed by Copper Mesa" must not make Ann Poe lead Copper Mesa. The
second stage of the relation model sees each candidate among its rivals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.claims.pairs import Candidate, relations_between
from kgraph.model import MentionKind
from kgraph.ontology import ontology

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LEAST", "Reading", "readings", "rivalry"]

LEAST = -4.5
"""Log-odds of the first stage below which a reading is not looked at again."""

Reading = tuple[int, int]
"""Index of a candidate, index of a relation."""

KINDS = tuple(MentionKind)


def readings(candidates: Sequence[Candidate], labels: Sequence[str], scores: NDArray[np.float32]) -> list[Reading]:
    """The readings that the ontology allows and the first stage does not rule out."""
    column = {label: k for k, label in enumerate(labels)}
    return [
        (i, column[relation])
        for i, candidate in enumerate(candidates)
        for relation in relations_between(candidate.subject.entity.type, candidate.object.entity.type)
        if relation in column and scores[i, column[relation]] >= LEAST
    ]


def rivalry(
    candidates: Sequence[Candidate],
    sentences: Sequence[int],
    labels: Sequence[str],
    scores: NDArray[np.float32],
    chosen: Sequence[Reading],
) -> NDArray[np.float32]:
    """One row of features a reading, shape `(len(chosen), features)`.

    `sentences[i]` tells the sentence of candidate i, `scores[i, k]` its log-odds for relation k.
    """
    import numpy as np

    types = {name: n for n, name in enumerate([*sorted(ontology().types), "count"])}
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    by_subject: dict[tuple[int, int, str], list[float]] = defaultdict(list)
    by_object: dict[tuple[int, int, str], list[float]] = defaultdict(list)
    said: dict[tuple[str, int, str], float] = {}
    fired = [[firing.row.relation for firing in candidate.fired] for candidate in candidates]
    for i, candidate in enumerate(candidates):
        one, other = candidate.subject.entity, candidate.object.entity
        for relation in relations_between(one.type, other.type):
            if relation not in labels:
                continue
            k = labels.index(relation)
            score = float(scores[i, k])
            groups[sentences[i], k].append(i)
            by_subject[sentences[i], k, one.id].append(score)
            by_object[sentences[i], k, other.id].append(score)
            key = (one.id, k, other.id)
            said[key] = max(score, said.get(key, -99.0))
    rows = np.zeros((len(chosen), 25 + len(labels) + 2 * len(types)), np.float32)
    for row, (i, k) in zip(rows, chosen, strict=True):
        candidate = candidates[i]
        one, other = candidate.subject, candidate.object
        score = float(scores[i, k])
        group = groups[sentences[i], k]
        of_subject = by_subject[sentences[i], k, one.entity.id]
        of_object = by_object[sentences[i], k, other.entity.id]
        own = fired[i]
        row[:25] = (
            score,
            max(float(scores[j, k]) for j in group) - score,
            max(of_subject) - score,
            max(of_object) - score,
            sum(each > score for each in of_subject),
            sum(each > score for each in of_object),
            len(of_subject),
            len(of_object),
            max((float(each) for n, each in enumerate(scores[i]) if n != k), default=-9.0) - score,
            labels[k] in own,
            own.count(labels[k]),
            len(set(own)),
            any(labels[k] in fired[j] for j in group),
            min((f.reach for f in candidate.fired if f.row.relation == labels[k]), default=9),
            KINDS.index(one.kind),
            KINDS.index(other.kind),
            one.entity.named,
            other.entity.named,
            said[one.entity.id, k, other.entity.id] - score,
            said.get((other.entity.id, k, one.entity.id), -99.0),
            abs(one.head - other.head),
            one.head < other.head,
            len(group),
            one.last - one.first,
            other.last - other.first,
        )
        row[25 + k] = 1
        row[25 + len(labels) + types[one.entity.type]] = 1
        row[25 + len(labels) + len(types) + types[other.entity.type]] = 1
    return rows
