"""`kgraph import`: exports become a graph file again."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph as package
from kgraph.cli.exits import ExitCode
from tests.cli.conftest import Command


@pytest.mark.parametrize("ending", [".ttl", ".trig", ".nt", ".nq", ".jsonl"])
def test_what_was_exported_comes_back(kgraph: Command, graph: Path, tmp_path: Path, ending: str) -> None:
    assert kgraph("export", graph, "-o", tmp_path / f"out{ending}").code == 0
    ran = kgraph("import", tmp_path / f"out{ending}", "-o", tmp_path / "back.kgraph")
    assert (ran.code, ran.out) == (0, "")
    assert ran.told == [f"kgraph: claims 10, documents 3: {tmp_path / 'back.kgraph'} is written."]
    assert package.open(tmp_path / "back.kgraph") == package.open(graph)


def test_several_files_and_what_is_there_go_together(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    for name, stance in (("a.ttl", "asserted"), ("b.nq", "denied"), ("c.jsonl", "alleged")):
        assert kgraph("export", graph, "--stance", stance, "-o", tmp_path / name).code == 0
    folder = tmp_path / "out"
    folder.mkdir()
    assert kgraph("import", tmp_path / "a.ttl", tmp_path / "b.nq", "-o", folder).code == 0
    assert kgraph("import", tmp_path / "c.jsonl", "-o", folder / "graph.kgraph").code == 0
    assert len(package.open(folder / "graph.kgraph")) == 9


def test_graph_files_and_folders_keep_their_texts(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert kgraph("import", graph, "-o", tmp_path / "out" / "graph.kgraph").code == 0
    assert kgraph("export", graph, "--stance", "denied", "-o", tmp_path / "a.jsonl").code == 0
    ran = kgraph("import", tmp_path / "out", tmp_path / "a.jsonl", "-o", tmp_path / "all.kgraph")
    assert ran.told == [f"kgraph: claims 10, documents 3: {tmp_path / 'all.kgraph'} is written."]
    whole = package.open(tmp_path / "all.kgraph")
    assert whole == package.open(graph)
    assert all(document.text for document in whole.documents())
    gone = kgraph("import", tmp_path / "gone.kgraph", "-o", tmp_path / "none.kgraph")
    assert (gone.code, "gone.kgraph: no such graph file" in gone.err) == (ExitCode.ERROR, True)
    assert not (tmp_path / "none.kgraph").exists()


def test_a_file_that_is_none_is_told_and_nothing_is_written(kgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    ran = kgraph("import", tmp_path / "a.ttl", "-o", tmp_path / "b.kgraph")
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert not (tmp_path / "b.kgraph").exists()
