"""The text of a report as lines of a column, and the lines of its notes, before they are put on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from kgraph.model import Stance
from kgraph.report.pages import BETWEEN
from kgraph.report.parts import (
    STANCE_WORDS,
    Block,
    Event,
    Note,
    Ref,
    Report,
    Section,
    Sentence,
    Statement,
    Told,
)
from kgraph.report.setting import Bar, Face, Line, Piece, beside, broken

__all__ = ["STANCE_FACES", "Columns"]

_INK, _MUTED, _LINK = "#1f2933", "#5f6b76", "#1f5f9e"
_BODY = Face(9.4, _INK)
_SOFT = replace(_BODY, colour=_MUTED)
_SMALL = Face(7.4, _MUTED)
_MARK = Face(6.2, _LINK, lift=3.4)
_NOTE = Face(7.0, _INK)
_TITLE = Face(24.0, _INK, weight="bold")
_HEAD = Face(12.5, _INK, weight="bold")
_LABEL = Face(7.4, _MUTED, weight="bold")
STANCE_FACES = {
    Stance.ASSERTED: Face(7.4, "#2868a9", weight="bold"),
    Stance.ALLEGED: Face(7.4, "#8a5a00", weight="bold"),
    Stance.PROPOSED: Face(7.4, "#6a3fb5", weight="bold"),
    Stance.DENIED: Face(7.4, "#b3261e", weight="bold"),
}
"""The word that tells the stance; the bar beside its sentence has the same colour."""
_BAR = 10.0  # from a bar to its words
_TIME = 92.0  # width of the column of times
_GAP = 22.0  # between two columns
_NUMBER = 18.0  # width of the column of the numbers of notes


class Columns:
    """All lines of a report in a column of so many points.

    `picture` is the height of the diagram, told the height of what stands before it on the first page.
    """

    def __init__(
        self, report: Report, width: float, *, picture: Callable[[float], float] | None = None
    ) -> None:
        self._width, self._block = width, 0
        self.lines: list[Line] = []
        self.notes = {note.number: self._note(note) for note in report.notes}
        self._head(report)
        if picture is not None:
            self._space(8)
            self.lines.append(Line((), picture(self._before()), picture=True))
        for section in report.sections:
            self._section(section)

    def again(self, elsewhere: Mapping[int, int]) -> list[Line]:
        """Lines that say on which earlier pages notes are set: `See notes 3, 4 on page 2.`"""
        pages: dict[int, list[str]] = {}
        for number, page in sorted(elsewhere.items()):
            pages.setdefault(page, []).append(str(number))
        told = "; ".join(
            f"{'notes' if len(numbers) > 1 else 'note'} {', '.join(numbers)} on page {page}"
            for page, numbers in sorted(pages.items())
        )
        face = replace(_NOTE, colour=_MUTED)
        return broken([Piece(f"See {told}.", face)], self._width, leading=1.34) if told else []

    def _before(self) -> float:
        """The height of the lines so far, with the notes that they lean on."""
        refs = {ref for line in self.lines for ref in line.refs}
        notes = [line for ref in refs for line in self.notes.get(ref, ())]
        return sum(line.height for line in (*self.lines, *notes)) + (BETWEEN if notes else 0.0)

    def _head(self, report: Report) -> None:
        self._add(broken([Piece(report.kicker, _SMALL)], self._width))
        self._add(broken([Piece(report.title, _TITLE)], self._width, leading=1.3))
        if report.names:
            self._add(broken([Piece(f"Also called {', '.join(report.names)}.", _SMALL)], self._width))
        self._space(10)
        for sentence in report.summary:
            self._add(broken(_pieces(sentence), self._width))
            self._space(4)

    def _section(self, section: Section) -> None:
        self._space(20)
        self._add(broken([Piece(section.title, _HEAD)], self._width), keep=True)
        if section.lead:
            self._add(broken([Piece(section.lead, _SMALL)], self._width), keep=True)
        self._space(5, keep=True)
        for block in section.blocks:
            self._set(block)
        if section.left_out:
            self._add(broken([Piece(section.left_out, _SMALL)], self._width))

    def _set(self, block: Block) -> None:
        if isinstance(block, Event):
            words = f"reported {block.time}" if block.reported else block.time
            time = broken([Piece(words, replace(_SMALL, colour=_INK))], _TIME - 8)
            self._together(beside(_level(time), self._told([block.told], self._width - _TIME, _TIME)))
            self._space(6)
        elif isinstance(block, Statement):
            self._statement(block)
            self._space(9)
        else:
            dot = broken([Piece("•", _BODY)], 12)
            self._together(beside(dot, broken(_pieces(block.sentence), self._width - 14, indent=14)))
            self._space(4)

    def _statement(self, block: Statement) -> None:
        """Claim and counter-claim in two columns; all of a statement stays on one page where it can."""
        behind = (
            broken([Piece(block.behind, _SMALL)], self._width - _BAR, indent=_BAR) if block.behind else []
        )
        if block.claimed and block.against:
            half = (self._width - _GAP) / 2
            left = broken([Piece("What is claimed", _LABEL)], half)
            right = broken([Piece("What is said against it", _LABEL)], half, indent=half + _GAP)
            left += self._told(block.claimed, half)
            right += self._told(block.against, half, half + _GAP)
            self._together([*beside(left, right), *behind])
            return
        self._together([*self._told((*block.claimed, *block.against), self._width), *behind])

    def _told(self, told: Iterable[Told], width: float, indent: float = 0.0) -> list[Line]:
        made: list[Line] = []
        for one in told:
            self._block += 1
            bar = Bar(indent + 1.5, one.stance, self._block)
            pieces = [Piece(f"{STANCE_WORDS[one.stance]} ", STANCE_FACES[one.stance]), *_pieces(one.sentence)]
            made += broken(pieces, width - _BAR, indent=indent + _BAR, bar=bar)
        return made

    def _note(self, note: Note) -> list[Line]:
        soft = replace(_NOTE, colour=_MUTED)
        where = [
            Piece(f"“{note.quote}” ", _NOTE),
            Piece(note.title, replace(_NOTE, slant="italic")),
            Piece(f", {note.publisher}, {note.published}. ", _NOTE),
        ]
        if note.link:
            where.append(Piece(f"{note.link} ", replace(_NOTE, colour=_LINK, link=note.link)))
        elif note.place:
            where.append(Piece(f"{note.place}. ", _NOTE))
        where.append(Piece(" ".join(note.remarks), soft))
        lines = broken(where, self._width - _NUMBER, indent=_NUMBER, leading=1.34)
        mark = broken([Piece(str(note.number), replace(_NOTE, colour=_LINK))], _NUMBER)[0]
        return [replace(lines[0], runs=(*mark.runs, *lines[0].runs)), *lines[1:], Line((), 2.5)]

    def _together(self, lines: Sequence[Line]) -> None:
        self.lines += [replace(line, keep=True) for line in lines[:-1]]
        self.lines += [replace(line, keep=False) for line in lines[-1:]]

    def _add(self, lines: Iterable[Line], *, keep: bool = False) -> None:
        self.lines += [replace(line, keep=keep) for line in lines]

    def _space(self, height: float, *, keep: bool = False) -> None:
        self.lines.append(Line((), height, keep=keep))


def _pieces(sentence: Sentence) -> list[Piece]:
    made: list[Piece] = []
    last = False
    for piece in sentence:
        if isinstance(piece, Ref):
            made.append(Piece(f"{',' if last else ''}{piece.number}", _MARK, piece.number))
        else:
            made.append(Piece(piece.words, _SOFT if piece.kind == "soft" else _BODY))
        last = isinstance(piece, Ref)
    return made


def _level(lines: Sequence[Line]) -> list[Line]:
    """Smaller lines beside those of the text, on the same base lines."""
    like = broken([Piece("x", _BODY)], 100)[0]
    return [replace(line, height=like.height, base=like.base) for line in lines]
