"""The tables of a graph file. Those that follow from others (`settled` and after it) can be made again.

A file is known by its `application_id`, and the version of its schema by `user_version`. Version 1 had
only documents and claims, version 2 no index of who says it and no groups of copies; both are read as they
are, and brought up to date when something is written.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

from kgraph.errors import GraphError

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "SPEAKER", "bring_up_to_date", "version_of"]

APPLICATION_ID = int.from_bytes(b"kgrf")
SCHEMA_VERSION = 3

_VERSION_1 = """
CREATE TABLE document (
    id TEXT NOT NULL PRIMARY KEY,
    path TEXT,
    title TEXT,
    publisher TEXT,
    published TEXT,
    url TEXT,
    text TEXT NOT NULL,
    extractor_version TEXT
) STRICT;
CREATE TABLE claim (
    id TEXT NOT NULL PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (id),
    subject TEXT NOT NULL,
    relation TEXT NOT NULL,
    object TEXT NOT NULL,
    stance TEXT NOT NULL,
    confidence REAL NOT NULL,
    details TEXT NOT NULL
) STRICT;
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_subject ON claim (subject, relation);
CREATE INDEX claim_object ON claim (object, relation);
"""

# file: where articles were read. decision: one row about each pair of things, or about each claim.
# settled has one row while the tables after it say what the claims and decisions say; moved are the
# things whose entity has another id than they have; word has each word of each (folded) name.
_VERSION_2 = """
CREATE INDEX claim_relation ON claim (relation);
CREATE TABLE file (
    path TEXT NOT NULL,
    document TEXT NOT NULL REFERENCES document (id),
    PRIMARY KEY (path, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_document ON file (document);
CREATE TABLE decision (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    verdict TEXT NOT NULL,
    says TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE settled (stamp TEXT NOT NULL) STRICT;
CREATE TABLE entity (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    named INTEGER NOT NULL,
    claims INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE moved (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    document TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (id, kind, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_entity ON moved (entity);
CREATE TABLE word (
    word TEXT NOT NULL,
    folded TEXT NOT NULL,
    entity TEXT NOT NULL,
    PRIMARY KEY (word, folded, entity)
) STRICT, WITHOUT ROWID;
"""
# An index of an expression is used where a question has the very same expression.
SPEAKER = "json_extract(details, '$.source.id')"
# copy has the group of each document that has copies. compared has one row while that is so for the texts
# there are, however one comes or goes.
_VERSION_3 = f"""
CREATE INDEX claim_speaker ON claim ({SPEAKER});
CREATE TABLE compared (stamp TEXT NOT NULL) STRICT;
CREATE TABLE copy (
    document TEXT NOT NULL PRIMARY KEY,
    first TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER document_added AFTER INSERT ON document BEGIN DELETE FROM compared; END;
CREATE TRIGGER document_gone AFTER DELETE ON document BEGIN DELETE FROM compared; END;
CREATE TRIGGER document_changed AFTER UPDATE OF text ON document WHEN old.text <> new.text
    BEGIN DELETE FROM compared; END;
"""
_STEPS = (_VERSION_1, _VERSION_2, _VERSION_3)


def version_of(path: Path, connection: sqlite3.Connection) -> int:
    """The version of the schema; 0 for an empty file. Raises `GraphError` for anything else."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application == 0 and tables == 0:
        return 0
    if application != APPLICATION_ID:
        raise GraphError(f"{path}: is a database, but not a graph file of kgraph.")
    if version > SCHEMA_VERSION:
        raise GraphError(
            f"{path}: was written by a newer kgraph (schema {version}, this one reads up to "
            f"{SCHEMA_VERSION}): install that version, or build the graph again."
        )
    _refuse_strange(path, connection)
    return int(version)


def bring_up_to_date(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables that a file of an older version (0: none) lacks, in the transaction that is open."""
    if version == SCHEMA_VERSION:
        return
    for step in _STEPS[version:]:
        # Not executescript, which would commit the transaction.
        for statement in filter(str.strip, step.split(";\n")):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _refuse_strange(path: Path, connection: sqlite3.Connection) -> None:
    """Raise `GraphError` where SQL that is not of kgraph would run when the file is read or written.

    Whoever made the file may have left triggers in it, or a view or a virtual table in the place of a table.
    """
    known = _known()
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema"):
        ours = known.get(name.casefold())
        strange = (
            kind == "trigger" and sql != ours,
            kind == "view" and ours is not None,
            (sql or "").casefold().startswith("create virtual"),
        )
        if any(strange):
            raise GraphError(
                f"{path}: has a {kind} {name!r} that kgraph did not make, and that could change what is "
                "read and written; ask whoever gave you the file, and take an export of it instead."
            )


@cache
def _known() -> dict[str, str]:
    """What kgraph makes in a file: names of tables, indices and triggers, and their SQL."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up_to_date(connection, 0)
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {name.casefold(): sql for name, sql in rows}
