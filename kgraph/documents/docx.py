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
    from lxml.etree import _Element

__all__ = ["read_docx"]

_MOST_UNPACKED = 100_000_000
_TEXT = "word/document.xml"
_NO_TITLE = ("word document", "untitled", "title")
_NO_AUTHOR = ("python-docx",)
"""What libraries write where nobody gave an author."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "txbxContent"}
"""Elements that are not looked into: what was struck out or moved away, properties, boxes beside the text."""


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
    if author and author.strip().lower() in _NO_AUTHOR:
        author = None
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
    length = 0
    for block in _blocks(document.element.body):
        lines = _rows(block) if block.tag == f"{_W}tbl" else iter((_words(block), ""))
        for line in lines:
            length += len(line)
            if length > MAX_CHARACTERS:
                raise UnreadableError(
                    f"has more than {MAX_CHARACTERS // 1_000_000} million characters: split it"
                )
            yield line


def _blocks(parent: _Element, wanted: tuple[str, ...] = ("p", "tbl")) -> Iterator[_Element]:
    """The nearest elements of some kinds, in order: also those in content controls and tracked insertions."""
    left = [parent]
    while left:
        element = left.pop()
        name = _local(element)
        if name in wanted and element is not parent:
            yield element
        elif name not in _LEFT_OUT:
            left.extend(reversed(element))


def _words(parent: _Element) -> str:
    """The words of a paragraph as it stands: with insertions, links, fields and content controls."""
    found = _blocks(parent, ("t", *_SIGNS))
    return "".join(_SIGNS.get(_local(each)) or each.text or "" for each in found)


def _local(element: _Element) -> str:
    """The name of an element of Word; of others none."""
    tag = element.tag
    return tag.removeprefix(_W) if isinstance(tag, str) and tag.startswith(_W) else ""


def _rows(table: _Element) -> Iterator[str]:
    above: dict[int, str] = {}
    for row in _blocks(table, ("tr",)):
        column, texts = 0, []
        for cell in _blocks(row, ("tc",)):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is None or merged.get(f"{_W}val") == "restart":
                words = " ".join(map(_words, _blocks(cell, ("p",))))
                above[column] = " ".join(words.split())
            texts.append(above.get(column, ""))
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            column += int(span.get(f"{_W}val", "1")) if span is not None else 1
        yield " | ".join(texts)
    yield ""
