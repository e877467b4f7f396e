"""A graph file whose writer is killed, again and again: what was done is there, and nothing by halves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from kgraph.graph import ClaimGraph, file
from tests.graph.test_growing import articles, fresh, run, told


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.kgraph"


CHILD = """
import sys
from pathlib import Path
from tests.graph.test_growing import GrowingFile, articles, told
with GrowingFile(Path(sys.argv[1])) as grown:
    print("ready", flush=True)
    for document in articles(int(sys.argv[2])):
        if not grown.knows(document, "1"):
            grown.add(document, "1", told(document))
            print(document.id, flush=True)
    print("finishing", flush=True)
    grown.finish()
    print("finished", flush=True)
"""


def _killed(path, edition, chance, root):
    """Run the child and kill it at some moment; what it said before."""
    command = [sys.executable, "-c", CHILD, str(path), str(edition)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as child:
        assert child.stdout is not None
        said = [child.stdout.readline().strip()]
        assert said == ["ready"]
        until = chance.choice(["finishing", *range(40)])
        while said[-1] not in ("finished", until) and len(said) != until:
            said.append(child.stdout.readline().strip())
        time.sleep(chance.random() * chance.choice([0.0, 0.001, 0.01, 0.05]))
        os.kill(child.pid, signal.SIGKILL)
        return said + child.stdout.read().split()


@pytest.mark.parametrize("kills", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_any_moment_loses_nothing_that_was_done(path, request, kills):
    chance = random.Random(kills)
    edition = 0
    done = set()
    for _ in range(kills):
        said = _killed(path, edition, chance, request.config.rootpath)
        done.update(said)
        if path.exists() and path.stat().st_size:
            with file.connection_to(path) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            contents = file.read(path)
            kept = {document.id: document for document, _ in contents.documents}
            made = {one.id for document in kept.values() for one in told(document)}
            assert {one.id for one in contents.claims} == made, "no article without its claims"
        else:
            kept = {}
        assert kept.keys() >= {one.id for one in articles(edition)} & done
        if "finished" in said:
            assert ClaimGraph.open(path) == fresh(articles(edition))
            edition += 1
    run(path, articles(edition))
    assert ClaimGraph.open(path) == fresh(articles(edition))
