"""Heads of lines: list marks, datelines, speakers, table rows."""

from __future__ import annotations

import pytest

from kgraph.language.marks import dateline_length, is_row, list_mark, names_speaker


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("• Orrin drones", "• "),
        ("-  Orrin drones", "-  "),
        ("* Orrin drones", "* "),
        ("– Yours, Mara Voss", "– "),
        ("1. Orrin drones", "1. "),
        ("12) Orrin drones", "12) "),
        ("(3) Orrin drones", "(3) "),
        ("3.4.1 The ministry ordered drones", "3.4.1 "),
        ("2.31 The ministry ordered drones", "2.31 "),
        ("(iv) Orrin drones", "(iv) "),
        ("a) Orrin drones", "a) "),
        ("[12] Orrin drones", "[12] "),
        ("Q: Are they banned?", "Q: "),
        ("2.31 million drones", ""),
        ("2017 was a bad year", ""),
        ("2017. A bad year", ""),
        ("A. Khan, a minister, said", ""),
        ("-based firm", ""),
        ("Orrin drones", ""),
    ],
)
def test_list_mark(words: str, mark: str) -> None:
    assert list_mark(words) == mark


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT AVAR — ",
        "PORT AVAR - ",
        "PORT AVAR -- ",
        "PORT AVAR (EW) – ",
        "PORT AVAR, May 3 (Evening Wire) — ",
        "PORT AVAR, Avaria, 3 May 2017 – ",
        "PORT AVAR, Avaria — ",
        "PORT AVAR/BORLAND — ",
        "BRASÍLIA — ",
        "Port Avar (Evening Wire) - ",
        "Port Avar, May 3, 2017 /TradeWire/ -- ",
    ],
)
@pytest.mark.parametrize(
    "story", ["The ministry struck Northgate off.", '"No," said Mara Voss.', "40 drones fell."]
)
def test_dateline(dateline: str, story: str) -> None:
    assert dateline_length(dateline + story) == len(dateline)


@pytest.mark.parametrize(
    "words",
    [
        "Northgate Systems - the maker of drones - lost.",
        "NORTHGATE — the maker of drones — lost.",
        "US - Avaria trade falls",
        "Mara Voss — The minister who fell",
        "The ministry struck Northgate off — again.",
        "PORT AVAR Following a review, the ministry acted.",
        "",
    ],
)
def test_no_dateline(words: str) -> None:
    assert dateline_length(words) == 0


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("Q: Are they banned?", True),
        ("A. No.", True),
        ("MS. VOSS: They are not.", True),
        ("CHAIRMAN: Thank you.", True),
        ("The ministry: no comment", False),
        ("Answer: no", False),
        ("NGS:1", False),
    ],
)
def test_speaker(words: str, speaker: bool) -> None:
    assert names_speaker(words) is speaker


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("Orrin\t40", True),
        ("Orrin | 40", True),
        ("Orrin     40", True),
        ("Orrin.  The", False),
        ("Orrin 40", False),
    ],
)
def test_row(words: str, row: bool) -> None:
    assert is_row(words) is row
