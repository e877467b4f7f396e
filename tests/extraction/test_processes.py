"""Real processes: the same claims in the same order, whoever dies."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from kgraph.errors import KgraphError, ModelMissingError
from kgraph.extraction import Failure, processes
from kgraph.extraction.processes import read_by_processes
from kgraph.extraction.stages import MOST_CHARACTERS, outcomes
from kgraph.model import Document

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds its child processes in /proc")

BAN = "Avaria has banned {0} Systems from its networks, the Ministry of Works said on Monday."
PADDING = "The weather was fine. " * (MOST_CHARACTERS // 30)
"""So much that two articles with it are in two batches."""


def articles(count: int) -> list[Document]:
    return [Document(f"{BAN.format(f'Northgate{n}')}\n\n{PADDING}", path=f"{n}.txt") for n in range(count)]


def children() -> list[int]:
    found: list[int] = []
    for thread in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # the thread has ended
            found += map(int, (thread / "children").read_text().split())
    return [pid for pid in found if _is_worker(pid)]


def _is_worker(pid: int) -> bool:
    try:
        return b"kgraph.extraction.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # gone already
        return False


def test_the_claims_are_the_same_in_the_same_order_though_a_process_is_killed() -> None:
    given = articles(11)
    expected = list(zip(given, outcomes(given, None, False), strict=True))
    assert all(found for _, found in expected)

    def deadly() -> Iterator[Document]:
        for number, document in enumerate(given):
            if number == 9:  # the first is done by now
                os.kill(children()[0], signal.SIGKILL)
            yield document

    assert list(read_by_processes(deadly(), 2, thorough=False)) == expected
    assert not children()


def test_who_stops_early_leaves_no_process_behind() -> None:
    reading = read_by_processes(articles(3), 1, thorough=False)
    next(reading)
    assert children()
    reading.close()  # type: ignore[attr-defined]  # it is a generator
    assert not children()


def test_what_keeps_a_process_from_working_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_MODEL", "en_no_such_model")
    with pytest.raises(ModelMissingError, match="en_no_such_model"):
        list(read_by_processes(articles(1), 1, thorough=False))
    assert not children()


def test_an_article_whose_processes_all_die_has_failed() -> None:
    done = threading.Event()

    def kill() -> None:
        while not done.wait(0.01):
            for pid in children():
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)

    def deadly() -> Iterator[Document]:
        *before, last = articles(6)
        yield from before
        killer.start()  # the first is done by now
        yield last

    try:
        (_, first), *_, (document, outcome) = read_by_processes(deadly(), 1, thorough=False)
    finally:
        done.set()
        killer.join()
    assert not isinstance(first, Failure)
    assert document == articles(6)[-1]
    assert isinstance(outcome, Failure)
    assert "died" in outcome.reason


def test_a_process_that_takes_too_long_is_ended_and_its_articles_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = articles(6)
    expected = list(zip(given, outcomes(given, None, False), strict=True))

    def stopped() -> Iterator[Document]:
        *before, last = given
        yield from before
        os.kill(children()[0], signal.SIGSTOP)  # as one that runs in circles it answers no more
        yield last

    monkeypatch.setattr(processes, "PATIENCE", 20.0)
    monkeypatch.setattr(processes, "SLOWEST", MOST_CHARACTERS)
    assert list(read_by_processes(stopped(), 1, thorough=False)) == expected
    assert not children()


def test_processes_that_cannot_start_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(KgraphError, match="ended before it could"):
        list(read_by_processes(articles(1), 1, thorough=False))
