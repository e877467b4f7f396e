"""`kgraph explain` on articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from kgraph.model.rows import read_claims
from tests.cli.conftest import Command

TEXT = (
    "The United States banned Northgate Systems, a software company. "
    "The ministry removed it from its list of suppliers."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_person_sees_mentions_triggers_and_readings(kgraph: Command, article: Path) -> None:
    ran = kgraph("explain", article)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    for part in (
        "1. The United States banned",
        "2. The ministry removed",
        "mentions",
        "triggers",
        "readings",
    ):
        assert part in ran.out
    assert "→ banned_by:ban" in " ".join(ran.out.split())
    assert "claim: asserted" in ran.out


def test_claims_are_those_that_extract_prints(kgraph: Command, article: Path) -> None:
    found = json.loads(kgraph("explain", article, "--json", "--publisher", "Evening Wire").out)
    made = [
        reading["claim"]
        for sentence in found["sentences"]
        for reading in sentence["readings"]
        if reading["outcome"] == "claim"
    ]
    extracted = kgraph("extract", article, "--publisher", "Evening Wire").out.splitlines()
    assert sorted(claim["id"] for claim in made) == sorted(claim.id for claim in read_claims(extracted))


def test_only_one_sentence(kgraph: Command, article: Path) -> None:
    out = kgraph("explain", article, "--sentence", 2).out
    assert out.startswith("2. The ministry removed")
    assert "banned" not in out.split("mentions")[0]


def test_features_only_when_asked_for(kgraph: Command, article: Path) -> None:
    assert " for: " not in kgraph("explain", article).out
    assert " for: " in kgraph("explain", article, "--features").out


def test_less_likely_readings_when_asked_for(kgraph: Command, article: Path) -> None:
    article.write_text(
        "The ministry, led by Ann Poe, said that Orrin Robotics may have sold drones to Avaria.", "utf-8"
    )
    few, many = (kgraph("explain", article, "--min", least).out for least in (1, 0))
    assert many.count("below 0.40") > few.count("below 0.40") == 0


def test_standard_input(process: Command) -> None:
    ran = process("explain", "-", stdin=TEXT)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert ran.out.startswith("1. The United States banned")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--sentence", 9), ExitCode.ERROR, "has 2 sentences, none with number 9"),
        (("--sentence", 0), ExitCode.USAGE, "is not in the range"),
        (("--min", 2), ExitCode.USAGE, "is not in the range"),
        (("--published", "yesterday"), ExitCode.USAGE, "write it as YYYY-MM-DD"),
    ],
)
def test_a_fault_is_told_in_one_line(
    kgraph: Command, article: Path, args: tuple[object, ...], code: ExitCode, words: str
) -> None:
    ran = kgraph("explain", article, *args)
    assert (ran.code, ran.out, len(ran.told)) == (code, "", 1)
    assert words in ran.err


def test_no_article(kgraph: Command, tmp_path: Path) -> None:
    ran = kgraph("explain", tmp_path / "none.txt")
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
