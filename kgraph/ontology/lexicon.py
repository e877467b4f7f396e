"""The lexicon: how English names kinds of things and states relations, as rows beside the ontology."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.ontology.location import ontology_dir

__all__ = ["nouns", "words"]


@cache
def nouns() -> Mapping[str, str]:
    """Head noun → entity type: `maker` names a Vendor, `regulator` a Regulator."""
    rows = _read("nouns", ("noun", "type"))
    return MappingProxyType({noun: kind for noun, kind in rows})


@cache
def words(group: str) -> frozenset[str]:
    """The words of one group of `words.csv`: `say`, `hedge`, `deny` …"""
    return frozenset(word for named, word in _read("words", ("group", "word")) if named == group)


@cache
def _read(name: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    path = ontology_dir() / "lexicon" / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
    except (OSError, ValueError) as error:
        raise OntologyError(f"{path}: the lexicon cannot be read ({error})") from error
    if tuple(header) != columns:
        raise OntologyError(f"{path}:1: the columns are {header}, expected {list(columns)}")
    faults = [
        f"{path}:{line}: {len(row)} fields, expected {len(columns)}"
        for line, row in enumerate(rows, start=2)
        if len(row) != len(columns)
    ]
    if faults:
        raise OntologyError("; ".join(faults), faults)
    return tuple(tuple(row) for row in rows)
