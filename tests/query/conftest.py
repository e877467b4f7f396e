"""Graphs to ask: the sample claims, and a few that hang together."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from tests.builders import claim, sample_claims


@pytest.fixture
def graph() -> Graph:
    """Three articles: Northgate is struck from a list and denies an accusation, Orrin is described."""
    return Graph(sample_claims())


@pytest.fixture
def ring() -> Graph:
    """Five entities in a ring, one link of it alleged, a chord denied, and a seat beside it."""
    return Graph(
        [
            claim("Northgate Systems", "owned_by", "Orrin Robotics"),
            claim("Orrin Robotics", "led_by", "Mara Voss"),
            claim("Orrin Robotics", "led_by", "Mara Voss", source="Evening Wire"),
            claim("Mara Voss", "worked_for", "security service"),
            claim("Tallis Networks", "supplies", "security service", stance="alleged", source="Senator Hale"),
            claim("Northgate Systems", "partners_with", "Tallis Networks"),
            claim("Tallis Networks", "partners_with", "Northgate Systems", source="Evening Wire"),
            claim("Northgate Systems", "alleged_ties", "security service", stance="denied"),
            claim("Orrin Robotics", "headquartered_in", "Port Avar"),
        ]
    )  # fmt: skip
