"""The lexicon: how English names kinds of things and states relations, as rows beside the ontology."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.ontology.location import ontology_dir

__all__ = ["TriggerRow", "nouns", "read_triggers", "triggers", "words"]

PARTS_OF_SPEECH = frozenset({"verb", "noun", "adj"})


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One way of stating a relation: a word, what must stand with it, and where the two sides stand.

    `pos` is one of `PARTS_OF_SPEECH`. `needs` are pairs (companion, words): every companion must be one of
    its words. `subject` and `object` are frame slots in order of preference. `id` is `relation:trigger`; rows
    that differ only in the rest share it.
    """

    relation: str
    trigger: str
    pos: str
    needs: tuple[tuple[str, frozenset[str]], ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    id: str


@cache
def nouns() -> Mapping[str, str]:
    """Head noun, a lower-case lemma → entity type: `maker` names a Vendor, `regulator` a Regulator.

    This and the other tables are read once a process; OntologyError where a file cannot be read.
    """
    rows = _read(ontology_dir() / "lexicon" / "nouns.csv", ("noun", "type"))
    return MappingProxyType({noun: kind for _, (noun, kind) in rows})


@cache
def words(group: str) -> frozenset[str]:
    """The words of one group of `words.csv`: `say`, `hedge`, `deny` … Empty where there is no such group."""
    return frozenset(word for _, (named, word) in _word_rows() if named == group)


@cache
def _word_rows() -> tuple[tuple[int, tuple[str, ...]], ...]:
    return _read(ontology_dir() / "lexicon" / "words.csv", ("group", "word"))


@cache
def triggers() -> Mapping[str, tuple[TriggerRow, ...]]:
    """Trigger word, a lower-case lemma → the rows of all relations that it may state."""
    table: dict[str, list[TriggerRow]] = {}
    for path in sorted((ontology_dir() / "lexicon" / "relations").glob("*.csv")):
        for row in read_triggers(path):
            table.setdefault(row.trigger, []).append(row)
    return MappingProxyType({word: tuple(rows) for word, rows in table.items()})


def read_triggers(path: Path) -> tuple[TriggerRow, ...]:
    """The rows of one relation; the file's name is the relation's name.

    Raises OntologyError that names every faulty line.
    """
    found, faults = [], []
    for line, (trigger, pos, needs, subject, thing) in _read(
        path, ("trigger", "pos", "needs", "subject", "object")
    ):
        conditions = [part.partition(":") for part in needs.split()]
        if pos not in PARTS_OF_SPEECH:
            faults.append(f"{path}:{line}: part of speech {pos!r}, expected one of {sorted(PARTS_OF_SPEECH)}")
        elif not trigger or not subject or not thing or any(not options for _, _, options in conditions):
            faults.append(f"{path}:{line}: a trigger needs a word, a subject slot and an object slot")
        else:
            found.append(
                TriggerRow(
                    relation=path.stem,
                    trigger=trigger,
                    pos=pos,
                    needs=tuple((key, frozenset(options.split("|"))) for key, _, options in conditions),
                    subject=tuple(subject.split("|")),
                    object=tuple(thing.split("|")),
                    id=f"{path.stem}:{trigger}",
                )
            )
    if faults:
        raise OntologyError("; ".join(faults), faults)
    return tuple(found)


def _read(path: Path, columns: tuple[str, ...]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Line number and fields of every row of a CSV file with exactly these columns."""
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
    return tuple((line, tuple(row)) for line, row in enumerate(rows, start=2))
