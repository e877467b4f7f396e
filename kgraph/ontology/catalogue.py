"""The catalogue: states, bodies, vendors, lists, laws and outlets that news names, as rows in CSV files.

A name, an alias or an acronym belongs to one entry. A *generic* name ("Ministry of Defence", "the Senate")
belongs to several and needs a country, or another hint of the text; a *metonym* ("Moscow") stands for a
state beside being the name of a place.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.errors import OntologyError
from kgraph.ontology.location import ontology_dir
from kgraph.ontology.names import SHORTEST_KEY, fold, is_acronym, plain, without_dots, without_legal_form
from kgraph.ontology.schema import ontology

__all__ = ["Catalogue", "CatalogueEntry", "Clash", "catalogue"]

_VARIABLE = "KGRAPH_CATALOGUE"
_INCORPORATED = frozenset({"MediaOutlet", "Organization", "Vendor"})
_LONGEST_STATE = 4  # words: "United Arab Emirates'", "Bosnia and Herzegovina's"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One entity that news names.

    `country` is the id of the state that a body belongs to or a vendor has its seat in, `vendor` the id of
    a product's maker. `adjectives` are a state's, `metonyms` places that stand for it, `generic` names that
    it shares with others.
    """

    id: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    country: str | None = None
    wikidata: str | None = None
    metonyms: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    vendor: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are this entry's alone: its name, then its aliases."""
        return (self.name, *self.aliases)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that `entry` has in its column `use`, though `owner` has it already."""

    use: str
    name: str
    owner: CatalogueEntry
    entry: CatalogueEntry


class Catalogue:
    """All entries, and the ways to find one by a name as a text has it.

    `by_id` and `by_adjective` map to entries; `clashes` are the names that more than one of them claims,
    none in a catalogue that was read from files.
    """

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        self.entries: tuple[CatalogueEntry, ...] = tuple(entries)
        self.by_id: Mapping[str, CatalogueEntry] = MappingProxyType({e.id: e for e in self.entries})
        self._exact: dict[str, CatalogueEntry] = {}
        self._folded: dict[str, CatalogueEntry] = {}
        self._adjectives: dict[str, CatalogueEntry] = {}
        self._metonyms: dict[str, CatalogueEntry] = {}
        self._generic: dict[str, list[CatalogueEntry]] = defaultdict(list)
        self.by_adjective: Mapping[str, CatalogueEntry] = MappingProxyType(self._adjectives)
        self.clashes: tuple[Clash, ...] = tuple(self._index())

    def _index(self) -> Iterator[Clash]:
        """Fill the tables; a name that is taken stays with its first owner."""
        for entry in self.entries:
            shared = dict.fromkeys(_keys(entry.generic))
            for table, use, claimed in (
                (self._exact, "aliases", entry.names),
                (self._folded, "aliases", _folded_keys(entry, shared)),
                (self._adjectives, "adjectives", entry.adjectives),
                (self._metonyms, "metonyms", entry.metonyms),
            ):
                for name in claimed:
                    if (owner := table.setdefault(name, entry)) is not entry:
                        yield Clash(use, name, owner, entry)
            for key in shared:
                for owner in self._generic[key]:
                    if entry.country and owner.country == entry.country:
                        yield Clash("generic", key, owner, entry)
                self._generic[key].append(entry)

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[CatalogueEntry]:
        return iter(self.entries)

    def find(self, name: str, country: str | None = None) -> CatalogueEntry | None:
        """The one entry that `name` stands for, or None.

        In this order: a name that only one entry of `country` has; a name as it is written; a name of
        four letters or more whatever its case, blanks, punctuation, diacritics and legal form; a name
        with its state ("Russian Defence Ministry", "Ministry of Defence of Ukraine", "Lyon, France").
        Acronyms keep their case. `country` is the id of a state that the text is about.
        """
        name = plain(name)
        within = self._within(name, country) if country else None
        return within or self._own(name) or self._with_state(name)

    def candidates(self, name: str) -> tuple[CatalogueEntry, ...]:
        """Every entry that bears `name`, the one that owns it before those that share it."""
        name = plain(name)
        found = [self._own(name)]
        for key in _keys(_forms(name)):
            found += self._generic.get(key, ())
        return tuple(dict.fromkeys(entry for entry in found if entry))

    def metonym(self, name: str) -> CatalogueEntry | None:
        """The state, or the body, that a place may stand for: `Moscow` for Russia."""
        return self._metonyms.get(plain(name))

    def _own(self, name: str) -> CatalogueEntry | None:
        forms = _forms(name)
        exact = (self._exact.get(form) for form in forms)
        folded = (self._folded.get(fold(form)) for form in forms)
        return next((entry for entry in (*exact, *folded) if entry), None)

    def _within(self, name: str, country: str) -> CatalogueEntry | None:
        found = [entry for entry in self.candidates(name) if entry.country == country]
        return found[0] if len(found) == 1 else None

    def _with_state(self, name: str) -> CatalogueEntry | None:
        words = name.split(" ")
        for count in range(1, min(len(words), _LONGEST_STATE + 1)):
            state = self._state(" ".join(words[:count]))
            if state and (found := self._within(" ".join(words[count:]), state.id)):
                return found
        body, _, last = name.rpartition(" of ")
        if body and (state := self._state(last)):
            return self._within(body, state.id)
        place, _, last = name.rpartition(", ")
        if place and (state := self._state(last)):
            # "Sunnyvale, California": places have the country of the region.
            found = self._within(place, state.country or state.id)
            return found if found and found.type == "Place" else None
        return None

    def _state(self, words: str) -> CatalogueEntry | None:
        words = words.removesuffix("'s").removesuffix("'").removeprefix("the ")
        named = self.by_adjective.get(words) or self._exact.get(words)
        return named if named and (named.adjectives or named.type == "Government") else None


@cache
def catalogue() -> Catalogue:
    """The catalogue of `ontology_dir()`, with the files that KGRAPH_CATALOGUE names, read once.

    Raises OntologyError with all its faults where it does not hold.
    """
    from kgraph.ontology.catalogue_files import read_catalogue  # which makes entries, so imports this module

    added = os.environ.get(_VARIABLE)
    if added and not Path(added).exists():
        raise OntologyError(f"{added}: no such file or folder; correct {_VARIABLE}, or unset it")
    shipped = ontology_dir() / "catalogue"
    return read_catalogue(shipped, ontology().types, Path(added) if added else None)


def _keys(names: Iterable[str]) -> Iterator[str]:
    """How names are compared: acronyms and very short ones as they are, others folded."""
    for name in names:
        key = fold(name)
        yield name if is_acronym(name) or len(key) < SHORTEST_KEY else key


def _folded_keys(entry: CatalogueEntry, shared: Collection[str]) -> Iterator[str]:
    """The folded keys of an entry's own names, with and without their legal form.

    Only companies and the like have a legal form; one that leaves no more than a shared name ("Target
    Corp") or an acronym is not taken off.
    """
    for name in entry.names:
        if not is_acronym(name) and len(key := fold(name)) >= SHORTEST_KEY:
            yield key
        if entry.type not in _INCORPORATED or (bare := without_legal_form(name)) == name:
            continue
        if not is_acronym(bare) and len(key := fold(bare)) >= SHORTEST_KEY and key not in shared:
            yield key


def _forms(name: str) -> tuple[str, ...]:
    """The name, and what is left of it without dots, article, possessive and legal form."""
    bare = name[4:] if name[:4].lower() == "the " else name
    bare = bare.removesuffix("'s")
    return tuple(dict.fromkeys((name, without_dots(name), bare, without_legal_form(bare))))
