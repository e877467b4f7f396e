"""Things joined to entities, each join with its reason, and never against what keeps them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kgraph.graph.spelling import Key, is_single_word, key_of
from kgraph.graph.things import Seen, Thing, fits
from kgraph.ontology.catalogue import CatalogueEntry

__all__ = ["Cluster", "Clusters", "Join"]


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """That `other` is `one`, and why, in words. `lesser`: the other's name is only short for the one's."""

    one: Thing
    other: Thing
    reason: str
    lesser: bool = False


@dataclass(slots=True)
class Cluster:
    """Things that are one entity. `special` tells that all their names have several words."""

    things: list[Thing]
    kinds: set[str]
    special: bool
    keys: set[Key]
    entry: CatalogueEntry | None = None
    joins: list[Join] = field(default_factory=list)


class Clusters:
    """A union-find over things. `apart` are pairs that somebody decided to be different."""

    def __init__(self, seen: Mapping[Thing, Seen], apart: Iterable[tuple[Thing, Thing]] = ()) -> None:
        self.seen = seen
        self._of: dict[Thing, Cluster] = {}
        for thing, what in seen.items():
            special = not any(is_single_word(name, thing.kind) for name in what.names)
            keys = {key for name in what.names if (key := key_of(name, thing.kind)).marks}
            self._of[thing] = Cluster([thing], {thing.kind}, special, keys)
        self._apart: defaultdict[Thing, set[Thing]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def of(self, thing: Thing) -> Cluster:
        """The cluster of a thing."""
        return self._of[thing]

    def all(self) -> list[Cluster]:
        """All clusters, by their first things."""
        return list({id(cluster): cluster for cluster in self._of.values()}.values())

    def may_join(self, one: Cluster, other: Cluster) -> bool:
        """Whether nothing keeps two clusters apart: kinds, marks of names, the catalogue, decisions."""
        if one.entry is not None and other.entry is not None and one.entry is not other.entry:
            return False
        if not fits(one.kinds | other.kinds, special=one.special and other.special):
            return False
        if any(key.contradicts(with_) for key in one.keys for with_ in other.keys if key.base == with_.base):
            return False
        return not self._decided_apart(one, other)

    def join(self, join: Join) -> bool:
        """Make two things one, unless something keeps their clusters apart. Returns whether they are one."""
        one, other = self._of[join.one], self._of[join.other]
        return one is other or (self.may_join(one, other) and self._unite(one, other, join))

    def decide(self, join: Join) -> bool:
        """Make two things one because somebody said so; only another decision keeps them apart."""
        one, other = self._of[join.one], self._of[join.other]
        return one is other or (not self._decided_apart(one, other) and self._unite(one, other, join))

    def _decided_apart(self, one: Cluster, other: Cluster) -> bool:
        if not self._apart:
            return False
        known = (self._apart[thing] for thing in one.things if thing in self._apart)
        return any(not apart.isdisjoint(other.things) for apart in known)

    def _unite(self, one: Cluster, other: Cluster, join: Join) -> bool:
        if len(one.things) < len(other.things):
            one, other = other, one
        one.things += other.things
        one.kinds |= other.kinds
        one.special = one.special and other.special
        one.keys |= other.keys
        one.entry = one.entry or other.entry
        one.joins += [*other.joins, join]
        for thing in other.things:
            self._of[thing] = one
        return True
