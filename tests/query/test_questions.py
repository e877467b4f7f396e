"""The questions that give smaller graphs, and what all questions have in common."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.model import Literal
from tests.builders import article, claim


def test_between_has_both_directions(ring):
    ring.add(claim("security service", "investigated_by", "Tallis Networks"))
    found = ring.between("security service", "tallis")
    assert isinstance(found, Graph)
    assert {claim.relation for claim in found} == {"supplies", "investigated_by"}
    assert found.claims() == ring.between("tallis", "security service").claims()
    assert [claim.relation for claim in ring.between("tallis", "security service", stance="alleged")] == [
        "supplies"
    ]
    assert not ring.between("port avar", "tallis").claims()
    assert not ring.between("tallis", "tallis").claims()


@pytest.mark.parametrize(
    ("depth", "filters", "entities", "claims"),
    [
        (1, {}, 4, 4),
        (2, {}, 5, 7),
        (3, {}, 6, 8),
        (9, {}, 6, 8),
        (9, {"relation": "led_by"}, 3, 3),
        (2, {"stance": "alleged"}, 0, 0),
    ],
)
def test_neighbours(depth, filters, entities, claims):
    graph = Graph(
        [
            claim("Mara Voss", "worked_for", "Avaria"),
            claim("Orrin Robotics", "led_by", "Mara Voss"),
            claim("Orrin Robotics", "led_by", "Mara Voss", source="Evening Wire"),
            claim("Northgate Systems", "led_by", "Mara Voss", stance="denied"),
            claim("Northgate Systems", "has_users", Literal(7.0, "seven")),
            claim("Northgate Systems", "supplies", "Borland Isles"),
            claim("Avaria", "investigated_by", "Borland Isles"),
            claim("Borland Isles", "lobbies", "Tallis Networks"),
        ]
    )
    found = graph.neighbours("mara", depth, **filters)
    assert (len(found.entities()), len(found)) == (entities, claims)


def test_a_depth_reaches_something(ring):
    with pytest.raises(GraphError, match="A depth of 0 reaches nothing"):
        ring.neighbours("mara", 0)


def test_as_of_a_day(graph):
    assert {claim.document.publisher for claim in graph.as_of("2024-06-02")} == {
        "Daily Ledger",
        "Evening Wire",
    }
    assert not graph.as_of("2024-05-13").claims()
    assert len(graph.as_of("2024-12-31", stance="denied")) == 1
    undated = Graph([claim("Orrin Robotics", "supplies", "Avaria", document=article(published=None))])
    assert not undated.as_of("2100-01-01").claims()
    with pytest.raises(GraphError, match="is no date"):
        graph.as_of("last May")


def test_a_timeline_is_of_one_or_of_all(graph):
    one = graph.timeline("northgate")
    assert 0 < len(one) < len(graph.timeline())
    assert all("northgate-systems" in event.claims[0].saying for event in one)
    assert [event.stance.value for event in graph.timeline("northgate", stance="denied")] == ["denied"]


def test_smaller_graphs_can_be_drawn_and_exported(graph, tmp_path):
    for number, part in enumerate(
        (graph.between("northgate", "security service"), graph.neighbours("orrin"))
    ):
        part.draw(tmp_path / f"{number}.svg")
        assert "kg:Claim" in (part.to_turtle() or "")


@pytest.mark.parametrize(
    "ask",
    [
        lambda graph: graph.between("nortgate sistems", "orrin"),
        lambda graph: graph.neighbours("nortgate sistems"),
        lambda graph: graph.timeline("nortgate sistems"),
        lambda graph: graph.dossier("nortgate sistems"),
        lambda graph: graph.gaps(entity="nortgate sistems"),
        lambda graph: graph.disputed(entity="nortgate sistems"),
        lambda graph: graph.statistics(entity="nortgate sistems"),
        lambda graph: graph.search("register", subject="nortgate sistems"),
        lambda graph: graph.centrality(entity="nortgate sistems"),
    ],
)
def test_a_miss_gets_suggestions(graph, ask):
    with pytest.raises(GraphError, match="did you mean Northgate Systems"):
        ask(graph)


def test_answers_follow_what_is_added(ring):
    assert not ring.paths("port avar", "security service", max_steps=2)
    assert len(ring.centrality("degree")) == 6
    ring.add(claim("security service", "headquartered_in", "Port Avar"))
    assert len(ring.paths("port avar", "security service", max_steps=2)) == 1
    assert ring.centrality("degree")[ring.entity("security service")] == pytest.approx(3 / 5)


def test_an_entity_is_as_good_as_its_name(ring):
    mara, orrin = ring.entity("mara"), ring.entity("orrin")
    assert ring.between(mara, orrin) == ring.between("mara", "orrin")
    assert ring.paths(mara, orrin)[0] == ring.paths("mara", "orrin")[0]
    assert ring.dossier(mara).entity == mara
