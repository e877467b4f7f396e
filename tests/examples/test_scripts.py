"""Each example program runs and makes what its first lines promise."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph

SCRIPTS = ("disputes.py", "draw_diagram.py", "export_turtle.py", "query.py")
LONGEST = 40
"""Lines of the longest program: an example is read before it is run."""


def test_every_script_is_covered(examples_dir: Path) -> None:
    assert tuple(sorted(path.name for path in examples_dir.glob("*.py"))) == SCRIPTS


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_stay_short_and_are_in_the_readme(examples_dir: Path, name: str) -> None:
    assert len((examples_dir / name).read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert f"python examples/{name}" in (examples_dir / "README.md").read_text(encoding="utf-8")


def test_query_answers_each_question(
    examples_dir: Path, example_graph: kgraph.Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    runpy.run_path(str(examples_dir / "query.py"))["ask"](example_graph)
    answers = [block.splitlines()[1:] for block in capsys.readouterr().out.split("\n\n")]
    removed, alleges, denies, often = answers
    assert any("Kaspersky" in line and "Schedule" in line for line in removed)
    assert any("Kaspersky" in line for line in alleges)
    assert any("Kaspersky Lab denies" in line for line in denies)
    assert len(often) == 10


def test_disputes_shows_both_sides(
    examples_dir: Path, example_graph: kgraph.Graph, capsys: pytest.CaptureFixture[str]
) -> None:
    runpy.run_path(str(examples_dir / "disputes.py"))["disputes"](example_graph)
    blocks = [block for block in capsys.readouterr().out.split("\n\n") if block.strip()]
    assert blocks
    for block in blocks:
        assert "denied by" in block
        assert any(f"{stance} by" in block for stance in ("asserted", "alleged", "proposed"))
        assert "“" in block


def test_export_writes_turtle(examples_dir: Path, example_graph: kgraph.Graph, tmp_path: Path) -> None:
    import rdflib

    out = tmp_path / "claims.ttl"
    runpy.run_path(str(examples_dir / "export_turtle.py"))["export"](example_graph, str(out))
    assert len(rdflib.Graph().parse(out)) > len(example_graph.claims())


@pytest.mark.parametrize(("suffix", "magic"), [(".png", b"\x89PNG\r\n\x1a\n"), (".svg", b"<?xml")])
def test_draw_writes_a_picture(
    examples_dir: Path, example_graph: kgraph.Graph, tmp_path: Path, suffix: str, magic: bytes
) -> None:
    out = tmp_path / f"diagram{suffix}"
    runpy.run_path(str(examples_dir / "draw_diagram.py"))["draw"](example_graph, str(out))
    assert out.read_bytes().startswith(magic)


def test_a_script_runs_from_anywhere_and_writes_where_it_stands(examples_dir: Path, tmp_path: Path) -> None:
    script = examples_dir / "export_turtle.py"
    run = subprocess.run([sys.executable, script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["examples.ttl"]
