"""Point questions to a graph file, answered from its indexes: what is asked about is read, no more.

A question is answered here if it names a subject, an object, an entity, a relation or an article, and
if the file's settled tables hold; the answers are those that the whole graph in memory would give.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kgraph.errors import GraphError
from kgraph.graph import file, settled
from kgraph.graph.copies import Copies
from kgraph.graph.decisions import Decision
from kgraph.graph.filters import Filters, Names, as_names, as_relations, as_stances, as_types, check_filters
from kgraph.graph.identity import Identity
from kgraph.graph.index import documents_named, matcher
from kgraph.graph.merging import position
from kgraph.graph.names import NameIndex, fold, suggestion
from kgraph.graph.schema import SCHEMA_VERSION, version_of
from kgraph.graph.things import Thing, gather
from kgraph.model import Claim, Document, Entity

__all__ = ["Lookup"]

ENDS = ("subject", "object", "entity")
POINTS = (*ENDS, "relation", "document")
"""Filters of which a question must have one to be answered here."""

MOST_VALUES = 500
"""Of one filter in one statement; with more, the whole graph is asked."""


MOST_CLAIMS = 20_000
"""Of a smaller graph that is made without reading all of the file."""


@dataclass(frozen=True, slots=True)
class Part:
    """Claims of a file as texts have them, and what is settled about them."""

    claims: list[Claim]
    decisions: list[Decision]
    identity: Identity


class Lookup:
    """An open graph file. Nothing is read before the first question, and no lock is held between two."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            raise GraphError(f"{path}: no such graph file.")
        self.path = path
        self._changes = -1
        self._holds = False
        self._documents: dict[str, Document] = {}
        self._rejected: frozenset[str] = frozenset()
        self._identity = Identity({}, {}, {}, {}, ())
        self.copies = Copies()
        with file.telling_of(path):
            self._connection = file.connect(path)
            weakref.finalize(self, self._connection.close)
            version = version_of(path, self._connection)
        if version == 0:
            raise GraphError(f"{path}: is empty, no graph was saved in it yet.")

    def select(self, filters: Filters) -> Sequence[Claim] | None:
        """The claims that pass all filters, in their order; None where the whole graph must be asked."""
        check_filters(filters)
        given = {name: value for name, value in filters.items() if value is not None}
        if given.keys().isdisjoint(POINTS) or "source" in given or filters.get("rejected"):
            return None
        with self._question() as holds:
            return self._selected(filters) if holds else None

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id, each read when it is asked for by `[id]`."""
        return self._identity.entities

    def all_documents(self) -> list[Document]:
        """All documents, in no order."""
        with self._question():
            rows = self._connection.execute(f"SELECT {file.DOCUMENT_COLUMNS} FROM document")
            return [file.document_of(columns) for columns in rows]

    def entity(self, name: str) -> Entity | None:
        """The entity of a name; None where the whole graph must be asked. Raises as `ClaimGraph.entity`."""
        with self._question() as holds:
            if not holds:
                return None
            found = sorted(self._ids_named(name))
            if len(found) > 1:
                raise GraphError(f"{name!r} is the name of several: give the id, {' or '.join(found)}.")
            return self._identity.entities[found[0]]

    def claim(self, id: str) -> Claim | None:
        """The claim of an id; None where there is none or the whole graph must be asked."""
        with self._question() as holds:
            found = self._read("id = ?", [id]) if holds else []
            return found[0] if found else None

    def part(self, claims: Sequence[Claim]) -> Part | None:
        """What a smaller graph of these claims needs; None where the whole graph must be asked."""
        if len(claims) > MOST_CLAIMS:
            return None
        with self._question() as holds:
            if not holds:
                return None
            ids = [claim.id for claim in claims]
            raw: list[Claim] = []
            for start in range(0, len(ids), MOST_VALUES):
                some = ids[start : start + MOST_VALUES]
                raw += self._raw(f"id IN ({', '.join('?' * len(some))})", some)
            apart = self._identity.of_document
            seen = gather(raw, apart)
            moved = {thing: id for thing in seen if (id := self._identity.moved.get(thing))}
            names: defaultdict[str, set[str]] = defaultdict(set)
            main: dict[str, Thing] = {}
            for thing in sorted(seen, key=lambda thing: (seen[thing].count, thing)):
                id = moved.get(thing, thing.id)
                main[id] = thing
                names[id].update(seen[thing].names)
            claimed = {moved.get(thing, thing.id) for thing in seen if seen[thing].claimed}
            entities = {id: self._identity.entities[id] for id in sorted(claimed)}
            known = {id: frozenset(found) for id, found in names.items()}
            identity = Identity(entities, moved, main, known, (), apart)
            return Part(raw, file.decisions_of(self._connection), identity)

    def counts(self) -> tuple[int, int, Mapping[str, int]] | None:
        """Documents, entities, and claims by stance; None where the whole graph must be asked."""
        with self._question() as holds:
            if not holds:
                return None
            (documents,) = self._connection.execute("SELECT count(*) FROM document").fetchone()
            (entities,) = self._connection.execute("SELECT count(*) FROM entity").fetchone()
            stances = dict(self._connection.execute("SELECT stance, count(*) FROM claim GROUP BY stance"))
            for id in self._rejected:
                for (stance,) in self._connection.execute("SELECT stance FROM claim WHERE id = ?", (id,)):
                    stances[stance] -= 1
            return documents, entities, stances

    @contextmanager
    def _question(self) -> Iterator[bool]:
        """One state of the file for a whole question; False where the settled tables do not hold."""
        with file.telling_of(self.path):
            self._connection.execute("BEGIN")
            try:
                (changes,) = self._connection.execute("PRAGMA data_version").fetchone()
                if changes != self._changes:
                    self._look_again()
                    self._changes = changes
                yield self._holds
            finally:
                self._connection.execute("COMMIT")

    def _look_again(self) -> None:
        """Forget what was kept of another state of the file."""
        self._holds = False
        self._documents = {}
        if version_of(self.path, self._connection) != SCHEMA_VERSION:
            return
        row = self._connection.execute("SELECT stamp FROM settled").fetchone()
        if row is None or row[0] != settled.stamp():
            return
        decisions = file.decisions_of(self._connection)
        apart = frozenset(thing for one in decisions for thing in one.things or () if thing.document)
        moved = settled.MovedThings(self._connection)
        self._rejected = settled.rejected_by(decisions)
        self.copies = Copies(self.all_documents)
        self._identity = Identity(settled.KnownEntities(self._connection), moved, {}, {}, (), apart)
        self._holds = True

    def _selected(self, filters: Filters) -> list[Claim] | None:
        chosen = {
            part: self._keys(part, as_names(cast("Names", filters[part])))  # type: ignore[literal-required]  # all are filters
            for part in (*POINTS, "stance", "type")
            if filters.get(part) is not None
        }
        if any(len(keys) > MOST_VALUES for part, keys in chosen.items() if part in POINTS):
            return None
        conditions: list[str] = []
        values: list[str] = []
        for part in POINTS:
            if part in chosen:
                keys = sorted(self._raw_ids(chosen[part]) if part in ENDS else chosen[part])
                within = f"IN ({', '.join('?' * len(keys))})"
                both = part == "entity"
                conditions.append(f"(subject {within} OR object {within})" if both else f"{part} {within}")
                values += [*keys, *keys] if both else keys
        passes = matcher(chosen, filters, self._identity.entities)
        return [claim for claim in self._read(" AND ".join(conditions), values) if passes(claim)]

    def _read(self, condition: str, values: Sequence[str]) -> list[Claim]:
        """The claims of a condition that are not rejected, in their order."""
        claims = (claim for claim in self._raw(condition, values) if claim.id not in self._rejected)
        return sorted(map(self._identity.settled, claims), key=position)

    def _raw(self, condition: str, values: Sequence[str]) -> list[Claim]:
        """The claims of a condition as texts have them, in no order."""
        rows = self._connection.execute(
            f"SELECT {file.CLAIM_COLUMNS} FROM claim WHERE {condition}", values
        ).fetchall()
        for id in {row[1] for row in rows}.difference(self._documents):
            query = f"SELECT {file.DOCUMENT_COLUMNS} FROM document WHERE id = ?"
            for columns in self._connection.execute(query, (id,)):
                self._documents[id] = file.document_of(columns)
        return file.claims_of(self.path, rows, self._documents)

    def _keys(self, part: str, names: Sequence[str]) -> frozenset[str]:
        """The exact values of one part that the names typed stand for."""
        if part == "stance":
            return as_stances(names)
        if part == "relation":
            return as_relations(names, self._all("SELECT DISTINCT relation FROM claim"))
        if part == "type":
            return as_types(names, self._all("SELECT DISTINCT type FROM entity"))
        if part == "document":
            return frozenset().union(*map(self._documents_named, names))
        return frozenset().union(*map(self._ids_named, names))

    def _documents_named(self, typed: str) -> frozenset[str]:
        found = self._all(
            "SELECT id FROM document WHERE id = ?1 OR path = ?1 OR title = ?1 OR url = ?1", typed
        )
        labels = self._all("SELECT coalesce(title, path, id) FROM document") if not found else []
        return documents_named(typed, found, labels)

    def _ids_named(self, typed: str) -> frozenset[str]:
        """As `NameIndex.find` over all names would say, from those that have all words typed."""
        if self._all("SELECT id FROM entity WHERE id = ?", typed):
            return frozenset((typed,))
        words = list(dict.fromkeys(fold(typed).split("-")))
        query = " INTERSECT ".join(["SELECT folded, entity FROM word WHERE word = ?"] * len(words))
        names: dict[str, set[str]] = {}
        for folded, id in self._connection.execute(query, words):
            names.setdefault(id, set()).add(folded)
        if not names:
            hint = suggestion(typed, self._all("SELECT name FROM entity"))
            raise GraphError(f"The graph knows no entity {typed!r}{hint}")
        query = "SELECT name, claims FROM entity WHERE id = ?"
        known = {id: self._connection.execute(query, (id,)).fetchone() for id in names}
        labels = {id: name for id, (name, _) in known.items()}
        return NameIndex("entity", names, labels, {id: count for id, (_, count) in known.items()}).find(typed)

    def _raw_ids(self, entities: frozenset[str]) -> set[str]:
        """The ids of the things that are these entities."""
        moved = (self._all("SELECT id FROM moved WHERE entity = ?", id) for id in entities)
        return set(entities).union(*moved)

    def _all(self, query: str, *values: str) -> list[str]:
        return [value for (value,) in self._connection.execute(query, values)]
