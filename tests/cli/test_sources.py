"""`kgraph sources`: a line for each article, and for each that is none the reason; the report of a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from tests.cli.conftest import Command

TEXT = "The ministry has banned the drones of Orrin, officials said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good article, an empty one, a dump with a bad row, and something else."""
    place = tmp_path / "news"
    place.mkdir()
    (place / "a.txt").write_text(f"---\npublisher: Daily Ledger\npublished: 2017-07-12\n---\n{TEXT}")
    (place / "b.txt").touch()
    (place / "c.jsonl").write_text(json.dumps({"words": TEXT, "title": "Ban"}) + "\n{}\n")
    (place / "d.xlsx").touch()
    return place


def test_a_line_each(kgraph: Command, folder: Path) -> None:
    ran = kgraph("sources", folder, "--columns", "text=words")
    assert ran.code == ExitCode.SKIPPED
    lines = ran.out.splitlines()
    assert lines[0].split() == [
        "document", "kind", "published", "publisher", "language", "characters", "title",
    ]  # fmt: skip
    assert [line.split("a.txt ")[-1].split() for line in lines if "a.txt" in line] == [
        ["text", "2017-07-12", "Daily", "Ledger", "en", str(len(TEXT)), "-"]
    ]
    assert [line.split("not read: ")[1][:20] for line in lines if "not read" in line] == [
        "empty: put the text ",
        "has no column 'words",
        "its ending is none o",
    ]
    assert ran.told == ["kgraph: 2 to read, 2 to skip, 1 left out for their endings"]


def test_json(kgraph: Command, folder: Path) -> None:
    ran = kgraph("sources", folder / "a.txt", folder / "b.txt", "--json", "--publisher", "Other")
    good, bad = json.loads(ran.out)
    assert good == {
        "document": str(folder / "a.txt"),
        "kind": "text",
        "published": "2017-07-12",
        "publisher": "Other",
        "language": "en",
        "characters": len(TEXT),
        "title": None,
        "author": None,
        "url": None,
    }
    assert bad.keys() == {"document", "stage", "reason"}


@pytest.mark.parametrize("columns", ["text", "text=", "=body", "text=a,,"])
def test_columns_are_checked(kgraph: Command, folder: Path, columns: str) -> None:
    ran = kgraph("sources", folder, "--columns", columns)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "write FIELD=NAME" in ran.err


def test_a_build_reports_what_it_skipped(kgraph: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = kgraph("build", folder, "-o", out, "--columns", "text=words")
    assert ran.code == ExitCode.SKIPPED
    rows = [json.loads(line) for line in (out / "build-report.jsonl").read_text("utf-8").splitlines()]
    told = [(Path(row["document"]).name, row["stage"]) for row in rows]
    assert told == [("b.txt", "read"), ("c.jsonl#2", "read")]
    assert all(row["reason"] for row in rows)
    assert kgraph("build", folder / "a.txt", "-o", out).code == ExitCode.OK
    assert (out / "build-report.jsonl").read_bytes() == b""


def test_strict_stops_at_the_first(kgraph: Command, folder: Path, tmp_path: Path) -> None:
    for ran in (
        kgraph("build", folder, "-o", tmp_path / "out", "--strict"),
        kgraph("extract", folder, "--strict"),
    ):
        assert ran.code == ExitCode.ERROR
        assert len(ran.told) == 1
        assert "b.txt: empty" in ran.err
        assert "--strict" in ran.err


def test_addresses_need_leave(kgraph: Command, tmp_path: Path) -> None:
    ran = kgraph("extract", "https://ledger.example/ban")
    assert ran.code == ExitCode.ERROR
    assert "add --fetch" in ran.err
