"""The files of the catalogue read into entries; all their faults are found before one error is raised."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import OntologyError
from kgraph.ontology.catalogue import Catalogue, CatalogueEntry, Clash

__all__ = ["read_catalogue"]

_REQUIRED = ("id", "name", "type")
_LISTS = ("aliases", "adjectives", "metonyms", "generic")
_COLUMNS = (*_REQUIRED, *_LISTS, "country", "wikidata", "vendor")
_ID = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LOOSE = re.compile(r"(?:^|\|)(?:\s|\||$)|\s(?:\||$)")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: where it stands, its cells by column, and the items of the cells that are lists."""

    place: str
    cells: dict[str, str]
    lists: dict[str, tuple[str, ...]]

    def entry(self) -> CatalogueEntry:
        cell, items = self.cells, self.lists
        return CatalogueEntry(
            id=cell["id"],
            name=cell["name"],
            type=cell["type"],
            aliases=items["aliases"],
            adjectives=items["adjectives"],
            country=cell.get("country") or None,
            wikidata=cell.get("wikidata") or None,
            metonyms=items["metonyms"],
            generic=items["generic"],
            vendor=cell.get("vendor") or None,
        )


def read_catalogue(shipped: Path, types: Collection[str], added: Path | None = None) -> Catalogue:
    """The catalogue of all `*.csv` in the folder `shipped`, and of `added`, a file or such a folder.

    `types` are the names of the ontology's entity types. A row of `added` whose id is known replaces the
    shipped row. Raises OntologyError; its `faults` are lines `file:line:column: what is wrong`.
    """
    faults: list[str] = []
    rows = _unique(_rows(shipped, faults), faults)
    if added:
        rows |= _unique(_rows(added, faults), faults)
    faults += _unknown(rows, types)
    found = Catalogue(row.entry() for row in rows.values())
    faults += [_taken(clash, rows) for clash in found.clashes]
    if faults:
        more = f" (and {len(faults) - 5} more)" if len(faults) > 5 else ""
        raise OntologyError("; ".join(faults[:5]) + more, faults)
    return found


def _rows(source: Path, faults: list[str]) -> Iterator[_Row]:
    paths = sorted(source.glob("*.csv")) if source.is_dir() else [source]
    if not paths:
        faults.append(f"{source}: no *.csv in this folder")
    for path in paths:
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield from _rows_of(path, csv.reader(file, strict=True), faults)
        except (OSError, ValueError, csv.Error) as error:
            faults.append(f"{path}: cannot be read as CSV in UTF-8 ({error})")


def _rows_of(path: Path, table: Iterator[list[str]], faults: list[str]) -> Iterator[_Row]:
    header = next(table, [])
    wrong = [f"{path}:1:{column}: missing column" for column in _REQUIRED if column not in header]
    wrong += [
        f"{path}:1:{column}: not a column of the catalogue, which are {', '.join(_COLUMNS)}"
        for column in header
        if column not in _COLUMNS
    ]
    wrong += [f"{path}:1:{column}: named twice" for column in set(header) if header.count(column) > 1]
    faults += wrong
    if wrong:
        return
    for row in table:
        place = f"{path}:{table.line_num}"  # type: ignore[attr-defined]  # csv's reader has it
        if len(row) == len(header):
            cells = dict(zip(header, row, strict=True))
            lists = {column: _items(cells.get(column, "")) for column in _LISTS}
            faults += _malformed(place, cells, lists)
            yield _Row(place, cells, lists)
        elif row:
            faults.append(f"{place}: {len(row)} fields, expected {len(header)}")


def _items(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _malformed(place: str, cells: dict[str, str], lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for column in _REQUIRED:
        if not cells[column]:
            yield f"{place}:{column}: empty"
    if _LOOSE.search("|".join(filter(None, cells.values()))):  # one look at the row, for most have none
        for column, cell in cells.items():
            if cell and _LOOSE.search(cell):
                yield f"{place}:{column}: {cell!r} has an empty item, or blanks around one"
    for column, items in lists.items():
        if len(items) > 1 and len(set(items)) < len(items):
            yield f"{place}:{column}: an item stands twice"
    if not _ID.fullmatch(cells["id"]) or cells["id"] != cells["id"].casefold():
        yield f"{place}:id: {cells['id']!r}, expected small letters, digits and hyphens"
    if (number := cells.get("wikidata")) and not _WIKIDATA.fullmatch(number):
        yield f"{place}:wikidata: {number!r}, expected a Q and a number"


def _unique(rows: Iterable[_Row], faults: list[str]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    for row in rows:
        other = found.setdefault(row.cells["id"], row)
        if other is not row:
            faults.append(f"{row.place}:id: {row.cells['id']} is already the id of {other.place}")
    return found


def _unknown(rows: dict[str, _Row], types: Collection[str]) -> Iterator[str]:
    """References to what is not there: a type, a state, a vendor."""
    for row in rows.values():
        kind, country, vendor = (row.cells.get(column) for column in ("type", "country", "vendor"))
        if kind not in types:
            yield f"{row.place}:type: {kind!r} is no entity type of the ontology"
        if country and (country not in rows or rows[country].cells["type"] != "Government"):
            yield f"{row.place}:country: {country} is the id of no Government"
        if vendor and vendor not in rows:
            yield f"{row.place}:vendor: {vendor} is the id of no row"


def _taken(clash: Clash, rows: dict[str, _Row]) -> str:
    there = f"{clash.owner.id}, {rows[clash.owner.id].place}"
    cure = "make it generic, or drop one" if clash.use == "aliases" else "drop one"
    return f"{rows[clash.entry.id].place}:{clash.use}: {clash.name!r} is taken by {there}; {cure}"
