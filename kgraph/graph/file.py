"""A graph in one SQLite file: written in transactions, so that it is never half of anything.

Claims are columns where questions need them and JSON (`details`) for the rest; documents keep their
text and the version of the extraction that last read them. Claims are kept as they were extracted:
which things are one entity is settled anew after each change (`kgraph.graph.settled`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kgraph.errors import ClaimError, GraphError, OutputError
from kgraph.graph import compared, settled
from kgraph.graph.collecting import uncollected
from kgraph.graph.decisions import Decision, Verdict
from kgraph.graph.merging import details
from kgraph.graph.schema import SCHEMA_VERSION, bring_up_to_date, version_of
from kgraph.model import Claim, Document
from kgraph.model.rows import claim_from_row

__all__ = [
    "CLAIM_COLUMNS",
    "DOCUMENT_COLUMNS",
    "Contents",
    "claims_of",
    "connect",
    "connection_to",
    "decisions_of",
    "document_of",
    "insert",
    "insert_decisions",
    "read",
    "settle",
    "telling_of",
    "write",
]

SECONDS_TO_WAIT = 10.0

DOCUMENT_COLUMNS = "id, path, title, publisher, published, url, text"
CLAIM_COLUMNS = "id, document, relation, stance, confidence, details"

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


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a graph file holds. `documents` come with the version of the extraction that read them.

    `copies` are the groups of documents that print the same text, None where they are not known.
    """

    documents: list[tuple[Document, str | None]]
    claims: list[Claim]
    decisions: list[Decision]
    copies: Mapping[str, str] | None


def read(path: Path) -> Contents:
    """Everything. Raises `GraphError` where the file is none, is newer, or is damaged."""
    if not path.exists():
        raise GraphError(f"{path}: no such graph file.")
    with connection_to(path) as connection:
        connection.execute("BEGIN")
        version = version_of(path, connection)
        if version == 0:
            raise GraphError(f"{path}: is empty, no graph was saved in it yet.")
        documents: dict[str, Document] = {}
        versions: dict[str, str | None] = {}
        rows = connection.execute(f"SELECT {DOCUMENT_COLUMNS}, extractor_version FROM document")
        for *columns, extractor_version in rows:
            document = document_of(columns)
            documents[document.id] = document
            versions[document.id] = extractor_version
        cursor = connection.execute(f"SELECT {CLAIM_COLUMNS} FROM claim")
        claims = claims_of(path, cursor, documents)
        decisions = decisions_of(connection) if version > 1 else []
        known = version == SCHEMA_VERSION and compared.holds(connection)
        copies = compared.groups(connection) if known else None
        versioned = [(document, versions[id]) for id, document in documents.items()]
        return Contents(versioned, claims, decisions, copies)


def write(
    path: Path,
    documents: Iterable[tuple[Document, str | None]],
    claims: Iterable[Claim],
    decisions: Sequence[Decision] = (),
    *,
    kept: Collection[str] = frozenset(),
) -> None:
    """Add to the graph of a file, which is made where there is none, in one transaction.

    `kept` are the ids of claims that are as they were read from this file: those it still has are not
    written again.
    """
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent} to write into; make it first.")
    with connection_to(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        bring_up_to_date(connection, version_of(path, connection))
        before, count = decisions_of(connection), _count(connection)
        for document, version in documents:
            insert(connection, document, version, ())
        changed = _count(connection) != count  # where claims of another version of the extraction went
        changes = connection.total_changes
        # Ids are read only where some claims may be left out for them.
        there = {id for (id,) in connection.execute("SELECT id FROM claim")} if kept else frozenset()
        new = (claim for claim in claims if claim.id not in kept or claim.id not in there)
        connection.executemany(ADD_CLAIM, map(_claim_row, new))
        changed = changed or connection.total_changes != changes
        insert_decisions(connection, decisions)
        if changed or not settled.holds(connection):
            settle(connection)
        else:
            _settle_since(connection, before)
        connection.execute("COMMIT")


def settle(connection: sqlite3.Connection) -> None:
    """Settle anew which things are one entity, in the transaction that is open."""
    settled.write(connection, decisions_of(connection))


def _settle_since(connection: sqlite3.Connection, before: Sequence[Decision]) -> None:
    """Settle what has changed with the decisions, where the tables held for the decisions before."""
    after = decisions_of(connection)
    changed = {*before} ^ {*after}
    if all(decision.claim is not None for decision in changed) and settled.reweigh(connection, before, after):
        return
    settle(connection)


def insert(
    connection: sqlite3.Connection, document: Document, version: str | None, claims: Iterable[Claim]
) -> None:
    """Add a document and its claims; claims that another version of the extraction found in it go."""
    if version is not None:
        connection.execute(DROP_OUTDATED, (document.id, version))
    connection.execute(ADD_DOCUMENT, _document_row(document, version))
    connection.executemany(ADD_CLAIM, map(_claim_row, claims))


def insert_decisions(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Add decisions, each in the place of an older one about the same."""
    connection.executemany(
        "INSERT OR REPLACE INTO decision VALUES (?, ?, ?, ?, ?)", map(_decision_row, decisions)
    )


@contextmanager
def connection_to(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection without implicit transactions; SQLite's errors become a `GraphError`."""
    with telling_of(path), closing(connect(path)) as connection:
        yield connection


def connect(path: Path) -> sqlite3.Connection:
    """An open connection, for whoever closes it."""
    opened = sqlite3.connect(path, timeout=SECONDS_TO_WAIT, isolation_level=None, check_same_thread=False)
    opened.execute("PRAGMA trusted_schema = OFF")
    return opened


@contextmanager
def telling_of(path: Path) -> Iterator[None]:
    """SQLite's errors become a `GraphError` that names the file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            raise GraphError(
                f"{path}: another program is writing into it; try again when it is done."
            ) from error
        raise GraphError(f"{path}: cannot be used as a graph file ({error}).") from error
    except sqlite3.DatabaseError as error:
        raise GraphError(
            f"{path}: is not a graph file, or is damaged ({error}); give one that `kgraph build` wrote."
        ) from error
    except UnicodeEncodeError as error:
        raise GraphError(f"{path}: cannot keep text that UTF-8 cannot ({error.reason}).") from error
    except (ClaimError, ValueError) as error:  # of a date, of text that is no UTF-8
        raise _damaged(path, error) from error


def document_of(columns: Iterable[str | None]) -> Document:
    """The document of a row with `DOCUMENT_COLUMNS`."""
    id, path, title, publisher, published, url, text = columns
    day = date.fromisoformat(published) if published else None
    return Document(text or "", path, title, publisher, day, url, id or "")


def claims_of(
    path: Path, rows: Iterable[tuple[str, str, str, str, float, str]], documents: Mapping[str, Document]
) -> list[Claim]:
    """The claims of rows with `CLAIM_COLUMNS`. Raises `GraphError` where one does not hold."""
    try:
        with uncollected():
            return [_claim(row, documents) for row in rows]
    except (ClaimError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path, error) from error


def decisions_of(connection: sqlite3.Connection) -> list[Decision]:
    """All decisions of an open file."""
    rows = connection.execute("SELECT one, other, verdict, says, note FROM decision ORDER BY one, other")
    return [
        Decision(one, other or None, Verdict(verdict), says, note) for one, other, verdict, says, note in rows
    ]


def _count(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute("SELECT count(*) FROM claim").fetchone()
    return int(count)


def _damaged(path: Path, error: Exception) -> GraphError:
    return GraphError(f"{path}: is damaged, a claim in it does not hold ({error}).")


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


def _decision_row(decision: Decision) -> tuple[str | None, ...]:
    return decision.one, decision.other or "", decision.verdict.value, decision.says, decision.note


def _claim(row: tuple[str, str, str, str, float, str], documents: Mapping[str, Document]) -> Claim:
    id, document, relation, stance, confidence, rest = row
    columns = {"id": id, "relation": relation, "stance": stance, "confidence": confidence}
    return claim_from_row(json.loads(rest) | columns, documents[document])
