"""The checker and the engine must see the same words: what hides from one must not live in the other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError
from kgraph.sparql import ready_queries
from kgraph.sparql.tokens import place, tokens


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK{?a<urn:p>$b}", ["ASK", "{", "?a", "<urn:p>", "$b", "}"]),
        ("?a < ?b && ?c > ?d", ["?a", "<", "?b", "&&", "?c", ">", "?d"]),
        ("'it''s' \"a\\\"b\"", ["'it'", "'s'", '"a\\"b"']),
        ("'''x'y''z''' \"\"\"p\"q\"\"\"", ["'''x'y''z'''", '"""p"q"""']),
        ("kg:banned_by :x _:b ex:a%20b", ["kg:banned_by", ":x", "_:b", "ex:a%20b"]),
        ("ex:a\\'b ex:a.b .", ["ex:a\\'b", "ex:a.b", "."]),
        ("1SERVICE 1.5e3SERVICE .5 1.", ["1", "SERVICE", "1.5e3", "SERVICE", ".5", "1."]),
        ("'a'@en-GB \"1\"^^xsd:int", ["'a'", "@en-GB", '"1"', "^^", "xsd:int"]),
        ("kg:a/kg:b*|^kg:c?", ["kg:a", "/", "kg:b", "*", "|", "^", "kg:c", "?"]),
        ("# SERVICE <x>\n<urn:a#b> # more", ["<urn:a#b>"]),
        ("<urn:\\u0041>", ["<urn:\\u0041>"]),
        ("ex:日本 ?größe", ["ex:日本", "?größe"]),
        ("VALUES (?a ?b) {(<urn:a#b> <urn:c#d>)}",
         ["VALUES", "(", "?a", "?b", ")", "{", "(", "<urn:a#b>", "<urn:c#d>", ")", "}"]),
    ],
)  # fmt: skip
def test_words(query: str, words: list[str]) -> None:
    assert [token.text for token in tokens(query)] == words


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { 'open }", 'a "\'" at line 1, column 7 that belongs to nothing'),
        ("ASK {\n  ~ }", "a '~' at line 2, column 3"),
        ("S\\u0045LECT", "a '\\\\\\\\' at line 1, column 2"),
        ("ASK { ( }", "closes a } at line 1, column 9"),
        ("ASK }", "closes a } at line 1, column 5"),
        ("ASK { [ (", r"ends inside a \( that nothing closes"),
        ("ASK { <urn:it's> ?p ?o }", "may be read in two ways"),
        ("ASK { FILTER(?a<?b#> ''' ) } # ''' )", "may be read in two ways"),
        ("ASK { FILTER(1 <x#y> 2) }", "may be read in two ways"),
        ("ASK { FILTER((?a) <x#y> 2) }", "may be read in two ways"),
        ("ASK { VALUES ?x {1} FILTER(?a <x#y> 2) }", "may be read in two ways"),
    ],
)
def test_faults(query: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        list(tokens(query))


def test_depths() -> None:
    assert [token.depth for token in tokens("ASK { ( a ) }")] == [0, 0, 1, 2, 1, 0]


def test_places() -> None:
    assert place("a\nbc\nd", 3) == "line 2, column 2"
    assert place("", 0) == "line 1, column 1"


@pytest.mark.parametrize("name", ready_queries())
def test_between_the_words_are_blanks_and_comments_only(name: str) -> None:
    text = ready_queries()[name].text
    end = 0
    for token in tokens(text):
        assert not re.sub("#.*", "", text[end : token.start]).strip()
        end = token.start + len(token.text)
    assert not text[end:].strip()


@settings(deadline=None)
@given(st.text("ab:<>#'\"\\(){}?$ \n@^1.", max_size=40))
def test_words_are_parts_of_the_query_in_order(query: str) -> None:
    try:
        found = list(tokens(query))
    except GraphError:
        return
    end = 0
    for token in found:
        assert query.startswith(token.text, token.start)
        assert token.start >= end
        end = token.start + len(token.text)
