"""Paths into documents, one at a time; what cannot be read is told, never passed over.

Small plain texts are read in this process, everything else in one apart, with limits.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from kgraph.documents.beside import Beside
from kgraph.documents.columns import checked_columns
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Found, Skipped
from kgraph.documents.kinds import checked_kind, kind_of
from kgraph.documents.opening import HEAD, articles_of
from kgraph.documents.packed import GZIP, ZSTD
from kgraph.documents.paths import STDIN, fault_of, files_of, is_address, is_folder, printable
from kgraph.documents.piece import Piece
from kgraph.errors import DocumentError
from kgraph.model import Document

if TYPE_CHECKING:
    from kgraph.documents.fetch import Fetcher

__all__ = ["read_documents", "read_sources"]

_SMALL = 1_000_000
"""Bytes up to which a plain text is read in this process, which is quicker than asking another one."""


def read_documents(
    paths: Iterable[str | os.PathLike[str]],
    *,
    publisher: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = False,
    kind: str | None = None,
) -> Iterator[Document | Skipped]:
    """The articles of files, folders, patterns, addresses and standard input (`-`), in the order given.

    As `read_sources`, without what is only shown.
    """
    found = read_sources(
        paths, publisher=publisher, published=published, columns=columns, fetch=fetch, kind=kind
    )
    return (one if isinstance(one, Skipped) else one.document for one in found)


def read_sources(
    paths: Iterable[str | os.PathLike[str]],
    *,
    publisher: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = False,
    kind: str | None = None,
    others: bool = False,
) -> Iterator[Found | Skipped]:
    """The articles of files, folders, patterns, addresses and standard input, with what is known of them.

    Lazy, and flat in memory however large a file is. `publisher` and `published` hold for every article,
    whatever it says itself. `columns` names the columns of dumps: `{"text": "body", "published": "date"}`.
    `fetch` allows to read addresses from the network. `kind` is the format of what is named (a name of
    `kgraph.documents.kinds.KINDS`), where it is not to be told from each; files in folders tell theirs
    themselves. A folder is read with all folders in it, by name; links to folders, hidden files and other
    endings than `kgraph.documents.kinds.ENDINGS` are left out, and with `others` told.

    Raises:
        DocumentError: paths that do not exist, folders without an article, a map of columns or a format
            that does not hold; before anything is read.
    """
    given = [os.fspath(path) for path in paths]
    faults = [fault for path in given if (fault := fault_of(path, fetch=fetch))]
    if columns and (wrong := checked_columns(columns)):
        faults.append(wrong)
    if kind and (wrong := checked_kind(kind)):
        faults.append(wrong)
    if faults:
        raise DocumentError("; ".join(faults) + ".", faults)
    return _read(given, _Told(publisher, published, dict(columns or {}), kind), others)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the caller says of all articles."""

    publisher: str | None
    published: date | None
    columns: Mapping[str, str]
    kind: str | None


def _read(paths: list[str], told: _Told, others: bool) -> Iterator[Found | Skipped]:
    fetcher = _fetcher() if any(map(is_address, paths)) else None
    with Beside() as apart:
        for path in paths:
            if path == STDIN:
                yield from _stdin(told, apart)
            elif fetcher and is_address(path):
                yield from _address(path, told, apart, fetcher)
            else:
                own = replace(told, kind=None) if is_folder(path) else told
                for file in files_of(path, others=others):
                    yield from [file] if isinstance(file, Skipped) else _file(file, own, apart)


def _fetcher() -> Fetcher:
    from kgraph.documents.fetch import Fetcher

    return Fetcher()


def _file(path: str, told: _Told, apart: Beside) -> Iterator[Found | Skipped]:
    name = printable(path)
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            yield Skipped(name, "not a regular file: pipe it in and name it -")
            return
        with Path(path).open("rb") as file:
            data = file.read(_SMALL if status.st_size <= _SMALL else 4096)
    except OSError as error:
        yield Skipped(name, f"cannot be read ({error.strerror or error})")
        return
    if status.st_size <= _SMALL and _is_plain(name, data, told):
        yield from _here(name, data, told)
    else:
        yield from _apart(path, name, told, apart)


def _stdin(told: _Told, apart: Beside) -> Iterator[Found | Skipped]:
    source = sys.stdin.buffer if sys.stdin else io.BytesIO()
    data = source.read(_SMALL + 1)
    if len(data) <= _SMALL and _is_plain(STDIN, data, told):
        yield from _here(STDIN, data, told)
        return
    with NamedTemporaryFile(prefix="kgraph-") as file:
        file.write(data)
        shutil.copyfileobj(source, file)
        file.flush()
        yield from _apart(file.name, STDIN, told, apart)


def _address(url: str, told: _Told, apart: Beside, fetcher: Fetcher) -> Iterator[Found | Skipped]:
    try:
        page = fetcher.fetch(url)
    except UnreadableError as fault:
        yield Skipped(url, str(fault), "fetch")
    else:
        known = {"url": page.url, "charset": page.charset, "type": page.media_type}
        yield from _apart(str(page.path), url, told, apart, **known)


def _is_plain(name: str, data: bytes, told: _Told) -> bool:
    if data.startswith((GZIP, ZSTD)):
        return False
    found = kind_of(name, data[:HEAD], kind=told.kind, columns=told.columns)
    return found.name in ("text", "markdown")


def _here(name: str, data: bytes, told: _Told) -> Iterator[Found | Skipped]:
    piece = Piece(name, io.BytesIO(data), told.kind, columns=told.columns)
    steps = articles_of(piece, publisher=told.publisher, published=told.published)
    return (one for _, one in steps if not isinstance(one, str))


def _apart(path: str, name: str, told: _Told, apart: Beside, **known: Any) -> Iterator[Found | Skipped]:
    return apart.read(
        path,
        name,
        publisher=told.publisher,
        published=told.published,
        columns=told.columns,
        kind=told.kind,
        **known,
    )
