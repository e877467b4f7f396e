"""Voices over a word, speakers of quotations and turns, and the chain from the publisher to the source."""

from __future__ import annotations

import pytest

from kgraph.claims.attribution import origin_chain, publisher_of
from kgraph.claims.turns import find_turns
from kgraph.claims.voices import listen
from kgraph.model import Document, Source
from tests.claims.marked import read

LEDGER = Source("Daily Ledger", "MediaOutlet", "daily-ledger", "Daily Ledger")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The minister said that the firm sold drones.", "sold", ("minister", "over:that:subj")),
        ("The firm sold drones, the minister said.", "sold", ("minister", "over:that:subj")),
        ("According to the minister, the firm sold drones.", "sold", ("minister", "according")),
        ("The minister accused the firm of selling drones.", "selling", ("minister", "over:part:subj")),
        ('"The firm sold drones," the minister said.', "sold", ("minister", "quote:by")),
        ("The minister spoke and said no. The firm sold drones.", "sold", ("minister", "previous1")),
        ("The firm sold drones. The minister denied it.", "sold", ("minister", "next")),
        ("A report by the auditors names it. The firm sold drones.", "names", ("auditors", "noun:before")),
        # beyond a semicolon
        ("The minister said no; the firm sold drones.", "sold", ("minister", "side:before|")),
    ],
)
def test_voices(text: str, word: str, expected: tuple[str, str]) -> None:
    doc, _ = read(text)
    heard = listen(doc).over(next(token for token in doc if token.text == word))
    assert expected in [(doc[voice.speaker].text, voice.how) for voice in heard]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # before, after, in the middle
        ('Finch said: "No."', ["Finch"]),
        ('"No," said Finch.', ["Finch"]),
        ('"No," Finch said, "not once."', ["Finch", "Finch"]),
        # introduced by the sentence before
        ('Finch said this:\n"We never did. We never will."', ["Finch"]),
        # standing alone, the last speaker goes on
        ('"No," Finch said. "Not once."', ["Finch", "Finch"]),
        ("Finch said: “One.\n\n“Two.”", ["Finch", "Finch"]),
        # nobody
        ('"No."', []),
    ],
)
def test_speakers_of_quotations(text: str, expected: list[str]) -> None:
    doc, _ = read(text)
    voices = listen(doc, text)
    assert [doc[voice.speaker].text for _, voice in sorted(voices.speakers.items())] == expected


def test_listening_again_gives_the_same() -> None:
    doc, _ = read("Finch said no.")
    assert listen(doc) is listen(doc)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("FINCH: We sold it.\nROWE: Why?\nFINCH: For money.", "money", "FINCH"),
        ("FINCH: We sold it.\nROWE: Why?\nFINCH: For money.", "Why", "ROWE"),
        # headings of a digest
        ("Leeds: It sold.\nOslo: It bought.\nBonn: It left.\nRome: It stayed.", "bought", None),
        ("Summary: It sold drones.", "sold", None),
    ],
)
def test_turns(text: str, word: str, expected: str | None) -> None:
    doc, _ = read(text)
    turn = find_turns(doc, text)[next(token.i for token in doc if token.text == word)]
    assert (doc[turn].text if turn >= 0 else None) == expected


@pytest.mark.parametrize(
    ("publisher", "name"), [(None, None), ("Daily Ledger", "Daily Ledger"), ("Reuters", "Reuters")]
)
def test_publisher_of(publisher: str | None, name: str | None) -> None:
    found = publisher_of(Document("Text.", publisher=publisher))
    assert (found.name, found.type) == (name, "MediaOutlet" if name else "publisher")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "{MediaOutlet:The Evening Wire} wrote that {Person:officials} said the firm sold drones.",
            ["Daily Ledger", "The Evening Wire", "officials"],
        ),
        ("{Person:officials} said the firm sold drones.", ["Daily Ledger", "officials"]),
        # the accused does not speak
        (
            "{Vendor:Orrin} was said to have sold drones, {Person:officials} claim.",
            ["Daily Ledger", "officials"],
        ),
    ],
)
def test_origin_chain(marked: str, expected: list[str]) -> None:
    doc, mentions = read(marked)
    sold = next(token for token in doc if token.text == "sold")
    officials = next(mention for mention in mentions if mention.text == "officials")
    source = Source(officials.entity.name, officials.entity.type, officials.entity.id, officials.text)
    assert [each.mention for each in origin_chain(doc, sold, mentions, LEDGER, source)] == expected


def test_the_publisher_alone_is_the_chain_of_its_own_words() -> None:
    doc, mentions = read("{Person:Dora Finch} said the firm sold drones.")
    assert origin_chain(doc, doc[-2], mentions, LEDGER, LEDGER) == (LEDGER,)
