"""Invented articles → why their claims are made, and why others are not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

import kgraph
from kgraph.claims import find_claims
from kgraph.claims.relations import FLOOR
from kgraph.errors import DocumentError
from kgraph.explain import ExplainedMention, ExplainedReading, Explanation, Outcome, explain
from kgraph.explain.mentions import REASONS
from kgraph.language import parse
from kgraph.mentions import find_mentions
from kgraph.model import Document
from kgraph.ontology import triggers

BANNED = (
    "The United States banned Northgate Systems, a software company, on 3 May 2024. "
    "The ministry removed it from its list of suppliers.\n\n"
    "Northgate Systems denied that it has ties to Russia. "
    "The United States banned Northgate Systems.\n\n"
    "“The company has 40 million users,” said Ann Poe, its chief executive."
)
LISTED = (
    "  Northgate Systems and Orrin Robotics, two vendors, sued Avaria.\n\n1. A register was struck.\n\n\n"
)


@cache
def explained(text: str, least: float = 0.0, features: int = 3) -> Explanation:
    return explain(Document(text, publisher="Daily Ledger"), least=least, features=features)


def readings(text: str) -> list[ExplainedReading]:
    return [reading for sentence in explained(text).sentences for reading in sentence.readings]


def mention(text: str, words: str) -> ExplainedMention:
    """The first mention with these words."""
    found = (each for sentence in explained(text).sentences for each in sentence.mentions)
    return next(each for each in found if each.mention.text == words)


@pytest.mark.parametrize("text", [BANNED, LISTED, "", "It rained."])
def test_the_claims_are_those_of_a_build(text: str) -> None:
    ((document, doc),) = parse([Document(text, publisher="Daily Ledger")])
    claims = find_claims(document, doc, find_mentions(document, doc))
    assert {claim.id: claim for claim in explained(text).claims} == {claim.id: claim for claim in claims}
    assert len(explained(text).claims) == len(claims)


@pytest.mark.parametrize("text", [BANNED, LISTED])
def test_sentences_are_numbered_and_at_their_places(text: str) -> None:
    sentences = explained(text).sentences
    assert [sentence.number for sentence in sentences] == [*range(1, len(sentences) + 1)]
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
        for each in sentence.mentions:
            assert sentence.start <= each.mention.start < each.mention.end <= sentence.end
        for trigger in sentence.triggers:
            assert text[trigger.start : trigger.end] == trigger.word


@pytest.mark.parametrize(
    ("words", "because", "earlier"),
    [
        ("United States", "catalogue", None),
        ("Northgate Systems", "name", None),
        ("a software company", "syntax", "Northgate Systems"),
        ("40 million", "number", None),
    ],
)
def test_a_mention_says_why_it_stands_for_its_entity(words: str, because: str, earlier: str | None) -> None:
    found = mention(BANNED, words)
    assert (found.because, found.earlier) == (because, earlier)
    assert found.earlier_in == (1 if earlier else None)


def test_what_comes_up_again_names_what_was_there_before() -> None:
    for sentence in explained(BANNED).sentences:
        for each in sentence.mentions:
            assert each.because in REASONS
            assert (each.earlier is None) == (each.earlier_in is None)
            assert each.earlier_in is None or each.earlier_in <= sentence.number


def test_a_trigger_has_its_frame_and_its_rows() -> None:
    known = {row.id for rows in triggers().values() for row in rows}
    (banned,) = (each for each in explained(BANNED).sentences[0].triggers if each.word == "banned")
    assert banned.slots["subj"] == ("United States",)
    assert "Northgate Systems" in banned.slots["obj"]
    assert "banned_by:ban" in banned.fired
    for sentence in explained(BANNED + LISTED).sentences:
        for trigger in sentence.triggers:
            idle = {row.id for row in trigger.idle}
            assert idle | {*trigger.fired} <= known
            assert not idle & {*trigger.fired}


def test_a_row_that_did_not_fire_says_what_it_missed() -> None:
    (banned,) = (
        trigger
        for trigger in explained("The software company Northgate Systems was banned by Ann Poe.")
        .sentences[0]
        .triggers
        if trigger.word == "banned"
    )
    (row,) = (row for row in banned.idle if row.id == "banned_by:ban")
    assert row.missing.startswith("no object: no Government or Agency or ")


@pytest.mark.parametrize("text", [BANNED, LISTED])
def test_every_reading_has_an_outcome_that_fits(text: str) -> None:
    found = readings(text)
    assert found
    for reading in found:
        assert (reading.claim is None) == (reading.outcome not in (
            Outcome.CLAIM, Outcome.SURER_HERE, Outcome.SURER_ELSEWHERE,
        ))  # fmt: skip
        if reading.outcome in (Outcome.RULED_OUT, Outcome.NOT_ALLOWED):
            assert reading.confidence is None
            continue
        assert reading.confidence is not None
        assert (reading.confidence >= FLOOR) == (reading.outcome is not Outcome.UNSURE)
        if reading.claim is not None:
            assert reading.claim.confidence == round(reading.confidence, 3)
            assert (reading.claim.relation, reading.claim.subject.id) == (
                reading.relation,
                reading.subject.entity.id,
            )
    assert {Outcome.UNSURE} < {reading.outcome for reading in found}


def test_what_is_said_twice_is_one_claim_and_the_other_points_to_it() -> None:
    twice = [
        reading for reading in readings(BANNED)
        if (reading.subject.text, reading.relation, reading.object.text)
        == ("Northgate Systems", "banned_by", "United States")
    ]  # fmt: skip
    assert sorted(reading.outcome for reading in twice) == ["claim", "surer_elsewhere"]
    (kept,) = (reading for reading in twice if reading.outcome is Outcome.CLAIM)
    (lost,) = (reading for reading in twice if reading.outcome is not Outcome.CLAIM)
    (number,) = (sentence.number for sentence in explained(BANNED).sentences if kept in sentence.readings)
    assert lost.why.startswith(f"said more surely in sentence {number}")


def test_the_surest_comes_first_and_the_unlikely_is_left_out() -> None:
    for sentence in explained(BANNED).sentences:
        found = [-1.0 if each.confidence is None else each.confidence for each in sentence.readings]
        assert found == sorted(found, reverse=True)
    few = explained(BANNED, least=0.3)
    kept = [each.confidence for sentence in few.sentences for each in sentence.readings]
    assert 0 < len(kept) < len(readings(BANNED))
    assert all(confidence is None or confidence >= 0.3 for confidence in kept)
    assert few.claims == explained(BANNED).claims


def test_features_speak_for_and_against() -> None:
    for reading in readings(BANNED):
        assert len([weight for _, weight in reading.features if weight > 0]) <= 3
        assert len([weight for _, weight in reading.features if weight < 0]) <= 3
    assert any(reading.features for reading in readings(BANNED))
    assert not any(
        reading.features
        for sentence in explained(BANNED, features=0).sentences
        for reading in sentence.readings
    )


def test_a_row_is_json_with_all_of_it() -> None:
    found = explained(BANNED)
    row = json.loads(json.dumps(found.as_row(), allow_nan=False))
    assert row["document"]["publisher"] == "Daily Ledger"
    assert row["least_of_claims"] == FLOOR
    assert [sentence["text"] for sentence in row["sentences"]] == [each.text for each in found.sentences]
    claims = [
        reading["claim"]["id"]
        for sentence in row["sentences"]
        for reading in sentence["readings"]
        if reading["outcome"] == "claim"
    ]
    assert claims == [claim.id for claim in found.claims]


def test_one_article_at_a_time(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{name}: Avaria is hot.", encoding="utf-8")
    assert kgraph.explain(tmp_path / "a.txt").document.text == "a.txt: Avaria is hot."
    with pytest.raises(DocumentError, match="has 2 articles; name one file"):
        kgraph.explain(tmp_path)
    with pytest.raises(DocumentError, match="missing"):
        kgraph.explain(tmp_path / "missing.txt")


def test_only_some_sentences() -> None:
    assert [sentence.number for sentence in explained(BANNED).only({2, 4}).sentences] == [2, 4]
