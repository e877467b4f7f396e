"""Hostile files: each ends in text or in a reason, within 30 seconds and 2 GiB, and never in silence."""

from __future__ import annotations

import json
import resource
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.cli.app import run
from kgraph.cli.exits import ExitCode
from kgraph.documents import Skipped, read_documents
from kgraph.folder import GRAPH_FILE, REPORT
from kgraph.model import Document
from tests.documents.hostile import QUICK, SLOW, make

SECONDS = 30
MEMORY = 2 * 1024**3
ROWS = 1000
"""Of a bomb of rows that are read like any other."""
EACH_TIME = {"bomb.txt.gz", "bomb.jsonl.zst", "bomb.warc.gz", "bomb.wacz", "bomb.pdf", "bomb.docx"}
"""One bomb of each way to pack; the other slow files are left to `-m slow`."""


def _check(found: Iterable[Document | Skipped], path: Path) -> None:
    for one in found:
        assert str(one.path).startswith(str(path))
        if isinstance(one, Skipped):
            assert one.reason.strip()
        else:
            assert one.text.strip()
            assert "root:" not in one.text, "a file of this machine"


def test_a_build_of_quick_ones_has_a_result_for_each(tmp_path: Path) -> None:
    """Among good articles, all in one build: each is in the graph, or in the report with a reason."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    made = [make(name, folder) for name in QUICK]
    good = [folder / name for name in ("0.txt", "m.txt", "z.txt")]
    for number, path in enumerate(good):
        path.write_text(f"Avaria has banned Orrin Robotics, officials said on day {number}.")
    assert run(["build", str(folder), "-o", str(out), "--workers", "1"]) == ExitCode.SKIPPED

    rows = [json.loads(line) for line in (out / REPORT).read_text("utf-8").splitlines()]
    found: list[Document | Skipped] = [Skipped(row["document"], row["reason"], row["stage"]) for row in rows]
    graph = Graph.open(out / GRAPH_FILE)
    found += graph.documents()
    with closing(sqlite3.connect(out / GRAPH_FILE)) as connection:
        places = {path for (path,) in connection.execute("SELECT path FROM file")}
    places |= {row["document"] for row in rows}
    assert {path.split("#")[0] for path in places} == {str(path) for path in (*made, *good)}
    _check(found, folder)
    assert {row["stage"] for row in rows} == {"language", "read"}, "none is lost after it was read"
    assert {claim.document.path for claim in graph} >= {str(path) for path in good}
    (aes,) = (row["reason"] for row in rows if row["document"].endswith("locked-aes.pdf"))
    assert aes.startswith("encrypted")


@pytest.mark.parametrize(
    "name", [name if name in EACH_TIME else pytest.param(name, marks=pytest.mark.slow) for name in SLOW]
)
def test_slow_ones_each_end_in_text_or_a_reason(name: str, tmp_path: Path) -> None:
    path = make(name, tmp_path)
    started = time.monotonic()
    found = list(islice(read_documents([path]), ROWS))
    took = time.monotonic() - started
    path.unlink()
    assert found
    _check(found, path)
    assert took < SECONDS
    # Kilobytes, of the largest process that has ended so far.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < MEMORY
