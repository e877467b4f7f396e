"""The command line, run in this process or in one of its own, and a small graph to work on."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from kgraph.api import Graph
from kgraph.cli.app import run
from tests.builders import sample_claims

KGRAPH = Path(sysconfig.get_path("scripts")) / "kgraph"


@dataclass(frozen=True)
class Ran:
    """What one run of the command line left."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


Command: TypeAlias = Callable[..., Ran]


@pytest.fixture
def kgraph(capsys: pytest.CaptureFixture[str]) -> Command:
    """`kgraph("build", path, …)` in this process."""

    def command(*args: object) -> Ran:
        capsys.readouterr()
        code = run([str(arg) for arg in args])
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture
def process() -> Command:
    """`process("build", path, stdin="…", env={…})` as a process of its own, standard input closed."""

    def command(*args: object, stdin: str = "", env: dict[str, str] | None = None) -> Ran:
        ran = subprocess.run(
            [KGRAPH, *map(str, args)],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)

    return command


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """A graph file with the sample claims."""
    path = tmp_path / "sample.kgraph"
    Graph(sample_claims()).save(path)
    return path


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    """The same as JSON lines."""
    path = tmp_path / "sample.jsonl"
    Graph(sample_claims()).to_jsonl(path)
    return path
