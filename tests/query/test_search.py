"""Words in the evidence, whatever people type."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.query.search import EvidenceIndex, match_expression
from tests.builders import article, claim, sample_claims
from tests.strategies import claims


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("register", 2),
        ("REGISTER", 2),
        ("supplier register", 2),
        ("register supplier", 2),
        ('"supplier register"', 2),
        ('"register supplier"', 0),
        ("“supplier register”", 2),
        ('"supplier regis*', 2),
        ("regis*", 2),
        ("regis", 0),
        ("record", 2),
        ("recorded", 2),
        ("drone OR register", 0),
        ("$12 million", 1),
        ("NEAR(register)", 0),
        ("unheard-of", 0),
    ],
)
def test_words_phrases_and_beginnings(graph, typed, count):
    assert len({claim.evidence for claim in graph.search(typed)}) == count


def test_accents_do_not_matter():
    quote = "Société Générale denies it."
    graph = Graph([claim("Orrin Robotics", "supplies", "Avaria", document=article(quote), quote=quote)])
    assert graph.search("societe generale") == graph.search("SOCIÉTÉ") == graph.claims()


@pytest.mark.parametrize(
    ("typed", "expression"),
    [
        ("joint projects", '"joint" "projects"'),
        ('a"b c"d', '"a" "b c" "d"'),
        ('"open phrase', '"open phrase"'),
        ("col:umn -minus ^caret (", '"col:umn" "-minus" "^caret"'),
        ("a* *b * _", '"a" * "*b"'),
        ("nul\0in", '"nul" "in"'),
    ],
)
def test_what_is_typed_is_never_an_operator(typed, expression):
    assert match_expression(typed) == expression


@pytest.mark.parametrize("typed", ["", "  ", "*", '"', '""', "( ) !", "_"])
def test_without_a_word_there_is_nothing_to_search(graph, typed):
    with pytest.raises(GraphError, match="has no word to search for"):
        graph.search(typed)


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=30))
def test_no_text_is_a_syntax_error(typed):
    index = EvidenceIndex(sample_claims())
    try:
        found = list(index.search(typed))
    except GraphError:
        return
    assert all(claim in sample_claims() for claim in found)


@settings(deadline=None, max_examples=50)
@given(st.lists(claims(), max_size=5))
def test_any_quote_can_be_indexed(made):
    graph = Graph(made)
    assert graph.search("registerregister") == []


def test_the_best_sentence_comes_first_and_filters_hold(graph):
    quote = "Drones, drones and drones again."
    graph.add(claim("Orrin Robotics", "supplies", "Avaria", document=article(quote), quote=quote))
    assert graph.search("drones")[0].evidence.quote == quote
    assert [claim.relation for claim in graph.search("drones", relation="banned_by")] == ["banned_by"]
    with pytest.raises(GraphError, match="no stance"):
        graph.search("drones", stance="hoped")


def test_what_is_added_later_is_found(graph):
    assert not graph.search("zeppelins")
    quote = "Orrin sells zeppelins."
    graph.add(claim("Orrin Robotics", "supplies", "Avaria", document=article(quote), quote=quote))
    assert len(graph.search("zeppelin")) == 1


def test_another_thread_may_search(graph):
    graph.search("register")
    found = []
    thread = threading.Thread(target=lambda: found.extend(graph.search("register")))
    thread.start()
    thread.join()
    assert found == graph.search("register")
