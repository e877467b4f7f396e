"""SPARQL over a graph: checked, kept in a process of its own, with limits; and ready queries."""

from kgraph.sparql.answers import Answer, Iri
from kgraph.sparql.engine import Engine
from kgraph.sparql.ready import ReadyQuery, read_query, ready_queries, ready_query

__all__ = ["Answer", "Engine", "Iri", "ReadyQuery", "read_query", "ready_queries", "ready_query"]
