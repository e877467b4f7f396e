"""Point questions to a graph file, answered from its indexes: what is asked about is read, no more.

A question is answered here if it names a subject, an object, an entity, a relation or an article, and
if the file's settled tables hold; the answers are those that the whole graph in memory would give.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from kgraph.errors import GraphError
from kgraph.graph import file, settled
from kgraph.graph.compared import KeptCopies, groups
from kgraph.graph.copies import Copies
from kgraph.graph.decisions import Decision
from kgraph.graph.filters import Filters, Names, as_names, check_filters
from kgraph.graph.identity import Identity, told_apart
from kgraph.graph.index import matcher
from kgraph.graph.merging import position
from kgraph.graph.names import only_one
from kgraph.graph.schema import SCHEMA_VERSION, SPEAKER, version_of
from kgraph.graph.tally import Tally, tally
from kgraph.graph.things import Thing, gather
from kgraph.graph.typed import TypedNames
from kgraph.model import Claim, Document, Entity

__all__ = ["Lookup", "Part"]

ENDS = ("subject", "object", "entity")
POINTS = (*ENDS, "relation", "document")
"""Filters of which a question must have one to be answered here."""

MOST_VALUES = 500
"""Of one filter in one statement; with more, the whole graph is asked."""

MOST_CLAIMS = 20_000
MOST_OF_ALL = 4
"""Of a smaller graph that is made without reading all of the file: so many claims, or one in so many."""


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
        self._counted: tuple[frozenset[Thing], Tally] | None = None
        self._identity = Identity({}, {}, {}, {}, ())
        self.copies: Copies = KeptCopies(self._groups, self.documents)
        with file.telling_of(path):
            self._connection = file.connect(path)
            weakref.finalize(self, self._connection.close)
            version = version_of(path, self._connection)
        self._typed = TypedNames(self._connection)
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

    def documents(self, ids: Sequence[str]) -> list[Document]:
        """The documents of those ids that there are, in this order."""
        with self._question():
            self._read_documents(ids)
            return [self._documents[id] for id in ids if id in self._documents]

    def entity(self, name: str) -> Entity | None:
        """The entity of a name; None where the whole graph must be asked. Raises as `ClaimGraph.entity`."""
        with self._question() as holds:
            if not holds:
                return None
            return self._identity.entities[only_one(name, self._typed.entities(name))]

    def claim(self, id: str) -> Claim | None:
        """The claim of an id, rejected or not; None where there is none or the whole graph must be asked."""
        with self._question() as holds:
            found = self._raw("id = ?", [id]) if holds else []
            return self._identity.settled(found[0]) if found else None

    def claim_ids(self, beginning: str) -> list[str]:
        """Two ids at most that begin so, the exact one alone where there is one."""
        with self._question():
            exact = self._typed.column("SELECT id FROM claim WHERE id = ?", beginning)
            return exact or self._typed.column(
                "SELECT id FROM claim WHERE id > ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT 2",
                beginning,
            )

    def said_by(self, id: str) -> list[Claim] | None:
        """The claims whose source is the entity of an id; None where the whole graph must be asked."""
        with self._question() as holds:
            if not holds:
                return None
            ids = sorted(self._typed.things(frozenset((id,))))
            if len(ids) > MOST_VALUES:
                return None
            claims = self._read(f"{SPEAKER} IN ({', '.join('?' * len(ids))})", ids)
            return [claim for claim in claims if claim.source.id == id]

    def all_entities(self) -> list[Entity] | None:
        """All entities of claims, in no order; None where the whole graph must be asked."""
        with self._question() as holds:
            if not holds:
                return None
            rows = self._connection.execute("SELECT id, name, type, named FROM entity")
            return [Entity(id, name, type, bool(named)) for id, name, type, named in rows]

    def decisions(self) -> list[Decision]:
        """All decisions that the file has."""
        with self._question():
            version = version_of(self.path, self._connection)
            return file.decisions_of(self._connection) if version > 1 else []

    def who_is_who(self, decisions: Iterable[Decision]) -> settled.Who:
        """Who is who by the claims of the file and some decisions, whatever decisions the file has."""
        decisions = list(decisions)
        apart = told_apart(decisions)
        with self._question():
            if self._counted is None or self._counted[0] != apart:
                self._counted = apart, tally(self._connection, apart)
            return settled.read(self._connection, decisions, self._counted[1])

    def part(self, claims: Sequence[Claim]) -> Part | None:
        """What a smaller graph of these claims needs; None where the whole graph must be asked."""
        with self._question() as holds:
            if not holds or (len(claims) > MOST_CLAIMS and len(claims) * MOST_OF_ALL > self._count()):
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
        self._counted = None
        if version_of(self.path, self._connection) != SCHEMA_VERSION:
            return
        if not settled.holds(self._connection):
            return
        decisions = file.decisions_of(self._connection)
        apart = told_apart(decisions)
        moved = settled.MovedThings(self._connection)
        self._rejected = settled.rejected_by(decisions)
        self.copies = KeptCopies(self._groups, self.documents)
        self._identity = Identity(settled.KnownEntities(self._connection), moved, {}, {}, (), apart)
        self._holds = True

    def _selected(self, filters: Filters) -> list[Claim] | None:
        chosen = {
            part: self._typed.keys(part, as_names(cast("Names", filters[part])))  # type: ignore[literal-required]  # all are filters
            for part in (*POINTS, "stance", "type")
            if filters.get(part) is not None
        }
        if any(len(keys) > MOST_VALUES for part, keys in chosen.items() if part in POINTS):
            return None
        conditions: list[str] = []
        values: list[str] = []
        for part in POINTS:
            if part in chosen:
                keys = sorted(self._typed.things(chosen[part]) if part in ENDS else chosen[part])
                within = f"IN ({', '.join('?' * len(keys))})"
                both = part == "entity"
                conditions.append(f"(subject {within} OR object {within})" if both else f"{part} {within}")
                values += [*keys, *keys] if both else keys
        if stances := sorted(chosen.get("stance", ())):
            conditions.append(f"stance IN ({', '.join('?' * len(stances))})")
            values += stances
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
        self._read_documents({row[1] for row in rows})
        return file.claims_of(self.path, rows, self._documents)

    def _read_documents(self, ids: Iterable[str]) -> None:
        query = f"SELECT {file.DOCUMENT_COLUMNS} FROM document WHERE id = ?"
        for id in ids:
            if id not in self._documents:
                for columns in self._connection.execute(query, (id,)):
                    self._documents[id] = file.document_of(columns)

    def _count(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM claim").fetchone()
        return int(count)

    def _groups(self) -> Mapping[str, str]:
        with self._question():
            return groups(self._connection)
