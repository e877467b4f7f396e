"""What a query answers: rows, yes or no, or triples; in Python, and in the W3C's formats.

Formats: SPARQL 1.1 Query Results JSON, CSV, TSV and XML; Turtle and N-Triples for triples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, overload

from kgraph.errors import OutputError
from kgraph.graph.collecting import uncollected
from kgraph.sparql.prefixes import query_prefixes, shortened
from kgraph.words import counted

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["FORMATS", "Answer", "Cell", "Iri"]


class Iri(str):
    """The name of a thing, or `_:…` for a thing without one; all other text in an answer is words."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{self}>"


Cell: TypeAlias = Iri | str | int | float | bool | date | None
"""A value: None where a row leaves the variable open. Numbers and days of XSD become those of Python."""

FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rows": ("csv", "json", "tsv", "xml"),
        "truth": ("csv", "json", "tsv", "xml"),
        "triples": ("turtle", "ntriples"),
    }
)
"""The formats of each kind of answer."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SHORT = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
_LITERAL = re.compile(r'"(.*)"(?:@[\w-]+|\^\^<(.*)>)?', re.DOTALL)


@dataclass(frozen=True)
class Answer(Sequence[tuple[Cell, ...]]):
    """The answer to one query: a sequence of rows, of `(yes,)` alone, or of triples.

    `kind` is "rows" (SELECT), "truth" (ASK) or "triples" (CONSTRUCT, DESCRIBE); `variables` names the
    columns. `bool()` is the truth of an ASK, else whether there is any row.
    """

    kind: Literal["rows", "truth", "triples"]
    data: bytes = field(repr=False)

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """The names of the columns."""
        if self.kind == "truth":
            return ("answer",)
        if self.kind == "triples":
            return ("subject", "predicate", "object")
        head = self.data[: self._head].decode()
        return tuple(name[1:] for name in head.split("\t") if name)

    @cached_property
    def rows(self) -> list[tuple[Cell, ...]]:
        """All rows, in the order of the answer."""
        if self.kind == "truth":
            return [(self.data == b"true",)]
        known = _Terms()
        read, width = known.__getitem__, len(self.variables)
        with uncollected():
            if self.kind == "triples":
                return [tuple(map(read, line.removesuffix(" .").split(" ", 2))) for line in self._lines]
            if not width:
                return [()] * (len(self._lines) - 1)
            # One list of all cells, then rows of it, takes less than row by row.
            cells = map(read, self._cells)
            return list(zip(*[cells] * width, strict=True))

    def dicts(self) -> Iterator[dict[str, Cell]]:
        """The rows as dictionaries by the names of the columns."""
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)

    def to_text(self, format: str) -> str:
        """The answer in one of the `FORMATS` of its kind. Raises `OutputError` for another one."""
        if format not in FORMATS[self.kind]:
            known = ", ".join(FORMATS[self.kind])
            raise OutputError(f"{format}: an answer that is {self.kind} is written as {known}.")
        if self.kind == "triples":
            return self._turtle() if format == "turtle" else "".join(f"{line}\n" for line in self._lines)
        if format == "tsv" and self.kind == "rows":
            return self.data.decode()
        import pyoxigraph

        known_as = getattr(pyoxigraph.QueryResultsFormat, format.upper())
        written = self._solutions().serialize(format=known_as)
        assert written is not None
        text = written.decode()
        return text if text.endswith("\n") else f"{text}\n"

    def to_csv(self) -> str:
        """The rows as CSV: plain values under a header, "\\r\\n" at line ends (RFC 4180)."""
        return self.to_text("csv")

    def to_json(self) -> str:
        """Rows or truth in the SPARQL 1.1 Query Results JSON Format."""
        return self.to_text("json")

    def to_turtle(self) -> str:
        """The triples in Turtle, with the prefixes that they need."""
        return self.to_text("turtle")

    @overload
    def __getitem__(self, place: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[Cell, ...]]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self.rows[place]

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        return self.data == b"true" if self.kind == "truth" else bool(self.rows)

    def __repr__(self) -> str:
        if self.kind == "truth":
            return f"<Answer: {'yes' if self else 'no'}>"
        return f"<Answer: {counted(len(self), self.kind.removesuffix('s'), comma='')}>"

    @cached_property
    def _lines(self) -> list[str]:
        # Terms escape every line end but these in `splitlines`, so only "\n" separates.
        text = self.data.decode()
        lines = text.split("\n")
        if lines[-1] == "":
            lines.pop()
        return sorted(set(lines)) if self.kind == "triples" else lines

    @property
    def _head(self) -> int:
        """The number of bytes of the line that names the columns."""
        end = self.data.find(b"\n")
        return len(self.data) if end < 0 else end

    @property
    def _cells(self) -> list[str]:
        """The terms of all rows, one after the other; tabs and line ends are escaped within terms."""
        rest = str(memoryview(self.data)[self._head + 1 :], "utf-8")
        return rest.removesuffix("\n").replace("\n", "\t").split("\t") if rest else []

    def _solutions(self) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        import pyoxigraph

        known = pyoxigraph.QueryResultsFormat
        if self.kind == "truth":
            said = b'{"head":{},"boolean":' + self.data + b"}"
            return pyoxigraph.parse_query_results(said, format=known.JSON)
        return pyoxigraph.parse_query_results(self.data, format=known.TSV)

    def _turtle(self) -> str:
        import pyoxigraph

        known = pyoxigraph.RdfFormat
        triples = [quad.triple for quad in pyoxigraph.parse("\n".join(self._lines), format=known.N_TRIPLES)]
        used = {prefix for line in self._lines for prefix in _prefixes_in(line)}
        prefixes = {name: space for name, space in query_prefixes().items() if name in used}
        written = pyoxigraph.serialize(triples, format=known.TURTLE, prefixes=prefixes)
        assert written is not None
        # The prefixes come in an order that differs from run to run.
        lines = written.decode().splitlines(keepends=True)
        return "".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])


class _Terms(dict[str, Cell]):
    """Values of terms as TSV and N-Triples have them. Terms come again and again: each is read once."""

    def __init__(self) -> None:
        super().__init__({"": None})

    def __missing__(self, term: str) -> Cell:
        value = self[term] = Iri(term[1:-1]) if term[0] == "<" else _cell(term)
        return value


def _cell(term: str) -> Cell:
    """The value of a term.

    >>> _cell("<urn:a>"), _cell('"a\\\\tb"@en'), _cell("0.5"), _cell(f'"2024-05-13"^^<{_XSD}date>')
    (<urn:a>, 'a\\tb', 0.5, datetime.date(2024, 5, 13))
    """
    if term[0] == "<":
        return Iri(term[1:-1])
    if term[0] == "_":
        return Iri(term)
    found = _LITERAL.fullmatch(term)
    text, kind = (_unescaped(found[1]), found[2] or "") if found else (term, "")
    if found and not kind.startswith(_XSD):
        return text
    kind = kind.removeprefix(_XSD)
    try:
        if kind in ("boolean", "") and text in ("true", "false"):
            return text == "true"
        if kind == "date":
            return date.fromisoformat(text)
        if kind == "integer" or (not kind and text.lstrip("+-").isdigit()):
            return int(text)
        return float(text) if kind in ("decimal", "double", "float", "") else text
    except ValueError:
        return text


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(_plain, text) if "\\" in text else text


def _plain(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SHORT.get(found[3], found[3])


def _prefixes_in(line: str) -> Iterator[str]:
    for iri in re.findall(r"<([^<>\s]*)>", line):
        short = shortened(iri)
        if not short.startswith("<"):
            yield short.partition(":")[0]
