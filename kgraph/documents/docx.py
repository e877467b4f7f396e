"""Word documents (DOCX) by python-docx: paragraphs and tables in their order, and what its properties say."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.documents.article import MAX_CHARACTERS, Article
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.piece import Piece

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table

__all__ = ["read_docx"]

_MOST_UNPACKED = 100_000_000
_TEXT = "word/document.xml"
_NO_TITLE = ("word document", "untitled", "title")


def read_docx(piece: Piece) -> Iterator[Article]:
    """The article of a Word document. The day when it was made is no day of publication.

    Raises:
        UnreadableError: damaged, encrypted, another kind of office document, or unpacked larger than 100 MB.
    """
    data = piece.whole()
    _check(data)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(document))
        facts = document.core_properties
        title, author = facts.title or None, facts.author or None
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except (
        OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile, AttributeError, EOFError, OSError
    ) as error:  # fmt: skip
        raise UnreadableError(
            f"damaged Word document ({type(error).__name__}: {error}): save it again"
        ) from error
    if title and title.strip().lower() in _NO_TITLE:
        title = None
    yield Article(piece.name, text, "docx", title=title, author=author, url=piece.url)


def _check(data: bytes) -> None:
    """That it is a Word document, and how large it will be; zipfile holds entries to their declared size."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("an encrypted or old office document: save it as DOCX without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
        raise UnreadableError(f"damaged Word document ({error}): save it again") from error
    if _TEXT not in sizes:
        raise UnreadableError("a ZIP archive, but no Word document: unpack it, or save its text")
    if sum(sizes.values()) > _MOST_UNPACKED:
        raise UnreadableError(
            f"unpacks to more than {_MOST_UNPACKED // 1_000_000} MB: it is no honest document"
        )


def _lines(document: WordDocument) -> Iterator[str]:
    from docx.table import Table

    length = 0
    for block in document.iter_inner_content():
        lines = _rows(block) if isinstance(block, Table) else iter((block.text, ""))
        for line in lines:
            length += len(line)
            if length > MAX_CHARACTERS:
                raise UnreadableError(
                    f"has more than {MAX_CHARACTERS // 1_000_000} million characters: split it"
                )
            yield line


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)  # merged cells come twice
        yield " | ".join(cells)
    yield ""
