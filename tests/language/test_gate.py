"""What is worth parsing, and that leaving out the rest moves nothing."""

from __future__ import annotations

import pytest

from kgraph.language import gate, parse
from kgraph.language.clues import clues, hints
from kgraph.language.gate import worth_parsing
from kgraph.language.layout import flatten, pieces
from kgraph.model import Document
from training.corpus import read_corpus
from training.gate import found_alone
from training.scores import FRESH

BAN = "Avaria has banned Northgate Systems from its networks, the Ministry of Works said on Monday."
CUSTOMERS = "The company has 32,000 customers and a waiting list for the spring."
WEATHER = (
    "The wind came from the sea and smelled of salt, and the children flew kites until it was dark. "
    "Nobody had thought of bread, but there were apples, and somebody told a story about a whale."
)


def worth(*paragraphs: str) -> list[bool]:
    text = "\n\n".join(paragraphs)
    return worth_parsing(flatten(text), pieces(text))


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((WEATHER, WEATHER), [False, False]),
        ((WEATHER,), [True]),
        (("The Pentagon awarded Palantir a contract.",), [True]),
        ((BAN, BAN, WEATHER), [True, True, True]),
        (
            (WEATHER, WEATHER, WEATHER, BAN, WEATHER, WEATHER),
            [True, True, True, True, True, False],
        ),
        ((WEATHER, WEATHER, CUSTOMERS, WEATHER, WEATHER), [False, False, True, False, False]),
    ],
    ids=[
        "nothing",
        "short",
        "short, but something",
        "mostly something",
        "an exception with its neighbours",
        "something possible alone",
    ],
)
def test_paragraphs(paragraphs: tuple[str, ...], expected: list[bool]) -> None:
    assert worth(*paragraphs) == expected


def test_hardly_a_claim_is_lost_whose_paragraph_stands_alone() -> None:
    by_sentence, by_paragraph = found_alone(read_corpus(FRESH))
    assert by_sentence >= 0.75
    assert by_paragraph >= 0.945


def test_what_is_not_parsed_keeps_its_place() -> None:
    text = "\n\n".join(["A day at the beach", WEATHER, WEATHER, WEATHER, f"1. {BAN}", WEATHER, WEATHER])
    ((document, doc),) = parse([Document(text)], thorough=False)
    ((_, whole),) = parse([Document(text)])
    assert len(doc.text) == len(text)
    assert len(doc) < len(whole)
    place = text.index("banned")
    (token,) = [token for token in doc if token.idx == place]
    (same,) = [token for token in whole if token.idx == place]
    assert (token.text, token.tag_, token.head.idx) == (same.text, same.tag_, same.head.idx)
    assert document.text[token.sent.start_char : token.sent.end_char].startswith("Avaria has banned")


def test_documents_without_anything_are_left_out() -> None:
    given = [Document(BAN), Document(WEATHER * 2), Document(f"{BAN} ")]
    assert [document for document, _ in parse(given, thorough=False)] == [given[0], given[2]]
    assert len(list(parse(given))) == 3


def test_a_word_for_a_relation_that_no_model_knows_decides_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    words = f"The whale anchored beside the boat. {WEATHER} {WEATHER}"
    assert worth(words) == [False]
    monkeypatch.setattr(gate, "_new", lambda: frozenset({"w=anchored"}))
    assert worth(words) == [True]


def test_clues() -> None:
    found = clues('"Kaspersky was banned," the Kremlin said.')
    for clue in ("w=banned", "r=banned_by", "b=was banned", "t=Government", "t=Vendor", "n=2"):
        assert clue in found
    assert "banned_by" in hints()["banning"]
