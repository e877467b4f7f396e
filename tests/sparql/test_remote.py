"""Questions to a real server on loopback get the answers that the graph itself gives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kgraph.api import Graph
from kgraph.errors import OutputError
from kgraph.export.publishing import publish
from kgraph.export.server import Server
from kgraph.sparql.remote import ask_server
from tests.builders import sample_claims
from tests.servers import PROGRAM, serving

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the server of the dev extra, oxigraph")
DENIED = "SELECT ?claim ?quote { ?claim kg:stance kg:denied ; kg:evidence/oa:hasSelector/oa:exact ?quote }"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serving("--union-default-graph") as address:
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
