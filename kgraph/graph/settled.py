"""What is settled about a graph file beforehand, so that a question need not read all of it.

The tables follow from claims, decisions and the catalogue. A stamp says from which catalogue and by
which rules they were made; without the right stamp they are not trusted, and the whole file is read.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from kgraph.graph.decisions import Decision, Verdict
from kgraph.graph.identity import names_of, resolve
from kgraph.graph.names import fold
from kgraph.graph.things import Thing
from kgraph.model import Claim, Entity, object_key
from kgraph.ontology import ontology_dir

__all__ = ["KnownEntities", "MovedThings", "forget", "rejected_by", "stamp", "write"]

RULES = "1"
"""Changes whenever the rules of identity give other entities for the same claims."""

_TABLES = ("settled", "entity", "moved", "word")


def stamp() -> str:
    """The stamp that tables made now would get."""
    added = os.environ.get("KGRAPH_CATALOGUE")
    files = sorted((ontology_dir() / "catalogue").glob("*.csv"))
    for place in (Path(added),) if added else ():
        files += sorted(place.glob("*.csv")) if place.is_dir() else [place]
    known = tuple((str(file), (found := file.stat()).st_size, found.st_mtime_ns) for file in files)
    return f"{RULES}:{_digest(known)}"


def write(connection: sqlite3.Connection, claims: Sequence[Claim], decisions: Iterable[Decision]) -> None:
    """Fill the tables anew, in the transaction that is open."""
    decisions = list(decisions)
    identity = resolve(claims, decisions)
    rejected = rejected_by(decisions)
    weights: Counter[str] = Counter()
    for claim in map(identity.settled, claims):
        if claim.id not in rejected:
            weights.update({claim.subject.id, object_key(claim.object)})
    entities = {id: entity for id, entity in identity.entities.items() if weights[id]}
    forget(connection)
    connection.executemany(
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?)",
        ((id, one.name, one.type, one.named, weights[id]) for id, one in entities.items()),
    )
    connection.executemany(
        "INSERT INTO moved VALUES (?, ?, ?, ?)", ((*thing, id) for thing, id in identity.moved.items())
    )
    names = names_of(entities, identity.names)
    connection.executemany(
        "INSERT OR IGNORE INTO word VALUES (?, ?, ?)",
        ((word, folded, id) for id in names for folded in map(fold, names[id]) for word in _words(folded)),
    )
    connection.execute("INSERT INTO settled VALUES (?)", (stamp(),))


def forget(connection: sqlite3.Connection) -> None:
    """Empty the tables: something changed, in the transaction that is open."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")


def rejected_by(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the claims that are rejected."""
    return frozenset(
        one.claim for one in decisions if one.verdict is Verdict.REJECT and one.claim is not None
    )


def _words(folded: str) -> Iterator[str]:
    yield from dict.fromkeys(folded.split("-"))


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
