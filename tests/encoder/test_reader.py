"""The shipped encoder reads real sentences; more at once change nothing."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.encoder import Marked, MarkedMention, PairEncoder
from kgraph.encoder.reader import AT_ONCE
from kgraph.model import Stance
from kgraph.ontology import ontology


def _sentence(text: str, one: int, other: int, types: tuple[str, str]) -> Marked:
    marks = [MarkedMention(at, at, at, type, "name") for at, type in zip((one, other), types, strict=True)]
    return Marked(text.split(), marks, [(0, 1), (1, 0)])


WON = _sentence("Orrin won a contract from Avaria on Monday .", 0, 5, ("Vendor", "Government"))
LED = _sentence("Orrin , led by Poe , makes drones .", 0, 4, ("Vendor", "Person"))
IDLE = _sentence(
    "Orrin presents a new phone on Monday , while Avaria holds elections .", 0, 8, ("Vendor", "Government")
)


def _allowed(sentence: Marked, pair: int) -> dict[str, float]:
    """Log-odds of the relations that the ontology allows between the two: only those were learned."""
    encoder = PairEncoder.load()
    (reading,) = encoder.read([sentence])
    one, other = (sentence.mentions[number].type for number in sentence.pairs[pair])
    scores = dict(zip(encoder.relations, reading.scores[pair].tolist(), strict=True))
    return {relation: score for relation, score in scores.items() if ontology().allows(relation, one, other)}


@pytest.mark.parametrize(("sentence", "relation"), [(WON, "contracted_by"), (LED, "led_by")])
def test_the_relation_is_the_likeliest_of_all(sentence: Marked, relation: str) -> None:
    scores = _allowed(sentence, 0)
    assert max(scores, key=scores.__getitem__) == relation
    assert scores[relation] > 0


@pytest.mark.parametrize("pair", [0, 1])
def test_nothing_is_likely_where_nothing_is_said(pair: int) -> None:
    assert max(_allowed(IDLE, pair).values()) < 0


def test_relations_are_those_of_the_ontology() -> None:
    assert set(PairEncoder.load().relations) <= set(ontology().relations)


def test_one_at_a_time_or_all_at_once() -> None:
    encoder = PairEncoder.load()
    many = [WON, LED, IDLE] * (AT_ONCE // 20)
    alone = [encoder.read([sentence])[0].scores for sentence in (WON, LED, IDLE)]
    for number, reading in enumerate(encoder.read(many)):
        np.testing.assert_allclose(reading.scores, alone[number % 3], atol=1e-3)


def test_nothing_to_read() -> None:
    assert PairEncoder.load().read([]) == []


def test_a_denial_is_one() -> None:
    text = "Orrin denied that it had ever given data to Avaria , the Ledger said ."
    marks = [
        MarkedMention(0, 0, 0, "Vendor", "name"),
        MarkedMention(3, 3, 3, "Vendor", "pronoun"),
        MarkedMention(9, 9, 9, "Government", "name"),
    ]
    (reading,) = PairEncoder.load().read([Marked(text.split(), marks, [(1, 2)])])
    stances = reading.stances(0, PairEncoder.load().relations.index("shared_data_with"))
    assert list(Stance)[int(np.argmax(stances))] is Stance.DENIED
    assert len(stances) == len(Stance)
