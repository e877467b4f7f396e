"""Spans that are proper names: from the catalogue, the entity recogniser and runs of capitals."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind
from kgraph.ontology import CatalogueEntry, catalogue, nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["adjective_spots", "name_spots"]

KEPT_LABELS = frozenset(
    {"ORG", "PERSON", "GPE", "LOC", "FAC", "PRODUCT", "LAW", "NORP", "WORK_OF_ART", "EVENT"}
)
JOINING = frozenset({"of", "for", "&", "de", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "el",
                     "al", "bin", "van", "von", "der", "den", "zu", "ter", "the", "und", "et", "y", "e"})
INSTITUTIONS = frozenset(
    "ministry department office bureau bank court university institute council committee commission "
    "secretary house board directorate chamber agency authority centre center administration service "
    "college school association federation union league society academy ministry republic kingdom "
    "parliament senate inspectorate district register list campaign emirates act".split()
)
NATIONAL = frozenset({"NORP", "GPE"})
PLACING = frozenset({"in", "from", "near", "outside", "across", "around", "at", "of"})
MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday".split()
)


def name_spots(doc: Doc) -> list[Spot]:
    """Non-overlapping name spots in text order; the longest span wins, the catalogue breaks ties."""
    found = [*_catalogue_spots(doc), *_recognised(doc), *_capital_runs(doc)]
    found = [piece for spot in found for piece in _without_title(doc, spot)]
    found.sort(key=lambda spot: (-(spot.last - spot.first), spot.entry is None, spot.label is None, spot.first))
    kept: list[Spot] = []
    taken: dict[int, Spot] = {}
    for spot in found:
        holders = {id(taken[i]): taken[i] for i in range(spot.first, spot.last + 1) if i in taken}
        if not holders:
            kept.append(spot)
            taken.update((i, spot) for i in range(spot.first, spot.last + 1))
        else:
            for holder in holders.values():
                if holder.first == spot.first and holder.last == spot.last:
                    holder.label = holder.label or spot.label
                    holder.entry = holder.entry or spot.entry
    return sorted(kept, key=lambda spot: spot.first)


def adjective_spots(doc: Doc, names: list[Spot]) -> list[Spot]:
    """Adjectives that stand for states inside longer spans: "Russian" in "Russian Defence Ministry"."""
    inside = {i for spot in names if spot.last > spot.first for i in range(spot.first, spot.last + 1)}
    found = []
    for first, last, entry, how in _catalogue_hits(doc):
        if how == "adjective" and first in inside:
            spot = Spot.over(doc, first, last, MentionKind.ADJECTIVE)
            spot.entry, spot.type = entry, entry.type
            found.append(spot)
    return found


def _catalogue_spots(doc: Doc) -> list[Spot]:
    spots = []
    for first, last, entry, how in _catalogue_hits(doc):
        kind = MentionKind.ADJECTIVE if how == "adjective" else MentionKind.NAME
        spot = Spot.over(doc, first, last, kind)
        spot.entry = entry
        spots.append(spot)
    return spots


def _recognised(doc: Doc) -> list[Spot]:
    spots = []
    for span in doc.ents:
        if span.label_ not in KEPT_LABELS:
            continue
        first, last = span.start, span.end - 1
        while first < last and (doc[first].lower_ in {"the", "a", "an"} or not doc[first].text[0].isalnum()):
            first += 1
        while last > first and (doc[last].lower_ in {"'s", "’s", "'", "’"} or doc[last].is_punct):
            last -= 1
        if not doc[first].text[0].isupper() or doc[first].lower_ in MONTHS_AND_DAYS or "\n" in span.text:
            continue
        spot = Spot.over(doc, first, last, MentionKind.NAME)
        spot.label = span.label_
        spots.append(spot)
    return spots


def _capital_runs(doc: Doc) -> list[Spot]:
    spots = []
    i, size = 0, len(doc)
    while i < size:
        if not _opens(doc[i]):
            i += 1
            continue
        last = i
        j = i + 1
        while j < size and doc[j].sent.start == doc[i].sent.start:
            if _continues(doc[j]):
                last, j = j, j + 1
            elif (
                doc[j].lower_ in JOINING
                and j + 1 < size
                and (_continues(doc[j + 1]) or (doc[j + 1].lower_ == "the" and j + 2 < size and _continues(doc[j + 2])))
                and _joins(doc, i, last, j)
            ):
                j += 1
            else:
                break
        spots.append(Spot.over(doc, i, last, MentionKind.NAME))
        i = last + 1
    return spots


def _opens(token: Token) -> bool:
    if not token.text[0].isupper() or token.lower_ in MONTHS_AND_DAYS or len(token.text) < 2:
        return False
    if token.is_sent_start and token.pos_ != "PROPN":
        return False
    if token.pos_ == "PROPN":
        return True
    return token.pos_ in {"NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"} and token.text.lower() != "the"


def _continues(token: Token) -> bool:
    text = token.text
    if text[0].isupper() and token.pos_ not in {"PRON", "DET", "ADP", "SCONJ", "CCONJ"}:
        return token.lower_ not in MONTHS_AND_DAYS
    return token.pos_ == "PROPN" and (text[0].isdigit() or text == "-")


def _joins(doc: Doc, first: int, last: int, joiner: int) -> bool:
    word = doc[joiner].lower_
    if word in {"of", "for", "the"}:
        return any(doc[i].lower_ in INSTITUTIONS for i in range(first, last + 1))
    return True


def _without_title(doc: Doc, spot: Spot) -> list[Spot]:
    """`FBI Director Ann Poe` is two names, FBI and Ann Poe; `Senator Poe` is one."""
    if spot.entry is not None:
        return [spot]
    for i in range(spot.last - 1, spot.first - 1, -1):
        if _is_title(doc[i]) and doc[spot.last].lower_ not in INSTITUTIONS and doc[i + 1].lower_ not in {"of", "for"}:
            person = Spot.over(doc, i + 1, spot.last, spot.kind)
            person.type, person.label = "Person", "PERSON"
            person.descriptors.append(doc[i].lower_)
            before = _title_start(doc, spot.first, i) - 1
            rest = [Spot.over(doc, spot.first, before, spot.kind)] if before >= spot.first else []
            return [*rest, person]
    return [spot]


def _title_start(doc: Doc, first: int, title: int) -> int:
    while title > first and (_is_title(doc[title - 1]) or doc[title - 1].lower_ in {"vice", "general", "deputy", "acting", "managing", "executive", "-", "prime"}):
        title -= 1
    return title


def _is_title(token: Token) -> bool:
    return nouns().get(token.lower_) == "Person" or token.lower_ in TITLES


TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. dr dr. sen sen. rep rep. gen gen. col col. lt lt. sir lord lady judge justice "
    "inspector sergeant prof prof. president premier representative senator".split()
)


def _catalogue_hits(doc: Doc) -> list[tuple[int, int, CatalogueEntry, str]]:
    """Every place where an alias of the catalogue stands: first token, last token, entry, how."""
    index = _alias_index()
    text = doc.text
    ends = {token.idx + len(token): token.i for token in doc}
    hits = []
    for token in doc:
        readings: list[tuple[int, CatalogueEntry, str]] = []
        for alias, entry, how in index.get(token.text, ()):
            last = ends.get(token.idx + len(alias))
            if last is not None and text.startswith(alias, token.idx):
                readings.append((token.idx + len(alias), entry, how))
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
        placed = token.dep_ == "pobj" and token.head.lower_ in PLACING
        based = token.i + 2 < len(token.doc) and token.nbor(1).text == "-"
        return places[0] if placed or based or token.dep_ in {"npadvmod", "appos"} else states[0]
    return readings[0]


@cache
def _alias_index() -> dict[str, list[tuple[str, CatalogueEntry, str]]]:
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
