"""Paths → documents: order, metadata, and one row for every bad input."""

from __future__ import annotations

import io
import os
import re
import sys
from datetime import date
from pathlib import Path

import pytest

from kgraph.documents import Skipped, read_documents
from kgraph.documents.article import EMPTY
from kgraph.documents.piece import MAX_BYTES
from kgraph.errors import DocumentError
from kgraph.model import Document

ARTICLE = """Register shrinks

Posted on Wednesday, July 12 2017 by Mara Voss

Northgate Systems was struck off.
"""


def one(path: Path, data: bytes | str) -> Document | Skipped:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (found,) = read_documents([path])
    return found


def test_an_article(tmp_path: Path) -> None:
    read = one(tmp_path / "a.txt", ARTICLE)
    assert isinstance(read, Document)
    assert read.text == ARTICLE.rstrip()
    assert (read.path, read.title) == (str(tmp_path / "a.txt"), "Register shrinks")
    assert (read.published, read.publisher, read.url) == (date(2017, 7, 12), None, None)


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    front = "---\npublisher: Daily Ledger\nurl: https://ledger.example/1\n---\n"
    text = f"{front}# The *ban*\n\nOrrin drones are\n**banned**.\n"
    read = one(tmp_path / "2017-07-12.md", text)
    assert isinstance(read, Document)
    assert read.text == "The ban\n\nOrrin drones are banned."
    assert (read.title, read.publisher, read.url) == ("The ban", "Daily Ledger", "https://ledger.example/1")
    assert read.published == date(2017, 7, 12)


def test_plain_text_keeps_its_stars(tmp_path: Path) -> None:
    read = one(tmp_path / "a.txt", "---\ntitle: T\n---\n\n\nText *as it is*\n  and   spaces.")
    assert isinstance(read, Document)
    assert (read.text, read.title) == ("Text *as it is*\n  and   spaces.", "T")


def test_what_the_caller_says_comes_first(tmp_path: Path) -> None:
    """The caller's word, then front matter, then a guess."""
    (tmp_path / "front.txt").write_text("---\npublisher: Own\npublished: 2016-01-02\n---\nText")
    (tmp_path / "guess.txt").write_text("July 12, 2017\n\nPORT AVAR (Evening Wire) - Text")
    plain = [(d.publisher, d.published) for d in read_documents([tmp_path]) if isinstance(d, Document)]
    given = read_documents([tmp_path], publisher="Daily Ledger", published=date(2020, 1, 1))
    told = [(d.publisher, d.published) for d in given if isinstance(d, Document)]
    assert plain == [("Own", date(2016, 1, 2)), ("Evening Wire", date(2017, 7, 12))]
    assert told == [("Daily Ledger", date(2020, 1, 1))] * 2


def test_a_moved_file_is_the_same_document(tmp_path: Path) -> None:
    first, second = one(tmp_path / "a.txt", ARTICLE), one(tmp_path / "b.text", ARTICLE)
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id == second.id


def test_folders_in_order(tmp_path: Path) -> None:
    for name in [
        "b.txt",
        "a/z.md",
        "a/deep/er/y.TEXT",
        "c.markdown",
        ".hidden.txt",
        ".git/x.txt",
        "notes.xlsx",
        "B.txt",
    ]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    found = [d.path for d in read_documents([tmp_path]) if isinstance(d, Document)]
    names = ["B.txt", "a/deep/er/y.TEXT", "a/z.md", "b.txt", "c.markdown", "link.txt"]
    assert found == [str(tmp_path / name) for name in names]


def test_a_very_deep_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    deep = Path()
    for _ in range(1020):
        deep /= "d"
        deep.mkdir()
    (deep / "a.txt").write_text("Text")
    (found,) = read_documents(["."])
    assert isinstance(found, Document)
    (deep / "a.txt").unlink()
    while deep != Path():  # pytest's own clean-up would recurse too deep
        deep.rmdir()
        deep = deep.parent


def test_named_files_are_read_whatever_their_ending(tmp_path: Path) -> None:
    for name in ["article", "article.news", ".hidden"]:
        assert isinstance(one(tmp_path / name, "Text"), Document)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("\u200b\u00ad".encode(), "empty"),
        (b"---\ntitle: T\n---\n", "empty"),
        (b"a\x00b", "binary"),
        (os.urandom(64) + b"\x00", "binary|UTF-8"),
        (b"%PDF-1.7", "damaged PDF"),
        (b"\x89PNG\r\n", "binary .an image"),
        ("ФСБ".encode("cp1251"), "neither UTF-8 nor plainly Windows-1252: save it as UTF-8"),
        (b"\xff\xfea", "damaged UTF-16"),
        (b"<!DOCTYPE html><p>", "shows no text"),
        (b'{"words": "a"}\n', "no column of it holds a text .it has words.: name it with --columns"),
        (b'[{"words": "a"}]', "no column of it holds a text"),
        (b"---\ntitle: A\nheadline: B\n---\nText", "front matter, line 3"),
        (b"a" * (MAX_BYTES + 1), "larger than 20 MB: split it"),
    ],
)
def test_bad_files_are_skipped_with_a_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    (tmp_path / "b.txt").write_text("A good one.")
    skipped, good = read_documents([tmp_path])
    assert isinstance(skipped, Skipped)
    assert skipped.path.removesuffix("#1") == str(path)
    assert isinstance(good, Document)
    assert re.search(reason, skipped.reason)


def test_markdown_that_shows_nothing_is_empty(tmp_path: Path) -> None:
    assert one(tmp_path / "a.md", "<!-- nothing -->\n\n---\n") == Skipped(str(tmp_path / "a.md"), EMPTY)


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    assert isinstance(one(tmp_path / "a.txt", b"the word " * (MAX_BYTES // 9)), Document)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (found,) = read_documents([tmp_path / "a.txt"])
    assert found == Skipped(str(tmp_path / "a.txt"), "not a regular file: pipe it in and name it -")
    assert isinstance(next(iter(read_documents(["/dev/null"]))), Skipped)


def test_a_broken_link_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (found,) = read_documents([tmp_path])
    assert found == Skipped(str(tmp_path / "a.txt"), "cannot be read (No such file or directory)")


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Skipped)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # so that the folders above need no permission
    tmp_path.chmod(0o755)
    for folder in ["closed", "listed"]:
        Path(folder).mkdir()
        Path(folder, "b.txt").write_text("Text")
    Path("a.txt").write_text("Text")
    for path, mode in [("closed", 0o000), ("listed", 0o444), ("a.txt", 0o000)]:
        Path(path).chmod(mode)
    everybody = os.geteuid() == 0
    if everybody:
        os.seteuid(65534)
    try:
        found = list(read_documents([".", "a.txt", "closed", "closed/b.txt", "listed/b.txt"]))
    finally:
        if everybody:
            os.seteuid(0)
        Path("closed").chmod(0o755)
        Path("listed").chmod(0o755)
    assert [skipped.path for skipped in found if isinstance(skipped, Skipped)] == [
        "./a.txt",
        "./closed",
        "./listed/b.txt",
        "a.txt",
        "closed",
        "closed/b.txt",
        "listed/b.txt",
    ]
    assert all(isinstance(skipped, Skipped) and "Permission denied" in skipped.reason for skipped in found)


def test_missing_paths_are_told_all_at_once_before_any_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    with pytest.raises(DocumentError, match=r"one\.txt' does not exist.*; .*two' does not exist") as told:
        read_documents([tmp_path / "a.txt", tmp_path / "one.txt", tmp_path / "two"])
    assert len(told.value.faults) == 2


@pytest.mark.parametrize("path", ["", "a\x00b", "a.txt/b", "x" * 5000])
def test_paths_that_cannot_be(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Text")
    with pytest.raises(DocumentError, match="does not exist"):
        read_documents([path])


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "notes.xlsx").write_text("a,b")
    (tmp_path / ".hidden.txt").write_text("Text")
    with pytest.raises(
        DocumentError, match=r"holds no article: kgraph reads files that end in \.txt, \.text, \.md, \.mark"
    ):
        read_documents([tmp_path])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode("utf-16"))))
    read, again = read_documents(["-", "-"])
    assert isinstance(read, Document)
    assert (read.path, read.title, read.published) == ("-", "Register shrinks", date(2017, 7, 12))
    assert again == Skipped("-", EMPTY)


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b"a" * (MAX_BYTES + 1), "larger"), (b"\x00", "binary")]
)
def test_bad_standard_input(data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = read_documents(["-"])
    assert isinstance(found, Skipped)
    assert reason in found.reason


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert list(read_documents(["-"])) == [Skipped("-", EMPTY)]


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123  # pathlib takes no bytes
        file.write(b"Text")
    (found,) = read_documents([tmp_path])
    assert isinstance(found, Document)
    assert found.path is not None
    assert found.path.endswith("caf\ufffd.txt")


def test_nothing_given() -> None:
    assert list(read_documents([])) == []
