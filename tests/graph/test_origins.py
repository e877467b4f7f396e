"""Whoever stands at the far end counts, once: over chains, copies, credits and circles."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import ClaimGraph, Copies
from kgraph.graph.origins import count_origins, source_key
from kgraph.model import Claim, Document, Source
from tests.builders import article, claim
from training.copies import read_articles

SAID = ("Northgate Systems", "alleged_ties", "security service")
TEXTS = [labelled.document.text for labelled in read_articles() if labelled.kind == "own"]
PAPERS = ["Daily Ledger", "Evening Wire", "Harbour Review", "Coast Agency", "Port Mirror"]
PEOPLE = Source("people familiar with the matter", "Person")
HALE = Source("Senator Hale", "Person", "senator-hale")
BORIS = Source("Boris Keld", "Person", "boris-keld")


def paper(name: str) -> Source:
    """A publisher as a source."""
    return Source(name, "MediaOutlet", name.lower().replace(" ", "-"))


LEDGER, WIRE, REVIEW, COAST, MIRROR = map(paper, PAPERS)


def said(publisher: Source | None, text: str, *chain: Source) -> Claim:
    """A claim in an article of a publisher; the chain after the publisher, who is first in it."""
    document = article(text, publisher=publisher.name if publisher else None)
    start = (publisher,) if publisher else ()
    whole = (*start, *chain)
    return claim(*SAID, source=whole[-1] if whole else None, document=document, quote=text[:20], origin=whole)


def origins(*claims: Claim) -> int:
    """The origins of the one relation of the claims, in a graph of them."""
    (relation,) = ClaimGraph(claims).relations()
    return relation.origins


ONE, TWO, THREE = TEXTS[:3]
CUT = " ".join(ONE.split()[:80])

CASES = {
    "one article": ([said(LEDGER, ONE)], 1),
    "two outlets, two texts": ([said(LEDGER, ONE), said(WIRE, TWO)], 2),
    "two outlets, one text": ([said(LEDGER, ONE), said(WIRE, ONE)], 1),
    "a cut copy": ([said(LEDGER, ONE), said(WIRE, CUT)], 1),
    "one outlet, two texts": ([said(LEDGER, ONE), said(LEDGER, TWO)], 1),
    "unsigned texts": ([said(None, ONE), said(None, TWO)], 2),
    "unsigned copies": ([said(None, ONE), said(LEDGER, ONE)], 1),
    "forty repeat one report": (
        [said(paper(f"Outlet {n}"), f"{TWO} {n}", WIRE) for n in range(40)] + [said(WIRE, ONE)],
        1,
    ),
    "one copy names the chain": ([said(LEDGER, ONE, WIRE), said(REVIEW, ONE)], 1),
    "one copy names the chain, the report is there": (
        [said(LEDGER, ONE, WIRE), said(REVIEW, ONE), said(WIRE, TWO)],
        1,
    ),
    "a text that cites adds nobody": ([said(LEDGER, ONE), said(LEDGER, ONE, HALE)], 1),
    "two cited in one text": ([said(LEDGER, ONE, HALE), said(LEDGER, ONE, BORIS)], 2),
    "copies of a text with unnamed sources": ([said(LEDGER, ONE, PEOPLE), said(WIRE, ONE, PEOPLE)], 1),
    "unnamed sources of two outlets": ([said(LEDGER, ONE, PEOPLE), said(WIRE, TWO, PEOPLE)], 2),
    "an outlet and its unnamed sources": ([said(LEDGER, ONE), said(LEDGER, TWO, PEOPLE)], 1),
    "what an outlet hands on": ([said(LEDGER, ONE, WIRE), said(WIRE, TWO, HALE)], 1),
    "what an outlet hands on and says itself": (
        [said(LEDGER, ONE, WIRE), said(WIRE, TWO, HALE), said(WIRE, THREE)],
        2,
    ),
    "a chain of three": ([said(LEDGER, ONE, WIRE), said(WIRE, TWO, REVIEW), said(REVIEW, THREE)], 1),
    "a circle": ([said(LEDGER, ONE, WIRE), said(WIRE, TWO, LEDGER)], 1),
    "a circle, and who cites it": (
        [said(LEDGER, ONE, WIRE), said(WIRE, TWO, LEDGER), said(REVIEW, THREE, WIRE)],
        1,
    ),
    "two circles": (
        [
            said(LEDGER, ONE, WIRE),
            said(WIRE, TWO, LEDGER),
            said(COAST, THREE, MIRROR),
            said(MIRROR, TEXTS[3], COAST),
        ],
        2,
    ),
    "a circle with a way out": (
        [said(LEDGER, ONE, WIRE), said(WIRE, TWO, LEDGER), said(WIRE, TWO, HALE)],
        1,
    ),
    "a credit line": ([said(LEDGER, f"AVAR (Evening Wire) — {ONE}"), said(WIRE, TWO)], 1),
    "a credit line of a copy": (
        [said(LEDGER, f"AVAR (Evening Wire) — {ONE}"), said(REVIEW, ONE), said(WIRE, TWO)],
        1,
    ),
    "a copy and a text of its own": ([said(LEDGER, ONE), said(WIRE, ONE), said(WIRE, TWO)], 1),
    "both printers have texts of their own": (
        [said(LEDGER, ONE), said(WIRE, ONE), said(WIRE, TWO), said(LEDGER, THREE)],
        2,
    ),
    "two texts with one printer in common": (
        [said(LEDGER, ONE), said(WIRE, ONE), said(WIRE, TWO), said(REVIEW, TWO)],
        1,
    ),
    "two texts with nobody in common": (
        [said(LEDGER, ONE), said(WIRE, ONE), said(COAST, TWO), said(REVIEW, TWO)],
        2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cases(name: str) -> None:
    claims, expected = CASES[name]
    assert origins(*claims) == expected
    assert origins(*reversed(claims)) == expected


def test_no_claims_have_no_origin_and_copies_may_be_unknown() -> None:
    assert count_origins([]) == 0
    claims = [said(LEDGER, ONE), said(WIRE, ONE)]
    assert count_origins(claims) == 2
    assert count_origins(claims, Copies(one.document for one in claims)) == 1


def test_the_copies_of_the_whole_graph_count_in_a_smaller_one() -> None:
    whole = article(ONE, publisher="Coast Agency")
    other = claim("Orrin Robotics", "led_by", "Mara Voss", document=whole, quote=ONE[:20])
    words = ONE.split()
    first = said(LEDGER, " ".join(words[: len(words) // 2]))
    last = said(WIRE, " ".join(words[len(words) // 2 :]))
    assert origins(first, last) == 2
    graph = ClaimGraph([first, last, other])
    (relation,) = graph.relations(relation=SAID[1])
    assert relation.origins == 1
    (relation,) = graph.where(relation=SAID[1]).relations()
    assert relation.origins == 1


def test_many_doubtful_texts_are_counted_in_time() -> None:
    chance = Random(7)
    papers = [paper(f"Outlet {n}") for n in range(60)]
    claims = []
    for number in range(60):
        text = " ".join(f"w{number}x{place}" for place in range(40))
        claims += [said(printer, text) for printer in chance.sample(papers, 3)]
    assert 15 <= origins(*claims) <= 40


def a_claim(chance: st.DataObject) -> Claim:
    """A claim of one of a few texts in one of a few papers, with or without a chain."""
    chain = chance.draw(st.sampled_from([(), (), (WIRE,), (HALE,), (PEOPLE,), (REVIEW, HALE)]))
    text = chance.draw(st.sampled_from(TEXTS[:4]))
    return said(paper(chance.draw(st.sampled_from(PAPERS))), text, *chain)


@settings(deadline=None, max_examples=60)
@given(st.data(), st.integers(1, 6))
def test_a_copy_adds_no_origin(chance: st.DataObject, count: int) -> None:
    claims = [a_claim(chance) for _ in range(count)]
    copied = chance.draw(st.sampled_from(claims))
    text = copied.document.text
    cut = chance.draw(st.sampled_from([text, " ".join(text.split()[:80])]))
    copy = said(paper(chance.draw(st.sampled_from([*PAPERS, "New Paper"]))), cut)
    before = origins(*claims)
    assert 1 <= origins(*claims, copy) <= before


@settings(deadline=None, max_examples=60)
@given(st.data(), st.integers(1, 7), st.randoms())
def test_order_and_repetition_never_matter(chance: st.DataObject, count: int, mixed: Random) -> None:
    claims = [a_claim(chance) for _ in range(count)]
    expected = origins(*claims)
    again = [*claims, *claims]
    mixed.shuffle(again)
    assert origins(*again) == expected
    assert 1 <= expected <= len({(one.document.id, one.origin) for one in claims})


@pytest.mark.parametrize(
    ("source", "publisher", "key"),
    [
        (HALE, "Daily Ledger", "senator-hale"),
        (PEOPLE, "Daily Ledger", "people-familiar-with-the-matter"),
        (Source(None), "The New York Times", "new-york-times"),
        (Source(None), "Daily Ledger", "daily-ledger"),
    ],
)
def test_source_keys(source: Source, publisher: str, key: str) -> None:
    assert source_key(source, article(publisher=publisher)) == key


def test_the_source_of_an_unsigned_article_is_the_article() -> None:
    unsigned: Document = article(publisher=None)
    assert source_key(Source(None), unsigned) == f"document:{unsigned.id}"
