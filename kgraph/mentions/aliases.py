"""Where the names of the catalogue stand in a text, and which entry a shared name means there."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind
from kgraph.ontology import CatalogueEntry, catalogue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["States", "alias_spots", "find"]

BODIES = frozenset(
    {"Agency", "IntelligenceAgency", "Military", "Regulator", "LawEnforcement", "Legislature", "Court"}
)
PLACING = frozenset({"in", "from", "near", "outside", "across", "around", "at", "of", "over"})
GOING = frozenset(
    {
        "travel",
        "fly",
        "move",
        "go",
        "come",
        "return",
        "ship",
        "relocate",
        "trip",
        "visit",
        "flight",
        "drive",
        "head",
    }
)
"""Words whose "to" leads to a place; "ties to Moscow" and "sold to Beijing" mean the state."""


def alias_spots(doc: Doc) -> list[Spot]:
    """Every place where a name, metonym or adjective of the catalogue stands; they may overlap."""
    spots = []
    for first, last, entry, how in _hits(doc):
        kind = MentionKind.ADJECTIVE if how == "adjective" else MentionKind.NAME
        spot = Spot.over(doc, first, last, kind)
        spot.entry, spot.type = entry, entry.type
        spots.append(spot)
    return spots


class States:
    """The states that a text speaks of, by place, to tell whose `Ministry of Defence` is meant."""

    def __init__(self, doc: Doc, spots: list[Spot]) -> None:
        self._doc = doc
        self._at: list[tuple[int, int, str, bool]] = []
        for spot in spots:
            if spot.entry is None:
                continue
            acts = spot.kind is MentionKind.NAME
            state = spot.entry.id if spot.entry.type == "Government" else spot.entry.country
            if state is not None and (spot.entry.type in BODIES or state == spot.entry.id):
                self._at.append((spot.first, spot.last, state, acts))
        self._at.sort()
        self._known = {state for _, _, state, _ in self._at}

    def near(self, i: int) -> list[str]:
        """Ids of states, the likeliest first: right before token `i`, near it, most often before it."""
        start = self._doc[i].sent.start
        start = self._doc[start - 1].sent.start if start else 0
        before = [row for row in self._at if row[0] <= i]
        beside = [state for _, last, state, _ in before if i - last <= 2]
        here = [state for first, _, state, acts in before if first >= start and acts]
        counts = Counter(state for _, _, state, acts in before or self._at if acts)
        return list(
            dict.fromkeys([*beside[::-1], *here[::-1], *(state for state, _ in counts.most_common())])
        )

    def resolve(self, name: str, i: int, known: CatalogueEntry | None = None) -> CatalogueEntry | None:
        """The entry that a name at token `i` means, by itself or through a state of the text.

        `known` is what the name means where no state says otherwise.
        """
        found, shared = (known, ()) if known is not None and " " in name else _readings(name)
        found = known or found
        if not shared or (found is not None and (found.country is None or found.country in self._known)):
            return found
        for state in self.near(i):
            owned = [entry for entry in shared if entry.country == state]
            if len(owned) == 1:
                return owned[0]
        return found


def find(name: str) -> CatalogueEntry | None:
    """The one entry of the catalogue with that name."""
    return _readings(name)[0]


@lru_cache(maxsize=16_384)
def _readings(name: str) -> tuple[CatalogueEntry | None, tuple[CatalogueEntry, ...]]:
    return catalogue().find(name), catalogue().candidates(name)


def _hits(doc: Doc) -> list[tuple[int, int, CatalogueEntry, str]]:
    """First token, last token, entry, and how the entry is named: by name, metonym or adjective."""
    index = _index()
    text = doc.text
    tokens = list(doc)
    ends = {token.idx + len(token): token.i for token in tokens}
    hits = []
    for token in tokens:
        rows = index.get(token.text)
        if rows is None:
            continue
        readings: list[tuple[int, CatalogueEntry, str]] = []
        for alias, entry, how in rows:
            stop = token.idx + len(alias)
            if stop in ends and text.startswith(alias, token.idx):
                readings.append((stop, entry, how))
        if readings:
            end = max(reading[0] for reading in readings)
            entry, how = _reading(token, [(entry, how) for stop, entry, how in readings if stop == end])
            hits.append((token.i, ends[end], entry, how))
    return hits


def _reading(token: Token, readings: list[tuple[CatalogueEntry, str]]) -> tuple[CatalogueEntry, str]:
    """Which entry an alias means here: a capital acts for its state unless it is only a place."""
    states = [reading for reading in readings if reading[1] == "metonym"]
    places = [reading for reading in readings if reading[1] == "name" and reading[0].type == "Place"]
    if states and places:
        leads = token.head.lower_ == "to" and token.head.head.lemma_.lower() in GOING
        placed = token.dep_ == "pobj" and (token.head.lower_ in PLACING or leads)
        based = token.i + 2 < len(token.doc) and token.nbor(1).text == "-"
        return places[0] if placed or based or token.dep_ in {"npadvmod", "appos"} else states[0]
    return readings[0]


@cache
def _index() -> dict[str, list[tuple[str, CatalogueEntry, str]]]:
    """First token of an alias → aliases that begin so, longest first."""
    index: dict[str, list[tuple[str, CatalogueEntry, str]]] = {}
    for entry in catalogue().entries:
        named = [(alias, "name") for alias in (entry.name, *entry.aliases)]
        named += [(alias, "metonym") for alias in entry.metonyms]
        named += [(alias, "adjective") for alias in entry.adjectives]
        for alias, how in named:
            first = alias.split()[0]
            for key in {first, first.split("-")[0], first.rstrip(".,")}:
                index.setdefault(key, []).append((alias, entry, how))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[2] != "name"))
    return index
