"""The shipped encoder reads real sentences; more at once change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.encoder import Marked, MarkedMention, PairEncoder, Reading, States
from kgraph.encoder.reader import AT_ONCE
from kgraph.model import Stance
from kgraph.ontology import ontology

PAIRS = [(0, 1), (1, 0)]


def _sentence(text: str, one: int, other: int, types: tuple[str, str]) -> Marked:
    marks = [MarkedMention(at, at, at, type, "name") for at, type in zip((one, other), types, strict=True)]
    return Marked(text.split(), marks)


def _reading(states: States, sentence: Marked) -> Reading:
    return states.read(PAIRS, [mention.type for mention in sentence.mentions])


WON = _sentence("Orrin won a contract from Avaria on Monday .", 0, 5, ("Vendor", "Government"))
LED = _sentence("Orrin , led by Poe , makes drones .", 0, 4, ("Vendor", "Person"))
IDLE = _sentence(
    "Orrin presents a new phone on Monday , while Avaria holds elections .", 0, 8, ("Vendor", "Government")
)


def _allowed(sentence: Marked, pair: int) -> dict[str, float]:
    """Log-odds of the relations that the ontology allows between the two: only those were learned."""
    encoder = PairEncoder.load()
    (states,) = encoder.read([sentence])
    one, other = (sentence.mentions[number].type for number in PAIRS[pair])
    found = _reading(states, sentence).scores[pair].tolist()
    scores = dict(zip(encoder.relations, found, strict=True))
    return {relation: score for relation, score in scores.items() if ontology().allows(relation, one, other)}


@pytest.mark.parametrize(("sentence", "relation"), [(WON, "contracted_by"), (LED, "led_by")])
def test_the_relation_is_the_likeliest_of_all(sentence: Marked, relation: str) -> None:
    scores = _allowed(sentence, 0)
    assert max(scores, key=scores.__getitem__) == relation
    assert scores[relation] > 0


@pytest.mark.parametrize("pair", [0, 1])
def test_nothing_is_likely_where_nothing_is_said(pair: int) -> None:
    assert max(_allowed(IDLE, pair).values()) < 0


def test_a_type_is_told_by_what_is_said() -> None:
    encoder = PairEncoder.load()
    text = "Founded in 2004 , Orrin sells cameras to the army ; its chief executive is Poe ."
    marks = [MarkedMention(4, 4, 4, "Place", "name"), MarkedMention(15, 15, 15, "Vendor", "name")]
    (states,) = encoder.read([Marked(text.split(), marks)])
    best = [encoder.types[row] for row in states.types().argmax(axis=1)]
    assert best[0] == "Vendor"
    np.testing.assert_allclose(states.types().sum(axis=1), 1, atol=1e-5)


def test_names_are_those_of_the_ontology() -> None:
    assert set(PairEncoder.load().relations) <= set(ontology().relations)
    assert set(PairEncoder.load().types) <= {*ontology().types, "count"}


def test_one_at_a_time_or_all_at_once() -> None:
    encoder = PairEncoder.load()
    few = [WON, LED, IDLE]
    many = few * (AT_ONCE // 20)
    alone = [_reading(encoder.read([sentence])[0], sentence).scores for sentence in few]
    for number, states in enumerate(encoder.read(many)):
        scores = _reading(states, few[number % 3]).scores
        np.testing.assert_allclose(scores, alone[number % 3], atol=1e-3)


def test_nothing_to_read() -> None:
    assert PairEncoder.load().read([]) == []


def test_a_denial_is_one() -> None:
    text = "Orrin denied that it had ever given data to Avaria , the Ledger said ."
    marks = [
        MarkedMention(0, 0, 0, "Vendor", "name"),
        MarkedMention(3, 3, 3, "Vendor", "pronoun"),
        MarkedMention(9, 9, 9, "Government", "name"),
    ]
    (states,) = PairEncoder.load().read([Marked(text.split(), marks)])
    reading = states.read([(1, 2)], [mark.type for mark in marks])
    stances = reading.stances(0, PairEncoder.load().relations.index("shared_data_with"))
    assert list(Stance)[int(np.argmax(stances))] is Stance.DENIED
    assert len(stances) == len(Stance)
    speakers = reading.speakers(0, PairEncoder.load().relations.index("shared_data_with"))
    assert len(speakers) == 2 + len(marks)
    assert int(np.argmax(speakers)) == 2  # the first mention, after nobody and somebody elsewhere
