"""The formats that can be read, a row each: how they are known, and which function reads them.

A reader takes a `Piece` and yields what is in it: `Article`s, `Skipped` for what it cannot read, and
other `Piece`s to be read in turn, as the pages of a web archive are. Readers are imported when they are
first needed. To add a format, write its module and add its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TypeAlias

from kgraph.documents.article import Article
from kgraph.documents.found import Skipped
from kgraph.documents.piece import Piece

__all__ = ["ENDINGS", "KINDS", "PACKED", "Kind", "Reader", "content_type", "kind_of", "reader_of"]

Reader: TypeAlias = Callable[[Piece], Iterator[Article | Skipped | Piece]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A format: endings of names, media types, bytes that only it begins with, and a look of its text.

    `several` formats hold any number of articles. `walked` ones are read from folders, too.
    """

    name: str
    reader: str
    endings: tuple[str, ...]
    types: tuple[str, ...] = ()
    magic: tuple[bytes, ...] = ()
    looks: re.Pattern[bytes] | None = None
    several: bool = False
    walked: bool = True


def _looks(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?:\xef\xbb\xbf)?\s*" + pattern, re.IGNORECASE)


# A comment ends at its first end, for good: else many of them would be taken together in every way.
_XML = rb"(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*|<\?xml-stylesheet[^>]{0,500}\?>\s*)*+"

KINDS = (
    Kind("text", "plain:read_text", (".txt", ".text"), ("text/plain",)),
    Kind("markdown", "plain:read_markdown", (".md", ".markdown"), ("text/markdown",)),
    Kind(
        "html",
        "page:read_page",
        (".html", ".htm", ".xhtml"),
        ("text/html", "application/xhtml+xml"),
        looks=_looks(_XML + rb"(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])"),
    ),
    Kind("pdf", "pdf:read_pdf", (".pdf",), ("application/pdf",), (b"%PDF-",)),
    Kind("mail", "mail:read_mail", (".eml",), ("message/rfc822",)),
    Kind(
        "docx",
        "docx:read_docx",
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    ),
    Kind(
        "feed",
        "feed:read_feed",
        (".rss", ".atom", ".xml"),
        ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"),
        looks=_looks(_XML + rb"<(?:rss|feed|rdf:RDF)[\s>]"),
        several=True,
    ),
    Kind("warc", "archive:read_warc", (".warc",), ("application/warc",), (b"WARC/",), several=True),
    Kind("wacz", "archive:read_wacz", (".wacz",), several=True),
    Kind(
        "jsonl",
        "lines:read_json_lines",
        (".jsonl", ".ndjson"),
        ("application/x-ndjson", "application/jsonl"),
        looks=_looks(rb"\{\s*\""),
        several=True,
    ),
    Kind(
        "json",
        "lines:read_json",
        (".json",),
        ("application/json",),
        looks=_looks(rb"\[\s*\{"),
        several=True,
        walked=False,
    ),
    Kind("csv", "lines:read_csv", (".csv", ".tsv"), ("text/csv",), several=True),
    Kind("parquet", "parquet:read_parquet", (".parquet",), magic=(b"PAR1",), several=True),
)
"""In the order in which they are tried."""

PACKED = (".gz", ".zst")
"""Endings that stand behind others: `.warc.gz`."""

ENDINGS = tuple(ending for kind in KINDS if kind.walked for ending in kind.endings)
"""Of the files that are read from a folder, packed or not."""

_ZIP = b"PK\x03\x04"
_BY_NAME = {kind.name: kind for kind in KINDS}


def kind_of(name: str, head: bytes, *, kind: str | None = None, media_type: str | None = None) -> Kind:
    """The format of a file, by the first kilobytes of it, by what is known of it, and by its name.

    Bytes that only one format begins with count most; a text that looks like markup or data is not read
    as plain text whatever its name says.

    >>> kind_of("a.txt", b"%PDF-1.7").name, kind_of("a.txt", b"<!doctype html>").name
    ('pdf', 'html')
    >>> kind_of("a.html", b"Words").name, kind_of("a", b"Words").name, kind_of("a.docx", b"PK").name
    ('html', 'text', 'docx')
    """
    for row in KINDS:
        if head.startswith(row.magic):
            return row
    if kind:
        return _BY_NAME[kind]
    plain = name.lower().removesuffix(".gz").removesuffix(".zst")
    named = next((row for row in KINDS if plain.endswith(row.endings)), None)
    typed = media_type and next((row for row in KINDS if media_type in row.types), None)
    said = typed or named
    if said is None and head.startswith(_ZIP):
        return _BY_NAME["wacz" if b"archive/" in head or b"datapackage" in head else "docx"]
    if said is None or said.name in ("text", "markdown", "feed", "json", "jsonl"):
        return next((row for row in KINDS if row.looks and row.looks.match(head)), said or _BY_NAME["text"])
    return said


def content_type(header: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a `Content-Type` header; None for what it does not say.

    >>> content_type('Text/HTML; charset="UTF-8"'), content_type("text/plain"), content_type(None)
    (('text/html', 'utf-8'), ('text/plain', None), (None, None))
    """
    said = (header or "").lower()
    charset = said.partition("charset=")[2].split(";")[0].strip(" \"'")
    return said.split(";")[0].strip() or None, charset or None


def reader_of(kind: Kind) -> Reader:
    """The function that reads a format, imported now."""
    module, _, name = kind.reader.partition(":")
    reader: Reader = getattr(import_module(f"kgraph.documents.{module}"), name)
    return reader
