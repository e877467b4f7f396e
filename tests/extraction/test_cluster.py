"""A real Dask cluster on loopback: the same claims, though a worker is killed on the way."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from kgraph.build import OUTPUTS, build
from kgraph.errors import KgraphError
from kgraph.extraction import cluster as room
from kgraph.extraction.cluster import read_by_cluster
from kgraph.extraction.stages import MOST_CHARACTERS
from kgraph.model import Document

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
BAN = "Avaria has banned {0} Systems from its networks, the Ministry of Works said on Monday."
PADDING = "The weather was fine. " * (MOST_CHARACTERS // 30)


class Cluster:
    """A scheduler and workers, each a process."""

    def __init__(self, folder: Path, workers: int) -> None:
        self._stack = ExitStack()
        self._folder = folder
        scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        self.scheduler = scheduler
        assert scheduler.stderr
        for line in scheduler.stderr:
            if found := re.search(r"Scheduler at: +(tcp://127\.0\.0\.1:\d+)", line):
                self.address = found[1]
                break
        self.workers = [
            self._start(
                "worker",
                self.address,
                "--host",
                "127.0.0.1",
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
            )
            for _ in range(workers)
        ]

    def _start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        process = subprocess.Popen(
            command,
            stderr=subprocess.PIPE if words[0] == "scheduler" else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            text=True,
        )
        self._stack.callback(process.wait)
        self._stack.callback(process.kill)
        return process

    def end(self) -> None:
        """End all of them."""
        self._stack.close()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    made = Cluster(tmp_path, workers=2)
    yield made
    made.end()


@pytest.mark.filterwarnings("ignore")  # those of Dask, when a worker is lost
def test_a_cluster_makes_the_same_files_though_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    given = [Document(f"{BAN.format(f'Northgate{n}')}\n\n{PADDING}", path=f"{n}.txt") for n in range(8)]

    def deadly() -> Iterator[Document | Path]:
        yield from given[:6]
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        yield from given[6:]
        yield ARTICLES

    seen: list[Document] = []
    build(deadly(), tmp_path / "far" / "out", engine="dask", scheduler=cluster.address, progress=seen.append)
    build([*given, ARTICLES], tmp_path / "here" / "out", workers=1)
    assert len(seen) == 16
    for output in OUTPUTS[1:]:
        far, here = (tmp_path / folder / "out" / output for folder in ("far", "here"))
        assert far.read_bytes() == here.read_bytes(), output


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    pytest.importorskip("distributed")
    made = Cluster(tmp_path, workers=0)
    yield made
    made.end()


def test_a_cluster_without_workers_is_told_and_not_waited_for_forever(
    alone: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in {"LOOK": 0.1, "SILENCE": 0.2, "PATIENCE": 0.6}.items():
        monkeypatch.setattr(room, name, seconds)
    reading = read_by_cluster([Document(BAN)], alone.address, thorough=False)
    with (
        pytest.warns(UserWarning, match=f"has no worker; .*dask worker {alone.address}"),
        pytest.raises(KgraphError, match=r"no worker for 0\.6 seconds: start some"),
    ):
        next(reading)


@pytest.mark.filterwarnings("ignore")  # those of Dask, when its scheduler is lost
def test_a_scheduler_that_dies_is_told(alone: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    reading = read_by_cluster([Document(BAN)], alone.address, thorough=False)
    killer = threading.Timer(1.5, alone.scheduler.kill)
    killer.start()
    with pytest.raises(KgraphError, match=f"{alone.address}: the Dask scheduler is gone: start it"):
        next(reading)
    killer.join()
    assert not caplog.text


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(room, "WAIT", 1)
    with pytest.raises(KgraphError, match=r"127\.0\.0\.1:9: no Dask scheduler answers"):
        list(read_by_cluster([], "tcp://127.0.0.1:9", thorough=False))
