"""Names, strings and numbers come back from two RDF parsers as they went in."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import assume, given
from hypothesis import strategies as st

from kgraph.errors import OutputError
from kgraph.export.terms import number, prefixes, string, term
from tests.strategies import names

anything = st.text() | names


def parsed(thing: str) -> str:
    """The object of a triple, as strict and as lenient parsers read it alike."""
    heads = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes().items())
    text = f"{heads}<urn:s> <urn:p> {thing} ."
    (triple,) = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    ((_, _, other),) = rdflib.Graph().parse(data=text, format="turtle")
    assert str(other) == triple.object.value
    return triple.object.value


@given(anything)
def test_strings(text):
    assert parsed(string(text)) == text


@given(anything, anything)
def test_different_ids_are_different_valid_names(one, other):
    assume(one != other)
    first, second = parsed(term("entity", one)), parsed(term("entity", other))
    assert first.startswith("urn:kgraph:entity:")
    assert first != second


@pytest.mark.parametrize(
    ("id", "written"),
    [
        ("northgate-systems", "entity:northgate-systems"),
        ("0a1", "entity:0a1"),
        ("rules_0.1.0", "entity:rules_0.1.0"),
        ("-dash", "<urn:kgraph:entity:-dash>"),
        ("dot.", "<urn:kgraph:entity:dot.>"),
        ("", "<urn:kgraph:entity:>"),
        ("a b", "<urn:kgraph:entity:a%20b>"),
        ("a>b", "<urn:kgraph:entity:a%3Eb>"),
        ("100%", "<urn:kgraph:entity:100%25>"),
        ("études", "<urn:kgraph:entity:études>"),
        ("日本", "<urn:kgraph:entity:日本>"),
        ("\ud800", "<urn:kgraph:entity:%ED%A0%80>"),
    ],
)
def test_names(id, written):
    assert term("entity", id) == written
    assert parsed(written)


def test_lone_surrogates_are_replaced():
    assert string("a\ud800b") == '"a\ufffdb"'


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_keep_their_value(value):
    written = number(value)
    assert "e" not in written.lower()
    assert Decimal(written) == Decimal(repr(value))
    (triple,) = pyoxigraph.parse(f"<urn:s> <urn:p> {written} .", format=pyoxigraph.RdfFormat.TURTLE)
    assert triple.object.value == written


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_infinite_numbers_are_refused(value):
    with pytest.raises(OutputError, match="must be finite"):
        number(value)
