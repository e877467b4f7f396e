"""What stands around a trigger: the clauses above it, its negations, modals, hedges and quotation marks.

Stance and source are decided from these cues; the cue words are rows of `lexicon/words.csv`, as in
ConText (Harkema et al. 2009).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kgraph.claims.quotes import find_quotes
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["chain", "cue_groups", "once_a_token", "quoted"]

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


def once_a_token(function: Callable[[Token], Iterator[str]]) -> Callable[[Token], tuple[str, ...]]:
    """The function with what it gave for a token kept as long as the parse: many claims have one trigger."""
    known: WeakKeyDictionary[Doc, dict[int, tuple[str, ...]]] = WeakKeyDictionary()

    @wraps(function)
    def features(token: Token) -> tuple[str, ...]:
        kept = known.get(token.doc)
        if kept is None:
            kept = known[token.doc] = {}
        found = kept.get(token.i)
        if found is None:
            found = kept[token.i] = tuple(function(token))
        return found

    return features


def quoted(doc: Doc, text: str | None = None) -> list[bool]:
    """For every token whether it stands in a quotation; the marks belong to it.

    `text` is the document's own text, where the parser read a copy of it.
    """
    flags = [False] * len(doc)
    for quote in find_quotes(doc, text):
        flags[quote.first : quote.last + 1] = [True] * (quote.last + 1 - quote.first)
    return flags
