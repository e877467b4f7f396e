"""Names of one entity are found, and namesakes kept apart, at least as well as the page says."""

from __future__ import annotations

import pytest

from kgraph.ontology import catalogue
from training.identity import (
    PAGE,
    b_cubed,
    entities_found,
    ids,
    pairwise_scores,
    read_names,
    tables,
)
from training.page import refresh

LABELLED = read_names()
GOLD = [name.entity for name in LABELLED]
FLOORS = {"precision": 0.99, "recall": 0.90, "f1": 0.945}
FLOORS_B_CUBED = {"precision": 0.99, "recall": 0.95, "f1": 0.97}


@pytest.fixture(scope="module")
def found() -> list[str]:
    return entities_found(LABELLED)


@pytest.mark.parametrize("score", FLOORS)
def test_floors(score: str, found: list[str]) -> None:
    assert getattr(pairwise_scores(GOLD, found), score) >= FLOORS[score]
    assert getattr(b_cubed(GOLD, found), score) >= FLOORS_B_CUBED[score]


def test_the_rules_are_worth_it(found: list[str]) -> None:
    assert pairwise_scores(GOLD, found).f1 > pairwise_scores(GOLD, ids(LABELLED)).f1 + 0.4
    assert pairwise_scores(GOLD, found).precision > pairwise_scores(GOLD, ids(LABELLED)).precision


def test_order_changes_nothing(found: list[str]) -> None:
    backwards = entities_found(LABELLED[::-1])[::-1]
    assert pairwise_scores(found, backwards).f1 == 1.0


def test_the_set_is_large_and_clean() -> None:
    assert len(LABELLED) >= 150
    assert len(set(GOLD)) >= 60
    assert len(set(LABELLED)) == len(LABELLED)
    firms = {name.entity for name in LABELLED if catalogue().find(name.name)}
    assert len(firms) < 20, "nearly all of it is invented"


def test_the_page_has_the_tables() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert refresh(page, tables(LABELLED)) == page, "run `python -m training.identity --page`"


@pytest.mark.parametrize(
    ("gold", "found", "pairs", "b3"),
    [
        ("aabb", "aabb", (1.0, 1.0), (1.0, 1.0)),
        ("aabb", "abcd", (1.0, 0.0), (1.0, 0.5)),
        ("aabb", "xxxx", (1 / 3, 1.0), (0.5, 1.0)),
        ("aaab", "xxyy", (0.5, 1 / 3), (0.75, 2 / 3)),
    ],
)
def test_measures(gold: str, found: str, pairs: tuple[float, float], b3: tuple[float, float]) -> None:
    scores = pairwise_scores(gold, found)
    assert (scores.precision, scores.recall) == pytest.approx(pairs)
    scores = b_cubed(gold, found)
    assert scores.precision == pytest.approx(b3[0])
    assert scores.recall == pytest.approx(sum_recall(gold, found))


def sum_recall(gold: str, found: str) -> float:
    """The recall of B-cubed as its definition says, name by name."""
    places = range(len(gold))
    shares = []
    for place in places:
        group = [other for other in places if gold[other] == gold[place]]
        shares.append(sum(found[other] == found[place] for other in group) / len(group))
    return sum(shares) / len(shares)
