"""What people give by mistake: one line that names it and the cure, or a skip that is reported."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from kgraph.documents.piece import MAX_BYTES
from tests.cli.conftest import Command

ARTICLE = "Northgate Systems was struck from the supplier register, the Daily Ledger reported.\n"


def _folder_without_articles(path: Path) -> None:
    path.mkdir()
    (path / "picture.png").write_bytes(b"\x89PNG")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: None, "does not exist"),
    "empty": (lambda path: path.touch(), "empty"),
    "blank": (lambda path: path.write_text(" \n\n", encoding="utf-8"), "empty"),
    "binary": (lambda path: path.write_bytes(b"MZ\x90\x00\x03" * 99), "save the article as UTF-8 text"),
    "pdf": (lambda path: path.write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3"), "damaged PDF"),
    "encoding": (lambda path: path.write_text("Компания отрицает связи.", "koi8-r"), "save it as UTF-8"),
    "torn": (lambda path: path.write_bytes("Ties".encode("utf-16")[:-1]), "save it again"),
    "huge": (lambda path: path.write_bytes(b"Not a word of it.\n" * 2_800_000), "split"),
    "folder": (_folder_without_articles, "holds no article"),
    "unreadable": (lambda path: path.symlink_to(path), "a.txt"),
}


@pytest.fixture(params=BAD)
def bad(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    """A path to something bad, and words that its message must have."""
    make, words = BAD[request.param]
    path = tmp_path / "a.txt"
    make(path)
    return path, words


def test_alone_it_is_an_error_and_no_graph_is_written(
    kgraph: Command, bad: tuple[Path, str], tmp_path: Path
) -> None:
    path, words = bad
    out = tmp_path / "out"
    for ran in (kgraph("extract", path), kgraph("build", path, "-o", out)):
        assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1), ran
        assert ran.err.startswith("kgraph: ")
        assert str(path) in ran.err
        assert words in ran.err
    if words in ("does not exist", "holds no article") or path.is_symlink():
        assert not out.exists()
    else:
        assert [file.name for file in out.iterdir()] == ["build-report.jsonl"]


def test_among_others_it_is_skipped_and_reported(
    kgraph: Command, bad: tuple[Path, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path, words = bad
    if words in ("does not exist", "holds no article") or path.is_symlink():
        pytest.skip("an error whatever else is given")
    (tmp_path / "good.txt").write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out"
    ran = kgraph("build", tmp_path, "-o", out)
    assert ran.code == ExitCode.SKIPPED
    assert [line for line in ran.told if words in line and line.startswith(f"kgraph: skipped {path}: ")]
    assert len(ran.told) == 1
    assert [line.split() for line in ran.out.splitlines()[:2]] == [["documents", "1"], ["skipped", "1"]]
    assert sorted(file.name for file in out.iterdir()) == [
        "build-report.jsonl", "claims.jsonl", "graph.kgraph", "graph.png", "graph.ttl",
    ]  # fmt: skip


def test_the_limit_is_below_what_the_huge_file_has() -> None:
    assert MAX_BYTES < 50_000_000


def test_all_missing_paths_are_told_at_once(kgraph: Command, tmp_path: Path) -> None:
    ran = kgraph("extract", tmp_path / "one.txt", tmp_path / "two.txt")
    assert (ran.code, len(ran.told)) == (ExitCode.ERROR, 1)
    assert "one.txt" in ran.err
    assert "two.txt" in ran.err


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def _unwritable(tmp_path: Path) -> Path:
    if os.geteuid() == 0 and Path("/proc/version").exists():
        return Path("/proc/kgraph")  # no mode stops root, but nobody makes folders there
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    return folder / "out"


def _occupied(tmp_path: Path) -> Path:
    (tmp_path / "out" / "graph.png").mkdir(parents=True)
    return tmp_path / "out"


@pytest.mark.parametrize(
    "place",
    [
        lambda tmp_path: tmp_path / "article.txt",
        lambda tmp_path: tmp_path / "article.txt" / "out",
        _unwritable,
        _occupied,
    ],
    ids=["file", "below-a-file", "unwritable", "occupied"],
)
def test_an_output_folder_that_cannot_be(
    kgraph: Command, article: Path, tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    out = place(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = kgraph("build", article, "-o", out)
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1)
    assert ran.err.startswith(f"kgraph: {out}")
    assert "choose another" in ran.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "args",
    [
        ("export", "GRAPH", "-o", "no-such-folder/a.ttl"),
        ("export", "GRAPH", "-o", "a.xyz"),
        ("draw", "GRAPH", "-o", "no-such-folder/a.png"),
        ("draw", "GRAPH", "-o", "a.gif"),
        ("draw", "GRAPH", "-o", "a.png", "--style", "baroque"),
        ("draw", "GRAPH", "-o", "a.png", "--focus", "nobody at all"),
        ("claims", "no-such-file.kgraph"),
        ("claims", "no-such-file.jsonl"),
        ("claims", "."),
        ("evaluate", "no-such-file.jsonl", "GRAPH"),
        ("extract", "ARTICLE", "-o", "no-such-folder/a.jsonl"),
        ("extract", "ARTICLE", "ARTICLE2", "--show-text"),
    ],
    ids=" ".join,
)
def test_other_verbs_tell_in_one_line_too(
    kgraph: Command,
    graph: Path,
    article: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    args: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "second.txt").write_text(ARTICLE + "Twice.", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    named = {"GRAPH": graph, "ARTICLE": article, "ARTICLE2": tmp_path / "second.txt"}
    ran = kgraph(*(named.get(arg, arg) for arg in args))
    assert (ran.code, ran.out, len(ran.told)) == (ExitCode.ERROR, "", 1), ran
    assert ran.err.startswith("kgraph: ")
    assert "fault of kgraph" not in ran.err
    assert sorted(tmp_path.rglob("*")) == before
