"""What names as people type them stand for in an open graph file."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from kgraph.errors import GraphError
from kgraph.graph.filters import as_relations, as_stances, as_types
from kgraph.graph.index import documents_named
from kgraph.graph.names import NameIndex, fold, suggestion

__all__ = ["TypedNames"]


class TypedNames:
    """Finds the exact values by a file's settled tables. A miss raises `GraphError` with suggestions."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keys(self, part: str, names: Sequence[str]) -> frozenset[str]:
        """The exact values of one part that the names typed stand for."""
        if part == "stance":
            return as_stances(names)
        if part == "relation":
            return as_relations(names, self.column("SELECT DISTINCT relation FROM claim"))
        if part == "type":
            return as_types(names, self.column("SELECT DISTINCT type FROM entity"))
        if part == "document":
            return frozenset().union(*map(self.documents, names))
        return frozenset().union(*map(self.entities, names))

    def documents(self, typed: str) -> frozenset[str]:
        """The ids of the documents of an id, path, title or address."""
        found = self.column(
            "SELECT id FROM document WHERE id = ?1 OR path = ?1 OR title = ?1 OR url = ?1", typed
        )
        labels = self.column("SELECT coalesce(title, path, id) FROM document") if not found else []
        return documents_named(typed, found, labels)

    def entities(self, typed: str) -> frozenset[str]:
        """As `NameIndex.find` over all names would say, from those that have all words typed."""
        if self.column("SELECT id FROM entity WHERE id = ?", typed):
            return frozenset((typed,))
        words = list(dict.fromkeys(fold(typed).split("-")))
        query = " INTERSECT ".join(["SELECT folded, entity FROM word WHERE word = ?"] * len(words))
        names: dict[str, set[str]] = {}
        for folded, id in self._connection.execute(query, words):
            names.setdefault(id, set()).add(folded)
        if not names:
            hint = suggestion(typed, self.column("SELECT name FROM entity"))
            raise GraphError(f"The graph knows no entity {typed!r}{hint}")
        query = "SELECT name, claims FROM entity WHERE id = ?"
        known = {id: self._connection.execute(query, (id,)).fetchone() for id in names}
        labels = {id: name for id, (name, _) in known.items()}
        return NameIndex("entity", names, labels, {id: count for id, (_, count) in known.items()}).find(typed)

    def things(self, entities: frozenset[str]) -> set[str]:
        """The ids of the things that are these entities."""
        moved = (self.column("SELECT id FROM moved WHERE entity = ?", id) for id in entities)
        return set(entities).union(*moved)

    def column(self, query: str, *values: str) -> list[str]:
        """The first column of all rows."""
        return [value for (value,) in self._connection.execute(query, values)]
