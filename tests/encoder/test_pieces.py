"""Words fall into the longest pieces that are known."""

from __future__ import annotations

import pytest

from kgraph.encoder.pieces import LONGEST, WordPieces

NAMES = ("[UNK]", "[CLS]", "[SEP]", "ban", "##ned", "##n", "##ed", "u", ".", "s", "skoda", "##s")
PIECES = WordPieces({name: number for number, name in enumerate(NAMES)})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ban", ["ban"]),
        ("banned", ["ban", "##ned"]),
        ("Bans", ["ban", "##s"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("Škodas", ["skoda", "##s"]),
        ("xyz", ["[UNK]"]),
        ("banx", ["[UNK]"]),
        ("", ["[UNK]"]),
        ("\n", ["[UNK]"]),
    ],
)
def test_pieces(word: str, expected: list[str]) -> None:
    assert [NAMES[number] for number in PIECES.of(word)] == expected


def test_no_word_is_longer_than_the_most() -> None:
    assert len(PIECES.of("." * 1000)) == LONGEST
