"""The claims of the example articles as they once were read, and one engine over them for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.model.rows import read_claims
from kgraph.sparql import Engine


@pytest.fixture(scope="session")
def examples() -> Graph:
    """The graph of `claims.jsonl`."""
    return Graph(read_claims(Path(__file__).with_name("claims.jsonl")))


@pytest.fixture(scope="session")
def engine(examples: Graph) -> Iterator[Engine]:
    """An engine that no test may exhaust."""
    made = Engine.of(examples)
    yield made
    made.close()
