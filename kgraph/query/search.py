"""Words found in the evidence, whatever people type.

SQLite's full-text search (FTS5), in memory, over the sentences that carry claims. Case and accents do not
matter, nor do English endings (Porter's stemmer: "project" finds "projects").
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kgraph.errors import GraphError
from kgraph.model import Claim
from kgraph.words import encodable

__all__ = ["EvidenceIndex", "match_expression"]

# A phrase in straight or typographic quotation marks (the last one may be missing), or a word.
_PIECE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+)')
_HAS_WORD = re.compile(r"[^\W_]")


def match_expression(typed: str) -> str:
    """What people type as an FTS5 expression: words, "phrases" and prefix*, of which all must be there.

    Each piece becomes an FTS5 string, so that nothing typed is ever read as an operator.

    >>> match_expression('"joint projects" minist* NOT(')
    '"joint projects" "minist" * "NOT("'

    Raises:
        GraphError: nothing typed has a letter or a digit.
    """
    pieces = []
    for phrase, word in _PIECE.findall(typed.replace("\0", " ")):
        text = phrase or word
        if _HAS_WORD.search(text):
            pieces.append(f'"{text.rstrip("*")}"' + (" *" if text.endswith("*") else ""))
    if not pieces:
        raise GraphError(f'{typed!r} has no word to search for: write words, "a phrase" or begin*.')
    return " ".join(pieces)


class EvidenceIndex:
    """The quotes of claims, to search; each quote is kept once, however many claims it carries."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        quotes: defaultdict[tuple[str, int, int], list[Claim]] = defaultdict(list)
        for claim in claims:
            quotes[claim.place].append(claim)
        self._claims: Sequence[Sequence[Claim]] = list(quotes.values())
        # Searching never writes: any thread may do it, SQLite itself lets in one after the other.
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self._connection.execute(
            "CREATE VIRTUAL TABLE quote USING fts5 "
            "(text, content='', tokenize='porter unicode61 remove_diacritics 2')"
        )
        rows = ((place, encodable(group[0].evidence.quote)) for place, group in enumerate(self._claims))
        self._connection.executemany("INSERT INTO quote (rowid, text) VALUES (?, ?)", rows)

    def search(self, typed: str) -> Iterator[Claim]:
        """The claims whose sentence has all the words, the best sentence first (BM25), then in their order.

        Raises:
            GraphError: nothing typed is a word.
        """
        expression = encodable(match_expression(typed))
        found = self._connection.execute(
            "SELECT rowid FROM quote WHERE quote MATCH ? ORDER BY rank, rowid", (expression,)
        ).fetchall()
        for (place,) in found:
            yield from self._claims[place]
