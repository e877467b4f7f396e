"""What stands around a trigger: the clauses above it, its negations, modals, hedges and quotation marks.

Stance and source are decided from these cues; the cue words are rows of `lexicon/words.csv`, as in
ConText (Harkema et al. 2009).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["chain", "cue_groups", "quoted"]

GROUPS = ("deny", "negate", "hedge", "propose", "report", "say")
OPENING, CLOSING = '“"«„', '”"»“'


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


def quoted(doc: Doc) -> list[bool]:
    """For every token whether it stands inside double quotation marks.

    A paragraph break closes a quotation that was left open.
    """
    inside, flags = False, []
    for token in doc:
        if "\n\n" in token.text_with_ws or token.text.count("\n") > 1:
            inside = False
        text = token.text
        if text in {"“", "«", "„"}:
            inside = True
            flags.append(True)
        elif text in {"”", "»"}:
            inside = False
            flags.append(True)
        elif text in {'"', "``", "''"}:
            flags.append(True)
            inside = not inside
        else:
            flags.append(inside)
    return flags
