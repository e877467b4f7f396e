"""`kgraph publish` and `kgraph query --endpoint`: what a wrong address or a silent server says."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from tests.cli.conftest import Command


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
