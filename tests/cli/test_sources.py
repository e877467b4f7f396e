"""`kgraph sources`: a line for each article, and for each that is none the reason; the report of a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.build import BuildReport, build
from kgraph.cli.exits import ExitCode
from kgraph.model import Document
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
    assert ran.told == ["kgraph: 2 to read, 2 to skip, 1 left out"]


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


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("--columns", "text", "write FIELD=NAME"),
        ("--columns", "text=", "write FIELD=NAME"),
        ("--columns", "=body", "write FIELD=NAME"),
        ("--columns", "text=a,,", "write FIELD=NAME"),
        ("--columns", "txt=a", "there is no 'txt'; name text, title"),
        ("--kind", "xlsx", "'xlsx' is not one of text, markdown"),
    ],
)
def test_options_are_checked(kgraph: Command, folder: Path, option: str, value: str, told: str) -> None:
    ran = kgraph("sources", folder, option, value)
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert told in ran.err


def test_json_comes_as_it_is_found(kgraph: Command, folder: Path) -> None:
    """The same text as of a list that was there at once."""
    ran = kgraph("sources", folder, "--json", "--columns", "text=words")
    rows = json.loads(ran.out)
    assert len(rows) == 5
    assert ran.out == json.dumps(rows, indent=2) + "\n"


def test_standard_input_of_a_format(process: Command) -> None:
    text = TEXT.replace(",", "")
    told = process("sources", "-", "--kind", "csv", stdin=f"text\n{text}\n")
    looked = process("sources", "-", "--columns", "text=words", stdin=f"words,date\n{text},\n")
    for ran in (told, looked):
        assert ran.out.splitlines()[1].split()[:2] == ["-#2", "csv"]


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


def test_a_report_is_there_whatever_ends_the_run(kgraph: Command, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def told() -> list[str]:
        lines = (out / "build-report.jsonl").read_text("utf-8").splitlines()
        return [Path(json.loads(line)["document"]).name for line in lines]

    assert kgraph("build", folder / "b.txt", folder / "d.xlsx", "-o", out).code == ExitCode.ERROR
    assert told() == ["b.txt", "d.xlsx"]
    assert kgraph("build", folder, "-o", out, "--strict").code == ExitCode.ERROR
    assert told() == ["b.txt"]
    found: list[str] = []

    def interrupted(document: Document) -> None:
        found.extend(told())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(folder, out, columns={"text": "words"}, report=BuildReport(), progress=interrupted)
    assert found == told() == ["b.txt", "c.jsonl#2"]


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
