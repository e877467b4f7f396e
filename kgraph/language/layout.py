"""Where a text's lines end a paragraph and where they only wrap, and the text as the parser sees it.

Articles come with one paragraph a line, with blank lines between paragraphs, or wrapped at some
width. A newline inside a wrapped paragraph is a space; any other one ends a sentence, as do the
rows of a table and the items of a list. Which it is follows from how full the line is and from how
the next one begins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

from kgraph.language.marks import dateline_length, is_row, list_mark, names_speaker

__all__ = ["Piece", "flatten", "pieces"]

MAX_PIECE = 5_000
"""Characters. A longer paragraph is cut between two sentences, so that memory stays bounded."""

_MAX_WRAP = 120
"""The widest column, in characters, that counts as wrapped text; print and e-mail stay below."""

_MIN_WRAP = 40
"""The narrowest. A shorter line is a heading, a name or an address rather than a wrapped line."""

_LINE = re.compile(r"[^\n]+|(?<=\n)(?=\n)")
_FINISHED = re.compile(r"[.!?…:;][\"')\]]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]* (?=\S)")

# One character for one, so that every offset holds: spaces of all widths, typographic quotes and
# hyphens become those that the model has seen most.
_SPACES = "\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
_ONE_FOR_ONE = str.maketrans(
    dict.fromkeys(_SPACES, " ")
    | {chr(code): " " for code in range(0x2000, 0x200B)}
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‘’‚‛′", "'")
    | dict.fromkeys("‐‑", "-")
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, list item or table row: `[start, end)` of the text, white space after it included.

    `body` is where its words begin, behind the mark of a list item. The pieces of a text are
    without gaps.
    """

    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    words: str
    row: bool
    speaker: bool
    marker: str

    @property
    def finished(self) -> bool:
        return _FINISHED.search(self.words) is not None

    @property
    def continues(self) -> bool:
        """It begins as the middle of a sentence does."""
        return not self.marker and (self.words[0].islower() or self.words[0] in ",;)")

    @property
    def stands_apart(self) -> bool:
        """It says for itself that it begins something."""
        return self.row or self.speaker or bool(self.marker)

    def filled(self, following: _Line) -> int:
        """The width that this line would have needed to hold the next line's first word too."""
        return len(self.words) + 1 + len(following.words.split(" ", 1)[0])


def flatten(text: str) -> str:
    """The text as the parser sees it: the same length, with plain spaces, quotes and hyphens.

    >>> flatten("The firm’s\\nban")
    "The firm's ban"
    """
    return _one_for_one(text).replace("\n", " ")


def pieces(text: str) -> list[Piece]:
    """The paragraphs, list items and table rows of a text, in their order: one at least, no gaps."""
    flat = _one_for_one(text)
    blocks = _blocks(flat)
    width = _wrap_width(blocks)
    starts: list[_Line] = []
    for block in blocks:
        starts.append(block[0])
        starts += [line for above, line in pairwise(block) if not _joined(above, line, width)]
    if not starts:
        return _bounded(flat, 0, 0, len(text)) or [Piece(0, 0, 0)]
    found: list[Piece] = []
    ends = [*(line.start for line in starts[1:]), len(text)]
    for line, end in zip(starts, ends, strict=True):
        start = line.start if found else 0
        body = line.start + len(line.marker)
        if dateline := dateline_length(line.words):
            body = line.start + dateline
            found.append(Piece(start, start, body))
            start = body
        found += _bounded(flat, start, body if flat[body:end].strip() else start, end)
    return found


def _one_for_one(text: str) -> str:
    return text.replace("\r\n", " \n").replace("\r", "\n").translate(_ONE_FOR_ONE)


def _blocks(flat: str) -> list[list[_Line]]:
    """The lines that hold something, in groups between blank lines."""
    lines = [_line(match) for match in _LINE.finditer(flat)]
    groups = groupby(lines, key=lambda line: line is not None)
    return [[line for line in group if line] for filled, group in groups if filled]


def _line(match: re.Match[str]) -> _Line | None:
    words = match[0].strip()
    if not words:
        return None
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return _Line(start, words, is_row(words), names_speaker(words), list_mark(words))


def _wrap_width(blocks: list[list[_Line]]) -> int | None:
    """The width at which the text was wrapped; None where its lines are whole paragraphs.

    Of the lines of wrapped English prose, most go on in the middle of a sentence.
    """
    narrow = [block for block in blocks if max(len(line.words) for line in block) <= _MAX_WRAP]
    inner = [pair for block in narrow for pair in pairwise(block) if not pair[1].stands_apart]
    if not inner:
        return None
    width = max(len(above.words) for above, _ in inner)
    going_on = sum(
        line.continues or (not above.finished and above.filled(line) > 0.9 * width and len(inner) > 1)
        for above, line in inner
    )
    return width if width >= _MIN_WRAP and going_on >= 0.4 * len(inner) else None


def _joined(above: _Line, line: _Line, width: int | None) -> bool:
    """Whether `line` goes on with the paragraph of `above`."""
    if above.row or line.row or line.speaker or len(above.words) < min(_MIN_WRAP, 0.6 * (width or _MAX_WRAP)):
        return False
    if line.continues:
        return True
    if width is None or len(above.words) > _MAX_WRAP:
        return False
    full = above.filled(line) > (0.85 if above.finished else 0.7) * width
    if line.marker:  # a dash between two words that happens to begin a line
        dash = line.marker[0] in "–—-" and line.words[len(line.marker) :][:1].islower()
        return dash and full and not above.marker and not above.finished
    return full


def _bounded(flat: str, start: int, body: int, end: int) -> list[Piece]:
    cut: list[Piece] = []
    while end - start > MAX_PIECE:
        stop = start + MAX_PIECE
        ends = [match.end() for match in _SENTENCE_END.finditer(flat, body + 1, stop)]
        space = flat.rfind(" ", body + 1, stop)
        middle = ends[-1] if ends else space + 1 if space >= 0 else stop
        cut.append(Piece(start, body, middle))
        start = body = middle
    return [*cut, Piece(start, body, end)] if end > start else cut
