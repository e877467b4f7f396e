"""`kgraph publish` and `kgraph query --endpoint`, and what a wrong address or a silent server says."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from kgraph.graph import ClaimGraph
from tests.builders import sample_claims
from tests.cli.conftest import Command
from tests.servers import PROGRAM, serving


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> str:
    """An address on this machine where nobody listens."""
    monkeypatch.setattr("kgraph.export.server.FIRST_PAUSE", 0.001)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/store"


@pytest.mark.parametrize("verb", ["publish", "query"])
def test_a_server_that_is_not_there(kgraph: Command, graph: Path, nobody: str, verb: str) -> None:
    asked = graph if verb == "publish" else "ASK { ?s ?p ?o }"
    ran = kgraph(verb, asked, "--endpoint", nobody)
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert "the server does not answer" in ran.err


def test_an_address_that_is_none(kgraph: Command, graph: Path) -> None:
    ran = kgraph("publish", graph, "--endpoint", "localhost:7878")
    assert (ran.code, len(ran.told)) == (ExitCode.ERROR, 1)
    assert "is no address of a server; write https://HOST/PATH" in ran.err


@pytest.mark.skipif(PROGRAM is None, reason="needs the server of the dev extra, oxigraph")
def test_a_ready_query_with_values_is_asked_of_a_server(kgraph: Command, tmp_path: Path) -> None:
    ClaimGraph(sample_claims()).save(tmp_path / "claims.kgraph")
    with serving() as address:
        assert kgraph("publish", tmp_path / "claims.kgraph", "--endpoint", f"{address}/store").code == 0
        asked = ("query", "--endpoint", f"{address}/query", "--ready", "about")
        ran = kgraph(*asked, "--set", "entity=northgate", "--format", "csv")
        assert (ran.code, ran.err) == (0, "")
        assert "Northgate Systems,removed_from,supplier register,asserted,Daily Ledger" in ran.out
        ran = kgraph(*asked)
        assert (ran.code, len(ran.told)) == (ExitCode.ERROR, 1)
        assert "needs $entity" in ran.err
