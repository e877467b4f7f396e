"""Graph files put together: what comes out is the file of one run over all their articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph
from kgraph.graph.growing import GrowingFile
from kgraph.graph.joining import join, size
from kgraph.model import Claim, Document
from tests.builders import article, claim

STORY = " ".join(
    f"The ministry of works told the {n}th firm of Avaria that its cameras leave the register."
    for n in range(20)
)
WIRE = article(f"{STORY} Evening Wire reported it.", publisher="Evening Wire", path="a/wire.txt")
COPY = article(STORY, publisher="Daily Ledger", path="b/ledger.txt")
SILENT = article("Nothing of interest happened.", path="b/silent.txt")


def told(document: Document) -> list[Claim]:
    """What is said in an article, here once of each story."""
    if document is SILENT:
        return []
    return [claim("Northgate Systems", "removed_from", "supplier register", document=document)]


def grown(path: Path, *documents: Document) -> Path:
    with GrowingFile(path) as file:
        for document in documents:
            file.add(document, "1", told(document))
        file.finish()
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a file holds."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


@pytest.fixture
def parts(tmp_path: Path) -> list[Path]:
    return [grown(tmp_path / "a.kgraph", WIRE), grown(tmp_path / "b.kgraph", COPY, SILENT)]


def test_the_parts_make_the_file_of_one_run(parts: list[Path], tmp_path: Path) -> None:
    once = grown(tmp_path / "once.kgraph", COPY, SILENT, WIRE)
    for order in (parts, parts[::-1], [*parts, parts[0]]):
        joined = tmp_path / f"{len(list(tmp_path.iterdir()))}.kgraph"
        join(joined, order)
        assert rows(joined) == rows(once)
    join(parts[0], parts)  # itself among them
    assert rows(parts[0]) == rows(once)
    assert size(joined) == (2, 3)


def test_copies_are_one_origin_and_articles_are_known(parts: list[Path], tmp_path: Path) -> None:
    joined = tmp_path / "all.kgraph"
    join(joined, parts)
    (relation,) = ClaimGraph.open(joined).relations()
    assert (relation.articles, relation.origins) == (2, 1)
    with GrowingFile(joined) as file:
        assert all(file.knows(document, "1") for document in (WIRE, COPY, SILENT))
    with GrowingFile(joined) as file:
        changed = replace(SILENT, text="Something else happened.", id="")
        file.add(changed, "1", [])
        assert file.finish() == 1, "the article of the same path is replaced"


def test_decisions_come_along(parts: list[Path], tmp_path: Path) -> None:
    graph = ClaimGraph.open(parts[1])
    graph.reject(graph.claims()[0])
    graph.save(parts[1])
    join(tmp_path / "all.kgraph", parts)
    joined = ClaimGraph.open(tmp_path / "all.kgraph")
    assert (len(joined), joined.decisions()) == (1, graph.decisions())


def test_all_or_nothing(parts: list[Path], tmp_path: Path) -> None:
    (tmp_path / "bad.kgraph").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    before = rows(parts[0])
    for target in (tmp_path / "new.kgraph", parts[0]):
        with pytest.raises(GraphError, match=r"bad\.kgraph"):
            join(target, [parts[1], tmp_path / "bad.kgraph"])
    assert not (tmp_path / "new.kgraph").exists()
    assert rows(parts[0]) == before
