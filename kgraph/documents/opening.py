"""From a file to what is in it: unpacked, given to the reader of its format, and piece by piece finished."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import IO

from kgraph.documents.article import Article, finished
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Found, Skipped
from kgraph.documents.kinds import Kind, is_told, kind_of, reader_of
from kgraph.documents.packed import unpacked
from kgraph.documents.piece import Piece

__all__ = ["HEAD", "Step", "articles_of"]

HEAD = 4096
"""Bytes by which a format is told."""
_DEEPEST = 3
"""Formats within each other: a feed in a web archive, packed twice."""
_NESTED = "nested too deeply: save the article as text"
_NO_DUMP = (
    "looks like plain text, in which no columns are to be found: tell its format (--kind csv), or the names "
    "that its header has"
)

Step = tuple[int, str | Found | Skipped]
"""The number of a piece of a file, and the name of what is read next, or what came of it."""


def articles_of(
    piece: Piece,
    *,
    start: int = 0,
    part: tuple[int, int] = (0, 1),
    publisher: str | None = None,
    published: date | None = None,
    media_type: str | None = None,
) -> Iterator[Step]:
    """What a file holds, after the first `start` pieces of it, each announced by its name.

    Of the `part` (2, 5) it is the third of each five pieces.

    A fault of one piece costs that piece; only a fault of what holds them ends the file.
    """
    number = 0
    try:
        kind = _prepare(piece, media_type)
        for one in reader_of(kind)(piece):
            number += 1
            if number <= start or (number - 1) % part[1] != part[0]:
                continue
            yield number, one.path if isinstance(one, Skipped) else one.name
            for end in _ends(one, _DEEPEST):
                found = (
                    end
                    if isinstance(end, Skipped)
                    else finished(end, publisher=publisher, published=published)
                )
                yield number, found
    except UnreadableError as fault:
        yield number + 1, Skipped(piece.name, str(fault))
    except RecursionError:
        yield number + 1, Skipped(piece.name, _NESTED)
    except OSError as error:
        yield number + 1, Skipped(piece.name, f"cannot be read ({error.strerror or error})")
    except MemoryError:
        raise
    except Exception as error:  # a fault of a library costs one file, not the run
        yield number + 1, Skipped(piece.name, _broken(error))


def _ends(one: Article | Skipped | Piece, deepest: int) -> Iterator[Article | Skipped]:
    if not isinstance(one, Piece):
        yield one
        return
    try:
        kind = _prepare(one, None)
        if deepest == 0:
            raise UnreadableError(_NESTED)
        for inner in reader_of(kind)(one):
            yield from _ends(inner, deepest - 1)
    except UnreadableError as fault:
        yield Skipped(one.name, str(fault))
    except RecursionError:
        yield Skipped(one.name, _NESTED)
    except MemoryError:
        raise
    except Exception as error:
        yield Skipped(one.name, _broken(error))


def _broken(error: Exception) -> str:
    return f"breaks its reader ({type(error).__name__}: {str(error)[:200]}): save the article as text"


def _prepare(piece: Piece, media_type: str | None) -> Kind:
    """Unpack a piece, however often it is packed, and tell its format."""
    stream = _peekable(piece.stream)
    for _ in range(_DEEPEST):
        inner = unpacked(stream, stream.peek(4)[:4])
        if inner is None:
            break
        stream = _peekable(inner)
    else:
        raise UnreadableError("packed more than twice: unpack it first")
    piece.stream = stream
    head = stream.peek(HEAD)[:HEAD]
    found = kind_of(piece.name, head, kind=piece.kind, media_type=media_type, columns=piece.columns)
    if piece.columns and found.name in ("text", "markdown") and head and not is_told(piece, media_type):
        raise UnreadableError(_NO_DUMP)
    return found


def _peekable(stream: IO[bytes]) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    assert isinstance(stream, io.RawIOBase | io.BytesIO)
    return io.BufferedReader(stream, 1 << 16)
