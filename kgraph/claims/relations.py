"""Which relations hold between the two mentions of a candidate, and how sure that is."""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path

from kgraph.claims.pairs import Candidate, relations_between
from kgraph.linear import LinearModel

__all__ = ["judge"]

_FLOORS = Path(__file__).parent.parent / "weights" / "floors.csv"


def judge(candidate: Candidate) -> list[tuple[str, float]]:
    """The accepted relations of a candidate with their confidence, 0 to 1."""
    allowed = relations_between(candidate.subject.entity.type, candidate.object.entity.type)
    model = LinearModel.load("relations")
    scores = model.scores(candidate.features)
    accepted = []
    for relation, score in zip(model.labels, scores, strict=True):
        if relation in allowed:
            chance = 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
            if chance >= floors()[relation]:
                accepted.append((relation, chance))
    return accepted


@cache
def floors() -> dict[str, float]:
    """The least chance at which a relation is claimed, chosen on the tuning passages."""
    with _FLOORS.open(encoding="utf-8", newline="") as file:
        return {row["relation"]: float(row["floor"]) for row in csv.DictReader(file)}
