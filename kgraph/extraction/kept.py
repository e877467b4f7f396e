"""What articles said, kept in a file: no article is read twice by the same rules, whatever graph it is for.

One SQLite file for all runs, by default in the user's cache folder. It holds claims, with their quotes, and
no articles; only its owner may read it. Several runs may use it at a time. What is kept counts for the same
article (its text, and what says who published it when), the same rules (`rules_version`) and the same code.
"""

from __future__ import annotations

import json
import os
import sqlite3
import warnings
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kgraph.errors import KgraphError
from kgraph.extraction.stages import Outcome
from kgraph.model import Claim, Document
from kgraph.model.document import content_id
from kgraph.model.rows import claim_as_row, claim_from_row

__all__ = ["KeptClaims", "cache_file", "read_new"]

VARIABLE = "KGRAPH_CLAIMS_CACHE"
FILE = "claims.sqlite"
WAIT = 10.0
"""Seconds that another process may take to write."""
AT_ONCE = 64
"""Articles that are written together."""
MOST_BYTES = 500_000_000
"""Of the file; beyond that the articles that were kept first are forgotten."""
FORGOTTEN = 0.25
"""Of the articles, when there are too many."""
MOST_WAITING = 5_000
"""Known articles that wait for one before them that is being read."""
PACKAGE = Path(__file__).parents[1]
ROOMS = ("claims", "encoder", "extraction", "language", "mentions", "model", "ontology")


def cache_file(asked: str | os.PathLike[str] | bool = True) -> Path | None:
    """The file in which claims are kept: that which is asked for, or where it is `True` the user's own.

    That is the one that `KGRAPH_CLAIMS_CACHE` names (empty: none), or `claims.sqlite` in the cache folder.
    """
    if not isinstance(asked, bool):
        return Path(asked)
    if not asked:
        return None
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    from kgraph.documents.fetch import cache_folder

    try:
        return cache_folder() / FILE
    except RuntimeError:  # there is no home
        return None


def read_new(
    documents: Iterable[Document],
    read: Callable[[Iterator[Document]], Iterator[tuple[Document, Outcome]]],
    kept: KeptClaims,
    *,
    again: bool = False,
) -> Iterator[tuple[Document, Outcome]]:
    """Each article with its outcome, in their order: what is kept is taken, the rest is read, and kept.

    `read` gives its articles back in their order; it is not asked where all are known. With `again` all are
    read.
    """
    source = iter(documents)
    with kept:
        for document in source:
            row = None if again else kept.row(document)
            if row is None:
                yield from _from(document, source, read, kept, again)
            else:
                yield document, claims_of(row, document)


def _from(
    first: Document,
    source: Iterator[Document],
    read: Callable[[Iterator[Document]], Iterator[tuple[Document, Outcome]]],
    kept: KeptClaims,
    again: bool,
) -> Iterator[tuple[Document, Outcome]]:
    """From an article that is new, until so many known ones wait that memory would grow."""
    waiting: deque[tuple[Document, bytes | None]] = deque([(first, None)])

    def new() -> Iterator[Document]:
        yield first
        while len(waiting) < MOST_WAITING and (document := next(source, None)):
            row = None if again else kept.row(document)
            waiting.append((document, row))
            if row is None:
                yield document

    def known() -> Iterator[tuple[Document, Outcome]]:
        while waiting and (row := waiting[0][1]) is not None:
            document, _ = waiting.popleft()
            yield document, claims_of(row, document)

    for document, outcome in read(new()):
        yield from known()
        waiting.popleft()
        if isinstance(outcome, list):
            kept.put(document, outcome)
        yield document, outcome
    yield from known()


class KeptClaims:
    """The file, as a context, for one version of the rules. What goes wrong with it costs time, no claims.

    With `must`, it is an error where it cannot be opened.

    Raises:
        KgraphError: the file must be usable, and is not.
    """

    def __init__(self, path: Path, rules: str, *, must: bool = False) -> None:
        self._path = path
        self._rules = rules
        self._must = must
        self._opened: sqlite3.Connection | None = None
        self._new: list[tuple[bytes, bytes]] = []

    def __enter__(self) -> KeptClaims:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            self._opened = sqlite3.connect(
                self._path, timeout=WAIT, isolation_level=None, check_same_thread=False
            )
            self._opened.execute("PRAGMA journal_mode = WAL")
            self._opened.execute("PRAGMA synchronous = NORMAL")
            self._opened.execute(
                "CREATE TABLE IF NOT EXISTS article"
                " (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, claims BLOB NOT NULL)"
            )
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)
            if self._must:
                raise KgraphError(
                    f"{self._path}: claims cannot be kept there ({error}); name another file, or none."
                ) from error
        return self

    def __exit__(self, *error: object) -> None:
        self._write()
        self._close()

    def row(self, document: Document) -> bytes | None:
        """What is kept of an article, for `claims_of`; None where nothing is."""
        if self._opened is None:
            return None
        try:
            query = "SELECT claims FROM article WHERE key = ?"
            row = self._opened.execute(query, (self._key(document),)).fetchone()
            return zlib.decompress(row[0]) if row else None
        except zlib.error:  # it is read again, and kept anew
            return None
        except sqlite3.Error as error:
            self._give_up(error)
            return None

    def put(self, document: Document, claims: list[Claim]) -> None:
        """Keep what an article says."""
        rows = [claim_as_row(claim) for claim in claims]
        for row in rows:
            del row["document"]
        self._new.append((self._key(document), zlib.compress(json.dumps(rows).encode())))
        if len(self._new) >= AT_ONCE:
            self._write()

    def _key(self, document: Document) -> bytes:
        published = document.published.isoformat() if document.published else None
        said = (document.id, document.text, document.title, document.publisher, published, document.url)
        return bytes.fromhex(content_id(self._rules, _code(), *said, size=16))

    def _write(self) -> None:
        if self._opened is None:
            return
        try:
            self._opened.execute("BEGIN IMMEDIATE")
            self._opened.executemany("INSERT OR REPLACE INTO article (key, claims) VALUES (?, ?)", self._new)
            while self._size() > MOST_BYTES:  # room that gets free is used for what comes next
                self._opened.execute(
                    "DELETE FROM article WHERE number IN (SELECT number FROM article ORDER BY number LIMIT"
                    " (SELECT CAST(count(*) * ? AS INTEGER) + 1 FROM article))",
                    (FORGOTTEN,),
                )
            self._opened.execute("COMMIT")
        except sqlite3.Error as error:  # no room, or somebody writes all the time
            self._give_up(error)
        self._new.clear()

    def _size(self) -> int:
        """Bytes of the file that are in use."""
        assert self._opened is not None
        pages, free, size = (
            self._opened.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _give_up(self, error: Exception) -> None:
        """Go on without the file; one that holds something else is told, for nobody else will mend it."""
        self._close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            warnings.warn(f"{self._path}: no claims can be kept there ({error}); delete it", stacklevel=2)

    def _close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None


def claims_of(row: bytes, document: Document) -> list[Claim]:
    """The claims of an article that were kept."""
    return [claim_from_row(each, document) for each in json.loads(row)]


@cache
def _code() -> str:
    """A digest of the code that decides what an article says, for whoever works on it."""
    seen = blake2b(digest_size=8)
    for room in (PACKAGE, *(PACKAGE / room for room in ROOMS)):
        for path in sorted(room.glob("*.py")):
            seen.update(path.name.encode())
            seen.update(path.read_bytes())
    return seen.hexdigest()
