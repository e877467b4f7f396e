"""A finished set of claims, indexed: made once, then asked many times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import cast

from kgraph.errors import GraphError
from kgraph.graph.copies import Copies
from kgraph.graph.filters import (
    Filters,
    Names,
    as_day,
    as_names,
    as_relations,
    as_stances,
    as_types,
    check_filters,
)
from kgraph.graph.identity import Identity, names_of
from kgraph.graph.merging import position
from kgraph.graph.names import NameIndex, suggestion
from kgraph.graph.origins import source_key, source_name
from kgraph.graph.things import most_frequent
from kgraph.model import Claim, Document, Entity, Participant, object_key

__all__ = ["Index", "documents_named", "matcher"]

PARTS: Mapping[str, Callable[[Claim], tuple[str, ...]]] = {
    "subject": lambda claim: (claim.subject.id,),
    "object": lambda claim: (object_key(claim.object),),
    "entity": lambda claim: (claim.subject.id, object_key(claim.object)),
    "relation": lambda claim: (claim.relation,),
    "stance": lambda claim: (claim.stance,),
    "source": lambda claim: (source_key(claim.source, claim.document),),
    "document": lambda claim: (claim.document.id,),
}


class Index:
    """Claims in their order, and by each of their parts. Never changes."""

    def __init__(
        self,
        claims: Iterable[Claim],
        documents: Iterable[Document],
        identity: Identity,
        copies: Copies,
    ) -> None:
        self.claims = tuple(sorted(map(identity.settled, claims), key=position))
        self.identity = identity
        self.documents = tuple(sorted(documents, key=lambda document: (document.path or "", document.id)))
        self.copies = copies
        self._shelves: dict[str, dict[str, list[Claim]]] = {}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Subjects and objects by id."""
        shelf = self.shelf("entity")
        return {id: entity for id, entity in self.identity.entities.items() if id in shelf}

    @cached_property
    def names(self) -> NameIndex:
        """Finds entities by name."""
        labels = {id: entity.name for id, entity in self.entities.items()}
        weights = {id: len(claims) for id, claims in self.shelf("entity").items()}
        return NameIndex("entity", names_of(self.entities, self.identity.names), labels, weights)

    def select(self, filters: Filters) -> Sequence[Claim]:
        """The claims that pass all filters, in their order.

        Of the filters that fix one value, the one with the fewest claims is walked: a question about
        an entity costs as many steps as that entity has claims.
        """
        check_filters(filters)
        if all(given is None for given in filters.values()):
            return self.claims
        chosen = {
            part: self._keys(part, as_names(given))
            for part in (*PARTS, "type")
            if (given := cast("Names | None", filters.get(part))) is not None
        }
        single = [(part, *keys) for part, keys in chosen.items() if len(keys) == 1]
        pools = [self.shelf(part).get(key, ()) for part, key in single]
        pool = min(pools, key=len, default=self.claims)
        passes = matcher(chosen, filters, self.entities)
        return [claim for claim in pool if passes(claim)]

    def claims_of(self, entity: str) -> Sequence[Claim]:
        """The claims with an entity, by its id, on either side."""
        return self.shelf("entity").get(entity, ())

    def shelf(self, part: str) -> Mapping[str, Sequence[Claim]]:
        """The claims by one of their parts, each in the order of all."""
        if part not in self._shelves:
            key_of, shelf = _reader(part, self.entities if part == "type" else {}), defaultdict(list)
            for claim in self.claims:
                for key in dict.fromkeys(key_of(claim)):
                    shelf[key].append(claim)
            self._shelves[part] = dict(shelf)
        return self._shelves[part]

    def _keys(self, part: str, names: Sequence[str]) -> frozenset[str]:
        """The exact values of one part that the names typed stand for."""
        if part == "relation":
            return as_relations(names, self.shelf(part))
        if part == "stance":
            return as_stances(names)
        if part == "type":
            return as_types(names, (entity.type for entity in self.entities.values()))
        if part == "document":
            return frozenset().union(*map(self.documents_named, names))
        index = self._sources if part == "source" else self.names
        return frozenset().union(*map(index.find, names))

    @cached_property
    def _sources(self) -> NameIndex:
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.claims:
            name = source_name(claim.source, claim.document)
            names[source_key(claim.source, claim.document)][name] += 1
        labels = {key: most_frequent(seen) for key, seen in names.items()}
        weights = {key: seen.total() for key, seen in names.items()}
        return NameIndex("source", names, labels, weights)

    def documents_named(self, typed: str) -> frozenset[str]:
        """The ids of the documents of an id, path, title or address."""
        found = [d.id for d in self.documents if typed in (d.id, d.path, d.title, d.url)]
        return documents_named(typed, found, (d.label for d in self.documents))


def documents_named(typed: str, found: Iterable[str], labels: Iterable[str]) -> frozenset[str]:
    """The documents found by a typed name. Raises `GraphError` with suggestions where there is none."""
    if not (ids := frozenset(found)):
        raise GraphError(f"The graph knows no document {typed!r}{suggestion(typed, labels)}")
    return ids


def matcher(
    chosen: Mapping[str, frozenset[str]], filters: Filters, entities: Mapping[str, Entity]
) -> Callable[[Claim], bool]:
    """Whether a claim passes: one of the values chosen for each part, and the filters that are no names."""
    parts = [(_reader(part, entities), keys) for part, keys in chosen.items()]
    keep = _by_day_and_confidence(filters)
    return lambda claim: keep(claim) and all(not keys.isdisjoint(read(claim)) for read, keys in parts)


def _reader(part: str, entities: Mapping[str, Entity]) -> Callable[[Claim], tuple[str, ...]]:
    """What gives the values of one part of a claim."""
    if part != "type":
        return PARTS[part]

    def types(claim: Claim) -> tuple[str, ...]:
        ends = (claim.subject, claim.object)
        return tuple(entities[end.id].type for end in ends if isinstance(end, Participant))

    return types


def _by_day_and_confidence(filters: Filters) -> Callable[[Claim], bool]:
    """Whether a claim passes the filters that are no names."""
    since, until = filters.get("since"), filters.get("until")
    first = date.min if since is None else as_day("since", since)
    last = date.max if until is None else as_day("until", until)
    least = filters.get("min_confidence") or 0.0
    dated = since is not None or until is not None

    def keep(claim: Claim) -> bool:
        day = claim.document.published
        return claim.confidence >= least and (not dated or (day is not None and first <= day <= last))

    return keep
