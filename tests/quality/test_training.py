"""What training stands on: the corpus reads, files go round, labels fall on the right pairs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

import kgraph.linear
from kgraph.claims.pairs import candidates, views
from kgraph.forest import Forest
from kgraph.linear import LinearModel
from kgraph.model import Stance
from kgraph.ontology import ontology
from training.corpus import (
    AnnotatedClaim,
    AnnotatedEntity,
    Passage,
    gold_documents,
    held_out,
    read_corpus,
)
from training.features import Bags
from training.labels import annotate, stated, statements
from training.logistic import choose_one, one_against_rest
from training.page import PAGE, refresh
from training.weights import SHIPPED, reading, save_forest, save_linear, workshop

TEXT = "Northgate Systems was banned by the Ministry of Works. It is led by Mara Voss."


def _claim(subject: str, relation: str, thing: str, start: int, end: int, trigger: str) -> AnnotatedClaim:
    return AnnotatedClaim(
        subject, relation, thing, Stance.ASSERTED, None, start, end, "", "", trigger, core=True
    )


PASSAGE = Passage(
    "x-001",
    TEXT,
    "Daily Ledger",
    date(2024, 5, 2),
    (
        AnnotatedEntity("e1", "Vendor", "Northgate Systems", ("Northgate Systems", "It")),
        AnnotatedEntity("e2", "Agency", "Ministry of Works", ("Ministry of Works",)),
        AnnotatedEntity("e3", "Person", "Mara Voss", ("Mara Voss",)),
    ),
    (
        _claim("e1", "banned_by", "e2", 0, 54, "banned"),
        _claim("e1", "led_by", "e3", 55, 78, "led"),
    ),
)


def test_every_passage_reads_and_keeps_the_ontology() -> None:
    passages = read_corpus()
    onto = ontology()
    assert len({passage.id for passage in passages}) == len(passages)
    for passage in passages:
        assert all(entity.type in onto.types for entity in passage.entities)
        assert all(claim.relation in onto.relations for claim in passage.claims)


WITH_GAPS = ("zi", "zj", "zk")


def test_a_fifth_is_held_out() -> None:
    passages = read_corpus()
    kept = held_out(passages)
    assert {passage.id[-1] for passage in kept} == {"0", "5"}
    sizes = Counter(passage.id[:2] for passage in passages)
    counts = Counter(passage.id[:2] for passage in kept)
    for file in WITH_GAPS:  # it lacks some passages that stood there once
        assert counts.pop(file) / sizes.pop(file) == pytest.approx(0.2, abs=0.025)
    assert counts == {file: size // 5 for file, size in sizes.items()}


def test_gold_of_a_passage_has_no_pronouns() -> None:
    (document,) = gold_documents([PASSAGE])
    assert document.claims[0].subject == ("Northgate Systems",)
    assert document.claims[0].relation == "banned_by"


def test_labels_fall_on_the_annotated_pairs() -> None:
    (annotated,) = annotate([PASSAGE])
    found = {
        (candidate.subject.text, relation, candidate.object.text)
        for view in views(annotated.doc, annotated.mentions)
        for candidate in candidates(view)
        for relation in stated(annotated, candidate, view.sentence)[0]
    }
    assert found == {
        ("Northgate Systems", "banned_by", "Ministry of Works"),
        ("It", "led_by", "Mara Voss"),
    }
    triggers = {(each.relation, annotated.doc[each.trigger].text) for each in statements(annotated)}
    assert triggers == {("banned_by", "banned"), ("led_by", "led")}


def test_a_linear_model_goes_round(tmp_path: Path) -> None:
    weights = np.array([[0.5, 0.0], [0.001, -2.0], [0.0, 0.001]])
    save_linear(tmp_path, "tiny", ["a", "b"], [0.25, -1.0], weights, ["one", "two", "three"], least=0.01)
    with reading(tmp_path):
        model = LinearModel.load("tiny")
    assert model.labels == ("a", "b")
    assert model.scores(["one", "two", "three"]) == [0.75, -3.0]


def test_a_training_that_fails_changes_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with workshop(tmp_path) as folder:
            assert folder == kgraph.linear._MODELS
            (folder / "types.npz").write_bytes(b"new")
            raise RuntimeError

    (tmp_path / "types.npz").write_bytes(b"old")
    with pytest.raises(RuntimeError):
        fail()
    assert [file.name for file in tmp_path.iterdir()] == ["types.npz"]
    assert (tmp_path / "types.npz").read_bytes() == b"old"
    assert kgraph.linear._MODELS == SHIPPED


def test_the_page_has_a_place_for_every_table() -> None:
    names = ("scores", "relations", "confidence", "losses", "models", "speed")
    page = refresh(PAGE.read_text(encoding="utf-8"), dict.fromkeys(names, "| new |"))
    assert page.count("| new |") == len(names)
    with pytest.raises(KeyError):
        refresh(page, {"unknown": ""})


def test_a_forest_goes_round(tmp_path: Path) -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    random = np.random.default_rng(0)
    rows = random.normal(size=(400, 3)).astype(np.float32)
    wanted = rows[:, 0] * rows[:, 1] > 0
    model = ensemble.HistGradientBoostingClassifier(max_iter=9, random_state=0).fit(rows, wanted)
    save_forest(tmp_path, "tiny", model)
    with reading(tmp_path):
        chances = Forest.load("tiny").chances(rows)
    assert chances == pytest.approx(model.predict_proba(rows)[:, 1], abs=1e-5)


def test_one_against_rest_learns_what_counts() -> None:
    pytest.importorskip("scipy")
    bags = Bags()
    for features in [["a"], ["b"], ["a", "b"], []] * 64:
        bags.add(features)
    rows = bags.matrix()
    right = np.array([[1, 0], [0, 1], [1, 1], [0, 0]] * 64, np.float32)
    counts = np.ones_like(right)
    right[:, 1], counts[:, 1] = 1, 0  # says nothing about the second label
    weights, bias = one_against_rest(rows, right, counts, l2=0.0, epochs=60)
    scores = rows @ weights + bias
    assert ((scores[:, 0] > 0) == (right[:, 0] > 0)).all()
    assert not weights[:, 1].any()
    again = one_against_rest(rows, right, counts, l2=0.0, epochs=60)[0]
    assert (weights == again).all()


def test_choose_one_prefers_the_right_options() -> None:
    pytest.importorskip("scipy")
    bags = Bags()
    for features in (["near"], ["far"], ["far"], ["near", "loud"], ["far"]):
        bags.add(features)
    choice, right = np.array([0, 0, 1, 1, 1]), np.array([True, False, False, True, False])
    rows, names = bags.table(1)
    weights = dict(zip(names, choose_one(rows, choice, right, np.ones(2), l2=0.1), strict=True))
    assert weights["near"] > 0 > weights["far"]


def test_features_of_one_row_or_one_passage_are_rare() -> None:
    pytest.importorskip("scipy")
    bags = Bags()
    for features in (["often", "twice here"], ["twice here", "twice here"], ["often", "once"]):
        bags.add(features)
    rows, names = bags.table(2)
    assert names == ["often", "twice here"]
    assert rows.toarray().tolist() == [[1, 1], [0, 2], [1, 0]]
    assert bags.table(2, [0, 0, 1])[1] == ["often"]
    assert bags.table(1)[1] == sorted(bags.columns)
