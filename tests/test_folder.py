"""The output folder: made, held by one run, and left as it was where nothing comes of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.errors import OutputError
from kgraph.folder import OUTPUTS, output_folder, write_outputs
from tests.builders import sample_claims

HOLD = """
import sys
from pathlib import Path
from kgraph.folder import output_folder
with output_folder(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_run_is_told_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", HOLD, str(out)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with (
            pytest.raises(OutputError, match="out: another kgraph is writing into it; wait"),
            output_folder(out),
        ):
            pass
        assert out.is_dir()
        child.kill()
    with output_folder(out):
        pass


def test_an_empty_folder_is_left_only_where_it_was(tmp_path: Path) -> None:
    with output_folder(tmp_path / "new" / "and" / "deep"):
        assert (tmp_path / "new" / "and" / "deep").is_dir()
    assert list(tmp_path.iterdir()) == []
    with output_folder(tmp_path):
        pass
    assert tmp_path.is_dir()


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "graph.png").mkdir()
    with pytest.raises(OutputError, match=r"graph\.png: is a folder"), output_folder(tmp_path):
        pass


def test_outputs_come_together(tmp_path: Path) -> None:
    graph = Graph(sample_claims())
    write_outputs(graph, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(OUTPUTS[1:])
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    graph.draw(tmp_path / "named.png", name=tmp_path.name)
    assert (tmp_path / "named.png").read_bytes() == before[tmp_path / "graph.png"]
    (tmp_path / "graph.png").unlink()
    (tmp_path / "graph.png").mkdir()
    with pytest.raises(OutputError, match=f"{tmp_path}: cannot be the output folder"):
        write_outputs(graph, tmp_path)
    for path, data in before.items():
        assert path.name == "graph.png" or path.read_bytes() == data
