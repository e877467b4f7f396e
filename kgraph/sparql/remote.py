"""The same questions to a graph server that speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

from kgraph.errors import OutputError
from kgraph.export.server import Server
from kgraph.sparql.answers import Answer
from kgraph.sparql.prefixes import query_prefixes

__all__ = ["ask_server"]

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


def ask_server(address: str, text: str) -> Answer:
    """The answer of the query service at an address; our prefixes are declared, its own rules hold.

    Raises `OutputError` where it does not answer, or answers with an error or with something else.
    """
    import pyoxigraph

    heads = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in query_prefixes().items())
    data = Server(address).query(heads + text, ACCEPT)
    known = pyoxigraph.QueryResultsFormat
    try:
        if not data.lstrip().startswith(b"{"):
            list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES))
            return Answer("triples", data)
        found = pyoxigraph.parse_query_results(data, format=known.JSON)
        if isinstance(found, pyoxigraph.QueryBoolean):
            return Answer("truth", b"true" if found else b"false")
        return Answer("rows", found.serialize(format=known.TSV) or b"")
    except (SyntaxError, ValueError) as error:
        raise OutputError(f"{address}: the answer is none of SPARQL; is this the query service?") from error
