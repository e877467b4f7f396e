"""Which events a timeline keeps: disputes and denials, then what most tell, of equals some of each year."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.draw.events import answered, telling, years
from kgraph.model import Claim, Participant
from kgraph.query.disputes import Denied
from kgraph.query.timeline import Event, timeline
from tests.builders import article, claim
from tests.draw.graphs import VENDOR


def told(year: int, thing: str, stance: str = "asserted", source: str = "Daily Ledger") -> Claim:
    document = article(f"{year} {thing} {stance} {source}.", published=date(year, 3, 1))
    return claim(VENDOR, "contracted_by", thing, stance=stance, source=source, document=document)


def kept(claims: list[Claim], most: int) -> list[tuple[int, str, str]]:
    found = telling(timeline(claims), answered(claims), most)
    return [(e.start.year, e.claims[0].object.name, e.stance.value) for e in found if e.start]


def test_disputes_and_denials_come_first_then_the_most_told():
    claims = [told(2010, f"Office {number}") for number in range(5)]
    claims += [told(2011, "Port"), told(2011, "Port", source="Evening Wire")]
    claims += [
        told(2020, "Guard"),
        told(2021, "Guard", "denied", VENDOR),
        told(2022, "Fleet", "denied", VENDOR),
    ]
    last = [(2020, "Guard", "asserted"), (2021, "Guard", "denied"), (2022, "Fleet", "denied")]
    assert kept(claims, 3) == last
    assert kept(claims, 4) == [(2011, "Port", "asserted"), *last]
    assert kept(claims, 5)[0][:1] == (2010,)
    assert len(kept(claims, 50)) == 9


def test_equals_are_spread_over_the_years():
    claims = [told(2010, f"Office {number:02}") for number in range(30)]
    claims += [told(2015, f"Bureau {number}") for number in range(3)] + [told(2022, "Port")]
    found = kept(claims, 8)
    assert [year for year, _, _ in found] == [2010] * 4 + [2015] * 3 + [2022]
    assert [name for year, name, _ in found if year == 2010] == [
        "Office 03", "Office 11", "Office 18", "Office 26",
    ]  # fmt: skip


def test_a_denial_in_general_disputes_what_it_answers():
    group = Participant("any-office", "any office", "Agency", "any office", named=False)
    held, other = told(2020, "Port"), told(2021, "Fleet")
    general = claim(VENDOR, "contracted_by", group, stance="denied", source=VENDOR)
    assert answered([held, general]) == {held.id: Denied.GENERAL}
    denial = told(2021, "Fleet", "denied", VENDOR)
    assert answered([other, denial]) == {other.id: Denied.ITSELF, denial.id: Denied.ITSELF}
    assert answered([held, other]) == {}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([2017], "2017"),
        ([2017, 2017, 2018], "2017–2018"),
        ([2010, 2014, 2015, 2016], "2010 and 2014–2016"),
        ([2001, 2003, 2005], "2001, 2003 and 2005"),
        ([2001, 2003, 2005, 2007, 2009], "2001 to 2009"),
    ],
)
def test_years(given, words):
    assert years([Event(date(year, 1, 1), None, "interval", "text", ()) for year in given]) == words
