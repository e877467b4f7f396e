"""The candidates of a document with what the encoder makes of each."""

from __future__ import annotations

import pytest

from kgraph.claims.encoded import Encoded, encode
from kgraph.claims.marking import marked, numbered
from kgraph.claims.pairs import candidates
from kgraph.model import Stance
from tests.claims.marked import read, view

WON = "{Vendor:Orrin} won a contract from {Agency:the ministry}."
IDLE = "It rained."
LED = "{Vendor:Latchkey}, said {MediaOutlet:the Ledger}, is led by {Person:Ann Poe}."


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    doc, mentions = read(f"{WON} {LED} {IDLE}")
    return encode(doc, mentions)[0]


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


def test_speakers_are_chances_of_entities(encoded: Encoded) -> None:
    names = [(each.subject.text, each.object.text) for each in encoded.candidates]
    telling = encoded.speakers(names.index(("Latchkey", "Ann Poe")), "led_by")
    assert telling is not None
    assert telling.nobody + telling.elsewhere + sum(telling.here.values()) == pytest.approx(1)
    assert len(telling.here) == 3
    assert max(telling.here, key=telling.here.__getitem__) == "ledger"


def test_an_unknown_relation_has_none(encoded: Encoded) -> None:
    assert encoded.stances(0, "insured_by") is None
    assert encoded.speakers(0, "insured_by") is None


def test_no_candidates() -> None:
    doc, mentions = read(IDLE)
    found, seen, kept = encode(doc, mentions)
    assert found.scores(("led_by", "owned_by")).shape == (0, 2)
    assert (seen, kept) == ([], [])


def test_sentences_are_those_of_the_document(encoded: Encoded) -> None:
    first, second = sorted(set(encoded.sentences))
    assert first == 0
    assert all(
        start == (0 if each.subject.head < second else second)
        for each, start in zip(encoded.candidates, encoded.sentences, strict=True)
    )


def test_marks_count_from_the_sentence() -> None:
    sentence = view(WON)
    found = marked(sentence)
    assert found.words[0] == "Orrin"
    assert {found.words[mention.head] for mention in found.mentions} == {"Orrin", "ministry"}
    pairs = numbered(sentence, list(candidates(sentence)))
    assert set(pairs) == {(0, 1), (1, 0)}
