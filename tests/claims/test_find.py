"""Short invented texts → claims, through the whole reader: mentions, relations, stance, source, evidence."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from kgraph.claims import EXTRACTOR_VERSION, find_claims
from kgraph.claims.find import kept_for
from kgraph.language import parse
from kgraph.mentions import find_mentions
from kgraph.model import Claim, Document, Literal, Source, Stance

NORTHGATE = (
    "Northgate Systems was removed from the ministry's list of approved suppliers on Monday.\n\n"
    "Northgate Systems, a software company, has no ties to the Russian government, the company said."
)
BANNED = (
    "France banned the software company Northgate Systems. "
    "The ministry removed it from its list of suppliers. "
    "Northgate Systems denied that it has ties to Russia."
)
COUNTED = "The drone maker Orrin Robotics has 40 million users, according to the Evening Wire."


def claims(text: str) -> list[Claim]:
    ((document, doc),) = parse([Document(text, publisher="Daily Ledger")])
    return find_claims(document, doc, find_mentions(document, doc))


def said(text: str) -> set[tuple[str, str, str, str]]:
    """Subject, relation, object and stance of every claim."""
    return {(claim.subject.name, claim.relation, claim.object.name, claim.stance) for claim in claims(text)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BANNED, ("Northgate Systems", "banned_by", "France", "asserted")),
        (BANNED, ("Northgate Systems", "alleged_ties", "Russia", "denied")),
        ("The Pentagon awarded the radio maker Tallis Networks a contract.",
         ("Tallis Networks", "contracted_by", "Department of Defense", "asserted")),
        (BANNED.replace("banned", "plans to ban"), ("Northgate Systems", "banned_by", "France", "proposed")),
        ("Officials suspect that the vendor Orrin Robotics has ties to Russian intelligence.",
         ("Orrin Robotics", "alleged_ties", "Russian intelligence services", "alleged")),
        (NORTHGATE, ("Northgate Systems", "alleged_ties", "Russia", "denied")),
        (COUNTED, ("Orrin Robotics", "has_users", "40 million", "asserted")),
    ],
)  # fmt: skip
def test_claims(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "It rained in Port Avar on Monday, and the market closed early.",
        "The striker was banned by the football association after a brawl.",
        "Add the flour, whisk the eggs and bake for 40 minutes.",
    ],
)
def test_a_text_with_none_of_our_relations_has_no_claims(text: str) -> None:
    assert claims(text) == []


@pytest.mark.parametrize("text", [NORTHGATE, COUNTED, f"  {COUNTED}\n\n\t{NORTHGATE}  "])
def test_evidence_is_the_text_at_its_place(text: str) -> None:
    found = claims(text)
    assert found
    for claim in found:
        evidence = claim.evidence
        assert text[evidence.start : evidence.end] == evidence.quote == evidence.quote.strip()
        assert " ".join(evidence.quote.split()).count(claim.subject.mention)


def test_a_claim_says_where_it_comes_from() -> None:
    (claim,) = (each for each in claims(COUNTED) if each.relation == "has_users")
    assert claim.object == Literal(40e6, "40 million")
    assert claim.source.name == "Evening Wire"
    assert claim.extractor.version == EXTRACTOR_VERSION
    assert 0 < claim.confidence <= 1


def test_claims_are_in_the_order_of_the_text_and_each_is_there_once() -> None:
    found = claims(NORTHGATE + "\n\n" + NORTHGATE)
    assert all(one.evidence.start <= other.evidence.start for one, other in pairwise(found))
    keys = [(claim.saying, claim.stance, claim.source) for claim in found]
    assert len(set(keys)) == len(keys)


def test_a_partnership_is_one_claim() -> None:
    found = claims("Northgate Systems and Orrin Robotics have formed a joint venture for radios.")
    assert [claim.relation for claim in found] == ["partners_with"]


def test_that_a_head_heads_is_no_claim() -> None:
    text = "Northgate Systems's chief executive, who leads Northgate Systems, resigned on Monday."
    assert "led_by" not in {claim.relation for claim in claims(text)}


@pytest.mark.parametrize(
    ("stances", "kept"),
    [
        (("asserted", "proposed"), [1, 1]),
        (("asserted", "denied"), [0, 1]),
        (("alleged", "alleged"), [0, 1]),
        (("denied", "proposed"), [0, 1]),
    ],
)
def test_sources_of_one_sentence_hold_a_thing_in_one_way_but_for_a_denial(
    stances: tuple[str, str], kept: list[int]
) -> None:
    claim = claims(BANNED)[0]
    made = [
        replace(claim, stance=Stance(stance), source=Source(name), confidence=confidence)
        for stance, name, confidence in zip(stances, ("The Ledger", "Ann Poe"), (0.9, 0.6), strict=True)
    ]
    assert kept_for(made) == kept
