"""What the claims of a graph file say of each thing, counted from their rows without making claims of them.

It gives what `kgraph.graph.things.gather` gives for the same claims, in a fraction of the time: SQLite
takes participants and sources out of the rows, and each wording of one is read once, however often it comes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from kgraph.errors import ClaimError
from kgraph.graph.things import Seen, Thing, note_participant, note_sources, thing_of
from kgraph.model import Participant, Source
from kgraph.model.fields import Fields
from kgraph.model.row_reader import read_object, read_source

__all__ = ["Tally", "tally"]

ROWS = """
SELECT document, json_extract(details, '$.subject'), json_extract(details, '$.object'),
    json_extract(details, '$.source'), json_extract(details, '$.origin')
FROM claim
"""

Made = TypeVar("Made")

_Told: TypeAlias = tuple[str, str]
"""A participant as its row has it, and the document, or "" where any document means the same thing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """All things of the claims, what is seen of each, and how often each pair stands in a claim."""

    seen: Mapping[Thing, Seen]
    pairs: Mapping[tuple[Thing, Thing | None], int]
    """Subject and object (None for a number), and their claims."""

    def partners(self, things: Iterable[Thing]) -> dict[Thing, set[Thing]]:
        """With whom each of the things stands in a claim."""
        found: dict[Thing, set[Thing]] = {thing: set() for thing in things}
        if found:
            for one, other in self.pairs:
                if other is not None:
                    if one in found:
                        found[one].add(other)
                    if other in found:
                        found[other].add(one)
        return found

    def weights(self, entity_of: Mapping[Thing, str]) -> Counter[str]:
        """The number of claims with each entity; `entity_of` has the things whose entity has another id."""
        found: Counter[str] = Counter()
        for (one, other), count in self.pairs.items():
            first = entity_of.get(one, one.id)
            found[first] += count
            if other is not None and (second := entity_of.get(other, other.id)) != first:
                found[second] += count
        return found


def tally(
    connection: sqlite3.Connection,
    apart: Collection[Thing] = frozenset(),
    claims: Collection[str] | None = None,
) -> Tally:
    """The tally of all claims of an open file, or of those with the ids given.

    `apart` are things of one document that somebody told apart from the same name elsewhere. Raises
    `ClaimError` where a row is no claim.
    """
    reader = _Reader(apart)
    pairs: Counter[tuple[_Told, _Told]] = Counter()
    speakers: Counter[tuple[str, str, str]] = Counter()
    rows = connection.execute(ROWS) if claims is None else _rows_of(connection, claims)
    for document, subject, thing, source, origin in rows:
        pairs[reader.told(subject, document), reader.told(thing, document)] += 1
        speakers[source, origin, document if reader.needs_document(source, origin) else ""] += 1
    seen: defaultdict[Thing, Seen] = defaultdict(Seen)
    ends: Counter[_Told] = Counter()
    counted: Counter[tuple[Thing, Thing | None]] = Counter()
    for (one, other), count in pairs.items():
        ends[one] += count
        ends[other] += count
        first = reader.thing(one)
        if first is None:
            raise ClaimError("Not a claim: its subject is a number.")
        counted[first, reader.thing(other)] += count
    for told, count in ends.items():
        participant, thing = reader.participant(told[0]), reader.thing(told)
        if participant is not None and thing is not None:
            note_participant(seen[thing], participant, count)
    for (source, origin, document), count in speakers.items():
        note_sources(seen, reader.sources(source, origin), document, apart, count)
    return Tally(dict(seen), counted)


def _rows_of(connection: sqlite3.Connection, claims: Collection[str]) -> Iterable[tuple[str, ...]]:
    for id in claims:
        yield from connection.execute(f"{ROWS} WHERE id = ?", (id,))


class _Reader:
    """Reads each wording of a participant or a source once."""

    def __init__(self, apart: Collection[Thing]) -> None:
        self._apart = apart
        self._told: dict[str, _Told | None] = {}
        self._participants: dict[str, Participant | None] = {}
        self._by_document: dict[tuple[str, str], bool] = {}

    def told(self, text: str, document: str) -> _Told:
        """The participant of a row, with the document where that makes a thing of its own."""
        try:
            told = self._told[text]
        except KeyError:
            own = _differs(self.participant(text), self._apart)
            self._told[text] = told = None if own else (text, "")
        return told or (text, document)

    def participant(self, text: str) -> Participant | None:
        """The participant of a row; None for a number."""
        if text not in self._participants:
            thing = _read(read_object, json.loads(text or "null"))
            self._participants[text] = thing if isinstance(thing, Participant) else None
        return self._participants[text]

    def thing(self, told: _Told) -> Thing | None:
        """The thing that a participant is; None for a number."""
        participant = self.participant(told[0])
        return None if participant is None else thing_of(participant, told[1], self._apart)

    def needs_document(self, source: str, origin: str) -> bool:
        """Whether the speakers of a claim are other things in other documents."""
        key = source, origin
        if key not in self._by_document:
            found = self.sources(source, origin)
            self._by_document[key] = any(_differs(one, self._apart) for one in found)
        return self._by_document[key]

    def sources(self, source: str, origin: str) -> list[Source]:
        """Who says it, and whoever stands behind them."""
        rows = [json.loads(source or "null"), *json.loads(origin or "[]")]
        return [_read(read_source, row) for row in rows]


def _differs(one: Participant | Source | None, apart: Collection[Thing]) -> bool:
    """Whether it may be another thing in another document."""
    if one is None or (thing := thing_of(one, "")) is None:
        return False
    return thing_of(one, "any") != thing or any((own.id, own.kind) == (thing.id, thing.kind) for own in apart)


def _read(read: Callable[[Fields], Made], row: object) -> Made:
    faults: list[str] = []
    made = read(Fields(row, "", faults))
    if faults:
        raise ClaimError(f"Not a claim: {faults[0]}.", faults)
    return made
