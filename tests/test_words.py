"""Counts with their nouns, and text of articles that cannot do harm."""

from __future__ import annotations

import pytest

from kgraph.words import counted, harmless, one_line


@pytest.mark.parametrize(
    ("count", "told", "bare"),
    [
        (0, "0 entities", "0 entities"),
        (1, "1 entity", "1 entity"),
        (1234567, "1,234,567 entities", "1234567 entities"),
    ],
)
def test_a_noun_goes_with_its_number(count: int, told: str, bare: str) -> None:
    assert counted(count, "entity", "entities") == told
    assert counted(count, "entity", "entities", comma="") == bare


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain", "plain"),
        (" a\r\nb\t ", "a b"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("a\u202eb\u2028c", "a b c"),
        ("half \ud83d pair", "half   pair"),
    ],
)
def test_one_line_is_harmless(given: str, shown: str) -> None:
    assert one_line(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("two  words ", "two words"),
        ("a\r\nb\u2028c\x07", "a b c"),
        ("back\u202ewards\ufeff", "backwards"),
        ("می\u200cروم", "می\u200cروم"),
        ("half \ud83d pair, no \uffff", "half \ufffd pair, no \ufffd"),
        ("", ""),
    ],
)
def test_text_on_a_page_is_harmless(given: str, shown: str) -> None:
    assert harmless(given) == shown
