"""Copies are one text, independent articles are not; measured on the labelled set, and case by case."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.graph import ClaimGraph, Copies
from kgraph.graph.copies import credited, voice
from kgraph.model import Document
from tests.builders import article
from training.copies import PAGE, Article, adjusted_rand, groups_found, read_articles, tables
from training.page import refresh

LABELLED = read_articles()
BY_ID = {labelled.document.id: labelled.document for labelled in LABELLED}
WIRE = BY_ID["register-wire"].text
OTHER = BY_ID["cloud-wire"].text


def copies_of(*documents: Document) -> list[int]:
    """The sizes of the groups, largest first."""
    return sorted(map(len, Copies(documents).all()), reverse=True)


def test_the_labelled_set_is_well_told_apart() -> None:
    gold = [labelled.group for labelled in LABELLED]
    assert len(LABELLED) >= 60
    assert adjusted_rand(gold, groups_found(LABELLED)) >= 0.95


def test_the_page_has_the_tables_of_now() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert refresh(page, tables(LABELLED)) == page, "run `python -m training.copies --page`"


@settings(deadline=None, max_examples=10)
@given(st.permutations(LABELLED))
def test_the_order_never_matters(mixed: list[Article]) -> None:
    found = {a.document.id: group for a, group in zip(mixed, groups_found(mixed), strict=True)}
    assert found == {a.document.id: group for a, group in zip(LABELLED, groups_found(LABELLED), strict=True)}


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("register-wire", "register-wire-a", True),
        ("register-wire", "register-wire-d", True),
        ("register-wire-c", "register-wire-d", True),
        ("register-wire", "register-wire-g", True),
        ("register-wire", "register-ledger", False),
        ("register-wire", "register-next", False),
        ("customs-daily", "customs-tech", False),
        ("customs-release", "customs-daily", False),
        ("speech-ledger", "speech-wire", False),
        ("kestrel-police", "kestrel-mine", False),
        ("notice-1", "notice-5", False),
        ("brief-1", "brief-2", False),
    ],
)
def test_pairs(one: str, other: str, joined: bool) -> None:
    copies = Copies(BY_ID.values())
    assert (copies.group(one) == copies.group(other)) is joined


def test_two_different_cuts_are_joined_by_what_they_are_from() -> None:
    words = WIRE.split()
    whole = article(WIRE, publisher="A")
    parts = [article(" ".join(words[:70]), publisher="B"), article(" ".join(words[-70:]), publisher="C")]
    assert copies_of(*parts) == []
    assert copies_of(whole, *parts) == [3]


def test_a_text_in_two_different_articles_binds_them_to_nothing() -> None:
    release = " ".join(WIRE.split()[:60])
    one = article(f"{release} {BY_ID['drone-local'].text}", publisher="A")
    other = article(f"{BY_ID['garden'].text} {release} {OTHER}", publisher="B")
    assert copies_of(article(release, publisher="C"), one, other) == []


@pytest.mark.parametrize(
    ("text", "sizes"),
    [("Nothing.", []), ("", []), ("One two three four five six seven eight nine ten eleven twelve.", [2])],
)
def test_short_texts_must_be_equal_and_long_enough(text: str, sizes: list[int]) -> None:
    assert copies_of(article(text, publisher="A"), article(text, publisher="B")) == sizes
    assert copies_of(article(text, publisher="A"), article(f"{text} But no.", publisher="B")) == []


def test_groups_are_known_by_their_least_id_and_unknown_documents_stand_alone() -> None:
    one, other = article(WIRE, publisher="A"), article(WIRE, publisher="B")
    copies = Copies([one, other, other])
    least, greater = sorted((one, other), key=lambda document: document.id)
    assert copies.group(greater.id) == copies.group(least.id) == least.id
    assert copies.members(greater) == (least, greater)
    assert copies.all() == [(least, greater)]
    stranger = article("Stranger.")
    assert copies.group(stranger.id) == stranger.id
    assert copies.members(stranger) == (stranger,)
    assert copies.authors(stranger) == {"daily-ledger"}


def test_a_graph_tells_its_copies_from_memory_and_from_a_file(tmp_path: Path) -> None:
    graph = ClaimGraph()
    for publisher, text in (("A", WIRE), ("B", WIRE), ("C", OTHER)):
        graph.add_document(article(text, publisher=publisher))
    graph.save(tmp_path / "graph.kgraph")
    for asked in (graph, ClaimGraph.open(tmp_path / "graph.kgraph")):
        assert [{one.publisher for one in group} for group in asked.copies()] == [{"A", "B"}]


@pytest.mark.parametrize(
    ("texts", "authors"),
    [
        ({"Daily Ledger": WIRE, "Evening Wire": WIRE}, {"daily-ledger", "evening-wire"}),
        ({"Daily Ledger": f"{WIRE} First in Evening Wire.", "Evening Wire": WIRE}, {"evening-wire"}),
        (
            {"Daily Ledger": f"{WIRE} The Daily Ledger asked.", "Evening Wire": WIRE},
            {"daily-ledger", "evening-wire"},
        ),
        ({"Daily Ledger": f"AVAR (Coast Agency) — {WIRE}", "Evening Wire": WIRE}, {"coast-agency"}),
        ({"Daily Ledger": f"AVAR (Reuters) - {WIRE}", "Evening Wire": WIRE}, {"reuters"}),
    ],
)
def test_the_author_is_whom_a_copy_credits(texts: dict[str, str], authors: set[str]) -> None:
    documents = [article(text, publisher=publisher) for publisher, text in texts.items()]
    assert copies_of(*documents) == [2]
    for document in documents:
        assert Copies(documents).authors(document) == authors


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("PORT AVAR (Evening Wire) — It shrank.", "evening-wire"),
        ("Lead\n\nAVAR, May 2 (AP) - It shrank.", "associated-press"),
        ("It shrank (Orrin) - or so they say.", None),
        ("IBM (NYSE: IBM) — The company shrank.", None),
        ("The firm (founded 1999) grew.", None),
        ("x" * 700 + "\nAVAR (AP) - late", None),
        ("", None),
    ],
)
def test_credit_lines(text: str, key: str | None) -> None:
    assert credited(article(text)) == key


def test_voices() -> None:
    assert voice(article("x", publisher="The New York Times")) == "new-york-times"
    unsigned = article("x", publisher=None)
    assert voice(unsigned) == f"document:{unsigned.id}"


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(max_size=300), max_size=6), st.randoms())
def test_any_text_is_taken(texts: list[str], chance: Random) -> None:
    documents = [article(text, publisher=f"P{number}") for number, text in enumerate(texts)]
    before = {document.id: Copies(documents).group(document.id) for document in documents}
    chance.shuffle(documents)
    assert {document.id: Copies(documents).group(document.id) for document in documents} == before
