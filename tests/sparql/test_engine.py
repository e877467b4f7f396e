"""No query harms anything: each limit is told in one sentence, and the next query is answered."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.model import Entity
from kgraph.sparql import Engine
from kgraph.sparql.engine import _syntax_fault
from tests.builders import claim, sample_claims

# All triples with all triples with all triples: more than any machine can do.
ENDLESS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def own() -> Iterator[Engine]:
    """An engine that a test may end."""
    made = Engine(f'<urn:s{number}> <urn:p> "{number}" .' for number in range(2000))
    yield made
    made.close()


def test_the_store_is_that_of_the_turtle(examples: Graph, engine: Engine) -> None:
    ((count,),) = engine.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert count == len(examples.to_rdflib())


def test_the_ontology_is_a_graph_of_its_own(engine: Engine) -> None:
    query = "SELECT ?t { GRAPH <urn:kgraph:ontology> { ?t rdfs:subClassOf* kg:PublicBody } }"
    assert len(engine.ask(query)) == 9
    assert not engine.ask("ASK { kg:banned_by rdfs:label ?label }")


def test_time(own: Engine) -> None:
    started = time.monotonic()
    with pytest.raises(GraphError, match=r"took longer than 0\.5 seconds: ask for less, or allow more time"):
        own.ask(f"SELECT * {ENDLESS} ORDER BY ?a ?l", timeout=0.5)
    assert time.monotonic() - started < 10
    assert not own.alive
    with pytest.raises(GraphError, match="has ended: start another engine"):
        own.ask("ASK {}")


def test_a_query_that_finds_nothing_for_ever(own: Engine) -> None:
    with pytest.raises(GraphError, match="took longer"):
        own.ask(f"SELECT * {ENDLESS.removesuffix('}')} FILTER(?a = ?p && ?p = ?l) }}", timeout=0.5)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is one of Linux")
def test_memory(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.sparql.engine.MEMORY", 64 << 20)
    small = Engine(f'<urn:s{number}> <urn:p> "{number}" .' for number in range(2000))
    with pytest.raises(GraphError, match="of memory: ask for less"):
        small.ask(f"SELECT * {ENDLESS} ORDER BY ?a ?l", timeout=60)
    assert own.ask("ASK {}"), "other engines live on"


def test_rows(own: Engine) -> None:
    query = "SELECT ?s { ?s ?p ?o } LIMIT "
    assert len(own.ask(f"{query} 100", max_rows=100)) == 100
    with pytest.raises(GraphError, match=r"more than 100 rows: add a LIMIT, or allow more rows"):
        own.ask(f"{query} 101", max_rows=100)
    with pytest.raises(GraphError, match="more than 1,000 rows"):
        own.ask(f"SELECT * {ENDLESS}", max_rows=1000)
    construct = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT "
    assert len(own.ask(f"{construct} 100", max_rows=100)) == 100
    with pytest.raises(GraphError, match="more than 100 rows"):
        own.ask(f"{construct} 101", max_rows=100)
    assert own.alive


def test_size(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.sparql.engine.ANSWER", 1 << 20)
    with pytest.raises(GraphError, match="The answer is larger than 1 MB"):
        own.ask("SELECT * { ?s ?p ?o . ?a ?b ?c } LIMIT 90000")
    assert own.alive


def test_a_query_too_deep_for_the_engine(own: Engine) -> None:
    with pytest.raises(GraphError, match=r"too deep for the SPARQL engine|does not hold"):
        own.ask(f"ASK {{ FILTER({'1+' * 24_000}1) }}")


def test_no_file_and_no_address_is_reached(own: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.sparql.engine.check", lambda query: None)
    with pytest.raises(GraphError, match="Too many open files"):
        own.ask("SELECT * { SERVICE <http://127.0.0.1:8765/> { ?s ?p ?o } }")
    assert not own.ask("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }")
    for update in ("LOAD <file:///etc/hostname>", "DELETE WHERE { ?s ?p ?o }"):
        with pytest.raises(GraphError, match="does not hold"):
            own.ask(update)
    assert len(own.ask("SELECT ?s { ?s ?p ?o }")) == 2000


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "SELECT * { ?s ?p foo:bar }",
            "uses a prefix before line 1, column 2. that it does not declare; known are cl",
        ),
        ("SELECT * { ?s ?p ?o . oops }", "does not hold at line 1, column 2"),
        ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "does not hold"),
        ("SELECT * { ?s ?p ?o } LIMIT x", "does not hold at line 1, column 29"),
    ],
)
def test_syntax(query: str, message: str, engine: Engine) -> None:
    with pytest.raises(GraphError, match=message) as told:
        engine.ask(query)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 200


def test_syntax_without_a_place_is_told_on_one_line() -> None:
    assert _syntax_fault("a\n b") == "The query does not hold: a b."


def test_values(engine: Engine) -> None:
    query = "SELECT ?who { $what kg:led_by ?o . ?o rdfs:label ?who }"
    assert engine.ask(query, {"what": Entity("kaspersky-lab", "?", "Vendor")}).rows == [("Eugene Kaspersky",)]
    assert len(engine.ask(query)) == 5


def test_a_graph_keeps_its_engine_until_it_changes() -> None:
    graph = Graph(sample_claims())
    query = "SELECT ?c { ?c a kg:Claim }"
    assert len(graph.sparql(query)) == 10
    assert graph._engine
    first = graph._engine[1]
    assert len(graph.sparql(query)) == 10
    assert graph._engine[1] is first
    graph.add(claim("Orrin Robotics", "sued_by", "Tallis Networks"))
    assert len(graph.sparql(query)) == 11
    second = graph._engine[1]
    assert second is not first
    with pytest.raises(GraphError, match="took longer"):
        graph.sparql(f"SELECT * {ENDLESS} ORDER BY ?a", timeout=0.2)
    assert len(graph.sparql(query)) == 11
    assert graph.where(relation="sued_by").sparql(query).rows != graph.sparql(query).rows


def test_a_forgotten_engine_ends_its_process() -> None:
    graph = Graph(sample_claims())
    graph.sparql("ASK {}")
    assert graph._engine
    process = graph._engine[1]._process
    del graph
    gc.collect()
    assert process.wait(timeout=10) != 0


def test_no_process_outlives_the_program() -> None:
    code = (
        "from kgraph.sparql import Engine; e = Engine(['<urn:a> <urn:b> 1 .']); "
        "assert e.ask('ASK { ?s ?p 1 }'); print(e._process.pid)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == ""
    state = subprocess.run(["ps", "-p", ran.stdout.strip()], capture_output=True, check=False)
    assert state.returncode != 0


def test_text_that_is_no_turtle() -> None:
    with pytest.raises(GraphError, match="cannot be loaded for SPARQL"):
        Engine(["<urn:a> oops"])
