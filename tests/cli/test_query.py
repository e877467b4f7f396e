"""`kgraph query`: what is asked, from where, and how the answer is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.sparql import ready_queries, ready_query
from tests.cli.conftest import Command

WHO = "SELECT ?name WHERE { ?claim kg:relation kg:led_by ; kg:object/rdfs:label ?name }"


@pytest.mark.parametrize(
    ("question", "out"),
    [
        (WHO, "name\nMara Voss\n"),
        (
            "SELECT ?c ?n ?yes ?none { VALUES (?c ?n) { (entity:x 5) } BIND(true AS ?yes) }",
            "c         n  yes   none\nentity:x  5  true\n",
        ),
        (
            f"SELECT ?x {{ VALUES ?x {{ '{'long ' * 30}' 'two\\nlines' }} }}",
            f"x\n{'long ' * 11}long…\ntwo lines\n",
        ),
        ("SELECT * { }", ""),
        ("ASK { ?a kg:banned_by ?b }", "no\n"),
        ("ASK { ?a kg:removed_from ?b }", "yes\n"),
    ],
)
def test_answers_are_a_table_or_a_word(kgraph: Command, graph: Path, question: str, out: str) -> None:
    ran = kgraph("query", graph, question)
    assert (ran.code, ran.out, ran.err) == (0, out, "")


def test_triples_are_turtle(kgraph: Command, graph: Path) -> None:
    question = "CONSTRUCT { ?s kg:led_by ?o } WHERE { ?s kg:led_by ?o }"
    lines = kgraph("query", graph, question).out.splitlines()
    assert lines[-1] == "entity:orrin-robotics kg:led_by entity:mara-voss ."
    ran = kgraph("query", graph, question, "--format", "ntriples")
    assert ran.out.startswith("<urn:kgraph:entity:orrin-robotics> <urn:kgraph:ontology#led_by> ")


@pytest.mark.parametrize(
    ("format", "out"),
    [("csv", "name\r\nMara Voss\r\n"), ("tsv", '?name\n"Mara Voss"\n'), ("table", "name\nMara Voss\n")],
)
def test_formats(kgraph: Command, graph: Path, tmp_path: Path, format: str, out: str) -> None:
    path = tmp_path / "answer"
    assert kgraph("query", graph, WHO, "--format", format, "-o", path).code == 0
    assert path.read_bytes().decode() == out


def test_json_and_xml(kgraph: Command, graph: Path) -> None:
    found = json.loads(kgraph("query", graph, WHO, "--format", "json").out)
    assert found["results"]["bindings"] == [{"name": {"type": "literal", "value": "Mara Voss"}}]
    assert json.loads(kgraph("query", graph, "ASK {}", "--format", "json").out)["boolean"] is True
    assert "<literal>Mara Voss</literal>" in kgraph("query", graph, WHO, "--format", "xml").out


def test_a_query_is_text_a_file_or_standard_input(process: Command, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "who.rq"
    path.write_text(f"\ufeff{WHO}\n", encoding="utf-8")
    for ran in (process("query", graph, path), process("query", graph, "-", stdin=WHO)):
        assert (ran.code, ran.out, ran.err) == (0, "name\nMara Voss\n", "")


def test_a_query_of_ones_own_takes_values(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    head = "# Leaders\n#\n# $company  entity  whose\n\n"
    path.write_text(f"{head}SELECT ?o WHERE {{ $company kg:led_by ?o }}", encoding="utf-8")
    assert kgraph("query", graph, path, "--set", "company=orrin robotics").out == "o\nentity:mara-voss\n"
    assert "needs $company, whose." in kgraph("query", graph, path).err


def test_ready_queries(kgraph: Command, graph: Path) -> None:
    ran = kgraph("query", graph, "--ready", "denials", "--set", "$entity=northgate", "--format", "csv")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1:] == [
        "Northgate Systems,Northgate Systems,shared_data_with,security service,true"
    ]


def test_ready_queries_are_listed_and_shown(kgraph: Command) -> None:
    listed = kgraph("query", "--list").out
    for ready in ready_queries().values():
        assert f"{ready.name}: {ready.title}\n" in listed
        for parameter in ready.parameters:
            assert f"    --set {parameter.name}=…  {parameter.about}" in listed
    assert kgraph("query", "--ready", "bans", "--show").out == ready_query("bans").text
    assert kgraph("query", "--show", "ASK {}").out == "ASK {}\n"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ((), 2, "Missing argument 'QUERY', or --ready NAME."),
        (("ASK {}",), 2, "Missing argument 'QUERY'"),
        (("GRAPH", "ASK {}", "--ready", "bans"), 2, "Give QUERY or --ready, not both."),
        (("--ready", "bans"), 2, "Missing argument 'GRAPH'."),
        (("GRAPH", "--ready", "ban"), 1, "no ready query 'ban'; did you mean bans"),
        (("GRAPH", "--ready", "bans", "--set", "entity"), 2, "'entity' has no =: write NAME=VALUE."),
        (
            ("GRAPH", "--ready", "bans", "--set", "entity=Northgate Sistems"),
            1,
            "did you mean Northgate Systems",
        ),
        (("GRAPH", "ASK {}", "--set", "x=1"), 1, "has no $x"),
        (("GRAPH", "missing.rq"), 1, "missing.rq: cannot be read (No such file or directory)."),
        (("GRAPH", "ASK {}", "--format", "turtle"), 1, "turtle: an answer that is truth is written as csv"),
        (
            ("GRAPH", "ASK { SERVICE <http://a.example/> {} }"),
            1,
            "SERVICE at line 1, column 7 would ask another",
        ),
        (("GRAPH", "DROP ALL"), 1, "DROP at line 1, column 1 would change data"),
        (("GRAPH", "SELECT * { ?s ?p ?o }", "--max-rows", "5"), 1, "more than 5 rows"),
        (
            (
                "GRAPH",
                "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a",
                "--timeout",
                "0.3",
            ),
            1,
            "took longer than 0.3 seconds",
        ),
        (("no-such.kgraph", "ASK {}"), 1, "no-such.kgraph: no such graph file."),
    ],
)
def test_faults_are_told_in_one_line(
    kgraph: Command, graph: Path, args: tuple[str, ...], code: int, words: str
) -> None:
    ran = kgraph("query", *(graph if arg == "GRAPH" else arg for arg in args))
    assert (ran.code, ran.out, len(ran.told)) == (code, "", 1)
    assert words in ran.err


def test_a_query_that_is_no_text(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.rq"
    path.write_bytes(b"ASK \xff")
    assert "is not UTF-8 (byte 4); convert it first." in kgraph("query", graph, path).err


def test_the_shell_is_offered_ready_queries(process: Command) -> None:
    env = {
        "_KGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": "kgraph query out --ready un",
        "COMP_CWORD": "4",
    }
    assert process(env=env).out.split() == ["plain,unanswered", "plain,unnamed-sources"]
