"""The Turtle file itself: valid for two parsers, and whole as an RDF vocabulary."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from kgraph.model import Claim, Stance
from kgraph.ontology import ontology, ontology_dir, read_ontology

PATH = ontology_dir() / "kgraph.ttl"
README_BLOCKS = re.findall(
    r"```turtle\n(.*?)```", (PATH.parent / "README.md").read_text(encoding="utf-8"), re.DOTALL
)
KG = Namespace(ontology().namespace)
OA = Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph().parse(PATH, format="turtle")


def test_both_parsers_read_the_same(graph: Graph) -> None:
    assert len(graph) == len(set(parse(path=PATH, format=RdfFormat.TURTLE)))


def test_every_own_term_is_declared_labelled_and_defined(graph: Graph) -> None:
    own = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(KG)}
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    inverses = set(graph.subjects(OWL.inverseOf))
    for term in own:
        assert (term, RDF.type, None) in graph, term
        assert len(list(graph.objects(term, RDFS.label))) == 1, term
        if term not in schemes | inverses:
            assert len(list(graph.objects(term, SKOS.definition))) == 1, term


def test_stances_are_a_skos_scheme(graph: Graph) -> None:
    scheme = {str(term).removeprefix(KG) for term in graph.objects(KG.Stances, SKOS.hasTopConcept)}
    assert scheme == set(Stance)
    assert all((KG[stance], SKOS.inScheme, KG.Stances) in graph for stance in Stance)


@pytest.mark.parametrize("field", [field.name for field in fields(Claim) if field.name != "id"])
def test_each_field_of_a_claim_has_a_property(graph: Graph, field: str) -> None:
    name = {"qualifiers": "qualifier"}.get(field, field)
    assert (KG[name], RDFS.domain, KG.Claim) in graph


def test_the_claim_of_the_readme_is_in_these_terms(graph: Graph) -> None:
    sample = Graph().parse(data=README_BLOCKS[0], format="turtle")
    said = {term for triple in sample for term in triple if isinstance(term, URIRef) and term.startswith(KG)}
    assert len(said) > 20
    assert [term for term in said if (term, RDF.type, None) not in graph] == []
    start, end, quote = (str(next(sample.objects(None, OA[name]))) for name in ("start", "end", "exact"))
    assert int(end) - int(start) == len(quote)


def test_the_relation_of_the_readme_can_be_added(tmp_path: Path) -> None:
    path = tmp_path / "kgraph.ttl"
    path.write_text(PATH.read_text(encoding="utf-8") + README_BLOCKS[1], encoding="utf-8")
    wider = read_ontology(path)
    assert wider.relations["insured_by"].inverse == "insures"
    assert wider.allows("insured_by", "Vendor", "Organization", strict=True)


def test_loading_is_quick() -> None:
    code = (
        "import time; start = time.perf_counter()\n"
        "from kgraph.ontology import ontology; ontology()\n"
        "print(time.perf_counter() - start)"
    )
    took = min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))
    assert took < 0.3  # about 0.06 s on an idle core; the rest is room for a busy one
