"""Questions to a real server on loopback get the answers that the graph itself gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError, OutputError
from kgraph.export.publishing import publish
from kgraph.export.server import Server
from kgraph.sparql import ready_queries
from kgraph.sparql.guard import with_values
from kgraph.sparql.remote import ServerEntities, ask_server
from tests.builders import sample_claims
from tests.servers import PROGRAM, serving

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the server of the dev extra, oxigraph")
DENIED = "SELECT ?claim ?quote { ?claim kg:stance kg:denied ; kg:evidence/oa:hasSelector/oa:exact ?quote }"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving() as address:
        publish(Graph(sample_claims()), Server(f"{address}/store"))
        yield f"{address}/query"


@pytest.mark.parametrize(
    "query",
    [
        DENIED,
        "ASK { entity:northgate-systems kg:removed_from entity:supplier-register }",
        "ASK { entity:orrin-drones kg:banned_by ?anything }",
        "CONSTRUCT { ?claim kg:stance ?stance } WHERE { ?claim kg:stance ?stance }",
        "SELECT ?nothing { ?claim kg:stance kg:hoped ; kg:text ?nothing }",
    ],
)
def test_a_server_answers_as_the_graph_does(server: str, query: str) -> None:
    here, there = Graph(sample_claims()).sparql(query), ask_server(server, query)
    assert (here.kind, here.variables, sorted(here.rows)) == (there.kind, there.variables, sorted(there.rows))


def test_a_server_that_does_not_answer_in_sparql(server: str) -> None:
    with pytest.raises(OutputError, match="the server says 400"):
        ask_server(server, "SELECT nonsense")
    with pytest.raises(OutputError, match="the server says 4"):
        ask_server(f"{server}/elsewhere", DENIED)


GIVEN = {
    "about": {"entity": "northgate"},
    "between": {"one": "orrin robotics", "other": "mara voss"},
    "evidence": {"relation": "removed from"},
    "timeline": {"entity": "orrin-robotics"},
}


@pytest.mark.parametrize("name", ready_queries())
def test_ready_queries_are_answered_as_by_the_graph(server: str, name: str) -> None:
    graph, query = Graph(sample_claims()), ready_queries()[name]
    given = GIVEN.get(name, {})
    here = graph.sparql(query.text, query.values(graph, given))
    there = ask_server(server, with_values(query.text, query.values(ServerEntities(server), given)))
    assert (here.variables, sorted(map(str, here))) == (there.variables, sorted(map(str, there)))


@pytest.mark.parametrize(
    "typed", ["Northgate Systems", "northgate", "orrin-robotics", "TALLIS  networks", "Orrin"]
)
def test_names_are_found_as_in_the_graph(server: str, typed: str) -> None:
    assert ServerEntities(server).entity(typed).id == Graph(sample_claims()).entity(typed).id


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("nortgate", "knows no entity 'nortgate'; did you mean Northgate Systems"),
        ("Senator Hale", "knows no entity 'Senator Hale'"),
        ('"} DROP ALL #', "knows no entity"),
    ],
)
def test_names_that_are_not_there(server: str, typed: str, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        ServerEntities(server).entity(typed)
    with pytest.raises(GraphError):
        Graph(sample_claims()).entity(typed)
