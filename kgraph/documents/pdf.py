"""PDF by pypdf: the words of all pages, without the lines that stand on every page."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.documents.article import MAX_CHARACTERS, Article
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.piece import Piece

if TYPE_CHECKING:
    from pypdf import PdfReader

__all__ = ["read_pdf"]

_MOST_PAGES = 2_000
_SCANNED = "holds no text, only pictures of it: run text recognition (OCR) over it, and save the text"
_LOCKED = "encrypted: open it with its password, and save it without"
_LOCKED_AES = "encrypted in a way for which a library is missing: pip install cryptography"
_HYPHENATED = re.compile(r"(?<=[a-z])[-\u00ad\u2010]\n(?=[a-z])")
_NUMBER = re.compile(r"\d+")
_NO_TITLE = re.compile(
    r"\.(?:docx?|indd|pdf|qxd|rtf|tex|pptx?)\b|\Amicrosoft |\Auntitled|\A\W*\Z", re.IGNORECASE
)


def read_pdf(piece: Piece) -> Iterator[Article]:
    """The article of a PDF file; its day of making is no day of publication.

    Raises:
        UnreadableError: damaged, encrypted, without text, or with more than 2,000 pages.
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(piece.whole()), strict=False)
        if reader.is_encrypted and not _opened(reader):
            raise UnreadableError(_LOCKED)
        if len(reader.pages) > _MOST_PAGES:
            raise UnreadableError(f"has more than {_MOST_PAGES} pages: split it")
        text = _text(reader)
        facts = reader.metadata
        title = str(facts.title).strip() if facts and facts.title else None
        author = str(facts.author).strip() if facts and facts.author else None
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except DependencyError as error:
        raise UnreadableError(_LOCKED_AES) from error
    except PyPdfError as error:
        raise UnreadableError(f"damaged PDF ({_first_line(error)}): save it again, or its text") from error
    except Exception as error:  # of broken files pypdf raises whatever its parts do
        raise UnreadableError(
            f"damaged PDF ({type(error).__name__}: {_first_line(error)}): save it again, or its text"
        ) from error
    if not re.search(r"\w", text):
        raise UnreadableError(_SCANNED)
    if title and (_NO_TITLE.search(title) or len(title.split()) < 2):
        title = None
    yield Article(piece.name, text, "pdf", title=title, author=author, url=piece.url)


def _opened(reader: PdfReader) -> bool:
    """Many files are encrypted with an empty password, against printing."""
    try:
        return bool(reader.decrypt(""))
    except NotImplementedError:
        return False


def _text(reader: PdfReader) -> str:
    pages: list[list[str]] = []
    length = 0
    for page in reader.pages:
        lines = [line.rstrip() for line in page.extract_text().split("\n")]
        length += sum(map(len, lines))
        if length > MAX_CHARACTERS:
            raise UnreadableError(f"has more than {MAX_CHARACTERS // 1_000_000} million characters: split it")
        pages.append(lines)
    return _HYPHENATED.sub("", "\n".join(line for page in _without_margins(pages) for line in page))


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    """The lines of the pages without the head and the foot that half of them share, numbers aside.

    >>> _without_margins([["Ledger 1", "A ban."], ["Ledger 2", "Next."], ["Ledger 3", "More."]])
    [['A ban.'], ['Next.'], ['More.']]
    """
    if len(pages) < 3:
        return pages

    def same(line: str) -> str:
        return _NUMBER.sub("0", line.strip())

    edges = Counter(edge for page in pages for edge in {same(line) for line in (*page[:2], *page[-2:])})
    often = {edge for edge, count in edges.items() if edge and count > max(2, len(pages) // 2)}
    if not often:
        return pages
    kept: list[list[str]] = []
    for page in pages:
        last = len(page) - 2
        kept.append(
            [line for n, line in enumerate(page) if not ((n < 2 or n >= last) and same(line) in often)]
        )
    return kept


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200] or type(error).__name__
