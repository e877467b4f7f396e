"""A graph in one SQLite file: written in one transaction, so that it is never half of anything.

A file is known by its `application_id` and the version of its schema by `user_version`. Claims are
columns where questions need them and JSON (`details`) for the rest; documents keep their text and the
version of the extraction that last read them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from kgraph.errors import ClaimError, GraphError, OutputError
from kgraph.graph.merging import details
from kgraph.model import Claim, Document
from kgraph.model.rows import claim_from_row

__all__ = ["APPLICATION_ID", "SCHEMA_VERSION", "read", "write"]

APPLICATION_ID = int.from_bytes(b"kgrf")
SCHEMA_VERSION = 1
SECONDS_TO_WAIT = 10.0

SCHEMA = """
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

# Both merges are those of kgraph.graph.merging, so that it is one whether memory or a file merges.
ADD_DOCUMENT = """
INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    path = coalesce(min(path, excluded.path), path, excluded.path),
    title = coalesce(min(title, excluded.title), title, excluded.title),
    publisher = coalesce(min(publisher, excluded.publisher), publisher, excluded.publisher),
    published = coalesce(min(published, excluded.published), published, excluded.published),
    url = coalesce(min(url, excluded.url), url, excluded.url),
    text = CASE WHEN (length(excluded.text), excluded.text) > (length(text), text)
        THEN excluded.text ELSE text END,
    extractor_version = coalesce(excluded.extractor_version, extractor_version)
"""
ADD_CLAIM = """
INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
    document = excluded.document, subject = excluded.subject, relation = excluded.relation,
    object = excluded.object, stance = excluded.stance, confidence = excluded.confidence,
    details = excluded.details
WHERE (excluded.confidence, excluded.details) > (confidence, details)
"""
DROP_OUTDATED = """
DELETE FROM claim WHERE document = ? AND EXISTS (
    SELECT 1 FROM document WHERE id = claim.document AND extractor_version <> ?
)
"""


def read(path: Path) -> tuple[list[tuple[Document, str | None]], list[Claim]]:
    """All documents with the version of the extraction that read them, and all claims."""
    if not path.exists():
        raise GraphError(f"{path}: no such graph file.")
    with _connection(path) as connection:
        connection.execute("BEGIN")
        if not _check(path, connection):
            raise GraphError(f"{path}: is empty, no graph was saved in it yet.")
        documents: dict[str, Document] = {}
        versions: dict[str, str | None] = {}
        for row in connection.execute("SELECT * FROM document"):
            id, document_path, title, publisher, published, url, text, version = row
            day = date.fromisoformat(published) if published else None
            documents[id] = Document(text, document_path, title, publisher, day, url, id)
            versions[id] = version
        rows = connection.execute("SELECT id, document, relation, stance, confidence, details FROM claim")
        try:
            claims = [_claim(row, documents) for row in rows]
        except (ClaimError, KeyError, ValueError) as error:
            raise GraphError(f"{path}: is damaged, a claim in it does not hold ({error}).") from error
        return [(document, versions[id]) for id, document in documents.items()], claims


def write(path: Path, documents: Iterable[tuple[Document, str | None]], claims: Iterable[Claim]) -> None:
    """Add to the graph of a file, which is made where there is none, in one transaction."""
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent} to write into; make it first.")
    with _connection(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if not _check(path, connection):
            _create(connection)
        for document, version in documents:
            if version is not None:
                connection.execute(DROP_OUTDATED, (document.id, version))
            connection.execute(ADD_DOCUMENT, _document_row(document, version))
        connection.executemany(ADD_CLAIM, map(_claim_row, claims))
        connection.execute("COMMIT")


@contextmanager
def _connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection without implicit transactions; SQLite's errors become a `GraphError`."""
    try:
        with closing(sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None)) as connection:
            yield connection
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise GraphError(
                f"{path}: another program is writing into it; try again when it is done."
            ) from error
        raise GraphError(f"{path}: cannot be used as a graph file ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise GraphError(f"{path}: is not a graph file, or is damaged ({error}).") from error
    except UnicodeEncodeError as error:
        raise GraphError(f"{path}: cannot keep text that UTF-8 cannot ({error.reason}).") from error


def _check(path: Path, connection: sqlite3.Connection) -> bool:
    """Whether there is a graph in the file; False for an empty one. Raises for anything else."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if application == 0 and tables == 0:
        return False
    if application != APPLICATION_ID:
        raise GraphError(f"{path}: is a database, but not a graph file of kgraph.")
    if version > SCHEMA_VERSION:
        raise GraphError(
            f"{path}: was written by a newer kgraph (schema {version}, this one reads up to "
            f"{SCHEMA_VERSION}): install that version, or build the graph again."
        )
    return True


def _create(connection: sqlite3.Connection) -> None:
    # Not executescript, which would commit the transaction.
    for statement in SCHEMA.split(";"):
        if statement.strip():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _document_row(document: Document, version: str | None) -> tuple[str | None, ...]:
    day = document.published.isoformat() if document.published else None
    return (
        document.id, document.path, document.title, document.publisher, day, document.url,
        document.text, version,
    )  # fmt: skip


def _claim_row(claim: Claim) -> tuple[str | float, ...]:
    subject, relation, thing = claim.saying
    return (
        claim.id, claim.document.id, subject, relation, thing, claim.stance.value, claim.confidence,
        details(claim),
    )  # fmt: skip


def _claim(row: tuple[str, str, str, str, float, str], documents: dict[str, Document]) -> Claim:
    id, document, relation, stance, confidence, rest = row
    columns = {"id": id, "relation": relation, "stance": stance, "confidence": confidence}
    return claim_from_row(json.loads(rest) | columns, documents[document])
