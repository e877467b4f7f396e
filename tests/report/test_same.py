"""Same graph, same files: all kinds of pictures and of reports in processes with other seeds of hashes."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import sys
from hashlib import sha256
from pathlib import Path

from kgraph.api import Graph
from kgraph.page import write_page
from tests.builders import sample_claims
from tests.draw.graphs import VENDOR, edge, generated

claims = [*sample_claims(), *generated(20).claims()]
claims += edge(VENDOR, "contracted_by", "Ministry of Works", "asserted", "alleged", "denied")
claims += edge("Orrin Robotics", "banned_by", "Avaria", "proposed", "denied", types=("Vendor", "Government"))
graph, folder = Graph(claims), Path(sys.argv[1])
chain = {"kind": "chain", "focus": "Orrin Robotics", "to": VENDOR}
for kind in ({}, {"kind": "timeline"}, {"kind": "matrix"}, chain):
    for ending in ("svg", "png", "pdf"):
        graph.draw(folder / f"{kind.get('kind', 'graph')}.{ending}", dpi=40, **kind)
graph.draw(folder / "page.html")
for ending in ("html", "md", "pdf"):
    graph.report(VENDOR, folder / f"report.{ending}")
for path in sorted(folder.iterdir()):
    print(path.name, sha256(path.read_bytes()).hexdigest())
"""
KINDS, ENDINGS = ("graph", "timeline", "matrix", "chain"), ("svg", "png", "pdf")
FILES = {
    *(f"{kind}.{ending}" for kind in KINDS for ending in ENDINGS),
    *("page.html", "report.html", "report.md", "report-diagram.png", "report.pdf"),
}


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """By the name of a file its digest, of two processes that run at the same time."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path_factory.mktemp("same"))],
            env=os.environ | {"PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("1", "2")
    ]
    told = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    return [dict(line.split() for line in text.splitlines()) for text in told]


def test_all_are_written(digests: list[dict[str, str]]) -> None:
    assert set(digests[0]) == FILES


@pytest.mark.parametrize("name", sorted(FILES))
def test_same_bytes(digests: list[dict[str, str]], name: str) -> None:
    one, other = digests
    assert one[name] == other[name]
