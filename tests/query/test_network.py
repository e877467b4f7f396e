"""Who hangs together with whom."""

from __future__ import annotations

import pytest

from kgraph.model import Literal
from kgraph.query.network import Network
from tests.builders import claim


def test_pairs_in_both_directions_with_the_number_of_their_claims(ring):
    links = Network(ring.claims()).links
    assert links["northgate-systems"] == {"orrin-robotics": 1, "tallis-networks": 2}
    assert links["orrin-robotics"] == {"northgate-systems": 1, "mara-voss": 2, "port-avar": 1}
    assert all(links[other][one] == weight for one in links for other, weight in links[one].items())


@pytest.mark.parametrize(
    "alone",
    [
        claim("Orrin Robotics", "has_users", Literal(4e8, "400 million")),
        claim("Orrin Robotics", "supplies", "Avaria", stance="denied"),
        claim("Orrin Robotics", "partners_with", "Orrin Robotics"),
    ],
    ids=["a number", "only denied", "with itself"],
)
def test_what_is_no_link_still_has_its_entities(alone):
    links = Network([alone]).links
    assert not any(links.values())
    assert "orrin-robotics" in links


def test_what_one_denies_and_another_alleges_is_a_link():
    said = [
        claim("Orrin Robotics", "supplies", "Avaria", stance=stance, source=source)
        for stance, source in (("denied", "Orrin Robotics"), ("alleged", "Senator Hale"))
    ]
    assert Network(said).links["avaria"] == {"orrin-robotics": 1}


def test_distances_and_ways_around(ring):
    network = Network(ring.claims())
    assert network.distances("northgate-systems", 2) == {
        "northgate-systems": 0, "orrin-robotics": 1, "tallis-networks": 1, "mara-voss": 2, "port-avar": 2,
        "security-service": 2,
    }  # fmt: skip
    assert network.distances("northgate-systems", 9, avoid={"tallis-networks"})["security-service"] == 3
    assert network.distances("nobody", 2) == {"nobody": 0}


def test_the_strongest_links_come_first(ring):
    assert Network(ring.claims()).ordered["orrin-robotics"] == ("mara-voss", "northgate-systems", "port-avar")
