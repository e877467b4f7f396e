"""A reasoner (owlrl: all rules of OWL 2 RL) has no complaint about the ontology, the shapes or an export."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from kgraph.api import Graph
from kgraph.ontology import ontology, ontology_dir
from tests.builders import sample_claims

KG = rdflib.Namespace(ontology().namespace)
ENTITY = rdflib.Namespace("urn:kgraph:entity:")
# owlrl tells of contradictions by triples with this predicate.
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")


def told() -> rdflib.Graph:
    """The ontology, its shapes and an export together, before anything is inferred."""
    made = Graph(sample_claims()).to_rdflib()
    for name in ("kgraph.ttl", "shapes.ttl"):
        made.parse(ontology_dir() / name, format="turtle")
    return made


def reasoned(made: rdflib.Graph) -> rdflib.Graph:
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(made)
    return made


def complaints(made: rdflib.Graph) -> list[str]:
    return [str(text) for text in made.objects(None, ERROR)]


@pytest.fixture(scope="module")
def inferred() -> rdflib.Graph:
    return reasoned(told())


def test_nothing_contradicts_itself(inferred: rdflib.Graph) -> None:
    assert complaints(inferred) == []
    assert not list(inferred.subjects(RDF.type, OWL.Nothing))
    assert set(inferred.subjects(RDFS.subClassOf, OWL.Nothing)) <= {OWL.Nothing}


def test_types_are_inferred(inferred: rdflib.Graph) -> None:
    service = ENTITY["security-service"]
    assert (service, RDF.type, KG.IntelligenceAgency) in told()
    assert {KG.Agency, KG.PublicBody, KG.Entity} <= set(inferred.objects(service, RDF.type))


def test_no_inference_makes_an_allegation_a_fact(inferred: rdflib.Graph) -> None:
    before = told()
    for relation in ontology().relations:
        found = {pair for pair in inferred.subject_objects(KG[relation]) if not _is_term(pair)}
        assert found == {pair for pair in before.subject_objects(KG[relation]) if not _is_term(pair)}


def test_a_contradiction_would_be_told() -> None:
    planted = told()
    planted.add((KG.Vendor, OWL.disjointWith, KG.Place))
    planted.add((ENTITY["orrin-robotics"], RDF.type, KG.Place))
    assert any("disjoint" in text.lower() for text in complaints(reasoned(planted)))


def _is_term(pair: tuple[rdflib.term.Node, rdflib.term.Node]) -> bool:
    return any(str(end).startswith(str(KG)) for end in pair)
