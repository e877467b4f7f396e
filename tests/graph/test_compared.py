"""A graph file keeps which articles are copies, as comparing them would find it, whatever has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.graph import ClaimGraph, Copies, compared, copies, file
from kgraph.graph.growing import GrowingFile
from kgraph.model import Claim, Document
from tests.builders import claim
from training.copies import read_articles

LABELLED = [labelled.document for labelled in read_articles()]
ON_WIRES = [one for one in LABELLED if "register" in one.id or "cloud" in one.id]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.kgraph"


def told(document: Document) -> list[Claim]:
    """Every article says the same, so that origins are what differs."""
    return [claim("Orrin Robotics", "banned_by", "Avaria", document=document)]


def kept(path: Path) -> dict[str, str]:
    """The groups that the file has, which must hold."""
    with file.connection_to(path) as connection:
        assert compared.holds(connection)
        return compared.groups(connection)


def found(path: Path) -> dict[str, str]:
    """The groups of the texts that the file has."""
    with file.connection_to(path) as connection:
        return copies.grouped(dict(connection.execute("SELECT id, text FROM document")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
@given(st.lists(st.lists(st.sampled_from(ON_WIRES), max_size=8), min_size=1, max_size=3), st.booleans())
def test_the_file_has_the_groups_of_its_texts(path: Path, runs: list[list[Document]], saved: bool) -> None:
    path.unlink(missing_ok=True)
    for documents in runs:
        if saved:
            ClaimGraph(claim for document in documents for claim in told(document)).save(path)
        else:
            with GrowingFile(path) as grown:
                for document in documents:
                    grown.add(document, "1", told(document))
                grown.finish()
        if path.exists():
            assert kept(path) == found(path)


def test_the_labelled_articles_from_a_file_and_from_memory(path: Path) -> None:
    whole = ClaimGraph(claim for document in LABELLED for claim in told(document))
    whole.save(path)
    assert kept(path)
    (relation,) = whole.relations()
    (asked,) = ClaimGraph.open(path).relations(subject="orrin robotics")
    read = ClaimGraph.open(path)
    (loaded,) = read.relations()
    assert asked.origins == loaded.origins == relation.origins < len(LABELLED)
    assert read.copies() == whole.copies() == Copies(LABELLED).all()
    for document in LABELLED:
        assert asked.copies.members(document) == whole._index.copies.members(document)
        assert asked.copies.authors(document) == whole._index.copies.authors(document)


def test_a_question_reads_the_articles_of_its_groups_alone(path: Path) -> None:
    ClaimGraph(claim for document in LABELLED for claim in told(document)).save(path)
    graph = ClaimGraph.open(path)
    copied, single = (
        next(one for one in LABELLED if (one.id in kept(path)) is wanted) for wanted in (True, False)
    )
    asked = graph._asked
    assert asked is not None
    assert (asked.copies.group(copied.id), asked.copies.members(single)) == (kept(path)[copied.id], (single,))
    assert asked._documents == {}
    assert copied in asked.copies.members(copied)
    assert {one.id for one in asked._documents.values()} < {one.id for one in LABELLED}


@pytest.mark.parametrize(
    "change",
    [
        "INSERT INTO document SELECT id || 'x', path, title, publisher, published, url, text, NULL"
        " FROM document LIMIT 1",
        "UPDATE document SET text = (SELECT max(text) FROM document)",
        "DELETE FROM document WHERE id NOT IN (SELECT document FROM claim)",
    ],
)
def test_whoever_changes_an_article_the_groups_do_not_hold_until_they_are_found_again(
    path: Path, change: str
) -> None:
    graph = ClaimGraph(told(ON_WIRES[0]))
    for document in ON_WIRES:
        graph.add_document(document)
    graph.save(path)
    before = kept(path)
    with file.connection_to(path) as connection:
        connection.execute(change)
        assert not compared.holds(connection)
    assert {one.id: group[0].id for group in ClaimGraph.open(path).copies() for one in group} == found(path)
    with GrowingFile(path) as grown:
        grown.finish()
    assert kept(path) == found(path) != before


def test_decisions_do_not_compare_again_and_articles_that_change_do(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = ClaimGraph(claim for document in ON_WIRES for claim in told(document))
    graph.save(path)
    opened = ClaimGraph.open(path)
    calls = 0

    def counting(texts: dict[str, str]) -> dict[str, str]:
        nonlocal calls
        calls += 1
        return copies.grouped(texts)

    monkeypatch.setattr(compared, "grouped", counting)
    opened.reject(opened.claims(subject="orrin robotics")[0])
    opened.save(path)
    opened.same("Orrin Robotics", "Avaria")
    opened.save(path)
    assert calls == 0
    longer = replace(ON_WIRES[0], text=ON_WIRES[0].text + " More.")
    opened.add(told(longer))
    opened.save(path)
    assert calls == 1
    assert kept(path) == found(path)
