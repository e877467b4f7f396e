"""What is settled about a graph file beforehand, so that a question need not read all of it.

The tables follow from claims, decisions and the catalogue. A stamp says from which catalogue and by
which rules they were made; without the right stamp they are not trusted, and the whole file is read.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from kgraph.graph import compared
from kgraph.graph.decisions import Decision, Verdict
from kgraph.graph.identity import Identity, names_of, resolve_things, told_apart
from kgraph.graph.names import fold
from kgraph.graph.tally import Tally, tally
from kgraph.graph.things import Seen, Thing
from kgraph.model import Entity
from kgraph.ontology import ontology_dir

__all__ = [
    "KnownEntities",
    "MovedThings",
    "Who",
    "forget",
    "holds",
    "read",
    "rejected_by",
    "reweigh",
    "write",
]

RULES_VERSION = "1"
"""Changes whenever the rules of identity give other entities for the same claims."""


@dataclass(frozen=True, slots=True)
class Who:
    """What is known of all things, and the entities of claims that are not rejected, with their number."""

    things: Mapping[Thing, Seen]
    identity: Identity
    entities: Mapping[str, Entity]
    weights: Mapping[str, int]


_TABLES = ("settled", "entity", "moved", "word")


def _stamp() -> str:
    """The stamp that tables made now would get."""
    added = os.environ.get("KGRAPH_CATALOGUE")
    files = sorted((ontology_dir() / "catalogue").glob("*.csv"))
    for place in (Path(added),) if added else ():
        files += sorted(place.glob("*.csv")) if place.is_dir() else [place]
    known = tuple((str(file), (found := file.stat()).st_size, found.st_mtime_ns) for file in files)
    return f"{RULES_VERSION}:{_digest(known)}"


def holds(connection: sqlite3.Connection) -> bool:
    """Whether the tables say what claims, decisions and texts say, by today's rules and catalogue."""
    row = connection.execute("SELECT stamp FROM settled").fetchone()
    return row is not None and bool(row[0] == _stamp()) and compared.holds(connection)


def write(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Fill the tables anew from the claims of the file, in the transaction that is open.

    Rows are in the order of their keys, so that equal graphs make equal files. Copies are found anew only
    if texts have changed.
    """
    decisions = list(decisions)
    who = read(connection, decisions)
    forget(connection)
    compared.compare(connection)
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?)",
        ((id, one.name, one.type, one.named, who.weights[id]) for id, one in sorted(who.entities.items())),
    )
    connection.executemany(
        "INSERT INTO moved VALUES (?, ?, ?, ?)",
        ((*thing, id) for thing, id in sorted(who.identity.moved.items())),
    )
    names = names_of(who.entities, who.identity.names)
    words = {
        (word, folded, id) for id in names for folded in map(fold, names[id]) for word in folded.split("-")
    }
    connection.executemany("INSERT INTO word VALUES (?, ?, ?)", sorted(words))
    connection.execute("INSERT INTO settled VALUES (?)", (_stamp(),))


def read(connection: sqlite3.Connection, decisions: Iterable[Decision], counted: Tally | None = None) -> Who:
    """Who is who by the claims of the file and some decisions, be they in the file or not.

    `counted` is the tally of the file, apart from what the decisions tell apart, where that is known.
    """
    decisions = list(decisions)
    apart = told_apart(decisions)
    if counted is None:
        counted = tally(connection, apart)
    identity = resolve_things(counted.seen, counted.partners, decisions)
    weights = counted.weights(identity.moved)
    weights.subtract(tally(connection, apart, rejected_by(decisions)).weights(identity.moved))
    entities = {id: entity for id, entity in identity.entities.items() if weights[id] > 0}
    return Who(counted.seen, identity, entities, weights)


def reweigh(connection: sqlite3.Connection, before: Iterable[Decision], after: Iterable[Decision]) -> bool:
    """Follow decisions that differ in what they reject alone. Returns whether that was enough.

    It is not where an entity comes or goes, with its names. The tables must hold.
    """
    before, after = list(before), list(after)
    apart, moved = told_apart(after), MovedThings(connection)
    changes: Counter[str] = Counter()
    were, are = rejected_by(before), rejected_by(after)
    changes.update(tally(connection, apart, were - are).weights(moved))
    changes.subtract(tally(connection, apart, are - were).weights(moved))
    for id, change in changes.items():
        row = connection.execute("SELECT claims FROM entity WHERE id = ?", (id,)).fetchone()
        if row is None or row[0] + change < 1:
            return False
    connection.executemany(
        "UPDATE entity SET claims = claims + ? WHERE id = ?", [(change, id) for id, change in changes.items()]
    )
    return True


def forget(connection: sqlite3.Connection) -> None:
    """Empty the tables: something changed, in the transaction that is open."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")


def rejected_by(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the claims that are rejected."""
    return frozenset(
        one.claim for one in decisions if one.verdict is Verdict.REJECT and one.claim is not None
    )


@lru_cache(maxsize=4)
def _digest(files: tuple[tuple[str, int, int], ...]) -> str:
    """Over the contents of the files; `files` have sizes and times besides, so that a change is seen."""
    digest = blake2b(digest_size=8)
    for path, size, _ in files:
        digest.update(f"{size}:".encode())
        digest.update(Path(path).read_bytes())
    return digest.hexdigest()


class MovedThings(dict[Thing, str]):
    """The entity of each thing that has another id than it, read when it is asked for; "" for all others."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __bool__(self) -> bool:
        return True

    def get(self, thing: Thing, default: str | None = None) -> str | None:  # type: ignore[override]  # simpler
        """The id of the entity, or the default."""
        if thing not in self:
            query = "SELECT entity FROM moved WHERE id = ? AND kind = ? AND document = ?"
            row = self._connection.execute(query, thing).fetchone()
            self[thing] = row[0] if row else ""
        return self[thing] or default


class KnownEntities(dict[str, Entity]):
    """The entities of a file by id, read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, id: str) -> Entity:
        row = self._connection.execute("SELECT name, type, named FROM entity WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise KeyError(id)
        self[id] = Entity(id, row[0], row[1], bool(row[2]))
        return self[id]
