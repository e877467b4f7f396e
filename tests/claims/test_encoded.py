"""The candidates of a document with what the encoder makes of each."""

from __future__ import annotations

import pytest

from kgraph.claims.encoded import Encoded
from kgraph.claims.marking import marked
from kgraph.claims.pairs import candidates
from kgraph.model import Stance
from tests.claims.marked import view

WON = "{Vendor:Orrin} won a contract from {Agency:the ministry}."
IDLE = "It rained."
LED = "{Vendor:Latchkey}, said {MediaOutlet:the Ledger}, is led by {Person:Ann Poe}."


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    views = [view(WON), view(LED)]
    return Encoded([(each, list(candidates(each))) for each in views] + [(views[0], [])])


def test_sentences_are_laid_end_to_end(encoded: Encoded) -> None:
    labels = ("led_by", "contracted_by")
    scores = encoded.scores(labels)
    assert scores.shape == (len(encoded.candidates), 2)
    names = [(each.subject.text, each.object.text) for each in encoded.candidates]
    assert scores[names.index(("Orrin", "the ministry")), 1] > 0
    assert scores[names.index(("Latchkey", "Ann Poe")), 0] > 0


def test_stances_are_chances(encoded: Encoded) -> None:
    for number in range(len(encoded.candidates)):
        stances = encoded.stances(number, "led_by")
        assert stances is not None
        assert set(stances) == set(Stance)
        assert sum(stances.values()) == pytest.approx(1)


def test_an_unknown_relation_has_none(encoded: Encoded) -> None:
    assert encoded.stances(0, "insured_by") is None


def test_no_candidates() -> None:
    assert Encoded([]).scores(("led_by", "owned_by")).shape == (0, 2)


def test_marks_count_from_the_sentence() -> None:
    sentence = view(WON)
    found = marked(sentence, list(candidates(sentence)))
    assert found.words[0] == "Orrin"
    assert {found.words[mention.head] for mention in found.mentions} == {"Orrin", "ministry"}
    assert all(one != other for one, other in found.pairs)
