"""What was exported comes back equal, in any syntax, and in any order of its statements."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.export import FORMATS, export
from kgraph.graph import ClaimGraph
from kgraph.model import Literal, Participant, Source
from tests.builders import article, claim, sample_claims
from tests.strategies import claims

RDF = ["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml"]


def through(graph: ClaimGraph, path: Path) -> Graph:
    export(graph, path)
    return Graph.from_rdf(path)


@pytest.mark.parametrize("name", RDF)
def test_sample_claims(tmp_path, name):
    graph = Graph(sample_claims())
    graph.add_document(article(title="Silent", publisher="Harbour Review"))
    assert through(graph, tmp_path / f"graph{FORMATS[name].suffix}") == graph


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    made=st.lists(claims(), min_size=1, max_size=3), name=st.sampled_from([n for n in RDF if n != "rdfxml"])
)
def test_any_graph(tmp_path, made, name):
    graph = Graph(made)
    assert through(graph, tmp_path / f"graph{FORMATS[name].suffix}") == graph


def test_own_words_of_claims_come_back(tmp_path):
    paper = article(publisher="DAILY LEDGER")
    man = Source("a man", "Person", None, "he")
    made = [
        claim(Participant("tallis", "Tallis Networks", "Vendor", "it"), "sued_by", "Avaria"),
        claim(Participant("tallis", "Tallis Networks", "Vendor", "it"), "sued_by", "Borland Isles"),
        claim(Participant("tallis", "Tallis Inc.", "Other", "it", named=False), "supplies", "Avaria"),
        claim("Orrin Robotics", "has_users", Literal(-5.25, "five", "seats"), document=paper),
        claim("Orrin Robotics", "praised_by", Participant("x", "X", "Nothing", "X"), source=None),
        claim("Orrin Robotics", "led_by", "Mara Voss", source=Source(None, "Person", None, "somebody")),
        claim("Orrin Robotics", "founded_by", "Mara Voss", source=Source(None, "Person", "m", "she")),
        claim("Orrin Robotics", "owned_by", "Avaria", source=man, origin=(
            Source("Daily Ledger", "MediaOutlet", "daily-ledger", "the paper"), man,
            Source("a man"), Source(None),
        )),
    ]  # fmt: skip
    graph = ClaimGraph(made)
    back = through(graph, tmp_path / "graph.ttl")
    for one, other in zip(back, graph, strict=True):
        assert one == other
    assert back.documents() == graph.documents()


def test_only_the_statements_count(tmp_path):
    """Sorted by another program, with other prefixes and other labels of blank nodes."""
    graph = Graph(sample_claims())
    lines = list(FORMATS["ntriples"].lines(graph))
    random.Random(1).shuffle(lines)
    (tmp_path / "a.nt").write_text("\n".join(lines).replace("_:claim", "_:x") + "\n", encoding="utf-8")
    assert Graph.from_rdf(tmp_path / "a.nt") == graph
    store = pyoxigraph.Store()
    text = "\n".join(FORMATS["turtle"].lines(graph))
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    dumped = store.dump(format=pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())
    (tmp_path / "b.ttl").write_bytes(dumped)
    assert Graph.from_rdf(tmp_path / "b.ttl") == graph


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("kg:stance kg:denied", "kg:stance kg:hoped", "claim:59012fcc6568bb13: kg:stance"),
        ("kg:confidence 0.9 ", 'kg:confidence "sure" ', "claim:59012fcc6568bb13: kg:confidence"),
        ('kg:rule "test"', 'kg:rule "test" , "b"', "claim:b121c004d11ca8f6: kg:rule"),
        ("kg:evidence [", "kg:evidense [", "claim:b121c004d11ca8f6: kg:evidence"),
        ('"2024-05-14"^^xsd:date', '"May"', "document:5de92e9ae5c8f2fa: dcterms:issued"),
        ("kg:subject entity:", "kg:subject schema:", "claim:b121c004d11ca8f6: kg:subject"),
    ],
)
def test_a_claim_that_does_not_hold_is_told(tmp_path, old, new, fault):
    path = tmp_path / "graph.ttl"
    export(ClaimGraph(sample_claims()), path)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GraphError, match=r"graph\.ttl: not a graph of kgraph: .*`kgraph validate") as caught:
        Graph.from_rdf(path)
    assert fault in caught.value.faults


@pytest.mark.parametrize("text", ["", "<urn:a> <urn:b> <urn:c> ."])
def test_a_file_of_something_else_is_told(tmp_path, text):
    (tmp_path / "a.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match="has no claims of kgraph in it"):
        Graph.from_rdf(tmp_path / "a.ttl")
