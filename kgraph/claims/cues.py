"""What stands around a trigger: the clauses above it, its negations, modals, hedges and quotation marks.

Stance and source are decided from these cues; the cue words are rows of `lexicon/words.csv`, as in
ConText (Harkema et al. 2009).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.quotes import find_quotes
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["chain", "cue_groups", "quoted"]

GROUPS = ("deny", "negate", "hedge", "propose", "report", "say")


@cache
def cue_groups(word: str) -> tuple[str, ...]:
    """The cue groups that a lower-case word or lemma belongs to.

    >>> cue_groups("deny")
    ('deny', 'say')
    """
    return tuple(group for group in GROUPS if word in words(group))


def chain(token: Token) -> list[Token]:
    """The token and what governs it, up to the root of its sentence."""
    found = [token]
    while token.head.i != token.i:
        token = token.head
        found.append(token)
    return found


def quoted(doc: Doc, text: str | None = None) -> list[bool]:
    """For every token whether it stands in a quotation; the marks belong to it.

    `text` is the document's own text, where the parser read a copy of it.
    """
    flags = [False] * len(doc)
    for quote in find_quotes(doc, text):
        flags[quote.first : quote.last + 1] = [True] * (quote.last + 1 - quote.first)
    return flags
