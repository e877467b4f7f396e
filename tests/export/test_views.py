"""Views choose claims, and an export of facts holds nothing else."""

from __future__ import annotations

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.api import Graph
from kgraph.errors import OutputError
from kgraph.export import view_of
from kgraph.model import Participant
from kgraph.ontology import ontology
from tests.builders import claim, participant, sample_claims
from tests.strategies import claims


@pytest.mark.parametrize(
    ("view", "count"),
    [
        ("all", 10), ("facts", 7), ("disputed", 2),
        ("minimum-origins=1", 10), ("minimum-origins 2", 2), ("minimum-origins=3", 0),
    ],
)  # fmt: skip
def test_sample_claims(view, count):
    found = view_of(Graph(sample_claims()), view)
    assert len(found) == count
    assert isinstance(found, Graph)


@pytest.mark.parametrize(
    "view", ["", "fact", "facts=2", "minimum-origins", "minimum-origins=0", "minimum-origins=x"]
)
def test_there_is_no_such_view(view):
    with pytest.raises(OutputError, match="there is no such view; there are all, facts"):
        view_of(Graph(), view)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(claims(), max_size=4))
def test_every_fact_stands_bare(made):
    rdf = view_of(Graph(made), "facts").to_rdflib()
    kg = rdflib.Namespace(ontology().namespace)
    for node in rdf.subjects(rdflib.RDF.type, kg.Claim):
        if rdf.value(node, kg.stance) == kg.denied:
            continue
        thing = rdf.value(node, kg.object) or rdf.value(node, kg.objectValue)
        assert (rdf.value(node, kg.subject), rdf.value(node, kg.relation), thing) in rdf


@pytest.mark.parametrize("denied", ["Ministry of Works", "any ministry"])
def test_what_is_denied_does_not_look_undisputed(denied):
    group = Participant("any-ministry", "any ministry", "Agency", "any ministry", named=False)
    graph = Graph(
        [
            claim("Orrin Robotics", "supplies", participant("Ministry of Works", "Agency")),
            claim(
                "Orrin Robotics",
                "supplies",
                group if denied == group.name else participant(denied, "Agency"),
                stance="denied",
                source="Orrin Robotics",
            ),
            claim("Orrin Robotics", "owned_by", "Tallis Networks", stance="denied", source="Tallis Networks"),
        ]
    )
    facts = view_of(graph, "facts")
    assert sorted(str(one.stance) for one in facts) == ["asserted", "denied"]
    if denied != group.name:
        assert [relation.disputed for relation in facts.relations()] == [True]
        (edge,) = facts.to_networkx().edges(data=True)
        assert (edge[2]["stances"], edge[2]["disputed"]) == ("asserted denied", True)
