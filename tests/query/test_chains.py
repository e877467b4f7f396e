"""Chains from one entity to another."""

from __future__ import annotations

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.api import Graph
from kgraph.errors import GraphError
from tests.builders import claim, participant


def names(chains):
    return [[entity.name for entity in chain.entities] for chain in chains]


def test_the_shortest_come_first(ring):
    assert names(ring.paths("northgate", "security service")) == [
        ["Northgate Systems", "Tallis Networks", "security service"],
        ["Northgate Systems", "Orrin Robotics", "Mara Voss", "security service"],
    ]


def test_a_chain_reads_from_its_first_entity_and_never_hides_a_stance(ring):
    short, long = map(str, ring.paths("northgate", "security service"))
    assert short == (
        "Northgate Systems — partners with → Tallis Networks — supplies (alleged) → security service"
    )
    assert long == (
        "Northgate Systems — owned by → Orrin Robotics — led by → Mara Voss — worked for → security service"
    )
    (back,) = ring.paths("security service", "orrin", avoid=["northgate"])
    assert str(back) == "security service — employed → Mara Voss — leads → Orrin Robotics"


def test_steps_have_all_relations_and_claims_of_a_pair(ring):
    (chain,) = ring.paths("orrin", "mara", max_steps=1)
    assert len(chain) == 1
    assert [len(step) for step in chain.steps] == [1]
    assert len(chain.claims) == 2
    (both,) = ring.paths("northgate", "tallis", max_steps=1)
    assert len(both.relations) == 1, "both directions of a symmetric relation are one"
    assert Graph(both.claims).entity("tallis").id == "tallis-networks"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ({}, 2),
        ({"limit": 1}, 1),
        ({"max_steps": 2}, 1),
        ({"max_steps": 1}, 0),
        ({"avoid": ["mara voss"]}, 1),
        ({"avoid": ["mara voss", "tallis"]}, 0),
        ({"avoid": ["northgate", "security service"]}, 2),
        ({"stance": "asserted"}, 1),
        ({"source": "Evening Wire"}, 0),
    ],
    ids=str,
)
def test_limits_and_filters(ring, options, count):
    assert len(ring.paths("northgate", "security service", **options)) == count


def test_a_denial_is_no_step_but_is_told_where_there_is_one():
    said = [
        claim("Orrin Robotics", "supplies", "Avaria", stance=stance, source=source)
        for stance, source in (("denied", "Orrin Robotics"), ("alleged", "Senator Hale"))
    ]
    assert not Graph(said[:1]).paths("orrin", "avaria")
    (chain,) = Graph(said).paths("orrin", "avaria")
    assert str(chain) == "Orrin Robotics — supplies (alleged, denied) → Avaria"


@pytest.mark.parametrize(
    ("a", "b", "options", "message"),
    [
        ("northgate", "northgate systems", {}, "both names stand for Northgate Systems"),
        ("northgate", "nobody", {}, "knows no entity 'nobody'"),
        ("northgate", "mara", {"max_steps": 0}, "at least one step"),
        ("northgate", "mara", {"limit": 0}, "room for one chain"),
        ("northgate", "mara", {"avoid": ["nobody"]}, "knows no entity 'nobody'"),
        ("northgate", "mara", {"stance": "hoped"}, "There is no stance 'hoped'"),
    ],
)
def test_what_does_not_hold(ring, a, b, options, message):
    with pytest.raises(GraphError, match=message):
        ring.paths(a, b, **options)


NODES = [participant(f"Vendor {letter}", "Vendor") for letter in "abcdefgh"]
edges = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), min_size=1, max_size=20)


@settings(deadline=None, max_examples=60)
@given(edges)
def test_they_are_the_simple_paths_that_networkx_finds(pairs):
    graph = Graph(claim(a, "partners_with", b) for a, b in pairs)
    one, other = pairs[0][0].id, pairs[-1][1].id
    if one == other:
        return
    reference = networkx.Graph((a.id, b.id) for a, b in pairs if a.id != b.id)
    reference.add_nodes_from(node.id for pair in pairs for node in pair)
    expected = sorted(networkx.all_simple_paths(reference, one, other, cutoff=4))
    found = graph.paths(one, other, limit=10_000)
    assert sorted([entity.id for entity in chain.entities] for chain in found) == expected
    assert [len(chain) for chain in found] == sorted(len(path) - 1 for path in expected)
    for limit in (1, 3):
        assert graph.paths(one, other, limit=limit) == found[:limit], "fewer are the first of all"
