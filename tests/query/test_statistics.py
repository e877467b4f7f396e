"""The numbers of a graph."""

from __future__ import annotations

from datetime import date

from kgraph.api import Graph
from kgraph.model import Stance
from tests.builders import article


def test_numbers(graph):
    graph.add_document(article("Nothing is said here.", published=None))
    found = graph.statistics()
    assert (found.documents, found.silent, found.undated) == (4, 1, 1)
    assert (found.first, found.last) == (date(2024, 5, 14), date(2024, 7, 1))
    assert (found.claims, found.relations, found.entities) == (10, 8, 10)
    assert (found.disputed, found.confirmed) == (1, 1)
    assert dict(found.stances) == {
        Stance.ASSERTED: 7, Stance.ALLEGED: 1, Stance.DENIED: 1, Stance.PROPOSED: 1,
    }  # fmt: skip
    assert sum(counts.total() for counts in found.by_relation.values()) == found.claims
    assert sum(found.types.values()) == found.entities
    assert sum(found.sources.values()) == found.claims
    assert sum(found.publishers.values()) == found.documents


def test_the_most_come_first_equal_ones_by_name(graph):
    found = graph.statistics()
    assert [entity.name for entity in found.by_entity][:2] == ["Orrin Robotics", "Northgate Systems"]
    assert list(found.by_relation)[:2] == ["removed_from", "shared_data_with"]
    assert list(found.types)[:2] == ["Vendor", "Agency"]


def test_filters_and_nothing_at_all(graph):
    assert graph.statistics(stance="denied").claims == 1
    empty = Graph().statistics()
    assert (empty.claims, empty.documents, empty.first) == (0, 0, None)
    assert not empty.by_relation
