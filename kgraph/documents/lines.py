"""Dumps of articles as JSON lines, JSON or CSV, row by row: a row that does not hold costs only itself."""

from __future__ import annotations

import csv
import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import IO, Any

from kgraph.documents.article import Article
from kgraph.documents.columns import NO_ROW, article_of_row, columns_of
from kgraph.documents.decoding import UnreadableError, decode
from kgraph.documents.found import Skipped
from kgraph.documents.looks import SEPARATORS
from kgraph.documents.piece import MAX_BYTES, Piece

__all__ = ["read_csv", "read_json", "read_json_lines"]

_LONG = f"the line is longer than {MAX_BYTES // 1_000_000} MB: it is no single article"
_AGAIN = 10 * MAX_BYTES
"""Characters that a file of CSV may have read twice: each quote without an end may take 20 MB."""
_NO_BLANK = re.compile(r"[^ \t\r\n]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_json_lines(piece: Piece) -> Iterator[Article | Skipped]:
    """An article an object, named by its line. Raises `UnreadableError` where the file has none."""
    found = 0
    for number, line in enumerate(_lines(piece.stream), start=1):
        name = f"{piece.name}#{number}"
        if line is None:
            yield Skipped(name, _LONG)
        elif line.strip():
            found += 1
            yield from _of_json(name, line, piece)
    if not found:
        raise UnreadableError(NO_ROW)


def read_json(piece: Piece) -> Iterator[Article | Skipped]:
    """A list of objects, one that holds such a list, or objects one after the other, over many lines.

    Raises `UnreadableError` where it has none, and where it is damaged, which costs the rest.
    """
    number = 0
    for value in _values(decode(piece.whole(), piece.charset).removeprefix("\ufeff")):
        for row in _rows(value, piece.columns):
            number += 1
            yield _of_row(f"{piece.name}#{number}", "json", row, piece)
    if not number:
        raise UnreadableError(NO_ROW)


def read_csv(piece: Piece) -> Iterator[Article | Skipped]:
    """An article a row (RFC 4180, or with other `SEPARATORS`), named by its number; the header is row 1.

    A row whose quotes do not hold is told, and reading goes on in the line after the one that it begins in.
    What may be the rest of it is told as well: rows with a quote too many, or with fewer cells.
    """
    csv.field_size_limit(MAX_BYTES)
    texts = _texts(piece)
    first = next(texts, "")
    delimiter = _delimiter(piece.name, first)
    lines = _Lines(chain([first], texts))
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(rows, [])]
    except csv.Error as error:
        raise UnreadableError(f"damaged CSV in its header ({error}): save it again") from error
    columns = columns_of(names, piece.columns)
    number, found = 1, 0
    while True:
        number += 1
        name = f"{piece.name}#{number}"
        again = lines.begin()
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            found += 1
            if not lines.back():
                raise UnreadableError(
                    f"damaged CSV at row {number} ({error}): the rest is not read"
                ) from error
            yield Skipped(name, f"damaged CSV ({error}): within quotes, write each quote twice")
            rows = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        if not row:
            continue
        found += 1
        if len(row) > len(names):
            yield Skipped(name, f"has {len(row)} cells, but the header has {len(names)}")
            continue
        if again and (len(row) < len(names) or lines.odd()):
            yield Skipped(name, "damaged CSV (it may be the rest of the damaged row before it)")
            continue
        yield article_of_row(name, "csv", dict(zip(names, row, strict=False)), columns)
    if not found:
        raise UnreadableError(NO_ROW)


def _delimiter(name: str, header: str) -> str:
    r"""What separates the cells: a tab where the file is called so and has one, else the most frequent.

    >>> _delimiter("a.tsv", "text, or body, or lead\tdate"), _delimiter("a.csv", "text|date")
    ('\t', '|')
    """
    if "\t" in header and name.lower().removesuffix(".gz").removesuffix(".zst").endswith(".tsv"):
        return "\t"
    return max(SEPARATORS, key=header.count) if any(map(header.count, SEPARATORS)) else ","


class _Lines:
    """Lines for the reader of CSV, which can be given again where a quote without an end has taken them."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._taken: list[str] = []
        self._waiting: deque[str] = deque()
        self._again = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines)
        self._taken.append(line)
        return line

    def begin(self) -> bool:
        """A row begins here. Whether its line was given before."""
        self._taken.clear()
        return bool(self._waiting)

    def odd(self) -> bool:
        """Whether the row has a quote without its fellow, as what is cut off from a row has."""
        return sum(line.count('"') for line in self._taken) % 2 == 1

    def back(self) -> bool:
        """Give all lines of this row but its first again; whether that is not too much by now."""
        rest = self._taken[1:]
        self._again += sum(map(len, rest))
        self._waiting.extendleft(reversed(rest))
        return self._again <= _AGAIN


def _texts(piece: Piece) -> Iterator[str]:
    for number, line in enumerate(_lines(piece.stream), start=1):
        if line is None:
            raise UnreadableError(
                f"line {number} is longer than {MAX_BYTES // 1_000_000} MB: the rest is not read"
            )
        try:
            yield decode(line, piece.charset).removeprefix("\ufeff") if line.strip(b"\0") else ""
        except UnreadableError as fault:
            raise UnreadableError(f"line {number} is {fault}") from fault


def _of_json(name: str, line: bytes, piece: Piece) -> Iterator[Article | Skipped]:
    """The article of a line, or those of a list in it, which get a second number: `a.jsonl#3.1`."""
    try:
        row = json.loads(decode(line).removeprefix("\ufeff"), strict=False)
    except UnreadableError as fault:
        yield Skipped(name, str(fault))
    except RecursionError:
        yield Skipped(name, "damaged JSON (nested too deeply)")
    except ValueError as error:
        yield Skipped(name, f"damaged JSON ({error})")
    else:
        inner = _held(row, piece.columns)
        if inner is None:
            yield _of_row(name, "jsonl", row, piece)
        for number, each in enumerate(inner or (), start=1):
            yield _of_row(f"{name}.{number}", "jsonl", each, piece)


def _values(text: str) -> Iterator[Any]:
    """The values of JSON that stand one after the other."""
    decoder = json.JSONDecoder(strict=False)
    at, end = _NO_BLANK.search(text), 0
    while at:
        try:
            value, end = decoder.raw_decode(text, at.start())
        except ValueError as error:
            rest = ": the rest is not read" if end else ": save it again"
            raise UnreadableError(f"damaged JSON ({error}){rest}") from error
        yield value
        at = _NO_BLANK.search(text, end)


def _rows(value: Any, columns: Mapping[str, str]) -> list[Any]:
    inner = value if isinstance(value, list) else _held(value, columns)
    return [value] if inner is None else inner


def _held(value: Any, columns: Mapping[str, str], deepest: int = 2) -> list[Any] | None:
    """The list of objects that an object without a text has, or one in it: the `articles` of an answer.

    >>> _held({"status": "ok", "articles": [{"text": "A ban"}]}, {}), _held({"text": "", "tags": [{}]}, {})
    ([{'text': 'A ban'}], None)
    """
    if not isinstance(value, dict) or not deepest:
        return None
    if not any(isinstance(each, list | dict) for each in value.values()) or _has_text(value, columns):
        return None
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    found = [each for each in lists if _has_text(each[0], columns)]
    inner = (_held(each, columns, deepest - 1) for each in value.values())
    found += [each for each in inner if each is not None]
    return found[0] if len(found) == 1 else None


def _has_text(row: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
    try:
        return "text" in columns_of(row, columns, header=False)
    except UnreadableError:
        return False


def _of_row(name: str, kind: str, row: Any, piece: Piece) -> Article | Skipped:
    if not isinstance(row, dict):
        return Skipped(name, 'the row is no object with named values: write it as {"text": …}')
    try:
        return article_of_row(name, kind, row, columns_of(row, piece.columns, header=False))
    except UnreadableError as fault:
        return Skipped(name, str(fault))


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines, without a limit to their number; None stands for one that is too long."""
    head = stream.readline(MAX_BYTES)
    if head.startswith(_UTF16):
        data = head + stream.read(MAX_BYTES)
        if len(data) >= MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB, and in UTF-16: save it as UTF-8")
        yield from (line.encode() for line in decode(data).splitlines(keepends=True))
        return
    line = head
    while line:
        if len(line) >= MAX_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield None
        else:
            yield line
        line = stream.readline(MAX_BYTES)
