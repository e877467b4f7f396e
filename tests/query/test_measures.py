"""Centrality and communities against networkx, and what happens without igraph."""

from __future__ import annotations

import random
import subprocess
import sys

import networkx
import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from tests.builders import claim, participant


@pytest.fixture(scope="module")
def dense() -> Graph:
    """Three groups of ten vendors, dense within, loosely joined; one vendor apart."""
    chance = random.Random(7)
    vendors = [participant(f"Vendor {number:02}", "Vendor") for number in range(31)]
    pairs = [
        (vendors[a], vendors[b])
        for a in range(30)
        for b in range(a)
        if chance.random() < (0.6 if a // 10 == b // 10 else 0.02)
    ]
    apart = claim(vendors[30], "supplies", vendors[30])
    return Graph([apart, *(claim(a, "partners_with", b) for a, b in pairs)])


@pytest.fixture(scope="module")
def reference(dense: Graph) -> networkx.Graph:
    made = networkx.Graph(dense.to_networkx())
    made.remove_edges_from(list(networkx.selfloop_edges(made)))
    return made


@pytest.mark.parametrize(
    ("kind", "compute"),
    [
        ("betweenness", networkx.betweenness_centrality),
        ("degree", networkx.degree_centrality),
        ("pagerank", lambda made: networkx.pagerank(made, tol=1e-12, max_iter=1000)),
        (
            "closeness",
            lambda made: {id: value / 30 for id, value in networkx.harmonic_centrality(made).items()},
        ),
    ],
)
def test_centrality_is_that_of_networkx(dense, reference, kind, compute):
    found = dense.centrality(kind)
    expected = compute(reference)
    assert {entity.id: pytest.approx(score, abs=1e-6) for entity, score in found.items()} == expected
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert all(0 <= score <= 1 for score in found.values())


def test_communities_are_the_groups_that_were_made(dense):
    groups = dense.communities()
    assert [len(group) for group in groups] == [10, 10, 10, 1]
    assert {frozenset(int(entity.name[-2:]) // 10 for entity in group) for group in groups[:3]} == {
        frozenset({0}), frozenset({1}), frozenset({2}),
    }  # fmt: skip


def test_a_seed_always_gives_the_same_and_leaves_chance_alone(dense):
    random.seed(5)
    expected = random.random()
    random.seed(5)
    assert dense.communities(seed=3) == dense.communities(seed=3)
    assert random.random() == expected
    shuffled = dense.claims()
    random.Random(1).shuffle(shuffled)
    assert Graph(shuffled).communities(seed=3) == dense.communities(seed=3)


def test_filters_and_denials(ring):
    assert "port-avar" not in {entity.id for entity in ring.centrality("degree", relation="led_by")}
    most = ring.centrality("degree")
    assert most[ring.entity("security service")] == pytest.approx(2 / 5), "the denial is no link"


def test_an_empty_graph_has_no_centre():
    assert Graph().centrality() == {}
    assert Graph().communities() == []


def test_an_unknown_kind_is_told(ring):
    with pytest.raises(GraphError, match="no centrality 'fame'; there are betweenness, closeness"):
        ring.centrality("fame")


def test_igraph_has_what_networkx_has(graph):
    made, other = graph.to_igraph(), graph.to_networkx()
    assert made.is_directed()
    assert sorted(made.vs["name"]) == sorted(other)
    assert {v["name"]: v["label"] for v in made.vs} == dict(other.nodes(data="name"))
    names = made.vs["name"]
    found = {
        (names[edge.source], names[edge.target], edge["relation"]): {
            key: value for key, value in edge.attributes().items() if value is not None
        }
        for edge in made.es
    }
    assert found == {(a, b, key): data for a, b, key, data in other.edges(keys=True, data=True)}
    assert Graph().to_igraph().vcount() == 0


@pytest.mark.parametrize(
    ("library", "question"),
    [
        ("igraph", "centrality()"),
        ("igraph", "communities()"),
        ("igraph", "to_igraph()"),
        ("pandas", "to_dataframe()"),
    ],
)
def test_without_the_extra_the_cure_is_told(library, question):
    code = f"""
import sys
sys.modules[{library!r}] = None
import kgraph
try:
    kgraph.Graph().{question}
except kgraph.GraphError as error:
    print(error)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == f"This needs {library}, which is not installed: pip install 'kgraph[analysis]'.\n"
