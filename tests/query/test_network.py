"""Who hangs together with whom."""

from __future__ import annotations

import pytest

from kgraph.model import Literal
from kgraph.query.network import Network
from tests.builders import claim


def test_pairs_in_both_directions_with_the_number_of_their_claims(ring):
    links = by_id(Network(ring.claims()))
    assert links["northgate-systems"] == {"orrin-robotics": 1, "tallis-networks": 2}
    assert links["orrin-robotics"] == {"northgate-systems": 1, "mara-voss": 2, "port-avar": 1}
    assert all(links[other][one] == weight for one in links for other, weight in links[one].items())


def by_id(network):
    """The links as a person reads them."""
    ids = network.ids
    return {
        ids[place]: {ids[other]: count for other, count in beside.items()}
        for place, beside in enumerate(network.links)
    }


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
    links = by_id(Network([alone]))
    assert not any(links.values())
    assert "orrin-robotics" in links


def test_what_one_denies_and_another_alleges_is_a_link():
    said = [
        claim("Orrin Robotics", "supplies", "Avaria", stance=stance, source=source)
        for stance, source in (("denied", "Orrin Robotics"), ("alleged", "Senator Hale"))
    ]
    assert by_id(Network(said))["avaria"] == {"orrin-robotics": 1}


def test_pairs_and_weights_are_the_links_once(ring):
    network = Network(ring.claims())
    assert list(network.ids) == sorted(network.places, key=network.places.__getitem__)
    found = {
        frozenset(network.ids[place] for place in pair): weight
        for pair, weight in zip(network.pairs, network.weights, strict=True)
    }
    links = by_id(network)
    assert found == {frozenset((a, b)): weight for a in links for b, weight in links[a].items()}
    assert (network.pairs[:, 0] < network.pairs[:, 1]).all()


def test_nothing_hangs_together_in_no_claims():
    network = Network([])
    assert (network.ids, network.links, network.pairs.shape) == ([], [], (0, 2))


def test_distances_and_ways_around(ring):
    network = Network(ring.claims())
    place = network.places
    found = network.distances(place["northgate-systems"], 2)
    assert {network.ids[other]: steps for other, steps in found.items()} == {
        "northgate-systems": 0, "orrin-robotics": 1, "tallis-networks": 1, "mara-voss": 2, "port-avar": 2,
        "security-service": 2,
    }  # fmt: skip
    around = network.distances(place["northgate-systems"], 9, avoid={place["tallis-networks"]})
    assert around[place["security-service"]] == 3


def test_the_strongest_links_come_first(ring):
    beside = by_id(Network(ring.claims()))["orrin-robotics"]
    assert list(beside) == ["mara-voss", "northgate-systems", "port-avar"]
