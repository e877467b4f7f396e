"""The formats that a graph can leave in: one plain table, one row a format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from kgraph.errors import OutputError
from kgraph.export.jsonl import jsonl_lines
from kgraph.export.table import table_lines
from kgraph.export.turtle import turtle_lines
from kgraph.graph import ClaimGraph

__all__ = ["FORMATS", "Format", "export", "format_for", "register"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph: `lines` gives its text without line ends, piece by piece."""

    name: str
    suffix: str
    summary: str
    lines: Callable[[ClaimGraph], Iterator[str]]


def register(*formats: Format) -> Mapping[str, Format]:
    """Formats by name. `ValueError` where two share a name or a suffix."""
    table: dict[str, Format] = {}
    for row in formats:
        for other in table.values():
            if row.name == other.name or row.suffix == other.suffix:
                raise ValueError(f"format {row.name} ({row.suffix}): {other.name} ({other.suffix}) is there")
        table[row.name] = row
    return MappingProxyType(table)


FORMATS = register(
    Format("turtle", ".ttl", "RDF for triple stores and SPARQL, with all evidence", turtle_lines),
    Format("jsonl", ".jsonl", "one claim a line as JSON; reads back without loss", jsonl_lines),
    Format("table", ".txt", "aligned columns to read in a terminal", table_lines),
)


def format_for(name: str) -> Format:
    """The format of a name (`turtle`), or of a path by its suffix (`out.ttl`)."""
    if name in FORMATS:
        return FORMATS[name]
    suffix = Path(name).suffix.lower()
    for row in FORMATS.values():
        if suffix == row.suffix:
            return row
    known = ", ".join(f"{row.name} ({row.suffix})" for row in FORMATS.values())
    raise OutputError(f"{name}: there is no such format; there are {known}.")


def export(graph: ClaimGraph, path: str | PathLike[str], format: str | None = None) -> None:
    """Write a graph in a format, by default that of the path's suffix.

    The file appears under its name only when it is complete. Raises `OutputError`.
    """
    path = Path(path)
    lines = format_for(format or path.name).lines(graph)
    try:
        with TemporaryDirectory(prefix=".kgraph-", dir=path.parent) as folder:
            beside = Path(folder) / path.name
            with beside.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in lines)
            beside.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place.") from error
