"""The second stage's rows: how a reading stands among its rivals."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.claims.pairs import Candidate, candidates
from kgraph.claims.rivalry import LEAST, Reading, Scores, Standing, readings, rivalry
from kgraph.ontology import ontology
from tests.claims.marked import view

LABELS = ("led_by", "owned_by")
LED_BY, OWNED_BY = range(2)
NO = LEAST - 1
SENTENCE = "{Vendor:Latchkey}, led by {Person:Ann Poe}, is backed by {Vendor:Copper Mesa}."
SCORES = {
    ("Latchkey", "Ann Poe"): (3.0, NO),
    ("Copper Mesa", "Ann Poe"): (1.0, NO),
    ("Latchkey", "Copper Mesa"): (NO, 2.0),
    ("Copper Mesa", "Latchkey"): (NO, -1.0),
}


@pytest.fixture(scope="module")
def found() -> list[Candidate]:
    return [each for each in candidates(view(SENTENCE)) if _pair(each) in SCORES]


def _pair(candidate: Candidate) -> tuple[str, str]:
    return candidate.subject.text, candidate.object.text


def _scores(found: list[Candidate], apart: float = 0.0) -> Scores:
    """The same from both models, or `apart` from it upwards and downwards."""
    table = np.array([SCORES[_pair(each)] for each in found], np.float32)
    return Scores(table + np.float32(apart), table - np.float32(apart))


def _standing(found: list[Candidate], pair: tuple[str, str], relation: int) -> Standing:
    chosen = [(next(i for i, each in enumerate(found) if _pair(each) == pair), relation)]
    (row,) = rivalry(found, [0] * len(found), LABELS, _scores(found), chosen)
    return Standing(*row[: len(Standing._fields)].tolist())


def test_readings_are_likely_and_allowed(found: list[Candidate]) -> None:
    chosen: list[Reading] = readings(found, LABELS, _scores(found))
    assert {(*_pair(found[i]), LABELS[k]) for i, k in chosen} == {
        ("Latchkey", "Ann Poe", "led_by"),
        ("Copper Mesa", "Ann Poe", "led_by"),
        ("Latchkey", "Copper Mesa", "owned_by"),
        ("Copper Mesa", "Latchkey", "owned_by"),
    }


def test_the_best_reading_has_no_lead_before_it(found: list[Candidate]) -> None:
    best = _standing(found, ("Latchkey", "Ann Poe"), LED_BY)
    assert (best.score, best.lead_of_group, best.lead_with_same_object, best.better_with_same_object) == (
        3,
        0,
        0,
        0,
    )
    assert (best.size_of_group, best.number_with_same_object, best.number_with_same_subject) == (2, 2, 1)
    assert (best.fired, best.fired_in_group, best.reach) == (True, True, 0)
    assert best.lead_of_other_relations == NO - 3
    assert (best.subject_named, best.subject_first) == (True, True)


def test_a_rival_sees_who_is_better(found: list[Candidate]) -> None:
    rival = _standing(found, ("Copper Mesa", "Ann Poe"), LED_BY)
    assert (rival.lead_of_group, rival.lead_with_same_object, rival.better_with_same_object) == (2, 2, 1)
    assert (rival.fired, rival.fired_in_group, rival.reach) == (False, True, 9)


def test_a_reading_sees_its_reverse(found: list[Candidate]) -> None:
    assert _standing(found, ("Latchkey", "Copper Mesa"), OWNED_BY).score_reversed == -1
    assert _standing(found, ("Latchkey", "Ann Poe"), LED_BY).score_reversed == -99


def test_columns(found: list[Candidate]) -> None:
    scores = _scores(found)
    chosen = readings(found, LABELS, scores)
    rows = rivalry(found, [0] * len(found), LABELS, scores, chosen)
    types = len(ontology().types) + 1
    assert rows.shape == (len(chosen), len(Standing._fields) + len(LABELS) + 2 * types)
    assert (rows[:, len(Standing._fields) :].sum(axis=1) == 3).all()
    assert rivalry(found, [0] * len(found), LABELS, scores, []).shape == (0, rows.shape[1])


def test_rivals_are_in_the_same_sentence(found: list[Candidate]) -> None:
    apart = rivalry(found, range(len(found)), LABELS, _scores(found), readings(found, LABELS, _scores(found)))
    group_sizes = apart[:, Standing._fields.index("size_of_group")]
    assert (group_sizes == 1).all()


def test_what_both_models_say_is_told_beside_their_mean(found: list[Candidate]) -> None:
    scores = _scores(found, apart=0.5)
    chosen = readings(found, LABELS, scores)
    assert chosen == readings(found, LABELS, _scores(found))
    rows = rivalry(found, [0] * len(found), LABELS, scores, chosen)
    by_features, by_encoder, mean = (
        rows[:, Standing._fields.index(name)] for name in ("by_features", "by_encoder", "score")
    )
    np.testing.assert_allclose((by_features - 0.5, by_encoder + 0.5), (mean, mean))


def test_the_encoder_has_leads_of_its_own(found: list[Candidate]) -> None:
    rival = _standing(found, ("Copper Mesa", "Ann Poe"), LED_BY)
    assert (rival.encoder_lead_of_group, rival.encoder_lead_elsewhere) == (2, 0)
