"""What the capitals of a document are worth: its title lines, and the words that it also writes small."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.ontology import nouns, triggers, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Casing"]

LOOSE_PARTS = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "SCONJ"})
HEADLINE_SHARE = 0.75
"""Of the longer words of a headline, the share that has a capital."""

HEADLINE_LENGTH = 30
"""Words; a longer line is a paragraph."""


@dataclass(frozen=True, slots=True)
class Casing:
    """The casing of one document: `titled[i]` says whether token `i` stands in a title-case line.

    `small` has the words that the document writes without a capital.
    """

    titled: tuple[bool, ...]
    small: frozenset[str]

    @classmethod
    def of(cls, doc: Doc, text: str) -> Casing:
        """The casing of a parsed text; `text` is the text itself: the parse has lost its line ends."""
        small = frozenset(token.text for token in doc if token.is_lower and token.is_alpha)
        titled = [False] * len(doc)
        for line in _lines(doc, text):
            if _is_title(line, small):
                titled[line.start : line.end] = [True] * len(line)
        return cls(tuple(titled), small)

    @property
    def all_titled(self) -> bool:
        """Whether there is no running text that could tell names from capitalised words."""
        return all(self.titled)

    def is_common(self, token: Token) -> bool:
        """Whether a capitalised word is one of the language rather than a name."""
        if token.lower_ in self.small or token.is_stop:
            return not (token.is_upper and len(token) > 1)
        return _is_in_lexicon(token)


def _is_in_lexicon(token: Token) -> bool:
    groups: tuple[Collection[str], ...] = (nouns(), triggers(), words("say"), words("propose"))
    return any(word in group for word in (token.lower_, token.lemma_.lower()) for group in groups)


def _lines(doc: Doc, text: str) -> list[Span]:
    lines = []
    first = 0
    starts = [token.idx for token in doc]
    breaks = [match.start() for match in re.finditer("\n", text)]
    for after in [*(bisect_right(starts, place) for place in breaks), len(doc)]:
        if after > first:
            lines.append(doc[first:after])
            first = after
    return lines


def _is_title(line: Span, small: frozenset[str]) -> bool:
    alpha = [token for token in line if token.is_alpha]
    if not 3 <= len(alpha) <= HEADLINE_LENGTH or line.text.rstrip().endswith("."):
        return False
    if len(alpha) < 5 and len({token.ent_type_ for token in alpha}) == 1 and alpha[0].ent_type_:
        return False  # a name alone on its line
    if all(token.is_upper for token in alpha):
        return True
    longer = [token for token in alpha[1:] if len(token) > 3 or not token.is_stop]
    capital = [token for token in longer if token.text[0].isupper()]
    if len(capital) < 2 or len(capital) < HEADLINE_SHARE * len(longer):
        return False
    return any(token.lower_ in small or token.is_stop or _is_in_lexicon(token) for token in capital)
