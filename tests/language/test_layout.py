"""Lines → paragraphs: what a newline ends, what it only wraps, and that no offset moves."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.language.layout import MAX_PIECE, flatten, pieces

FIRST = (
    "Northgate Systems was struck from the supplier register of the ministry on Monday, after an "
    "audit had found that drones which it sold to the army could send their footage abroad. The "
    "firm, which has its seat in Port Avar, denies that it ever passed customer records to the "
    "security service, and says that it will sue."
)
SECOND = (
    "The Ministry of Works has bought nothing from Northgate since 2015, a spokesman said. Tallis "
    "Networks, which resells its drones, has sold 400 of them in Avaria this year; nearly all went "
    "to farms. Senator Hale wants a bill that would bar every agency from buying them."
)
HEADLINE = "Register shrinks by one"


def parts(text: str) -> list[str]:
    return [" ".join(text[piece.body : piece.end].split()) for piece in pieces(text)]


def wrapped(paragraph: str, width: int) -> str:
    return "\n".join(textwrap.wrap(paragraph, width))


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n"])
def test_wrapped_lines_are_joined(width: int, between: str) -> None:
    text = between.join([HEADLINE, wrapped(FIRST, width), wrapped(SECOND, width)])
    if between == "\n":  # a full last line cannot be told from a wrapped one, but it ends its sentence
        assert parts(text)[0] == HEADLINE
        assert " ".join(parts(text)) == " ".join([HEADLINE, FIRST, SECOND])
    else:
        assert parts(text) == [HEADLINE, FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADLINE}\n{FIRST}\n{SECOND}", [HEADLINE, FIRST, SECOND]),
        (f"{HEADLINE}\n\n\n{FIRST}\n \t\n{SECOND}\n", [HEADLINE, FIRST, SECOND]),
        (f"Posted by Mara Voss\nNorthgate logo\n{FIRST}", ["Posted by Mara Voss", "Northgate logo", FIRST]),
        (f"{HEADLINE}\nby Mara Voss\n\n{FIRST}", [HEADLINE, "by Mara Voss", FIRST]),
        (
            "Northgate Systems\nTallis Networks\nOrrin Robotics",
            ["Northgate Systems", "Tallis Networks", "Orrin Robotics"],
        ),
        ("The ban:\n  • Orrin\n  • Tallis\nThe end", ["The ban:", "Orrin", "Tallis", "The end"]),
        ("1. Orrin won.\n2. Tallis lost.", ["Orrin won.", "Tallis lost."]),
        ("Vendor | Share\nOrrin | 40\nTallis | 60", ["Vendor | Share", "Orrin | 40", "Tallis | 60"]),
        ("Vendor\tShare\nOrrin\t40", ["Vendor Share", "Orrin 40"]),
        ("CHAIRMAN: Is it so?\nMS. VOSS: It is not so.", ["CHAIRMAN: Is it so?", "MS. VOSS: It is not so."]),
        ("PORT AVAR, May 3 (EW) — Northgate lost.", ["PORT AVAR, May 3 (EW) —", "Northgate lost."]),
        (f"{HEADLINE}\n\nPORT AVAR — Northgate lost.", [HEADLINE, "PORT AVAR —", "Northgate lost."]),
        (
            "an unfinished line that stops before its end\n\nand goes on",
            ["an unfinished line that stops before its end", "and goes on"],
        ),
        ("\n\n  Text", ["Text"]),
        ("•", ["•"]),
        ("\n\n", [""]),
        ("", [""]),
    ],
)
def test_what_a_newline_ends(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_list_items_that_are_wrapped() -> None:
    item = textwrap.indent(wrapped(FIRST, 70), "  ")[2:]
    text = f"{wrapped(SECOND, 72)}\n\n- {item}\n- {item}"
    assert parts(text) == [SECOND, FIRST, FIRST]
    assert [text[piece.start : piece.body] for piece in pieces(text)] == ["", "- ", "- "]


def test_a_dash_at_the_head_of_a_wrapped_line_is_no_bullet() -> None:
    text = (
        "The register of the ministry, which had held nine hundred vendors\n"
        "– among them Northgate Systems and its reseller Tallis Networks –\n"
        "was closed to foreign firms on Monday."
    )
    assert len(parts(text)) == 1


@pytest.mark.parametrize("unit", ["a", "word ", "A sentence of it. ", "\n", "- ", "é", "“"])
def test_long_paragraphs_are_cut(unit: str) -> None:
    text = unit * (3 * MAX_PIECE)
    found = pieces(text)
    assert all(piece.end - piece.start <= MAX_PIECE for piece in found)
    assert "".join(text[piece.start : piece.end] for piece in found) == text


def test_a_cut_falls_between_sentences() -> None:
    text = "A sentence of it. " * 1000
    assert all(text[piece.start : piece.end].startswith("A sentence") for piece in pieces(text))


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("The firm’s “ban”", 'The firm\'s "ban"'),
        ("one\ntwo\r\nthree\rfour", "one two  three four"),
        ("10\xa0million\u2009euros\u2003on\tMonday", "10 million euros on Monday"),
        ("non‑breaking", "non-breaking"),
        ("a — dash – and … é ﬁ 日本 😀", "a — dash – and … é ﬁ 日本 😀"),
    ],
)
def test_flatten(text: str, flat: str) -> None:
    assert flatten(text) == flat
    assert len(flatten(text)) == len(text)


@given(st.text(alphabet=st.sampled_from("aA .\n\r\t•-1)|—“’\u2028\xa0Q:é😀"), max_size=200))
def test_pieces_have_no_gaps(text: str) -> None:
    found = pieces(text)
    assert len(flatten(text)) == len(text)
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert all(piece.start <= piece.body <= piece.end for piece in found)
