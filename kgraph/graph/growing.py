"""A graph file while articles are read into it: what is done is kept, whatever happens next.

Each article is one transaction with its claims, so that a process killed at any moment loses at most
the one in hand. What is left for the end (`finish`) is done again by the next run where it is missed:

- *Changed articles.* If a path holds another text than before, the document of the old text goes with
  its claims, unless it was read at another path too. Files that are gone leave their documents.
- *Settling* which things are one entity (`kgraph.graph.settled`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from kgraph.graph import file, settled
from kgraph.graph.schema import bring_up_to_date, version_of
from kgraph.model import Claim, Document

__all__ = ["GrowingFile", "read_with"]

STDIN = "-"
"""The path of what is no file, and can hold anything the next time."""

_OF_STDIN = ("-#", "-/")
"""What the paths of its rows (`-#1`) and of the pages of an archive in it (`-/a.warc#1`) begin with."""

AT_ONCE = 200
"""Articles known already that are noted in one transaction."""


def read_with(path: Path, version: str) -> frozenset[str]:
    """The ids of the articles in a file that were read with this version of the extraction."""
    with file.connection_to(path) as connection:
        if version_of(path, connection) == 0:
            return frozenset()
        rows = connection.execute("SELECT id FROM document WHERE extractor_version = ?", (version,))
        return frozenset(id for (id,) in rows)


class GrowingFile:
    """A graph file to add articles to, closed at the end of `with`. Made when there is something to keep."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: sqlite3.Connection | None = None
        self._seen: list[Document] = []
        self._read: defaultdict[str, set[str]] = defaultdict(set)

    def __enter__(self) -> Self:
        if self._path.exists():
            with file.telling_of(self._path):
                version_of(self._path, self._connection)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def knows(self, document: Document, version: str) -> bool:
        """Whether an article was read with this version of the extraction; if so, that it was seen again."""
        if self._opened is None:
            return False
        with file.telling_of(self._path):
            if version_of(self._path, self._connection) == 0:
                return False
            query = "SELECT extractor_version FROM document WHERE id = ?"
            row = self._connection.execute(query, (document.id,)).fetchone()
        if row is None or row[0] != version:
            return False
        self.note(document)
        return True

    def note(self, document: Document) -> None:
        """Remember where an article lies that is in the file, or comes into it before the end."""
        self._seen.append(document)
        if len(self._seen) >= AT_ONCE and self._opened is not None:
            with self._transaction() as connection:
                self._write_seen(connection)

    def add(self, document: Document, version: str, claims: Iterable[Claim]) -> None:
        """Keep an article and what this version of the extraction found in it, all or nothing."""
        with self._transaction() as connection:
            settled.forget(connection)
            connection.execute(
                "DELETE FROM claim WHERE document = ? AND EXISTS (SELECT 1 FROM document"
                " WHERE id = claim.document AND extractor_version IS NOT NULL)",
                (document.id,),
            )
            file.insert(connection, document, version, claims)
            self._seen.append(document)
            self._write_seen(connection)

    def finish(self) -> int:
        """Leave the file complete: without replaced articles, and settled. Returns how many were replaced."""
        with self._transaction() as connection:
            self._write_seen(connection)
            replaced = self._replaced(connection)
            for document in replaced:
                connection.execute("DELETE FROM claim WHERE document = ?", (document,))
                connection.execute("DELETE FROM document WHERE id = ?", (document,))
            if replaced or not settled.holds(connection):
                file.settle(connection)
        return len(replaced)

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = file.connect(self._path)
        return self._opened

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with file.telling_of(self._path):
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                bring_up_to_date(connection, version_of(self._path, connection))
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def _write_seen(self, connection: sqlite3.Connection) -> None:
        waiting = []
        for document in self._seen:
            if connection.execute("SELECT 1 FROM document WHERE id = ?", (document.id,)).fetchone() is None:
                waiting.append(document)  # a copy of one whose turn comes
                continue
            file.insert(connection, document, None, ())
            if document.path not in (None, STDIN) and not document.path.startswith(_OF_STDIN):
                connection.execute("INSERT OR IGNORE INTO file VALUES (?, ?)", (document.path, document.id))
                self._read[str(document.path)].add(document.id)
        self._seen = waiting

    def _replaced(self, connection: sqlite3.Connection) -> list[str]:
        """The documents whose paths all hold other texts now; paths are corrected on the way."""
        gone: set[str] = set()
        for path, documents in self._read.items():
            rows = connection.execute(
                "SELECT document FROM file WHERE path = ?1 UNION SELECT id FROM document WHERE path = ?1"
                " AND NOT EXISTS (SELECT 1 FROM file WHERE document = id)",
                (path,),
            )
            for document in [id for (id,) in rows if id not in documents]:
                connection.execute("DELETE FROM file WHERE path = ? AND document = ?", (path, document))
                gone.add(document)
        for document in sorted(gone):
            connection.execute(
                "UPDATE document SET path = (SELECT min(path) FROM file WHERE document = id) WHERE id = ?",
                (document,),
            )
        query = "SELECT 1 FROM file WHERE document = ?"
        return sorted(id for id in gone if connection.execute(query, (id,)).fetchone() is None)
