"""Plain text and Markdown, with the block of `key: value` lines that may stand at their head."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.documents.article import Article
from kgraph.documents.decoding import UnreadableError, clean, decode
from kgraph.documents.front_matter import FrontMatterError, read_front_matter
from kgraph.documents.markdown import first_heading, plain_text
from kgraph.documents.piece import Piece

__all__ = ["read_markdown", "read_text"]


def read_text(piece: Piece) -> Iterator[Article]:
    """The text as it is. Raises `UnreadableError` for what is none, and for wrong front matter."""
    yield _read(piece, markdown=False)


def read_markdown(piece: Piece) -> Iterator[Article]:
    """The text without the marks of the markup, errors as in `read_text`."""
    yield _read(piece, markdown=True)


def _read(piece: Piece, *, markdown: bool) -> Article:
    raw = clean(decode(piece.whole(), piece.charset))
    try:
        front, raw = read_front_matter(raw)
    except FrontMatterError as fault:
        raise UnreadableError(str(fault)) from fault
    return Article(
        piece.name,
        plain_text(raw) if markdown else raw,
        "markdown" if markdown else "text",
        title=front.title or (first_heading(raw) if markdown else None),
        publisher=front.publisher,
        published=front.published,
        url=front.url or piece.url,
    )
