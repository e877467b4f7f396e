"""Words broken into lines for pages: what stands where in a line, and which notes it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kgraph.draw.glyphs import Slant, Weight
from kgraph.draw.text import text_width
from kgraph.model import Stance

__all__ = ["Bar", "Face", "Line", "Piece", "Run", "beside", "broken"]


@dataclass(frozen=True, slots=True)
class Face:
    """How words look: `size` and `lift` (above the base line) in points, `link` an address to follow."""

    size: float
    colour: str
    weight: Weight = "normal"
    slant: Slant = "normal"
    lift: float = 0.0
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one face; `ref` is the number of the note that they are the mark of."""

    words: str
    face: Face
    ref: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one face in a line, from `x` points to the right of the margin."""

    words: str
    face: Face
    x: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The mark of a stance at the left of a line; bars of one `block` are one stroke."""

    x: float
    stance: Stance
    block: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line `height` points high; its base line is `base` points below its top.

    With `keep` it stays on the page of the next one. A `picture` is a line in which there is a diagram.
    """

    runs: tuple[Run, ...]
    height: float
    base: float = 0.0
    refs: tuple[int, ...] = ()
    bars: tuple[Bar, ...] = ()
    keep: bool = False
    picture: bool = False


_Chunk = list[Piece]
"""Pieces without a blank between them."""


def broken(
    pieces: Iterable[Piece],
    width: float,
    *,
    indent: float = 0.0,
    leading: float = 1.45,
    bar: Bar | None = None,
) -> list[Line]:
    """The lines of a paragraph, each at most `width` points wide and `indent` to the right."""
    lines: list[list[_Chunk]] = []
    reach = 0.0
    for chunk in (part for whole in _chunks(pieces) for part in _fitting(whole, width)):
        wide, blank = _width(chunk), text_width(" ", chunk[0].face.size)
        if lines and reach + blank + wide <= width:
            lines[-1].append(chunk)
            reach += blank + wide
        else:
            lines.append([chunk])
            reach = wide
    return [_line(chunks, indent, leading, (bar,) if bar else ()) for chunks in lines]


def beside(left: Sequence[Line], right: Sequence[Line]) -> list[Line]:
    """Two columns of lines as rows of one; their runs have their places already."""
    rows = []
    for number in range(max(len(left), len(right))):
        one = [column[number] for column in (left, right) if number < len(column)]
        rows.append(
            replace(
                one[0],
                runs=tuple(run for line in one for run in line.runs),
                refs=tuple(ref for line in one for ref in line.refs),
                bars=tuple(bar for line in one for bar in line.bars),
                height=max(line.height for line in one),
                base=max(line.base for line in one),
                keep=number + 1 < max(len(left), len(right)),
            )
        )
    return rows


def _chunks(pieces: Iterable[Piece]) -> Iterator[_Chunk]:
    chunk: _Chunk = []
    for piece in pieces:
        for number, word in enumerate(piece.words.split(" ")):
            if number and chunk:
                yield chunk
                chunk = []
            if word:
                chunk.append(replace(piece, words=word))
    if chunk:
        yield chunk


def _fitting(chunk: _Chunk, width: float) -> Iterator[_Chunk]:
    """The chunk, or the parts of one that no line can hold, broken anywhere."""
    if _width(chunk) <= width:
        yield chunk
        return
    part: _Chunk = []
    for piece in chunk:
        kept = ""
        for char in piece.words:
            if kept and _width([*part, replace(piece, words=kept + char)]) > width:
                yield [*part, replace(piece, words=kept, ref=None)]
                part, kept = [], ""
            kept += char
        part.append(replace(piece, words=kept))
    yield part


def _width(chunk: _Chunk) -> float:
    return sum(
        text_width(piece.words, piece.face.size, piece.face.weight, piece.face.slant) for piece in chunk
    )


def _line(chunks: Sequence[_Chunk], indent: float, leading: float, bars: tuple[Bar, ...]) -> Line:
    """Words of one face are one run, so that they can be searched and copied as they are read."""
    runs: list[Run] = []
    x = end = indent
    for number, chunk in enumerate(chunks):
        for place, piece in enumerate(chunk):
            face, blank = piece.face, " " if number and not place else ""
            if runs and runs[-1].face == face and piece.ref is None:
                runs[-1] = replace(runs[-1], words=f"{runs[-1].words}{blank}{piece.words}")
                x = runs[-1].x
            else:
                x = end + (text_width(" ", face.size) if blank else 0.0)
                runs.append(Run(piece.words, face, x))
            end = x + text_width(runs[-1].words, face.size, face.weight, face.slant)
    size = max((piece.face.size for chunk in chunks for piece in chunk if not piece.face.lift), default=8.0)
    refs = tuple(piece.ref for chunk in chunks for piece in chunk if piece.ref is not None)
    return Line(tuple(runs), size * leading, size * (leading + 0.52) / 2, refs, bars)
