"""Which names of one document mean the same thing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kgraph.ontology import CatalogueEntry

__all__ = ["Cluster", "cluster_names", "initials", "name_key"]

LEGAL_FORMS = frozenset(
    "inc inc. corp corp. corporation co co. ltd ltd. limited llc llp plc ag gmbh sa s.a. s.p.a. spa bv b.v. nv "
    "oy oyj ab asa as a/s kg kgaa se pte pty pjsc ojsc jsc ao ooo zao gk kk k.k. sdn bhd srl s.r.l. sarl sas".split()
)
SMALL = frozenset({"of", "the", "for", "and", "&", "de", "la", "des", "du", "on", "in"})


@dataclass(slots=True)
class Cluster:
    """One thing of one document, while it is being put together."""

    spots: list[Spot] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    type: str | None = None
    entry: CatalogueEntry | None = None
    descriptors: Counter[str] = field(default_factory=Counter)
    plural: bool = False
    named: bool = True
    home: Cluster | None = None
    """The organisation that a person speaks for, where the text says so."""

    def add(self, spot: Spot, doc: Doc) -> None:
        """Take a spot in."""
        self.spots.append(spot)
        self.descriptors.update(spot.descriptors)
        self.entry = self.entry or spot.entry
        if spot.kind is MentionKind.NAME:
            self.names[spot.text(doc)] += 1

    def label(self, doc: Doc) -> str:
        """The fullest name in the text, or the words of the first description."""
        if self.entry is not None:
            return self.entry.name
        if self.names:
            return max(self.names, key=lambda name: (len(name), self.names[name]))
        return _bare(self.spots[0].text(doc))


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
    """Group name spots; fuller names first, so that "Keystone" joins "Keystone Cryptographic"."""
    clusters: list[Cluster] = []
    by_entry: dict[str, Cluster] = {}
    keys: dict[tuple[str, ...], Cluster] = {}
    waiting = []
    for spot in spots:
        if spot.entry is not None:
            cluster = by_entry.get(spot.entry.id)
            if cluster is None:
                cluster = by_entry[spot.entry.id] = Cluster()
                clusters.append(cluster)
            cluster.add(spot, doc)
            cluster.type = spot.entry.type
            keys.setdefault(name_key(spot.text(doc)), cluster)
        else:
            waiting.append(spot)
    waiting.sort(key=lambda spot: (-len(name_key(spot.text(doc))), spot.first))
    brackets = _bracketed(doc, waiting)
    for spot in waiting:
        key = name_key(spot.text(doc))
        cluster = keys.get(key) or _fuller(key, spot, clusters, keys, doc)
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.add(spot, doc)
        keys.setdefault(key, cluster)
        acronym = brackets.get(spot.last)
        if acronym is not None:
            keys.setdefault(name_key(acronym), cluster)
    for cluster in clusters:
        cluster.spots.sort(key=lambda spot: spot.first)
    clusters.sort(key=lambda cluster: cluster.spots[0].first)
    return clusters


def _fuller(
    key: tuple[str, ...],
    spot: Spot,
    clusters: list[Cluster],
    keys: dict[tuple[str, ...], Cluster],
    doc: Doc,
) -> Cluster | None:
    """The cluster of a longer name that this one shortens, if any."""
    text = spot.text(doc)
    if len(key) == 1 and text.isupper() and 2 <= len(text) <= 7:
        for cluster in clusters:
            if any(initials(name) == text for name in cluster.names):
                return cluster
    best = None
    for other, cluster in keys.items():
        if len(other) <= len(key):
            continue
        first = other[: len(key)] == key
        last = other[-len(key) :] == key
        person = cluster.type == "Person" or any(each.label == "PERSON" for each in cluster.spots)
        state = cluster.entry is not None and cluster.entry.type in {"Government", "Place"}
        if (first and not state) or (last and person):
            earliest = cluster.spots[0].first
            rank = (abs(len(other) - len(key)), earliest)
            if best is None or rank < best[0]:
                best = (rank, cluster)
    return best[1] if best else None


def _bracketed(doc: Doc, spots: list[Spot]) -> dict[int, str]:
    """Acronyms introduced in brackets: last token of the full name → acronym."""
    found = {}
    for spot in spots:
        after = spot.last + 1
        if after + 2 < len(doc) and doc[after].text == "(":
            inside = doc[after + 1].text
            if doc[after + 2].text == ")" and inside.isupper() and len(inside) > 1:
                found[spot.last] = inside
    return found


def _bare(text: str) -> str:
    words = text.split()
    while len(words) > 1 and words[0].lower() in {"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those", "some", "any"}:
        words = words[1:] if words[0].lower() != "any" else words
        if words[0].lower() == "any":
            break
    return " ".join(words)
