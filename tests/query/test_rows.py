"""Answers as JSON: plain values, whatever is in them."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.api import Graph
from kgraph.query import rows
from tests.strategies import claims


def test_a_relation_has_its_counts_and_claims(graph):
    (relation,) = graph.disputed()
    row = rows.relation_as_row(relation)
    assert (row["articles"], row["origins"], row["disputed"]) == (2, 1, True)
    assert row["stances"] == {"alleged": 1, "denied": 1}
    assert [claim["stance"] for claim in row["claims"]] == ["denied", "alleged"]
    assert rows.relation_as_row(relation, with_claims=False)["claims"] == [c.id for c in relation.claims]


def test_a_number_is_a_value(graph):
    (relation,) = graph.relations(relation="has_users")
    assert rows.relation_as_row(relation)["object"] == {
        "value": 400_000_000, "text": "400 million", "type": "count",
    }  # fmt: skip


@settings(deadline=None, max_examples=30)
@given(st.lists(claims(), min_size=1, max_size=6))
def test_every_answer_is_json(made):
    graph = Graph(made)
    for answer in (
        rows.statistics_as_row(graph.statistics()),
        rows.diff_as_row(Graph().diff(graph)),
        rows.diff_as_row(graph.diff(Graph())),
        [rows.gap_as_row(gap) for gap in graph.gaps()],
        [rows.event_as_row(event) for event in graph.timeline()],
        [rows.dossier_as_row(graph.dossier(entity)) for entity in graph.entities()[:2]],
    ):
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_a_chain_has_the_relations_of_each_step(ring):
    (chain,) = ring.paths("orrin", "security service", max_steps=2)
    row = rows.chain_as_row(chain)
    assert row["steps"] == 2
    assert [entity["id"] for entity in row["entities"]] == ["orrin-robotics", "mara-voss", "security-service"]
    assert [[relation["relation"] for relation in step] for step in row["relations"]] == [
        ["led_by"],
        ["worked_for"],
    ]
