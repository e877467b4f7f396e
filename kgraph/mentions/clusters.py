"""Which names of one document mean the same thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.ontology import CatalogueEntry

__all__ = ["LEGAL_FORMS", "Cluster", "cluster_names", "initials", "name_key"]

_LEGAL_FORMS = """
    inc inc. corp corp. corporation co co. ltd ltd. limited llc llp plc ag gmbh sa s.a. s.p.a. spa bv
    b.v. nv oy oyj ab asa as a/s kg kgaa se pte pty pjsc ojsc jsc ao ooo zao gk kk k.k. sdn bhd srl
    s.r.l. sarl sas
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
SMALL = frozenset({"of", "the", "for", "and", "&", "de", "la", "des", "du", "on", "in"})
UNSHORTENED = frozenset({"Government", "Place"})
"""Types of the catalogue whose names are never shortened to their first word."""


@dataclass(slots=True, eq=False)
class Cluster:
    """One thing of one document, while it is being put together.

    `names` counts the names as written, `descriptors` the nouns that it was called; `type` is None until it
    is known. `words` are all words, in lower case, that stood for it; `named` is False for what is only
    described, and `owner` whom such a thing belongs to ("its software"); `home` is the organisation that a
    person speaks for.
    """

    spots: list[Spot] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    type: str | None = None
    entry: CatalogueEntry | None = None
    descriptors: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    plural: bool = False
    named: bool = True
    home: Cluster | None = None
    owner: Cluster | None = None

    def add(self, spot: Spot, doc: Doc) -> None:
        """Take a spot in."""
        self.spots.append(spot)
        self.descriptors.update(spot.descriptors)
        self.entry = self.entry or spot.entry
        if spot.kind is MentionKind.NAME:
            self.names[spot.text(doc)] += 1
        if spot.kind is not MentionKind.PRONOUN:
            self.words.update(token.lower_ for token in doc[spot.first : spot.last + 1])


@lru_cache(maxsize=16_384)
def name_key(name: str) -> tuple[str, ...]:
    """The words that identify a name: no article, no legal form, no possessive, no case.

    >>> name_key("The Latchkey Signal, Inc.")
    ('latchkey', 'signal')
    """
    words = re.findall(r"[\w.&'’/-]+", name.casefold().replace("’s", "").replace("'s", ""))
    kept = [word.strip(".'’-") for word in words if word not in LEGAL_FORMS]
    kept = [word for word in kept if word]
    if len(kept) > 1 and kept[0] == "the":
        kept = kept[1:]
    return tuple(kept or words)


def initials(name: str) -> str:
    """The acronym that a name would have.

    >>> initials("General Services Administration"), initials("Department of Homeland Security")
    ('GSA', 'DHS')
    """
    words = [word for word in re.findall(r"[\w&]+", name) if word.lower() not in SMALL]
    return "".join(word[0].upper() for word in words)


def cluster_names(doc: Doc, spots: list[Spot]) -> list[Cluster]:
    """Group name spots; fuller names first, so that "Keystone" joins "Keystone Cryptographic".

    The clusters are in text order, and so are the spots of each.
    """
    acronyms = _introduced(doc, spots)
    clusters: list[Cluster] = []
    by_entry: dict[str, Cluster] = {}
    keys: dict[tuple[str, ...], Cluster] = {}
    waiting = []
    for spot in spots:
        full = acronyms.get(spot.text(doc), spot)
        if full is not spot:
            spot.entry = full.entry
        if spot.entry is None:
            waiting.append(spot)
            continue
        cluster = by_entry.get(spot.entry.id)
        if cluster is None:
            cluster = by_entry[spot.entry.id] = Cluster(type=spot.entry.type)
            clusters.append(cluster)
        cluster.add(spot, doc)
        keys.setdefault(name_key(spot.text(doc)), cluster)
    waiting.sort(key=lambda spot: (-len(name_key(spot.text(doc))), spot.first))
    for spot in waiting:
        text = spot.text(doc)
        key = name_key(text)
        cluster = keys.get(key) or _fuller(key, spot, text, keys)
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.add(spot, doc)
        keys.setdefault(key, cluster)
        for acronym, introduced in acronyms.items():
            if introduced is spot:
                keys[name_key(acronym)] = cluster
    for cluster in clusters:
        cluster.spots.sort(key=lambda spot: spot.first)
    clusters.sort(key=lambda cluster: cluster.spots[0].first)
    return clusters


def _fuller(
    key: tuple[str, ...], spot: Spot, text: str, keys: dict[tuple[str, ...], Cluster]
) -> Cluster | None:
    """The cluster of a longer name that this one shortens, if any.

    One that was named before goes before one that comes later, then a person before a firm: in an article on
    "Vega Optics" the name "Vega" is the firm, even if a founder of that name comes further down.
    """
    clusters = list(dict.fromkeys(keys.values()))
    if len(key) == 1 and text.isupper() and 2 <= len(text) <= 7:
        for cluster in clusters:
            if any(initials(name) == text for name in cluster.names):
                return cluster
    best: tuple[tuple[bool, bool, int, int], Cluster] | None = None
    for other, cluster in keys.items():
        if len(other) <= len(key):
            continue
        person = _is_person(cluster.spots)
        state = cluster.entry is not None and cluster.entry.type in UNSHORTENED
        first = other[: len(key)] == key and not state and (spot.type != "Person" or person)
        last = other[-len(key) :] == key and person
        if first or last:
            begin = min(each.first for each in cluster.spots)
            rank = (begin > spot.first, not last, len(other) - len(key), begin)
            if best is None or rank < best[0]:
                best = (rank, cluster)
    return best[1] if best else None


def _is_person(spots: Iterable[Spot]) -> bool:
    labels = [spot.label for spot in spots]
    return any(spot.type == "Person" for spot in spots) or labels.count("PERSON") * 2 > len(labels)


def _introduced(doc: Doc, spots: list[Spot]) -> dict[str, Spot]:
    """Acronyms introduced in brackets after a full name: acronym → the spot of the full name."""
    found: dict[str, Spot] = {}
    for spot in spots:
        after = spot.last + 1
        while after < len(doc) and doc[after].lower_ == "'s":
            after += 1
        if after + 2 < len(doc) and doc[after].text == "(" and spot.last > spot.first:
            inside = (token.text for token in doc[after + 1 : after + 4])
            acronym = next((text for text in inside if text not in {'"', "the"}), "")
            if acronym.isupper() and len(acronym) > 1 and initials(spot.text(doc))[:1] == acronym[:1]:
                found.setdefault(acronym, spot)
    return found
