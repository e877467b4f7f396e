"""Answers kept by what was asked: the same question to the same model is never paid twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import LanguageModelError
from kgraph.words import encodable

__all__ = ["Answer", "AnswerCache"]

WAIT = 30.0
"""Seconds that another process may take to write."""
APPLICATION_ID = int.from_bytes(b"kgan")
"""What a file of answers is known by; none of the first had it."""
COLUMNS = ["key", "text", "asked", "answered"]
CURE = "set KGRAPH_LLM_CACHE to another file"


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer, and the tokens that the server counted: of the question and of the answer.

    `is_new` is False for one that was kept, and cost nothing. One that `is_cut` ended at the most tokens that
    it could have.
    """

    text: str
    asked: int
    answered: int
    is_new: bool = True
    is_cut: bool = False


class AnswerCache:
    """A file of answers; without a path nothing is kept. Several processes may use one file.

    It holds what models answered, with quotes from the articles, and neither questions nor keys. Only its
    owner may read it.

    Raises `LanguageModelError` where the file is of another kind, is damaged, or cannot be written.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._opened: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.touch(mode=0o600)
            # One connection for the thread that asks and the one that estimates; they take turns.
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            self._opened = connection
            _check(path, connection)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answer"
                " (key TEXT PRIMARY KEY, text TEXT NOT NULL, asked INTEGER, answered INTEGER) WITHOUT ROWID"
            )
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        except LanguageModelError:
            self.close()
            raise
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise LanguageModelError(f"{path}: answers cannot be kept there ({error}); {CURE}.") from error

    def get(self, key: str) -> Answer | None:
        """The answer that was kept under a key."""
        if self._opened is None:
            return None
        query = "SELECT text, asked, answered FROM answer WHERE key = ?"
        with self._told(), closing(self._opened.execute(query, (key,))) as rows:
            row = rows.fetchone()
        return Answer(row[0], row[1], row[2], is_new=False) if row else None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        if self._opened is not None:
            values = (key, encodable(answer.text), answer.asked, answer.answered)
            with self._told():
                self._opened.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", values).close()

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LanguageModelError(
                f"{self._path}: the kept answers cannot be read or written ({error}); {CURE}."
            ) from error


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a database of another kind, and leave it as it is."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
    columns = [row[1] for row in connection.execute("PRAGMA table_info(answer)")]
    is_ours = columns == COLUMNS and (application == APPLICATION_ID or tables == ["answer"])
    if tables and not is_ours:
        raise LanguageModelError(f"{path}: is a database, but not one of kept answers; {CURE}.")
