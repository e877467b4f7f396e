"""Where a sentence cannot begin and where it must, told to the parser before it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["mark_sentences"]

_ENDS = frozenset(".!?…")
_MAY_END = _ENDS | frozenset(":;")
_CLOSERS = frozenset("\"')]}")


def mark_sentences(doc: Doc) -> None:
    """Forbid a sentence start after a word or a comma and before a lower-case word.

    The parser keeps every other decision. "No." that answers a question ends a sentence, although
    the parser takes it for the abbreviation of number.
    """
    last, inside = "", ""  # the last characters of the word before, and of the one before that
    for token in doc:
        if token.is_space:
            continue
        ending = inside if last in _CLOSERS and inside in _MAY_END else last
        may_start = ending in _ENDS or (ending in _MAY_END | _CLOSERS and not token.text[0].islower())
        if last and not may_start:
            token.is_sent_start = False
        last, inside = token.text[-1], last
    for no, stop, word in zip(doc, doc[1:], doc[2:], strict=False):
        if no.text == "No" and stop.text == "." and word.is_title and word.is_alpha:
            word.is_sent_start = no.i == 0 or doc[no.i - 1].text[-1] in _MAY_END or None
