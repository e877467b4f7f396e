"""Where a text quotes: every quotation of a document, also over several sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Quote", "find_quotes", "quote_spans"]

OPENING, CLOSING = frozenset("“«„"), frozenset("”»")
STRAIGHT = frozenset('"')
MARKS = re.compile('[“«„”»"]')
"""All of them."""
BEFORE_OPENING = frozenset("([{—–-/‘'")
PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
SINGLE = re.compile(r"(?<!\w)(?:‘((?:[^‘’\n]|(?<=\w)’(?=\w))+)’|'((?:[^'\n]|(?<=\w)'(?=\w))+)')(?!\w)")
"""A British quotation. An apostrophe between letters belongs to the word and does not close it."""
SPEECH_END = frozenset(",.?!…")


@dataclass(frozen=True, slots=True)
class Quote:
    """The tokens `first` to `last` (inclusive, marks included) of one quotation.

    `continues`: it goes on with the quotation of the paragraph before, which was left open.
    """

    first: int
    last: int
    continues: bool = False


def quote_spans(text: str) -> list[tuple[int, int, bool]]:
    """Start, end and whether it continues an open one, for every quotation of a text, in code points.

    A paragraph break ends an open quotation; where the next paragraph begins with a mark, it is
    continued there.

    >>> quote_spans('He said: "No." Then “yes”.')
    [(9, 14, False), (20, 25, False)]
    """
    found: list[tuple[int, int, bool]] = []
    left_open = False
    for begin, end in _paragraphs(text):
        opened, continues = -1, False
        for match in MARKS.finditer(text, begin, end):
            i, mark = match.start(), match.group()
            if mark in OPENING or (mark in STRAIGHT and opened < 0 and _may_open(text, i, begin)):
                if opened < 0:
                    continues = left_open and not text[begin:i].strip()
                    opened = i
            elif opened >= 0 and (mark in CLOSING or mark in STRAIGHT):
                found.append((opened, i + 1, continues))
                opened, continues = -1, False
        left_open = opened >= 0
        if left_open:
            found.append((opened, end, continues))
    if not found:
        found = [(match.start(), match.end(), False) for match in SINGLE.finditer(text) if _is_speech(match)]
    return found


def find_quotes(doc: Doc, text: str | None = None) -> list[Quote]:
    """The quotations of a parsed document in the order of the text.

    `text` is the document's own text, where the parser read a copy of it.
    """
    spans = quote_spans(doc.text if text is None else text)
    starts = [token.idx for token in doc] if spans else []
    found = []
    for begin, end, continues in spans:
        first, last = bisect_right(starts, begin) - 1, bisect_left(starts, end) - 1
        if 0 <= first <= last:
            found.append(Quote(first, last, continues))
    return found


def _paragraphs(text: str) -> list[tuple[int, int]]:
    bounds, begin = [], 0
    for match in PARAGRAPH.finditer(text):
        bounds.append((begin, match.start()))
        begin = match.end()
    return [*bounds, (begin, len(text))]


def _may_open(text: str, i: int, begin: int) -> bool:
    """A straight mark opens after a space and before a word; an inch mark or a stray one does not."""
    after_gap = i == begin or text[i - 1].isspace() or text[i - 1] in BEFORE_OPENING
    return after_gap and i + 1 < len(text) and not text[i + 1].isspace()


def _is_speech(match: re.Match[str]) -> bool:
    """Single marks are taken for a quotation only around several words or a finished sentence:
    otherwise they are plurals' apostrophes, titles or scare quotes."""
    inner = match.group(1) or match.group(2)
    return inner[-1] in SPEECH_END or len(inner.split()) > 2
