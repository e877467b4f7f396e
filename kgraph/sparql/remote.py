"""The same questions to a graph server that speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import TypeAlias

from kgraph.errors import OutputError
from kgraph.export.server import Server
from kgraph.export.terms import id_of, iri, string
from kgraph.graph.identity import names_of
from kgraph.graph.names import NameIndex, only_one
from kgraph.model import Entity, slug
from kgraph.ontology.catalogue import catalogue
from kgraph.sparql.answers import Answer
from kgraph.sparql.prefixes import query_prefixes

__all__ = ["ServerEntities", "ask_server"]

ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"

MOST_ENTITIES = 5000
"""Among which a name is looked for, or from which similar ones are suggested."""

Found: TypeAlias = dict[str, tuple[str, int]]
"""Label and number of claims by id."""


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


class ServerEntities:
    """The entities of the graph on a server, by the names that they have there and those of the catalogue."""

    def __init__(self, address: str) -> None:
        self._address = address

    def entity(self, name: str) -> Entity:
        """The entity of a name as people type it, or of an id; only what claims are about is one.

        Raises `GraphError` where there is none or several, `OutputError` where the server does not answer.
        """
        known = self._like(name) or self._where("true")
        entities = {id: Entity(id, label, "") for id, (label, _) in known.items()}
        labels = {id: label for id, (label, _) in known.items()}
        weights = {id: count for id, (_, count) in known.items()}
        index = NameIndex("entity", names_of(entities, {}), labels, weights)
        return entities[only_one(name, index.find(name))]

    def _like(self, name: str) -> Found:
        """What has all words of a name in its own, or is what the catalogue knows by that name."""
        entry = catalogue().find(name)
        ids = ", ".join(f"<{iri('entity', id)}>" for id in (name, *([entry.id] if entry else [])))
        words = (f"CONTAINS(LCASE(?label), {string(word)})" for word in slug(name).split("-"))
        return self._where(f"?entity IN ({ids}) || ({' && '.join(words)})")

    def _where(self, condition: str) -> Found:
        answer = ask_server(
            self._address,
            f"""
            SELECT ?entity ?label (COUNT(DISTINCT ?claim) AS ?claims) {{
              ?entity rdfs:label ?label .
              FILTER (STRSTARTS(STR(?entity), {string(iri("entity", ""))}) && ({condition}))
              {{ ?claim kg:subject ?entity }} UNION {{ ?claim kg:object ?entity }}
            }} GROUP BY ?entity ?label LIMIT {MOST_ENTITIES}""",
        )
        return {
            id: (str(label), count)
            for entity, label, count in answer
            if isinstance(count, int) and (id := id_of(str(entity), "entity")) is not None
        }
