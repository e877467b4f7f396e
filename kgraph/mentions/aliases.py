"""Where the names of the catalogue stand in a text, and which entry a shared name means there."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.mentions.syntax import BODIES
from kgraph.model import MentionKind
from kgraph.ontology import CatalogueEntry, catalogue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["States", "alias_spots", "find"]

PLACING = frozenset({"in", "from", "near", "outside", "across", "around", "at", "of", "over"})
"""Prepositions before a capital that is only a place."""
GOING = frozenset(
    {"travel", "fly", "move", "go", "come", "return", "ship", "relocate"}
    | {"trip", "visit", "flight", "drive", "head"}
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
        # First and last token, id of the state, and whether a name stands there: an adjective decides
        # only right beside the name that it goes with.
        self._at: list[tuple[int, int, str, bool]] = []
        for spot in spots:
            if spot.entry is None:
                continue
            state = spot.entry.id if spot.entry.type == "Government" else spot.entry.country
            if state is not None and (spot.entry.type in BODIES or state == spot.entry.id):
                self._at.append((spot.first, spot.last, state, spot.kind is MentionKind.NAME))
        self._at.sort()
        self._known = {state for _, _, state, _ in self._at}

    def near(self, i: int) -> list[str]:
        """Ids of states, the likeliest first: right before token `i`, near it, most often before it.

        Near is in its sentence or the one before.
        """
        start = self._doc[i].sent.start
        start = self._doc[start - 1].sent.start if start else 0
        before = [row for row in self._at if row[0] <= i]
        beside = [state for _, last, state, _ in before if i - last <= 2]
        here = [state for first, _, state, named in before if first >= start and named]
        counts = Counter(state for _, _, state, named in before or self._at if named)
        often = [state for state, _ in counts.most_common()]
        return list(dict.fromkeys([*beside[::-1], *here[::-1], *often]))

    def resolve(self, name: str, i: int, known: CatalogueEntry | None = None) -> CatalogueEntry | None:
        """The entry that a name at token `i` means, by itself or through a state of the text.

        `known` is what the name means where no state says otherwise.
        """
        found, shared = (known, ()) if known is not None and " " in name else _looked_up(name)
        found = known or found
        if not shared or (found is not None and (found.country is None or found.country in self._known)):
            return found
        for state in self.near(i):
            owned = [entry for entry in shared if entry.country == state]
            if len(owned) == 1:
                return owned[0]
        return found


def find(name: str) -> CatalogueEntry | None:
    """The one entry of the catalogue that a name has by itself, as `Catalogue.find`."""
    return _looked_up(name)[0]


@lru_cache(maxsize=16_384)
def _looked_up(name: str) -> tuple[CatalogueEntry | None, tuple[CatalogueEntry, ...]]:
    """The one entry that a name has by itself, and every entry that bears it."""
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
            entry, how = _meant(token, [(entry, how) for stop, entry, how in readings if stop == end])
            hits.append((token.i, ends[end], entry, how))
    return hits


def _meant(token: Token, readings: list[tuple[CatalogueEntry, str]]) -> tuple[CatalogueEntry, str]:
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
    """First token of an alias → aliases that begin so, longest first.

    spaCy cuts a first word at its hyphen, and may cut its dot or comma off: each alias is under all forms.
    """
    index: dict[str, list[tuple[str, CatalogueEntry, str]]] = {}
    for entry in catalogue().entries:
        named = [(alias, "name") for alias in entry.names]
        named += [(alias, "metonym") for alias in entry.metonyms]
        named += [(alias, "adjective") for alias in entry.adjectives]
        for alias, how in named:
            first = alias.split()[0]
            for key in {first, first.split("-")[0], first.rstrip(".,")}:
                index.setdefault(key, []).append((alias, entry, how))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[2] != "name"))
    return index
