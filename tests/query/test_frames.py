"""Claims and relations as data frames."""

from __future__ import annotations

import pandas
import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.query.frames import CLAIM_COLUMNS, RELATION_COLUMNS
from tests.builders import article, claim


def test_a_row_a_claim(graph):
    frame = graph.to_dataframe()
    assert tuple(frame.columns) == CLAIM_COLUMNS
    assert list(frame["id"]) == [claim.id for claim in graph.claims()]
    row = frame[frame["relation"] == "contracted_by"].iloc[0]
    assert (row["amount"], row["currency"], row["publisher"]) == (12_000_000, "USD", "Harbour Review")
    assert row["published"] == pandas.Timestamp("2024-07-01")
    users = frame[frame["relation"] == "has_users"].iloc[0]
    assert (users["value"], users["object"], users["object_type"]) == (4e8, "400 million", "count")
    assert pandas.isna(users["object_id"])
    assert frame["published"].dt.year.eq(2024).all()
    assert frame["when_start"].notna().sum() == 1


def test_a_row_a_relation(graph):
    frame = graph.to_dataframe("relations")
    assert tuple(frame.columns) == RELATION_COLUMNS
    assert len(frame) == len(graph.relations())
    (disputed,) = frame[frame["disputed"]].to_dict("records")
    assert (disputed["alleged"], disputed["denied"], disputed["asserted"]) == (1, 1, 0)
    assert frame.groupby("relation")["claims"].sum()["removed_from"] == 2


def test_filters(graph):
    assert len(graph.to_dataframe(stance="denied")) == 1
    assert len(graph.to_dataframe(min_origins=2)) == 2
    assert list(graph.to_dataframe("relations", disputed=True)["relation"]) == ["shared_data_with"]


@pytest.mark.parametrize("kind", ["claims", "relations"])
def test_unknown_days_are_missing_and_empty_graphs_have_columns(kind):
    undated = Graph([claim("Orrin Robotics", "supplies", "Avaria", document=article(published=None))])
    frame = undated.to_dataframe(kind)
    column = "published" if kind == "claims" else "last_seen"
    assert frame[column].isna().all()
    empty = Graph().to_dataframe(kind)
    assert list(empty.columns) == list(frame.columns)
    assert empty[column].dtype == frame[column].dtype


def test_there_are_two_kinds(graph):
    with pytest.raises(GraphError, match="no data frame of 'entities'; there are claims and relations"):
        graph.to_dataframe("entities")
