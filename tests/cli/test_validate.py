"""`kgraph validate`: a line a fault, and an exit code that scripts can use."""

from __future__ import annotations

from pathlib import Path

from kgraph.cli.exits import ExitCode
from tests.cli.conftest import Command


def test_files_without_and_with_a_fault(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    sound, spoilt = tmp_path / "sound.ttl", tmp_path / "spoilt.ttl"
    assert kgraph("export", graph, "-o", sound).code == 0
    ran = kgraph("validate", sound)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    text = sound.read_text(encoding="utf-8").replace("kg:stance kg:denied", "kg:stance kg:untrue")
    spoilt.write_text(text, encoding="utf-8")
    ran = kgraph("validate", sound, spoilt)
    assert ran.code == ExitCode.ERROR
    (line,) = ran.out.splitlines()
    number = 1 + text[: text.index("kg:untrue")].count("\n")
    assert line.startswith(f"{spoilt}:{number}: claim:")
    assert line.endswith(
        "needs one stance: asserted, alleged, denied or proposed (kg:stance); found kg:untrue"
    )
    assert ran.told == ["kgraph: 1 fault found; `kgraph export` writes files without any."]


def test_no_rdf(kgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("a b c", encoding="utf-8")
    ran = kgraph("validate", tmp_path / "a.ttl")
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert "a.ttl:1: is not valid RDF" in ran.err
    assert "cannot be read" in kgraph("validate", tmp_path / "absent.ttl").err
