"""Shingles, facts and candidates: what is compared, and which pairs are."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import numpy as np
import pytest

from kgraph.graph.sketches import BUCKET, candidates, facts, shared, shingles

SENTENCE = "The ministry of works struck the company from its register on Monday after a long review"


def text(chance: Random, words: int) -> str:
    """Words that occur in no other text."""
    return " ".join(f"w{chance.randrange(10**9)}" for _ in range(words))


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("a b c d", "a b c d", 2),
        ("A b, c: d!", "a B c d", 2),
        ("a b c d", "d c b a", 0),
        ("a b", "a b", 0),
        ("", "", 0),
        ("a b c a b c", "a b c", 1),
        ("the firm’s 1,200 boxes", "the firm’s 1,200 boxes", 2),
    ],
)
def test_shared(one: str, other: str, common: int) -> None:
    assert shared(shingles(one), shingles(other)) == common


@pytest.mark.parametrize("quotation", ["“we own it”", '"we own it"', "«we own it»", "„we own it“"])
def test_quotations_do_not_count(quotation: str) -> None:
    own = " ".join([SENTENCE] * 3)
    assert shared(shingles(f"{own} {quotation} {own}"), shingles("we own it")) == 0


def test_a_text_that_is_nearly_all_quotation_counts() -> None:
    assert shared(shingles(f"“{SENTENCE}” he said"), shingles(SENTENCE)) == len(shingles(SENTENCE))


def test_a_quotation_that_never_ends_hides_one_paragraph_at_most() -> None:
    own = " ".join([SENTENCE] * 3)
    assert shared(shingles(f"{own}\n\n“open\n\n{own}\n\n“shut”"), shingles(own)) == len(shingles(own))


def test_facts_are_numbers_and_names() -> None:
    names, words = facts("Orrin paid 40 marks. The marks went to Avaria. In the end Avaria paid.")
    assert names == {"orrin", "40", "avaria", "in"}
    assert names < words


def test_hashes_are_the_same_in_every_process() -> None:
    code = f"from kgraph.graph.sketches import shingles; print(shingles({SENTENCE!r}).tolist())"
    ran = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert ran[0] == ran[1]
    assert len(ran[0]) > 50


def test_candidates_are_the_pairs_that_share_much() -> None:
    chance = Random(3)
    wire = text(chance, 300)
    texts = [wire, wire, " ".join(wire.split()[:120]), *(text(chance, 200) for _ in range(40))]
    sets = sorted(map(shingles, texts), key=len, reverse=True)
    cut = next(place for place, one in enumerate(sets) if len(one) == 118)
    assert candidates(sets) == [(0, 1), (0, cut), (1, cut)]


@pytest.mark.parametrize("count", [0, 1])
def test_fewer_than_two_texts_have_no_candidates(count: int) -> None:
    assert candidates([shingles(SENTENCE)] * count) == []


def test_boilerplate_of_many_stays_linear() -> None:
    chance = Random(4)
    same = text(chance, 100)
    count = 10 * BUCKET
    sets = [shingles(f"{same} {text(chance, 20)}") for _ in range(count)]
    found = candidates(sorted(sets, key=len, reverse=True))
    assert len(found) < count * count / 4
    assert {place for pair in found for place in pair} == set(range(count))


def test_no_pair_of_independent_texts_is_a_candidate() -> None:
    chance = Random(5)
    assert candidates([np.unique(shingles(text(chance, 150))) for _ in range(300)]) == []
