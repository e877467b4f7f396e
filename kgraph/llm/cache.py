"""Answers kept by what was asked: the same question to the same model is never paid twice."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import LanguageModelError
from kgraph.words import encodable

__all__ = ["Answer", "AnswerCache"]

WAIT = 30.0
"""Seconds that another process may take to write."""


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
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._opened: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            # One connection for the thread that asks and the one that estimates; they take turns.
            connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
            self._opened = connection
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answer"
                " (key TEXT PRIMARY KEY, text TEXT NOT NULL, asked INTEGER, answered INTEGER) WITHOUT ROWID"
            )
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise LanguageModelError(
                f"{path}: answers cannot be kept there ({error}); set KGRAPH_LLM_CACHE to another file."
            ) from error

    def get(self, key: str) -> Answer | None:
        """The answer that was kept under a key."""
        if self._opened is None:
            return None
        with closing(
            self._opened.execute("SELECT text, asked, answered FROM answer WHERE key = ?", (key,))
        ) as rows:
            row = rows.fetchone()
        return Answer(row[0], row[1], row[2], is_new=False) if row else None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        if self._opened is not None:
            values = (key, encodable(answer.text), answer.asked, answer.answered)
            self._opened.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?)", values).close()

    def close(self) -> None:
        """Let go of the file."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None
