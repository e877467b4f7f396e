"""The quality gate: extraction is at least as good as `floors.json` says it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.floors import (
    FLOORS,
    LoweredFloorError,
    data_digest,
    faults,
    floors_of,
    read_floors,
    scores_of,
    write_floors,
)
from training.scores import measure, measure_examples

DATA, PINNED = read_floors()
HELP = "; if that is meant, run `python -m training.floors --lower`"


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    return scores_of(measure(workers=None), measure_examples())


def test_the_data_are_those_that_the_floors_are_for() -> None:
    assert data_digest() == DATA, "passages or examples have changed: run `python -m training.floors`"


@pytest.mark.parametrize("name", PINNED)
def test_score(name: str, scores: dict[str, float]) -> None:
    assert not faults({name: PINNED[name]}, scores), HELP


def test_everything_measured_has_a_floor(scores: dict[str, float]) -> None:
    assert scores.keys() == PINNED.keys()


def test_floors_are_written_and_raised(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_floors({"passages f1": 0.5}, "one", path)
    write_floors({"passages f1": 0.6, "passages recall": 0.4}, "two", path)
    assert read_floors(path) == ("two", {"passages f1": 0.6, "passages recall": 0.4})


@pytest.mark.parametrize("new", [{"f1": 0.499, "recall": 0.9}, {"f1": 0.9}], ids=["lower", "gone"])
def test_a_floor_is_not_lowered_by_itself(new: dict[str, float], tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    old = {"f1": 0.5, "recall": 0.4}
    write_floors(old, "one", path)
    with pytest.raises(LoweredFloorError, match=r"0\.500 → 0\.499|recall: 0\.400 → none"):
        write_floors(new, "two", path)
    assert read_floors(path) == ("one", old)
    assert [file.name for file in tmp_path.iterdir()] == ["floors.json"]
    write_floors(new, "two", path, lower=True)
    assert read_floors(path) == ("two", new)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"f1": 0.5}, []),
        ({"f1": 0.6}, []),
        ({"f1": 0.4994}, ["f1: 0.499 is below the floor of 0.500"]),
        ({}, ["f1: 0.000 is below the floor of 0.500"]),
    ],
)
def test_what_is_below_a_floor_is_told(scores: dict[str, float], expected: list[str]) -> None:
    assert faults({"f1": 0.5}, scores) == expected


def test_a_new_floor_holds_what_was_measured() -> None:
    measured = {"passages f1": 0.5123, "passages f1 of owned_by": 0.01}
    assert floors_of(measured) == {"passages f1": 0.507, "passages f1 of owned_by": 0.0}
    assert not faults(floors_of(measured), measured)


def test_floors_lie_where_the_tests_are() -> None:
    assert Path(__file__).with_name("floors.json") == FLOORS
