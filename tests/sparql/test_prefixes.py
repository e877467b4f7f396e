"""Prefixes are declared once, and shorten what can be shortened."""

from __future__ import annotations

import pytest

from kgraph.export.terms import prefixes
from kgraph.sparql.prefixes import query_prefixes, shortened


def test_queries_have_the_prefixes_of_files_and_common_ones() -> None:
    assert prefixes().items() <= query_prefixes().items()
    assert {"rdf", "owl", "skos"} <= query_prefixes().keys()


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("urn:kgraph:ontology#banned_by", "kg:banned_by"),
        ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "rdf:type"),
        ("urn:kgraph:entity:a.b", "entity:a.b"),
        ("urn:kgraph:entity:a.", "<urn:kgraph:entity:a.>"),
        ("urn:kgraph:entity:a%20b", "<urn:kgraph:entity:a%20b>"),
        ("urn:kgraph:entity:", "<urn:kgraph:entity:>"),
        ("urn:x", "<urn:x>"),
    ],
)
def test_shortened(iri: str, short: str) -> None:
    assert shortened(iri) == short
