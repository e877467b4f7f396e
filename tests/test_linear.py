"""Linear models: scores from the table, and every shipped model loads and fits the ontology."""

from __future__ import annotations

import math
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

import kgraph.linear
from kgraph.linear import LinearModel, softmax
from kgraph.model import Stance
from kgraph.ontology import ontology

MODEL = LinearModel(
    ["supplies", "banned_by"],
    np.array([-1.0, -2.0], np.float32),
    {crc32(b"sold to"): 0, crc32(b"ministry"): 1},
    np.array([[2.0, -1.0], [0.0, 0.5], [0.0, 0.0]], np.float32),
)


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ([], [-1.0, -2.0]),
        (["never seen"], [-1.0, -2.0]),
        (["sold to"], [1.0, -3.0]),
        (["sold to", "ministry"], [1.0, -2.5]),
    ],
)
def test_scores_are_sums_over_the_features(features: list[str], expected: list[float]) -> None:
    assert MODEL.scores(features) == expected
    assert MODEL.scores(features) == expected, "scoring must leave the model as it is"


def test_many_bags_score_as_each_does_alone() -> None:
    bags = [["sold to"], [], ["ministry", "never seen", "sold to"]]
    assert MODEL.scores_of_all(bags).tolist() == [MODEL.scores(bag) for bag in bags]
    assert MODEL.scores_of_all([]).shape == (0, 2)


def test_contributions_explain_a_score() -> None:
    features = ["ministry", "sold to", "never seen"]
    assert MODEL.contributions(features, "banned_by") == [("sold to", -1.0), ("ministry", 0.5)]
    assert MODEL.contributions(features, "supplies") == [("sold to", 2.0)]


def test_softmax() -> None:
    found = softmax([1000.0, 1000.0 + math.log(3)])
    assert found == pytest.approx([0.25, 0.75])


WEIGHTS = Path(kgraph.linear.__file__).parent / "weights"
SHIPPED = {
    "antecedent": {"antecedent"},
    "relations": set(ontology().relations),
    "source": {"source"},
    "stance": {*Stance},
    "types": set(ontology().types),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_model_fits_the_ontology(name: str) -> None:
    model = LinearModel.load(name)
    assert set(model.labels) <= SHIPPED[name]
    assert len(set(model.labels)) == len(model.labels) == len(model.scores([]))
    assert all(math.isfinite(score) for score in model.scores([]))
    assert LinearModel.load(name) is model


def test_every_shipped_file_is_small_and_known() -> None:
    files = list(WEIGHTS.glob("*.npz"))
    assert {file.stem for file in files} == {
        *SHIPPED,
        "rivalry",
        "rivalry_short",
        "encoder",
        "pieces",
        "gate",
    }
    assert sum(file.stat().st_size for file in files) < 28_500_000
