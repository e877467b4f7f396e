"""Reports to look into, written once."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from tests.builders import sample_claims
from tests.hostile import hostile_claims
from tests.report.hostile import TEXTS


@pytest.fixture(scope="session")
def graph() -> Graph:
    return Graph(sample_claims())


@pytest.fixture(scope="session")
def hostile() -> Graph:
    """One entity, `bad`, of which all is hostile."""
    return Graph(hostile_claims(TEXTS))
