"""Paths into documents, one at a time; what cannot be read is told, never passed over."""

from __future__ import annotations

import os
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
from kgraph.documents.markdown import plain_text
from kgraph.errors import DocumentError
from kgraph.model import Document

__all__ = ["ENDINGS", "MAX_BYTES", "STDIN", "Skipped", "read_documents"]

ENDINGS = (".txt", ".md", ".text", ".markdown")
"""Of the files that are read from a folder."""

MAX_BYTES = 20_000_000
STDIN = "-"

_MARKDOWN = (".md", ".markdown")
_MARKUP = ("<!doctype", "<html", "<?xml", '{"', '[{"', "[\n  {")


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
