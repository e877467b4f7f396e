"""What changed between two graphs, and because of which article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kgraph.api import Graph
from kgraph.query import ChangeKind
from tests.builders import article, claim, sample_claims


def told(diff):
    return [(change.kind.value, change.relation.relation, change.what) for change in diff.changes]


def test_nothing_changes_from_a_graph_to_itself(graph):
    assert not graph.diff(graph)
    assert not graph.diff(Graph(reversed(sample_claims())))


def test_new_and_gone_relations_with_their_articles(graph):
    earlier = graph.as_of("2024-06-30")
    there = earlier.diff(graph)
    assert [change.kind for change in there.changes] == [ChangeKind.NEW] * 4 + [ChangeKind.CHANGED]
    assert {document.title for change in there.changes for document in change.articles} == {"Who is Orrin?"}
    assert [document.title for document in there.documents_added] == ["Who is Orrin?"]
    back = graph.diff(earlier)
    assert [change.kind for change in back.changes] == [ChangeKind.CHANGED] + [ChangeKind.GONE] * 4
    assert set(back.removed) == set(there.added)
    assert [document.title for document in back.documents_removed] == ["Who is Orrin?"]
    assert not back.documents_added


def accused(**more):
    return claim("Northgate Systems", "shared_data_with", "security service", **more)


ALLEGED = accused(stance="alleged", source="Senator Hale")
DENIED = accused(stance="denied", source="Northgate Systems")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            [ALLEGED],
            [ALLEGED, DENIED],
            ("now denied by Northgate Systems", "now disputed", "articles 1 → 2", "claims 1 → 2"),
        ),
        (
            [ALLEGED, DENIED],
            [DENIED],
            ("no longer alleged", "no longer disputed", "articles 2 → 1", "claims 2 → 1"),
        ),
        (
            [ALLEGED],
            [ALLEGED, accused(stance="alleged", source="Evening Wire", document=article("Shared, it says."))],
            ("origins 1 → 2", "articles 1 → 2", "claims 1 → 2"),
        ),
        ([ALLEGED], [accused(stance="alleged", source="Evening Wire")], ()),
    ],
    ids=["denied", "withdrawn", "confirmed", "another source"],
)
def test_a_change_says_what_is_different(old, new, what):
    assert told(Graph(old).diff(Graph(new))) == [("changed", "shared_data_with", what)]


def test_a_change_reads_as_one_line():
    (change,) = Graph([ALLEGED]).diff(Graph([ALLEGED, DENIED])).changes
    assert str(change).startswith(
        "changed: Northgate Systems shared_data_with security service [1 alleged, 1 denied] — now denied by "
        "Northgate Systems; now disputed; "
    )
    assert (change.added, change.removed) == ((DENIED,), ())


def test_moved_words_and_a_new_confidence_are_no_change():
    said = sample_claims()[0]
    document = said.document
    moved = replace(
        said, id="", confidence=0.1, evidence=replace(said.evidence, end=said.evidence.end - 1,
        quote=said.evidence.quote[:-1]),
    )  # fmt: skip
    assert moved.id != said.id
    assert moved.document == document
    assert not Graph([said]).diff(Graph([moved]))


def test_articles_that_claim_nothing_are_a_change_too():
    silent = Graph()
    silent.add_document(article("Nothing is said here."))
    assert Graph().diff(silent)
    assert not Graph().diff(silent).changes
