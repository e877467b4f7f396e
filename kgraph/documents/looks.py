"""What a text looks like by its first kilobytes: a page, a feed, a mail, JSON, rows of cells, Markdown.

For what comes without a name that tells, as standard input does, and for names that tell something else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping

__all__ = [
    "SEPARATORS",
    "is_feed",
    "is_fragment",
    "is_json",
    "is_json_lines",
    "is_mail",
    "is_markdown",
    "is_page",
    "is_table",
]

SEPARATORS = ("\t", ";", "|", ",")
"""Of the cells of a row; where two are as frequent in a header, the first of them."""

_START = rb"\A(?:\xef\xbb\xbf)?\s*"
# A comment ends at its first end, for good: else many of them would be taken together in every way.
_XML = rb"(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.{0,2000}?-->)\s*|<\?xml-stylesheet[^>]{0,500}\?>\s*)*+"
_PAGE = re.compile(_START + _XML + rb"(?:<!doctype html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE)
_FRAGMENT = re.compile(
    _START + rb"<(?:article|div|h[1-6]|main|meta|p|section|span|table|title)[\s>]", re.IGNORECASE
)
_FEED = re.compile(_START + _XML + rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_LIST = re.compile(_START + rb"\[\s*\{")
_OBJECT = re.compile(_START + rb"\{\s*\"")
_HEADING = re.compile(_START + rb"#{1,6} \S")
_FIELD = re.compile(rb"[!-9;-~]{1,80}:")
_OF_MAILS = frozenset({
    b"date", b"delivered-to", b"dkim-signature", b"from", b"message-id", b"mime-version", b"received",
    b"return-path", b"subject", b"to", b"x-received",
})  # fmt: skip
_LONGEST_NAME = 60


def is_page(head: bytes) -> bool:
    """Whether it begins as a whole web page does."""
    return _PAGE.match(head) is not None


def is_fragment(head: bytes) -> bool:
    """Whether it begins as a part of a page does.

    >>> is_fragment(b"<p>A ban</p>"), is_fragment(b"<sigh> A ban")
    (True, False)
    """
    return _FRAGMENT.match(head) is not None


def is_feed(head: bytes) -> bool:
    """Whether it begins as RSS or Atom does."""
    return _FEED.match(head) is not None


def is_mail(head: bytes) -> bool:
    r"""Whether it begins with the headers of a mail (RFC 5322), at least two that only mails have.

    >>> is_mail(b"From: a@b.example\nDate: Wed, 12 Jul 2017\n\nText"), is_mail(b"From: Avar\nA ban")
    (True, False)
    """
    names: set[bytes] = set()
    lines = head.split(b"\n")
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if number == 0 and line.startswith(b"From "):
            continue  # as a mailbox puts it before each mail
        field = _FIELD.match(line)
        if field is not None:
            names.add(field[0][:-1].lower())
        elif not (names and line[:1] in b" \t") and number < len(lines) - 1:
            return False
    return len(names & _OF_MAILS) > 1


def is_json(head: bytes) -> bool:
    r"""Whether it begins as one value of JSON does that takes more than a line, or a list of objects.

    >>> is_json(b'[{"a": 1}]'), is_json(b'{\n  "a": 1\n}'), is_json(b'{"a": 1}\n{"a": 2}')
    (True, True, False)
    """
    if _LIST.match(head):
        return True
    if not _OBJECT.match(head):
        return False
    first, newline, rest = head.lstrip(b"\xef\xbb\xbf \t\r\n").partition(b"\n")
    end, begins = first.rstrip()[-1:], rest.lstrip()[:1]
    return bool(newline) and (end == b"[" or (end in (b"{", b",") and begins == b'"'))


def is_json_lines(head: bytes) -> bool:
    """Whether it begins with an object of JSON, which may be one of many; ask `is_json` first."""
    return _OBJECT.match(head) is not None


def is_table(head: bytes, fields: Mapping[str, Collection[str]], told: Mapping[str, str]) -> bool:
    r"""Whether it begins with the header of a dump: names of columns, one of them that of the texts.

    `fields` are the usual names of columns, `told` those that the caller gave.

    >>> usual = {"text": ["text"], "published": ["date"]}
    >>> is_table(b"date;text\n1;2", usual, {}), is_table(b"words,n\na,1", usual, {"text": "words"})
    (True, True)
    >>> is_table(b"The text, date and place\n", usual, {}), is_table(b"text\nA ban", usual, {})
    (False, False)
    """
    first = head.decode("utf-8-sig", "replace").partition("\n")[0].strip("\r")
    marks = {mark: first.count(mark) for mark in SEPARATORS}
    mark = max(marks, key=lambda mark: marks[mark])
    if not marks[mark]:
        return False
    cells = [cell.strip() for cell in next(csv.reader([first], delimiter=mark), [])]
    if not all(0 < len(cell) <= _LONGEST_NAME for cell in cells):
        return False
    texts = {told["text"]} if "text" in told else set(fields["text"])
    others = {*told.values(), *(name for names in fields.values() for name in names)}
    known = {cell for cell in (*cells, *map(str.lower, cells)) if cell in others or cell in texts}
    return bool(known & texts) and ("text" in told or len({cell.lower() for cell in known}) > 1)


def is_markdown(head: bytes) -> bool:
    """Whether it begins with a heading of Markdown."""
    return _HEADING.match(head) is not None
