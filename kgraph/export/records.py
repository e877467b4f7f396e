"""RDF statements as records: what is said of each thing, by the short names of our prefixes."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from kgraph.export.terms import RDF, id_of, short_name

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Record", "Records"]


class _Text(NamedTuple):
    """A literal."""

    value: str


class Record:
    """What is said of one thing. Reading a value that is missing or wrong notes a fault."""

    def __init__(self, name: str, records: Records) -> None:
        self.name = name
        self._records = records
        self._facts: dict[str, list[str | _Text]] = {}

    def add(self, predicate: str, value: str | _Text) -> None:
        """Note a statement, once."""
        values = self._facts.setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def all(self, predicate: str) -> list[str]:
        """The things that a predicate leads to."""
        return [value for value in self._facts.get(predicate, ()) if isinstance(value, str)]

    def one(self, predicate: str) -> str | None:
        """The one thing that it leads to, None where there is none."""
        found = self.all(predicate)
        if len(found) > 1:
            self.fault(predicate)
        return found[0] if found else None

    def part(self, predicate: str) -> Record | None:
        """The record of that thing."""
        found = self.one(predicate)
        return None if found is None else self._records.get(found)

    def parts(self, predicate: str) -> list[Record]:
        """The records of all the things."""
        return [self._records.get(name) for name in self.all(predicate)]

    def text(self, predicate: str) -> str | None:
        """The one text, None where there is none."""
        found = [value.value for value in self._facts.get(predicate, ()) if isinstance(value, _Text)]
        if len(found) > 1:
            self.fault(predicate)
        return found[0] if found else None

    def words(self, predicate: str) -> str:
        """The one text that has to be there."""
        found = self.text(predicate)
        if found is None:
            self.fault(predicate)
        return found or ""

    def number(self, predicate: str) -> float:
        """The one number that has to be there."""
        try:
            found = float(self.words(predicate))
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            self.fault(predicate)
            return 0.0
        return found

    def day(self, predicate: str) -> date | None:
        """The one day that has to be there."""
        try:
            return date.fromisoformat(self.words(predicate))
        except ValueError:
            self.fault(predicate)
            return None

    def id(self, prefix: str) -> str:
        """The id that the name of the thing has under a prefix."""
        found = id_of(self.name, prefix)
        if found is None:
            self.fault(f"its name, which is none of {prefix}:")
        return found or ""

    def fault(self, predicate: str) -> None:
        """Note that what a predicate says is missing, doubled or wrong."""
        self._records.faults.append(f"{short_name(self.name)}: {predicate}")


class Records:
    """All the records of some statements, graphs aside. `faults` gathers what is wrong with them."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        from pyoxigraph import Literal

        self.faults: list[str] = []
        self._records: dict[str, Record] = {}
        self._types: defaultdict[str, list[str]] = defaultdict(list)
        short: dict[str, str] = {}
        for quad in quads:
            predicate = quad.predicate.value
            key = short.get(predicate) or short.setdefault(predicate, short_name(predicate))
            thing = _Text(quad.object.value) if isinstance(quad.object, Literal) else _name(quad.object)
            subject = _name(quad.subject)
            self.get(subject).add(key, thing)
            if key == "rdf:type" and isinstance(thing, str):
                self._types[short_name(thing)].append(subject)

    def get(self, name: str) -> Record:
        """The record of a thing; an empty one of a thing that nothing is said of."""
        found = self._records.get(name)
        if found is None:
            found = self._records[name] = Record(name, self)
        return found

    def of_type(self, kind: str) -> Iterator[tuple[str, Record]]:
        """The things of a class by name, in the order of the file."""
        for name in dict.fromkeys(self._types.get(kind, ())):
            yield name, self._records[name]

    def members(self, head: str | None) -> list[str]:
        """The things of an RDF list."""
        found: list[str] = []
        seen = set()
        while head is not None and head != f"{RDF}nil" and head not in seen:
            seen.add(head)
            cell = self.get(head)
            found += cell.all("rdf:first")
            head = cell.one("rdf:rest")
        return found


def _name(term: object) -> str:
    """A name of a thing as text, blank ones told apart from all others."""
    from pyoxigraph import NamedNode

    return term.value if isinstance(term, NamedNode) else str(term)
