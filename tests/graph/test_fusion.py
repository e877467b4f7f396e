"""What claims say alike is one relation; disputes, origins and dates are counted over all its claims."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.graph import ClaimGraph
from kgraph.model import Literal, Source, Stance
from tests.builders import article, claim

SUBJECT, RELATION, OBJECT = "Northgate Systems", "alleged_ties", "security service"


def fused(*stances_and_sources, **same):
    """The one relation of claims that say the same with these stances, by these sources."""
    made = [
        claim(SUBJECT, RELATION, OBJECT, stance=stance, source=source, document=article(f"{number}."), **same)
        for number, (stance, source) in enumerate(stances_and_sources)
    ]
    (relation,) = ClaimGraph(made).relations()
    return relation


@pytest.mark.parametrize(
    ("said", "disputed"),
    [
        ([("asserted", "Daily Ledger")], False),
        ([("denied", SUBJECT)], False),
        ([("denied", SUBJECT), ("denied", "Daily Ledger")], False),
        ([("denied", SUBJECT), ("asserted", "Daily Ledger")], True),
        ([("denied", SUBJECT), ("alleged", "Daily Ledger")], True),
        ([("denied", SUBJECT), ("proposed", "Daily Ledger")], False),
        ([("denied", SUBJECT), ("alleged", SUBJECT)], False),
        ([("denied", SUBJECT), ("alleged", SUBJECT), ("alleged", None)], True),
    ],
)
def test_disputed(said, disputed):
    assert fused(*said).disputed is disputed


def test_everything_is_kept_and_counted():
    relation = fused(("asserted", "Daily Ledger"), ("alleged", "Daily Ledger"), ("alleged", "Evening Wire"))
    assert relation.stances == {Stance.ASSERTED: 1, Stance.ALLEGED: 2}
    assert (relation.articles, relation.origins, len(relation.claims)) == (3, 2, 3)
    assert relation.first_seen == relation.last_seen == date(2024, 5, 14)
    assert relation.key == ("northgate-systems", "alleged_ties", "security-service")
    assert relation.object_node == "security-service"
    assert str(relation) == "Northgate Systems alleged_ties security service [1 asserted, 2 alleged]"


def test_it_is_as_sure_as_its_surest_claim():
    made = [
        claim(SUBJECT, RELATION, OBJECT, confidence=sure, document=article(f"{sure}."))
        for sure in (0.4, 0.9, 0.7)
    ]
    (relation,) = ClaimGraph(made).relations()
    assert relation.confidence == 0.9


@pytest.mark.parametrize(
    ("said", "origins"),
    [
        ([("alleged", "Daily Ledger"), ("denied", SUBJECT)], 1),
        ([("alleged", "Daily Ledger"), ("proposed", "Evening Wire"), ("denied", SUBJECT)], 2),
        ([("denied", SUBJECT)], 1),
    ],
)
def test_who_denies_does_not_stand_behind_it(said, origins):
    assert fused(*said).origins == origins


def test_first_and_last_seen_leave_undated_articles_out():
    days = [date(2024, 3, 1), None, date(2023, 1, 1)]
    made = [claim(SUBJECT, RELATION, OBJECT, document=article(f"{day}", published=day)) for day in days]
    (relation,) = ClaimGraph(made).relations()
    assert (relation.first_seen, relation.last_seen) == (days[2], days[0])
    (undated,) = ClaimGraph(made[1:2]).relations()
    assert undated.first_seen is undated.last_seen is None


def test_both_directions_of_a_symmetric_relation_are_one():
    made = [claim("Tallis Networks", "partners_with", "Orrin Robotics"),
            claim("Orrin Robotics", "partners_with", "Tallis Networks")]  # fmt: skip
    (relation,) = ClaimGraph(made).relations()
    assert (relation.subject.name, len(relation.claims)) == ("Orrin Robotics", 2)


def test_values_fuse_by_number_and_kind():
    made = [
        claim("Orrin Robotics", "has_users", Literal(4e8, "400 million")),
        claim("Orrin Robotics", "has_users", Literal(4e8, "400m")),
        claim("Orrin Robotics", "has_users", Literal(5e8, "500 million")),
    ]
    relations = ClaimGraph(made).relations()
    assert [len(relation.claims) for relation in relations] == [2, 1]
    assert relations[0].object_node == "orrin-robotics has_users count:400000000"


WIRE = Source("Evening Wire", "MediaOutlet", "evening-wire")
PEOPLE = Source("people familiar with the matter", "Person")
REPEATED = Source("Daily Ledger", "MediaOutlet", "daily-ledger")


@pytest.mark.parametrize(
    ("chains", "origins"),
    [
        ([(), ()], 1),
        ([(REPEATED, WIRE), (WIRE,)], 1),
        ([(REPEATED, WIRE, PEOPLE), (WIRE, PEOPLE)], 1),
        ([(REPEATED, PEOPLE), (WIRE, PEOPLE)], 2),
        ([(REPEATED,), (WIRE,)], 2),
        ([(WIRE, Source(None)), (WIRE,)], 1),
    ],
)
def test_origins_follow_the_chain(chains, origins):
    made = [
        claim(SUBJECT, RELATION, OBJECT, origin=chain, document=article(f"{number}."))
        for number, chain in enumerate(chains)
    ]
    (relation,) = ClaimGraph(made).relations()
    assert (relation.articles, relation.origins) == (2, origins)


@pytest.mark.parametrize(
    ("publishers", "origins"),
    [(["Daily Ledger", "Daily Ledger"], 1), (["Daily Ledger", "Evening Wire"], 2), ([None, None], 2)],
)
def test_an_unknown_source_is_the_publisher_else_the_document(publishers, origins):
    made = [
        claim(SUBJECT, RELATION, OBJECT, source=None, document=article(f"{number}.", publisher=publisher))
        for number, publisher in enumerate(publishers)
    ]
    (relation,) = ClaimGraph(made).relations()
    assert relation.origins == origins
