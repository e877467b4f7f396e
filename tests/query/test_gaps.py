"""Disputes, denials in general, and what is missing."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from kgraph.model import Entity, Participant, Source
from kgraph.query import GapKind
from kgraph.query.gaps import is_anonymous
from tests.builders import article, claim, source

NOBODY = Source(None)
OFFICIAL = Source("a senior official", "Person", "a-senior-official", "a senior official")
ANY_GOVERNMENT = Participant("any-government", "any government", "Government", "any government", named=False)


def kinds(*claims):
    return [gap.kind.value for gap in Graph(claims).gaps()]


def accusation(**more):
    given = {"stance": "alleged", "source": "Senator Hale"} | more
    return claim("Northgate Systems", "alleged_ties", "security service", **given)


def denial(thing="security service", **more):
    return claim(
        "Northgate Systems", "alleged_ties", thing, stance="denied", source="Northgate Systems", **more
    )


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([accusation()], ["unanswered"]),
        ([accusation(stance="asserted")], ["unanswered"]),
        ([accusation(stance="proposed")], []),
        ([accusation(source="Northgate Systems")], []),
        ([accusation(), denial()], []),
        ([accusation(), denial(ANY_GOVERNMENT)], []),
        ([accusation(), denial("Mara Voss")], ["unanswered"]),
        ([accusation(), denial("Avaria")], ["unanswered"]),
        ([claim("Northgate Systems", "supplies", "Avaria")], []),
        ([claim("Northgate Systems", "supplies", "Avaria", stance="alleged")], ["unanswered"]),
    ],
)
def test_accusations_that_nobody_answers(claims, expected):
    assert kinds(*claims) == expected


def owned(**more):
    return claim("Northgate Systems", "owned_by", "Tallis Networks", **more)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([owned(source=OFFICIAL)], ["anonymous"]),
        ([owned(source=NOBODY, document=article("Owned.", publisher=None))], ["anonymous"]),
        ([owned(source=NOBODY, document=article("Owned."))], []),
        ([owned()], []),
        ([owned(origin=(source("Daily Ledger"), OFFICIAL))], ["anonymous"]),
        ([owned(source=OFFICIAL, origin=(OFFICIAL, source("Mara Voss")))], []),
        ([owned(source=OFFICIAL), owned()], []),
        ([owned(stance="denied", source=OFFICIAL)], []),
        ([claim("Northgate Systems", "led_by", "Mara Voss", source=OFFICIAL)], []),
        ([owned(source=Source("日本新聞", "MediaOutlet", "日本新聞"))], []),
    ],
)
def test_one_origin_without_a_name(claims, expected):
    assert kinds(*claims) == expected


@pytest.mark.parametrize("named", [True, False])
def test_a_source_that_texts_only_describe_has_no_name_whatever_its_capitals(named):
    told = owned(source=Source("The Agency", "Agency", "the-agency"))
    known = {"the-agency": Entity("the-agency", "The Agency", "Agency", named)}
    assert is_anonymous(told, known) is not named


def banned(publisher, by="Avaria"):
    return claim("Orrin drones", "banned_by", by, document=article(f"Banned by {by}.", publisher=publisher))


@pytest.mark.parametrize(
    ("publisher", "expected"),
    [
        ("Daily Ledger", ["no_document"]),
        (None, ["no_document"]),
        ("Avaria", []),
        ("Orrin drones", []),
        ("Ministry of Works", []),
        ("Office for Suppliers", []),
        ("Ministry Watch Weekly", ["no_document"]),
        ("U.S. Department of Commerce", []),
    ],
)
def test_acts_that_only_the_news_reports(publisher, expected):
    assert kinds(banned(publisher)) == expected


def test_gaps_say_why_and_come_by_kind():
    found = Graph([banned("Daily Ledger"), accusation(origin=(source("Evening Wire"), OFFICIAL))]).gaps()
    assert [str(gap) for gap in found] == [
        "Northgate Systems alleged_ties security service: said by Senator Hale, and no source denies it",
        "Northgate Systems alleged_ties security service: said only by a senior official, "
        "through Evening Wire",
        "Orrin drones banned_by Avaria: known only from Daily Ledger",
    ]
    assert all(kind.meaning for kind in GapKind)


def test_filters_choose_gaps_but_hide_no_answer():
    graph = Graph([accusation(), denial(), banned("Daily Ledger")])
    assert graph.gaps(stance="alleged") == []
    assert [gap.kind for gap in graph.gaps(subject="orrin drones")] == [GapKind.NO_DOCUMENT]


def test_disputes_keep_both_sides_whatever_is_asked_for():
    graph = Graph([accusation(), denial(), banned("Daily Ledger")])
    for filters in ({}, {"source": "Senator Hale"}, {"stance": "denied"}, {"entity": "northgate"}):
        (relation,) = graph.disputed(**filters)
        assert len(relation.claims) == 2
    assert graph.disputed(entity="orrin drones") == []
