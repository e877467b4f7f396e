"""The page of the ontology is made of the ontology; the ontology and the shapes hold up in other tools."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import owlrl
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kgraph.ontology import ontology, ontology_dir

ROOT = Path(__file__).parents[2]
KG = rdflib.Namespace(ontology().namespace)


def test_the_page_is_up_to_date():
    spec = importlib.util.spec_from_file_location("ontology_page", ROOT / "docs" / "ontology_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    told = module.PAGE.read_text(encoding="utf-8")
    assert told == module.page(), "run `python docs/ontology_page.py`"
    for name, relation in ontology().relations.items():
        assert f"#### `{name}`" in told
        assert relation.example
        assert f"> {relation.example}" in told


@pytest.fixture(scope="module")
def reasoned():
    """The ontology with all that OWL 2 RL concludes from it."""
    graph = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def test_a_reasoner_finds_no_contradiction(reasoned):
    errors = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    assert not list(reasoned.subjects(RDF.type, errors))
    assert not list(reasoned.subjects(RDF.type, OWL.Nothing))


def test_a_reasoner_makes_no_claim_a_fact(reasoned):
    """Not even with all conclusions drawn does a claim lead from its subject to its object."""
    claim = (
        "@prefix kg: <urn:kgraph:ontology#> . <urn:c> a kg:Claim ; kg:subject <urn:a> ; kg:object <urn:b> ;"
        " kg:relation kg:banned_by ; kg:stance kg:alleged ."
    )
    graph = reasoned + rdflib.Graph().parse(data=claim, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    a, b = rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b")
    assert (a, RDF.type, KG.Entity) in graph
    assert not list(graph.predicates(a, b))


def test_every_term_has_a_label_and_a_definition():
    graph = rdflib.Graph().parse(ontology_dir() / "kgraph.ttl", format="turtle")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    terms = {t for kind in kinds for t in graph.subjects(RDF.type, kind) if isinstance(t, rdflib.URIRef)}
    assert len(terms) > 100
    for term in terms:
        assert graph.value(term, RDFS.label), term
        assert graph.value(term, SKOS.definition) or graph.value(term, OWL.inverseOf), term
