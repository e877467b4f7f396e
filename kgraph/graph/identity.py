"""Which claims are about the same thing: those that give it the same id.

Ids come from the texts' mentions (the catalogue's id, else a slug of the name). Here the names and
types under which one id appears are settled: the catalogue's first, else the most frequent ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kgraph.model import Claim, Entity, Participant, slug
from kgraph.ontology.catalogue import catalogue

__all__ = ["entities_of", "names_of", "publisher_id"]


def entities_of(claims: Iterable[Claim]) -> dict[str, Entity]:
    """The subjects and objects of the claims by id, in the order of their ids."""
    seen: defaultdict[str, Counter[tuple[str, str, bool]]] = defaultdict(Counter)
    for claim in claims:
        for thing in (claim.subject, claim.object):
            if isinstance(thing, Participant):
                seen[thing.id][thing.name, thing.type, thing.named] += 1
    return {id: _settle(id, seen[id]) for id in sorted(seen)}


def names_of(entities: Mapping[str, Entity], claims: Iterable[Claim]) -> dict[str, set[str]]:
    """All names by which a person may ask for each entity: those of claims and of the catalogue."""
    names: dict[str, set[str]] = {id: {entity.name} for id, entity in entities.items()}
    for claim in claims:
        for thing in (claim.subject, claim.object):
            if isinstance(thing, Participant):
                names[thing.id].add(thing.name)
    known = catalogue().by_id
    for id, found in names.items():
        if entry := known.get(id):
            found.update((*entry.names, *entry.generic, *entry.metonyms))
    return names


def publisher_id(name: str) -> str:
    """The id under which the publisher of a document is an entity, should a claim be about it."""
    entry = catalogue().find(name)
    return entry.id if entry else slug(name)


def _settle(id: str, seen: Counter[tuple[str, str, bool]]) -> Entity:
    entry = catalogue().by_id.get(id)
    names: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for (name, type, _), count in seen.items():
        names[name] += count
        types[type] += count
    named = any(named for _, _, named in seen)
    if entry:
        return Entity(id, entry.name, entry.type, named)
    return Entity(id, _most_frequent(names), _most_frequent(types), named)


def _most_frequent(counts: Counter[str]) -> str:
    """The most frequent; the first in the alphabet among equals.

    >>> _most_frequent(Counter("abba")), _most_frequent(Counter("abb"))
    ('a', 'b')
    """
    return min(counts, key=lambda value: (-counts[value], value))
