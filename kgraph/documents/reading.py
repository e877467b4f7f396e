"""Paths into documents, one at a time; what cannot be read is told, never passed over."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgraph.documents.dates import published_in_lines, published_in_path
from kgraph.documents.decoding import UnreadableError, clean, decode
from kgraph.documents.front_matter import FrontMatterError, read_front_matter
from kgraph.documents.head import guess_publisher, guess_title
from kgraph.documents.markdown import first_heading, plain_text
from kgraph.errors import DocumentError
from kgraph.model import Document

__all__ = ["EMPTY", "ENDINGS", "MAX_BYTES", "STDIN", "Skipped", "read_documents"]

ENDINGS = (".txt", ".md", ".text", ".markdown")
"""Of the files that are read from a folder."""

EMPTY = "empty: put the text of the article into it, or leave it out"
MAX_BYTES = 20_000_000
STDIN = "-"

_MARKDOWN = (".md", ".markdown")
_MARKUP = re.compile(r"\s*(?:<!doctype|<html|<\?xml|\{\s*\"|\[\s*\{)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read as an article, and why."""

    path: str
    reason: str


def read_documents(
    paths: Iterable[str | os.PathLike[str]], *, publisher: str | None = None, published: date | None = None
) -> Iterator[Document | Skipped]:
    """The articles of files, folders and standard input (`-`), in the order given.

    A folder is read with all folders in it, by name; hidden files and other endings than `ENDINGS`
    are left out. `publisher` and `published` stand for what an article does not say of itself in its
    front matter; they are preferred to what kgraph would guess from its first lines or its path.

    Raises:
        DocumentError: paths that do not exist, or folders without an article; before any is read.
    """
    given = [os.fspath(path) for path in paths]
    faults = [fault for path in given if (fault := _fault(path))]
    if faults:
        raise DocumentError("; ".join(faults) + ".", faults)
    return _read(given, publisher, published)


def _fault(path: str) -> str | None:
    """What is wrong with a path as it was given, before anything is read."""
    if path == STDIN:
        return None
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116  # pathlib takes "" for the current folder
    except PermissionError:
        return None  # told as skipped
    except (OSError, ValueError):
        return f"{path!r} does not exist: name a file or a folder, or - for standard input"
    if stat.S_ISDIR(mode) and next(_walk(path), None) is None:
        return f"{path} holds no article: kgraph reads files that end in {', '.join(ENDINGS)} from a folder"
    return None


def _read(paths: list[str], publisher: str | None, published: date | None) -> Iterator[Document | Skipped]:
    for path in paths:
        for found in _walk(path) if _is_folder(path) else [path]:
            if isinstance(found, Skipped):
                yield found
                continue
            try:
                yield _document(_printable(found), _load(found), publisher, published)
            except (UnreadableError, FrontMatterError) as fault:
                yield Skipped(_printable(found), str(fault))
            except OSError as error:
                yield Skipped(_printable(found), f"cannot be read ({error.strerror or error})")


def _is_folder(path: str) -> bool:
    try:
        return path != STDIN and Path(path).is_dir()
    except OSError:
        return False


def _walk(folder: str) -> Iterator[str | Skipped]:
    """The articles of a folder and of the folders in it, by name; links to folders are not followed."""
    waiting: list[tuple[str, bool]] = [(folder, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                found = [
                    (entry.path, entry.is_dir(follow_symlinks=False)) for entry in entries if _wanted(entry)
                ]
        except OSError as error:
            yield Skipped(_printable(path), f"the folder cannot be read ({error.strerror or error})")
        else:
            waiting += sorted(found, reverse=True)


def _wanted(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.is_dir(follow_symlinks=False) or entry.name.lower().endswith(ENDINGS)


def _load(path: str) -> bytes:
    if path == STDIN:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
    elif not stat.S_ISREG(Path(path).stat().st_mode):
        raise UnreadableError("not a regular file: pipe it in and name it -")
    else:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB: split it into single articles")
    return data


def _printable(path: str) -> str:
    """The path with a mark for each byte of it that is no text."""
    return os.fsencode(path).decode("utf-8", "replace")


def _document(path: str, data: bytes, publisher: str | None, published: date | None) -> Document:
    raw = clean(decode(data))
    front, raw = read_front_matter(raw)
    if _MARKUP.match(raw):
        raise UnreadableError("holds markup or data (HTML, XML, JSON): save the article's text")
    markdown = path.lower().endswith(_MARKDOWN)
    text = clean(plain_text(raw)) if markdown else raw
    if not text.strip():
        raise UnreadableError(EMPTY)
    lines = [line for line in text.split("\n") if line.strip()]
    return Document(
        text,
        path=path,
        title=front.title or (first_heading(raw) if markdown else None) or guess_title(text),
        publisher=front.publisher or publisher or guess_publisher(lines),
        published=front.published or published or published_in_lines(lines) or published_in_path(path),
        url=front.url,
    )
