"""The prefixes that every query has without declaring them, and names shortened with them."""

from __future__ import annotations

from functools import lru_cache

from kgraph.export.terms import LOCAL_NAME, prefixes

__all__ = ["query_prefixes", "shortened"]

MORE = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}


@lru_cache(maxsize=1)
def query_prefixes() -> dict[str, str]:
    """Namespaces by prefix: those of exported files, and common ones."""
    return {**MORE, **prefixes()}


def shortened(iri: str) -> str:
    """An IRI with a prefix in the place of its namespace, where one fits; for people, and for Turtle.

    >>> shortened("urn:kgraph:entity:northgate-systems"), shortened("https://example.org/a")
    ('entity:northgate-systems', '<https://example.org/a>')
    """
    for prefix, namespace in query_prefixes().items():
        if iri.startswith(namespace) and LOCAL_NAME.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"
