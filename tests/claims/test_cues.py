"""Cue words, chains of governing words, and quotations: text → the quoted words."""

from __future__ import annotations

import pytest

from kgraph.claims.cues import GROUPS, chain, cue_groups, quoted
from kgraph.claims.quotes import find_quotes, quote_spans
from kgraph.ontology import words
from tests.claims.marked import read

OTHER_GROUPS = ("spokesperson", "utterance", "voice")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("deny", ("deny", "say")),
        ("n't", ("negate",)),
        ("allegedly", ("hedge",)),
        ("would", ("propose",)),
        ("warehouse", ()),
    ],
)
def test_groups(word: str, expected: tuple[str, ...]) -> None:
    assert cue_groups(word) == expected


@pytest.mark.parametrize("group", [*GROUPS, *OTHER_GROUPS])
def test_every_group_has_words_in_lower_case(group: str) -> None:
    assert words(group)
    assert all(word == word.lower().strip() for word in words(group))


def test_chain_ends_at_the_root() -> None:
    doc, _ = read("Officials said that the firm sold drones.")
    sold = next(token for token in doc if token.text == "sold")
    assert [token.text for token in chain(sold)] == ["sold", "said"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said: "No."', ['"No."']),
        ("“Never,” she said. “Not once.”", ["“Never,”", "“Not once.”"]),
        ("« Jamais », a dit le ministre.", ["« Jamais »"]),
        # over several sentences
        ('"We sold it. We would again," he said.', ['"We sold it. We would again,"']),
        # a paragraph that is left open is continued by the mark of the next
        ("“One.\n\n“Two.” End.", ["“One.", "“Two.”"]),
        # a paragraph break ends what was never closed
        ('She called it "odd.\n\nNothing else.', ['"odd.']),
        # British quotations; apostrophes and plural owners are none
        ("‘We do not sell to spies,’ he said.", ["‘We do not sell to spies,’"]),
        ("'We don't sell to spies,' he said.", ["'We don't sell to spies,'"]),
        ("The firms' lawyers met the owners' agents.", []),
        ("It's the firm's own view.", []),
        # inches are no quotations
        ('A 24" screen and a 27" one.', []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end, _ in quote_spans(text)] == expected


def test_open_paragraphs_continue() -> None:
    assert [continues for *_, continues in quote_spans("“One.\n\n“Two.\n\n“Three.”")] == [False, True, True]


def test_quoted_flags_cover_the_marks() -> None:
    doc, _ = read('The firm said it was "not guilty" on Monday.')
    flags = quoted(doc)
    assert [token.text for token in doc if flags[token.i]] == ['"', "not", "guilty", '"']
    assert len(find_quotes(doc)) == 1
