"""Which articles of a graph file are copies of each other, kept in it: comparing all texts takes long.

The file itself notes when an article comes, goes or has another text (`kgraph.graph.schema`): then its
groups are found anew, from all texts, when the file is settled.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kgraph.graph.copies import RULES_VERSION, Copies, grouped
from kgraph.model import Document

__all__ = ["KeptCopies", "compare", "groups", "holds"]


class KeptCopies(Copies):
    """Copies whose groups are read with the first question, and documents when their group is asked for.

    `read` gives the groups, `documents_of` those documents of some ids that are there, by id.
    """

    def __init__(
        self,
        read: Callable[[], Mapping[str, str]],
        documents_of: Callable[[Sequence[str]], Iterable[Document]],
    ) -> None:
        super().__init__()
        self._read_groups = read
        self._documents_of = documents_of

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        return self._read_groups()

    def _read(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self._documents_of(ids))


def holds(connection: sqlite3.Connection) -> bool:
    """Whether the groups of the file are those of its texts, by today's rules."""
    return bool(connection.execute("SELECT stamp FROM compared").fetchone() == (RULES_VERSION,))


def groups(connection: sqlite3.Connection) -> dict[str, str]:
    """The group of each document that has copies: the least id in it. The groups must hold."""
    return dict(connection.execute("SELECT document, first FROM copy"))


def compare(connection: sqlite3.Connection) -> None:
    """Find the groups anew where they do not hold, in the transaction that is open."""
    if holds(connection):
        return
    connection.execute("DELETE FROM compared")
    connection.execute("DELETE FROM copy")
    found = grouped(_Texts(connection))
    connection.executemany("INSERT INTO copy VALUES (?, ?)", sorted(found.items()))
    connection.execute("INSERT INTO compared VALUES (?)", (RULES_VERSION,))


class _Texts(Mapping[str, str]):
    """The texts of an open file by the ids of their documents, each read when it is asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, id: str) -> str:
        row = self._connection.execute("SELECT text FROM document WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        return str(row[0])

    def __iter__(self) -> Iterator[str]:
        for (id,) in self._connection.execute("SELECT id FROM document").fetchall():
            yield id

    def __len__(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM document").fetchone()
        return int(count)
