"""What a worker of a cluster does, without the cluster: its own process reads, stays, and ends when idle."""

from __future__ import annotations

import time

import pytest

from kgraph.errors import KgraphError
from kgraph.extraction import far
from kgraph.extraction.far import read_on_worker
from kgraph.extraction.rules import rules_version
from kgraph.model import Document

BAN = Document("Avaria has banned Northgate Systems from its networks, the Ministry of Works said on Monday.")


def test_a_process_apart_reads_and_is_ended_when_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(far, "IDLE", 0.5)
    first = read_on_worker([BAN], False, rules_version(False))
    assert isinstance(first[0], list)
    assert {claim.relation for claim in first[0]} == {"banned_by"}
    (kept,) = far._KEPT.values()
    assert read_on_worker([BAN], False, rules_version(False)) == first
    assert far._KEPT[False] is kept
    for _ in range(100):
        if not far._KEPT:
            break
        time.sleep(0.05)
    assert not far._KEPT


def test_a_worker_with_other_rules_reads_nothing() -> None:
    with pytest.raises(KgraphError, match="other rules"):
        read_on_worker([BAN], False, "1+0123456789abcdef")
    assert not far._KEPT
