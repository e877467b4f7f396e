"""The graph of the example articles, built once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph


@pytest.fixture(scope="session")
def examples_dir() -> Path:
    return Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def example_graph(examples_dir: Path) -> kgraph.Graph:
    return kgraph.build(examples_dir / "articles")
