"""Publishing to a real server on loopback: complete, only what changed, and on after a break."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pyoxigraph
import pytest

from kgraph.api import Graph
from kgraph.errors import OutputError
from kgraph.export import FORMATS
from kgraph.export.publishing import Published, publish
from kgraph.export.server import Server
from tests.builders import claim, sample_claims
from tests.servers import PROGRAM, serving

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the server of the dev extra, oxigraph")


@pytest.fixture
def store() -> Iterator[str]:
    """The address of an empty server."""
    with serving() as address:
        yield address


def ask(store: str, query: str) -> list[tuple[str, ...]]:
    answer = pyoxigraph.parse_query_results(
        Server(f"{store}/query").query(query), format=pyoxigraph.QueryResultsFormat.JSON
    )
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return [tuple(term.value for term in row) for row in answer]


def count(store: str) -> int:
    """Statements that are neither about publishing nor of the ontology."""
    ((number,),) = ask(
        store,
        """SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o }
        FILTER (?p != <urn:kgraph:ontology#digest> && ?g != <urn:kgraph:ontology>) }""",
    )
    return int(number)


def test_all_of_a_graph_is_there(store: str) -> None:
    graph = Graph(sample_claims())
    done = publish(graph, Server(f"{store}/store"))
    assert done.kept == done.deleted == done.others == 0
    assert count(store) == len(list(FORMATS["ntriples"].lines(graph)))
    stances = "SELECT ?c { GRAPH ?g { ?c <urn:kgraph:ontology#stance> <urn:kgraph:ontology#denied> } }"
    assert ask(store, stances) == [("urn:kgraph:claim:59012fcc6568bb13",)]
    again = publish(graph, Server(f"{store}/store"))
    assert again == Published(sent=0, kept=done.sent, deleted=0, others=0)


def test_only_what_changed_is_sent_and_pruned(store: str) -> None:
    made = sample_claims()
    publish(Graph(made), Server(f"{store}/store"))
    less = Graph(made[:2])
    done = publish(less, Server(f"{store}/store"))
    assert done.others >= 2
    assert done.deleted == 0
    done = publish(less, Server(f"{store}/store"), prune=True)
    assert (done.sent, done.others) == (0, 0)
    assert count(store) == len(list(FORMATS["ntriples"].lines(less)))
    done = publish(
        Graph([*made[:2], claim("Tallis Networks", "sued_by", "Avaria")]), Server(f"{store}/store")
    )
    assert done.sent >= 2


class _Broken(Server):
    """A connection that breaks after some graphs were sent."""

    def __init__(self, address: str, after: int) -> None:
        super().__init__(address)
        self.left = after

    def put(self, graph: str, triples: bytes) -> None:
        if not self.left:
            raise OutputError("the line is cut")
        self.left -= 1
        super().put(graph, triples)


def test_a_run_that_was_broken_off_goes_on(store: str) -> None:
    graph = Graph(sample_claims())
    address = f"{store}/store"
    for after in (1, 2, 3, 5, 8):
        with pytest.raises(OutputError, match="the line is cut"):
            publish(graph, _Broken(address, after))
    done = publish(graph, Server(address))
    assert done.kept > 0
    assert count(store) == len(list(FORMATS["ntriples"].lines(graph)))
    # Contents that come back after a broken run are sent again, not taken for those of before.
    other = Graph([claim("Orrin Robotics", "sued_by", "Avaria", document=graph.documents()[0])])
    for after in (1, 2, 3):
        with pytest.raises(OutputError):
            publish(other, _Broken(address, after))
    publish(graph, Server(address), prune=True)
    assert count(store) == len(list(FORMATS["ntriples"].lines(graph)))


def test_faults_of_a_server_are_told(store: str) -> None:
    with pytest.raises(OutputError, match="the server says 400"):
        Server(f"{store}/query").query("SELECT nonsense")
    with pytest.raises(OutputError, match="the server says 404"):
        Server(f"{store}/nowhere").put("urn:a", b"")


def test_no_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.export.server.FIRST_PAUSE", 0.001)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(OutputError, match="does not answer"):
            Server(f"http://127.0.0.1:{free.getsockname()[1]}/store").get("urn:a")


@pytest.mark.parametrize(
    "address", ["localhost:7878", "file:///etc/passwd", "ftp://a/b", "https://u:p@a/b", ""]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(OutputError, match="is no address of a server"):
        Server(address)


def test_credentials_never_go_over_the_open_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_USER", "mara")
    monkeypatch.setenv("KGRAPH_PASSWORD", "secret")
    with pytest.raises(OutputError, match="only over https"):
        Server("http://graphs.example/store")
    Server("https://graphs.example/store")
    Server("http://127.0.0.1:1/store")
