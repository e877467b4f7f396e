"""The formats that a graph can leave in: one plain table, one row a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kgraph.errors import OutputError
from kgraph.export.csv_table import csv_lines
from kgraph.export.ftm import ftm_lines
from kgraph.export.gexf import gexf_lines
from kgraph.export.graphml import graphml_lines
from kgraph.export.jsonl import jsonl_lines
from kgraph.export.jsonld import jsonld_lines
from kgraph.export.nanopub import nanopub_lines
from kgraph.export.neo4j import write_neo4j
from kgraph.export.ntriples import nquads_lines, ntriples_lines
from kgraph.export.parquet import write_parquet
from kgraph.export.rdfxml import rdfxml_lines
from kgraph.export.table import table_lines
from kgraph.export.trig import trig_lines
from kgraph.export.turtle import turtle_lines
from kgraph.graph import ClaimGraph
from kgraph.placing import placed

__all__ = ["FORMATS", "Format", "export", "format_for", "register"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph.

    `make` gives its text without line ends, piece by piece. A format that is no text has `write`
    instead, which makes the file (or the folder, where `suffix` is empty). `options` are the names of
    the keyword arguments that `make` takes.
    """

    name: str
    suffix: str
    summary: str
    make: Callable[..., Iterator[str]] | None = None
    write: Callable[[ClaimGraph, Path], None] | None = None
    options: tuple[str, ...] = ()

    def lines(self, graph: ClaimGraph, **options: Any) -> Iterator[str]:
        """The text, piece by piece, without line ends. Raises `OutputError` where it is no text."""
        self.check(options)
        if self.make is None:
            raise OutputError(
                f"{self.name} is no text: write it with `kgraph export --format {self.name} -o`."
            )
        return self.make(graph, **options)

    def check(self, options: Iterable[str]) -> None:
        """Raise `OutputError` for an option that the format does not have."""
        for option in options:
            if option not in self.options:
                able = [row.name for row in FORMATS.values() if option in row.options]
                only = f"; only {', '.join(able)} has it" if able else ""
                raise OutputError(f"{option}: the format {self.name} has no such option{only}.")


def register(*formats: Format) -> Mapping[str, Format]:
    """Formats by name. `ValueError` where two share a name or a suffix."""
    table: dict[str, Format] = {}
    for row in formats:
        for other in table.values():
            if row.name == other.name or (row.suffix and row.suffix == other.suffix):
                raise ValueError(f"format {row.name} ({row.suffix}): {other.name} ({other.suffix}) is there")
        table[row.name] = row
    return MappingProxyType(table)


FORMATS = register(
    Format("turtle", ".ttl", "RDF for triple stores and SPARQL, with all evidence", turtle_lines),
    Format("trig", ".trig", "Turtle with a named graph for each document", trig_lines),
    Format("nquads", ".nq", "RDF with named graphs, one statement a line", nquads_lines),
    Format("ntriples", ".nt", "RDF, one statement a line", ntriples_lines),
    Format("jsonld", ".jsonld", "RDF as nested JSON", jsonld_lines),
    Format("rdfxml", ".rdf", "RDF as XML; control characters are replaced", rdfxml_lines),
    Format("nanopub", ".nanopub.trig", "a nanopublication for each claim", nanopub_lines),
    Format("jsonl", ".jsonl", "one claim a line as JSON; reads back without loss", jsonl_lines),
    Format("csv", ".csv", "one claim a row, for spreadsheets", csv_lines, options=("formula_safe",)),
    Format("parquet", ".parquet", "the same with types (needs kgraph[parquet])", write=write_parquet),
    Format("graphml", ".graphml", "a network for Gephi, yEd and Cytoscape", graphml_lines),
    Format("gexf", ".gexf", "a network for Gephi", gexf_lines),
    Format("ftm", ".ftm.jsonl", "FollowTheMoney entities, for Aleph", ftm_lines),
    Format("neo4j", "", "a folder with CSV files and a Cypher script", write=write_neo4j),
    Format("table", ".txt", "aligned columns to read in a terminal", table_lines),
)


def format_for(name: str) -> Format:
    """The format of a name (`turtle`), or of a path by its suffix (`out.ttl`), the longest one that fits."""
    if name in FORMATS:
        return FORMATS[name]
    fitting = [row for row in FORMATS.values() if row.suffix and Path(name).name.lower().endswith(row.suffix)]
    if fitting:
        return max(fitting, key=lambda row: len(row.suffix))
    known = ", ".join(f"{row.name} ({row.suffix or 'a folder'})" for row in FORMATS.values())
    raise OutputError(f"{name}: there is no such format; there are {known}.")


def export(graph: ClaimGraph, path: str | PathLike[str], format: str | None = None, **options: Any) -> None:
    """Write a graph in a format, by default that of the path's suffix.

    A file appears under its name only when it is complete, the files of a folder one after the other
    when all are. Raises `OutputError`.
    """
    path = Path(path)
    chosen = format_for(format or path.name)
    chosen.check(options)
    lines = None if chosen.write else chosen.lines(graph, **options)
    try:
        with placed(path) as made:
            if lines is None:
                assert chosen.write
                chosen.write(graph, made)
            else:
                with made.open("w", encoding="utf-8", newline="\n") as file:
                    file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); choose another place."
        ) from error
