"""All RDF formats say what the Turtle says; nanopublications keep their parts."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from kgraph.errors import OutputError
from kgraph.export import FORMATS
from kgraph.export.xml import xml_text
from kgraph.graph import ClaimGraph
from kgraph.model import Literal, Participant, Source
from kgraph.ontology import ontology
from tests.builders import article, claim, sample_claims
from tests.strategies import claims

KG = ontology().namespace
PARSERS = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "trig": pyoxigraph.RdfFormat.TRIG,
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
NP = "http://www.nanopub.org/nschema#"


def parsed(graph: ClaimGraph, name: str) -> list[pyoxigraph.Quad]:
    """What a strict parser reads."""
    text = "".join(f"{line}\n" for line in FORMATS[name].lines(graph))
    return list(pyoxigraph.parse(text.encode(), format=PARSERS.get(name, pyoxigraph.RdfFormat.TRIG)))


def canonical(quads: list[pyoxigraph.Quad], as_xml: bool = False) -> set[str]:
    """The statements, graphs aside, with blank nodes named by what they are."""
    found = pyoxigraph.Dataset(
        pyoxigraph.Quad(quad.subject, quad.predicate, _through_xml(quad.object) if as_xml else quad.object)
        for quad in quads
    )
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in found}


def _through_xml(term):
    """The term as XML can hold it."""
    if not isinstance(term, pyoxigraph.Literal):
        return term
    import html

    return pyoxigraph.Literal(html.unescape(xml_text(term.value)), datatype=term.datatype)


def assert_all_alike(made) -> None:
    graph = ClaimGraph(made)
    turtle = parsed(graph, "turtle")
    expected = canonical(turtle)
    for name in PARSERS:
        if name != "rdfxml":
            assert canonical(parsed(graph, name)) == expected, name
    assert canonical(parsed(graph, "rdfxml")) == canonical(turtle, as_xml=True)


graphs = st.lists(claims(), max_size=4)
relaxed = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@settings(max_examples=100, **relaxed)
@given(graphs)
def test_all_formats_say_the_same(made):
    assert_all_alike(made)


@pytest.mark.slow
@settings(max_examples=1000, **relaxed)
@given(graphs)
def test_all_formats_say_the_same_of_a_thousand_graphs(made):
    assert_all_alike(made)


@pytest.mark.parametrize("name", [*PARSERS, "nanopub"])
def test_the_order_of_adding_changes_no_byte(name):
    made = sample_claims()
    one, other = (list(FORMATS[name].lines(ClaimGraph(order))) for order in (made, made[::-1]))
    assert one == other


@pytest.mark.parametrize("name", ["trig", "nquads"])
def test_what_a_document_says_is_a_graph_of_its_own(name):
    graph = ClaimGraph(sample_claims())
    homes = defaultdict(set)
    for quad in parsed(graph, name):
        if quad.predicate.value == f"{KG}stance":
            homes[quad.graph_name.value].add(quad.subject.value)
    assert homes == {
        f"urn:kgraph:graph:{document.id}": {
            f"urn:kgraph:claim:{one.id}" for one in graph if one.document == document
        }
        for document in graph.documents()
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib.*")
def test_rdflib_reads_jsonld_and_rdfxml_alike():
    graph = ClaimGraph(sample_claims())
    read = []
    for name, known in (("turtle", "turtle"), ("jsonld", "json-ld"), ("rdfxml", "xml")):
        text = "".join(f"{line}\n" for line in FORMATS[name].lines(graph))
        read.append(to_isomorphic(rdflib.Graph().parse(data=text, format=known)))
    assert read[0] == read[1] == read[2]


def test_jsonld_is_a_line_a_thing_and_needs_no_network():
    lines = list(FORMATS["jsonld"].lines(ClaimGraph(sample_claims())))
    assert lines[0].startswith('{"@context": {"kg": ')
    assert "http://schema.org" not in lines[0]
    assert sum(line.startswith('{"@id": "claim:') for line in lines) == 10
    assert list(FORMATS["jsonld"].lines(ClaimGraph()))[1:] == ['"@graph": [', "", "]}"]


def test_rdfxml_refuses_a_relation_that_xml_cannot_name(monkeypatch):
    relation = ontology().relations["sued_by"]
    monkeypatch.setattr(type(ontology()), "allows", lambda *_, **__: True)
    monkeypatch.setattr("kgraph.export.nodes.ontology", lambda: _Known({"1 odd": relation}))
    with pytest.raises(OutputError, match="cannot name the relation '1 odd'"):
        list(FORMATS["rdfxml"].lines(ClaimGraph([claim("Orrin Robotics", "1 odd", "Avaria")])))


class _Known:
    """An ontology with other relations, as a user may bring one."""

    def __init__(self, relations):
        self.relations, self.types = relations, ontology().types

    def allows(self, *_, **__):
        return True


def test_a_nanopublication_has_its_four_parts():
    made = sample_claims()[2]
    quads = parsed(ClaimGraph([made]), "nanopub")
    name = f"urn:kgraph:nanopub:{made.id}"
    parts = {quad.graph_name.value for quad in quads}
    assert parts == {f"{name}#{part}" for part in ("head", "assertion", "provenance", "pubinfo")}
    head = {
        (quad.predicate.value, quad.object.value)
        for quad in quads
        if quad.graph_name.value == f"{name}#head" and quad.subject.value == name
    }
    assert {(f"{NP}{has}", f"{name}#{part}") for has, part in (
        ("hasAssertion", "assertion"), ("hasProvenance", "provenance"), ("hasPublicationInfo", "pubinfo"),
    )} <= head  # fmt: skip
    about = {
        part: {quad.predicate.value for quad in quads if quad.graph_name.value == f"{name}#{part}"}
        for part in ("assertion", "provenance", "pubinfo")
    }
    assert f"{KG}stance" in about["assertion"]
    assert not {f"{KG}source", f"{KG}evidence", f"{KG}shared_data_with"} & about["assertion"]
    assert {f"{KG}source", f"{KG}evidence", "http://purl.org/dc/terms/title"} <= about["provenance"]
    assert {f"{KG}extractor", f"{KG}confidence"} <= about["pubinfo"]


def test_an_asserted_nanopublication_has_the_bare_triple():
    made = sample_claims()[0]
    bare = [q for q in parsed(ClaimGraph([made]), "nanopub") if q.predicate.value == f"{KG}removed_from"]
    assert [quad.graph_name.value for quad in bare] == [f"urn:kgraph:nanopub:{made.id}#assertion"]


def test_namings_keep_the_words_of_a_claim_beside_the_label():
    made = [
        claim(Participant("tallis", "Tallis Networks", "Vendor", "it"), "sued_by", "Avaria"),
        claim(Participant("tallis", "Tallis Networks", "Vendor", "it"), "sued_by", "Borland Isles"),
        claim(Participant("tallis", "Tallis Inc.", "Organization", "it", named=False), "supplies", "Avaria"),
        claim("Tallis Networks", "has_users", Literal(5, "five", "seats")),
        claim("Tallis Networks", "led_by", "Mara Voss", source=Source(None, "Person", None, "a man")),
        claim(
            "Tallis Networks", "led_by", "Senator Hale", document=article(publisher="DAILY LEDGER"),
            origin=(Source("Daily Ledger", "MediaOutlet", "daily-ledger", "the paper"), Source("a man")),
        ),
    ]  # fmt: skip
    quads = parsed(ClaimGraph(made), "turtle")
    used = {quad.predicate.value.removeprefix(KG) for quad in quads}
    assert {"subjectAs", "objectAs", "sourceAs", "originAs"} <= used
    assert {"name", "typeName", "mention", "isNamed"} <= used
