"""`kgraph export`: every format and view, to a file, a folder or standard output."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from kgraph.export import FORMATS
from tests.cli.conftest import Command

TEXT = [name for name, row in FORMATS.items() if row.make]


@pytest.mark.parametrize("name", TEXT)
def test_text_goes_to_standard_output_or_a_file_alike(
    kgraph: Command, graph: Path, tmp_path: Path, name: str
) -> None:
    ran = kgraph("export", graph, "--format", name)
    assert (ran.code, ran.err) == (0, "")
    path = tmp_path / f"out{FORMATS[name].suffix}"
    assert kgraph("export", graph, "-o", path).code == 0
    assert path.read_text(encoding="utf-8") == ran.out


def test_parquet_goes_into_a_pipe(graph: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    pytest.importorskip("pyarrow")
    from kgraph.cli.app import run

    assert run(["export", str(graph), "--format", "parquet"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"PAR1")


def test_neo4j_is_a_folder(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    assert kgraph("export", graph, "--format", "neo4j", "-o", tmp_path / "neo4j").code == 0
    assert sorted(file.name for file in (tmp_path / "neo4j").iterdir()) == [
        "claims.csv", "documents.csv", "import.cypher", "nodes.csv"
    ]  # fmt: skip
    assert "is no text" in kgraph("export", graph, "--format", "neo4j").err


@pytest.mark.parametrize(
    ("args", "claims"),
    [
        (("--view", "all"), 10),
        (("--view", "facts"), 7),
        (("--view", "disputed"), 2),
        (("--view", "minimum-origins", "2"), 2),
        (("--view", "minimum-origins=2"), 2),
        (("--view", "facts", "--subject", "northgate"), 2),
    ],
)
def test_views(kgraph: Command, graph: Path, args: tuple[str, ...], claims: int) -> None:
    assert len(kgraph("export", graph, "--format", "jsonl", *args).out.splitlines()) == claims


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--view", "minimum-origins"), "there is no such view; there are all, facts"),
        (("--view", "rumours"), "there is no such view"),
        (("--formula-safe",), "turtle has no such option"),
    ],
)
def test_what_does_not_exist_is_told(kgraph: Command, graph: Path, args: tuple[str, ...], words: str) -> None:
    ran = kgraph("export", graph, *args)
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert words in ran.err
