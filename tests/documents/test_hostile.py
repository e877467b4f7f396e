"""Hostile files: each ends in text or in a reason, within 30 seconds and 2 GiB, and never in silence."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pytest

from kgraph.documents import Skipped, read_documents
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


def test_quick_ones_in_a_row_each_end_in_text_or_a_reason(tmp_path: Path) -> None:
    """One process reads them all, but for those that end it."""
    paths = [make(name, tmp_path) for name in QUICK]
    found = list(read_documents(paths))
    for path in paths:
        own = [one for one in found if str(one.path).split("#")[0] == str(path)]
        assert own, path.name
        _check(own, path)


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
