"""Answers as Python values and as the W3C's formats have them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pyoxigraph
import pytest

from kgraph.errors import OutputError
from kgraph.sparql import Engine, Iri

VALUES = [
    ("<urn:a>", Iri("urn:a")),
    ("entity:x", Iri("urn:kgraph:entity:x")),
    ("'word'", "word"),
    ("''", ""),
    ("'tab\\tline\\nquote\\\"back\\\\slash'", 'tab\tline\nquote"back\\slash'),
    ("'日本 \U0001f600'", "日本 \U0001f600"),
    ("'true'", "true"),
    ("'5'", "5"),
    ("'wort'@de", "wort"),
    ("5", 5),
    ("-5", -5),
    ("'05'^^xsd:integer", 5),
    ("0.5", 0.5),
    ("1e3", 1000.0),
    ("true", True),
    ("false", False),
    ("'2024-05-13'^^xsd:date", date(2024, 5, 13)),
    ("'2024-05-13T10:00:00'^^xsd:dateTime", "2024-05-13T10:00:00"),
    ("'no day'^^xsd:date", "no day"),
    ("'x'^^<urn:own>", "x"),
    ("UNDEF", None),
]


@pytest.mark.parametrize(("term", "value"), VALUES)
def test_values(term: str, value: object, engine: Engine) -> None:
    ((found, one),) = engine.ask(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ ({term} 1) }} }}")
    assert (found, type(found), one) == (value, type(value), 1)


def test_rows_are_a_sequence(engine: Engine) -> None:
    answer = engine.ask("SELECT ?x ?y { VALUES (?x ?y) { (1 'a') (2 UNDEF) } } ORDER BY ?x")
    assert (answer.kind, answer.variables, len(answer), bool(answer)) == ("rows", ("x", "y"), 2, True)
    assert list(answer) == [(1, "a"), (2, None)]
    assert (answer[0], answer[-1:]) == ((1, "a"), [(2, None)])
    assert list(answer.dicts()) == [{"x": 1, "y": "a"}, {"x": 2, "y": None}]
    assert repr(answer) == "<Answer: 2 rows>"


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?x { ?x kg:no_such_thing ?y }", []),
        ("SELECT * { }", [()]),
        ("SELECT * { FILTER(false) }", []),
        ("SELECT ?x { }", [(None,)]),
        ("SELECT ?x { VALUES ?x { UNDEF 1 UNDEF } }", [(None,), (1,), (None,)]),
    ],
)
def test_few_rows_and_columns(query: str, rows: list[tuple[object, ...]], engine: Engine) -> None:
    answer = engine.ask(query)
    assert answer.rows == rows
    assert bool(answer) is bool(rows)


def test_rows_in_all_formats(engine: Engine) -> None:
    query = "SELECT ?x ?y { VALUES (?x ?y) { (<urn:a> 'one, \"two\"\\nthree') (UNDEF 5) } }"
    answer = engine.ask(query)
    raw = pyoxigraph.Store().query(query)
    assert json.loads(answer.to_json()) == json.loads(
        raw.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
    )
    assert list(csv.reader(io.StringIO(answer.to_csv(), newline=""))) == [
        ["x", "y"], ["urn:a", 'one, "two"\nthree'], ["", "5"],
    ]  # fmt: skip
    assert answer.to_text("tsv").splitlines() == ["?x\t?y", '<urn:a>\t"one, \\"two\\"\\nthree"', "\t5"]
    root = ElementTree.fromstring(answer.to_text("xml"))
    assert [one.text for one in root.iter("{http://www.w3.org/2005/sparql-results#}literal")][1] == "5"


def test_truth_in_all_formats(engine: Engine) -> None:
    yes, no = engine.ask("ASK { }"), engine.ask("ASK { FILTER(false) }")
    assert (bool(yes), bool(no), list(yes), yes.variables) == (True, False, [(True,)], ("answer",))
    assert (repr(yes), repr(no)) == ("<Answer: yes>", "<Answer: no>")
    assert json.loads(no.to_json()) == {"head": {}, "boolean": False}
    assert "<boolean>true</boolean>" in yes.to_text("xml")
    assert (yes.to_csv().strip(), no.to_text("tsv").strip()) == ("true", "false")


def test_triples(engine: Engine) -> None:
    query = "CONSTRUCT { ?s kg:led_by ?o . ?s rdfs:label 'a b . \\\"c\\\"'@en } WHERE { ?s kg:led_by ?o }"
    answer = engine.ask(query)
    assert answer.kind == "triples"
    assert answer.variables == ("subject", "predicate", "object")
    assert (Iri("urn:kgraph:entity:kaspersky-lab"), Iri("urn:kgraph:ontology#led_by"),
            Iri("urn:kgraph:entity:eugene-kaspersky")) in answer.rows  # fmt: skip
    assert 'a b . "c"' in {row[2] for row in answer}
    turtle = answer.to_turtle()
    assert "kg:led_by entity:eugene-kaspersky" in turtle
    assert [line.split()[1] for line in turtle.splitlines()[:3]] == ["entity:", "kg:", "rdfs:"]
    assert "@prefix owl:" not in turtle
    formats = pyoxigraph.RdfFormat
    assert {*pyoxigraph.parse(turtle, format=formats.TURTLE)} == {
        *pyoxigraph.parse(answer.to_text("ntriples"), format=formats.N_TRIPLES)
    }
    assert turtle == engine.ask(query).to_turtle()
    assert engine.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s kg:no_such_thing ?o ; ?p ?o }").to_turtle() == ""
    assert len(engine.ask("DESCRIBE entity:kaspersky-lab")) > 3


@pytest.mark.parametrize(("query", "format"), [("ASK {}", "turtle"), ("SELECT * {}", "pdf"),
                                               ("CONSTRUCT WHERE { ?s kg:led_by ?o }", "csv")])  # fmt: skip
def test_formats_that_do_not_fit(query: str, format: str, engine: Engine) -> None:
    with pytest.raises(OutputError, match=f"{format}: an answer that is "):
        engine.ask(query).to_text(format)
