"""The parts that need no model or only tokens: keys of names, initials, title lines, quotations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.language import parse
from kgraph.mentions.casing import Casing
from kgraph.mentions.clusters import initials, name_key
from kgraph.mentions.discourse import Discourse
from kgraph.mentions.syntax import BODIES, OFFICES
from kgraph.model import Document
from kgraph.ontology import ontology


def test_bodies_and_offices_are_those_of_the_ontology() -> None:
    types, is_a = ontology().types, ontology().is_a
    assert {type for type in types if is_a(type, "PublicBody")} == BODIES | {"Government"}
    assert {type for type in types if is_a(type, "Agency")} == OFFICES


@given(st.text(min_size=1))
def test_keys_do_not_change_when_taken_twice(name: str) -> None:
    assert name_key(" ".join(name_key(name))) == name_key(name) or not name_key(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("General Services Administration", "GSA"), ("Office of Works & Roads", "OW&R"), ("", "")],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) in {expected, expected.replace("&", "")}


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("Ministers Ban Drones Over Spying Fears\nThe ban was announced.", "Ministers"),
        ("MINISTERS BAN DRONES\nThe ban was announced.", "MINISTERS"),
        ("Ministers have banned drones.\nThe ban was announced.", None),
        ("Ann Poe\nThe ban was announced.", None),
    ],
)
def test_title_lines(text: str, titled: str | None) -> None:
    ((document, doc),) = parse([Document(text)])
    flags = Casing.of(doc, document.text).titled
    assert [token.text for token in doc if flags[token.i]][:1] == ([titled] if titled else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “we sell” and left.", ["we", "sell"]),
        ("“We sell,” she said, “and buy.”", ["We", "sell", ",", "and", "buy", "."]),
        ("“We sell.\n“We buy,” she said.", ["We", "sell", ".", "We", "buy", ","]),
        ("“We sell.\nShe left.", ["We", "sell", "."]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    ((document, doc),) = parse([Document(text)])
    found = Discourse(doc, [], document.text)
    assert [t.text for t in doc if found.quoted[t.i] and t.text != '"' and not t.is_space] == expected
