"""A disk that is full, a place that is closed: one clear line, and what was there stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.folder import write_outputs
from tests.builders import claim, sample_claims
from tests.cli.conftest import KGRAPH, Command

resource = pytest.importorskip("resource")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")

MANY = [claim(f"Vendor {n}", "supplies", f"Ministry {n % 7}") for n in range(60)]
ARTICLE = "Northgate Systems was struck from the supplier register, the Daily Ledger reported.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `kgraph build` leaves it, with files of yesterday that are about to be written again."""
    graph = Graph([*sample_claims(), *MANY])
    graph.save(tmp_path / "graph.kgraph")
    write_outputs(graph, tmp_path)
    for name in ("a.ttl", "a.csv", "a.jsonl", "a.png", "a.html", "a.md", "decided.jsonl"):
        (tmp_path / name).write_text("of yesterday", encoding="utf-8")
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != "article.txt"
    }


def _small_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def ran(folder: Path, *args: str, full: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [KGRAPH, *args],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=_small_disk if full else None,
    )


@pytest.mark.parametrize(
    "args",
    [
        ("export", "graph.kgraph", "-o", "a.ttl"),
        ("export", "graph.kgraph", "-o", "a.csv"),
        ("export", "graph.kgraph", "-o", "a.jsonl"),
        ("draw", "graph.kgraph", "-o", "a.png"),
        ("draw", "graph.kgraph", "-o", "a.html"),
        ("report", "graph.kgraph", "Orrin Robotics", "-o", "a.md"),
        ("reject", "graph.kgraph", "CLAIM"),
        ("build", "article.txt", "-o", ".", "--workers", "1"),
    ],
    ids=lambda args: " ".join(args[:1] + args[3:4]),
)
def test_a_full_disk_costs_nothing_that_was_there(
    folder: Path, args: tuple[str, ...], kgraph: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(folder)
    some_claim = Graph.open(folder / "graph.kgraph").claims()[0].id
    words = [some_claim if arg == "CLAIM" else arg for arg in args]
    done = ran(folder, *words)
    assert done.returncode == 1, done
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("kgraph: ")
    assert files(folder) == before
    monkeypatch.chdir(folder)
    again = kgraph(*words)
    assert again.code == 0, again.err
    assert files(folder) != before


def test_a_full_standard_output_is_told(folder: Path) -> None:
    for args in (("claims", "graph.kgraph"), ("claims", "graph.kgraph", "--json"), ("stats", "graph.kgraph")):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [KGRAPH, *args],
                cwd=folder,
                stdout=full,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                check=False,
            )
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1, done.stderr
        assert "cannot be written" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is open to root")
def test_a_closed_folder_is_told(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir()
    shutil.copy(folder / "graph.kgraph", closed)
    closed.chmod(0o555)
    try:
        for args in (
            ("export", "closed/graph.kgraph", "-o", "closed/a.ttl"),
            ("build", "article.txt", "-o", "closed"),
        ):
            done = ran(folder, *args, full=False)
            assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    finally:
        closed.chmod(0o755)
