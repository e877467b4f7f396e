"""Turtle: valid for strict parsers, complete, the same bytes for the same graph, and no leaks."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import DCTERMS, RDF, RDFS, XSD

from kgraph.export import FORMATS
from kgraph.graph import ClaimGraph
from kgraph.model import Amount, Literal, Participant, Source
from kgraph.ontology import ontology, ontology_dir
from tests.builders import article, claim, sample_claims
from tests.strategies import claims

KG = rdflib.Namespace(ontology().namespace)
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
ENTITY = rdflib.Namespace("urn:kgraph:entity:")
CLAIM = rdflib.Namespace("urn:kgraph:claim:")
DOCUMENT = rdflib.Namespace("urn:kgraph:document:")


def turtle(graph: ClaimGraph) -> str:
    return "\n".join(FORMATS["turtle"].lines(graph)) + "\n"


def parsed(*made) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(ClaimGraph(made)), format="turtle")


def as_oxigraph(term):
    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return pyoxigraph.BlankNode(str(term))
    return pyoxigraph.Literal(str(term), datatype=pyoxigraph.NamedNode(str(term.datatype or XSD.string)))


def plain(term):
    """Numbers by their value: rdflib writes small decimals with an exponent."""
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value == str(XSD.decimal):
        return pyoxigraph.Literal(f"{Decimal(term.value):f}", datatype=term.datatype)
    return term


def canonical(triples) -> set[str]:
    dataset = pyoxigraph.Dataset(pyoxigraph.Quad(*map(plain, triple)) for triple in triples)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


@settings(deadline=None, max_examples=60)
@given(made=st.lists(claims(), max_size=3))
def test_two_parsers_read_the_same_triples(made):
    text = turtle(ClaimGraph(made))
    strict = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TURTLE)
    lenient = rdflib.Graph().parse(data=text, format="turtle")
    assert canonical((t.subject, t.predicate, t.object) for t in strict) == canonical(
        map(as_oxigraph, triple) for triple in lenient
    )


@settings(deadline=None, max_examples=60)
@given(made=st.lists(claims(), max_size=4))
def test_nothing_is_lost_and_nothing_leaks(made):
    graph, rdf = ClaimGraph(made), parsed(*made)
    assert set(rdf.subjects(RDF.type, KG.Claim)) == {CLAIM[one.id] for one in graph}
    for one in graph:
        (evidence,) = rdf.objects(CLAIM[one.id], KG.evidence)
        quotes = [rdf.value(selector, OA.exact) for selector in rdf.objects(evidence, OA.hasSelector)]
        assert rdflib.Literal(one.evidence.quote) in quotes
        assert rdf.value(CLAIM[one.id], KG.stance) == KG[one.stance]
    labels = {str(label) for label in rdf.objects(None, RDFS.label)}
    assert {entity.name for entity in graph.entities()} <= labels
    said = {(one.saying, one.stance) for one in graph}
    bare = 0
    for name, relation in ontology().relations.items():
        for subject, thing in rdf.subject_objects(KG[name]):
            bare += 1
            claimed = {
                (rdf.value(node, KG.object) or rdf.value(node, KG.objectValue), rdf.value(node, KG.stance))
                for node in rdf.subjects(KG.subject, subject)
                if rdf.value(node, KG.relation) == KG[name]
            }
            assert any((thing, KG[stance]) in claimed for stance in relation.bare_stances)
    assert bare <= len(said)


@settings(deadline=None, max_examples=50)
@given(st.lists(claims(), max_size=4), st.randoms())
def test_the_same_graph_gives_the_same_bytes(made, chance):
    before = turtle(ClaimGraph(made))
    chance.shuffle(made)
    assert turtle(ClaimGraph(made)) == before


@pytest.mark.parametrize(
    ("relation", "stances", "is_bare"),
    [
        ("removed_from", ["asserted"], True),
        ("removed_from", ["alleged", "denied", "proposed"], False),
        ("removed_from", ["denied", "asserted"], True),
        ("alleged_ties", ["alleged"], True),
        ("alleged_ties", ["denied", "proposed"], False),
    ],
)
def test_stances_that_may_stand_bare(relation, stances, is_bare):
    thing = "supplier register" if relation == "removed_from" else "security service"
    made = [claim("Northgate Systems", relation, thing, stance=stance) for stance in stances]
    bare = list(parsed(*made).objects(ENTITY["northgate-systems"], KG[relation]))
    assert bool(bare) is is_bare


@pytest.mark.parametrize(
    ("subject", "relation", "thing"),
    [
        # Tolerated types: a bare triple would make a reasoner give the subject a wrong type.
        (Participant("bear", "Bear 9", "ThreatActor", "Bear 9"), "alleged_ties", "security service"),
        (Participant("n", "N", "NoSuchType", "N"), "removed_from", "supplier register"),
        ("Northgate Systems", "no_such_relation", "Avaria"),
        ("Northgate Systems", "has_users", "Avaria"),
        ("Northgate Systems", "removed_from", Literal(5, "five")),
    ],
)
def test_what_the_core_of_the_ontology_does_not_allow_is_never_bare(subject, relation, thing):
    made = claim(subject, relation, thing)
    rdf = parsed(made)
    assert (CLAIM[made.id], KG.relation, KG[relation]) in rdf
    assert not list(rdf.objects(None, KG[relation]))


def test_bare_values():
    rdf = parsed(claim("Orrin Robotics", "has_users", Literal(4e8, "400 million")))
    assert rdf.value(ENTITY["orrin-robotics"], KG.has_users) == rdflib.Literal(400_000_000)
    (node,) = rdf.subjects(RDF.type, KG.Claim)
    assert rdf.value(node, KG.objectValue) == rdflib.Literal(400_000_000)
    assert str(rdf.value(node, KG.objectMention)) == "400 million"


def test_a_claim_can_be_checked_with_the_file_alone():
    made = sample_claims()
    rdf = parsed(*made)
    removed, contract = made[0], made[8]
    node, document = CLAIM[removed.id], DOCUMENT[removed.document.id]
    assert rdf.value(node, PROV.wasDerivedFrom) == rdf.value(node, KG.document) == document
    assert str(rdf.value(document, DCTERMS.title)) == "Register shrinks"
    assert rdf.value(document, DCTERMS.issued).datatype == XSD.date
    publisher = rdf.value(document, DCTERMS.publisher)
    assert publisher == ENTITY["daily-ledger"]
    assert (publisher, RDF.type, KG.MediaOutlet) in rdf
    when = rdf.value(node, KG.when)
    assert str(rdf.value(when, KG.start)) == "2024-05-13"
    evidence = rdf.value(node, KG.evidence)
    assert rdf.value(evidence, OA.hasSource) == document
    (place,) = (
        s for s in rdf.objects(evidence, OA.hasSelector) if (s, RDF.type, OA.TextPositionSelector) in rdf
    )
    start, end = (int(rdf.value(place, edge)) for edge in (OA.start, OA.end))
    assert removed.document.text[start:end] == removed.evidence.quote
    amount = rdf.value(CLAIM[contract.id], KG.qualifier)
    assert int(rdf.value(amount, KG.value)) == 12_000_000
    assert str(rdf.value(amount, KG.currency)) == "USD"
    alleged = CLAIM[made[2].id]
    chain = rdflib.collection.Collection(rdf, rdf.value(alleged, KG.origin))
    assert list(chain) == [ENTITY["evening-wire"], ENTITY["senator-hale"]]


def test_sources_without_an_id_are_nobody_in_particular():
    people = Source("people familiar with the matter", "Person", None, "the people")
    rdf = parsed(
        claim("Northgate Systems", "sued_by", "Avaria", source=people),
        claim("Tallis Networks", "sued_by", "Avaria", source=people),
        claim("Orrin Robotics", "sued_by", "Avaria", source=None, qualifiers={"place": "Port Avar"}),
    )
    named = list(rdf.subjects(RDFS.label, rdflib.Literal(people.name)))
    assert len(named) == 2
    assert all(isinstance(node, rdflib.BNode) for node in named)
    assert list(rdf.subjects(KG.source, KG.unknownPublisher))


def test_every_term_is_of_the_ontology():
    made = [
        *sample_claims(),
        claim(
            "Tallis Networks", "funded_by", "Avaria", qualifiers={"amount": Amount(1.5, "1.5", unit="count")}
        ),
        claim(Participant("it", "it", "Vendor", "it", named=False), "sued_by", "Avaria"),
    ]
    defined = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl")
    used = {term for triple in parsed(*made) for term in triple if str(term).startswith(str(KG))}
    assert used <= set(defined.subjects())
    assert len(used) > 40


def test_an_empty_graph_is_valid():
    assert len(parsed()) == 0


def test_documents_that_claim_nothing_are_there():
    graph = ClaimGraph()
    graph.add_document(article(title="Silent", publisher=None, published=None), "1")
    rdf = rdflib.Graph().parse(data=turtle(graph), format="turtle")
    assert [str(title) for title in rdf.objects(None, DCTERMS.title)] == ["Silent"]
