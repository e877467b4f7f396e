"""A finished set of claims, indexed: made once, then asked many times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import cast

from kgraph.errors import GraphError
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
from kgraph.graph.identity import entities_of, names_of
from kgraph.graph.merging import position
from kgraph.graph.names import NameIndex, suggestion
from kgraph.graph.origins import source_key
from kgraph.model import Claim, Document, Entity, Source, object_key

__all__ = ["Index"]

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

    def __init__(self, claims: Iterable[Claim], documents: Iterable[Document]) -> None:
        self.claims = tuple(sorted(claims, key=position))
        self.documents = tuple(sorted(documents, key=lambda document: (document.path or "", document.id)))
        self._shelves: dict[str, dict[str, list[Claim]]] = {}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Subjects and objects by id."""
        return entities_of(self.claims)

    @cached_property
    def names(self) -> NameIndex:
        """Finds entities by name."""
        labels = {id: entity.name for id, entity in self.entities.items()}
        weights = {id: len(claims) for id, claims in self.shelf("entity").items()}
        return NameIndex("entity", names_of(self.entities, self.claims), labels, weights)

    def select(self, filters: Filters) -> Sequence[Claim]:
        """The claims that pass all filters, in their order.

        Of the filters that fix one value, the one with the fewest claims is walked: a question about
        an entity costs as many steps as that entity has claims.
        """
        check_filters(filters)
        chosen = {
            part: self._keys(part, as_names(given))
            for part in (*PARTS, "type")
            if (given := cast("Names | None", filters.get(part))) is not None
        }
        single = [(part, *keys) for part, keys in chosen.items() if len(keys) == 1]
        pools = [self.shelf(part).get(key, ()) for part, key in single]
        pool = min(pools, key=len, default=self.claims)
        keep = _by_day_and_confidence(filters)
        return [
            claim
            for claim in pool
            if keep(claim)
            and all(not keys.isdisjoint(self._parts(part)(claim)) for part, keys in chosen.items())
        ]

    def shelf(self, part: str) -> Mapping[str, Sequence[Claim]]:
        """The claims by one of their parts, each in the order of all."""
        if part not in self._shelves:
            key_of, shelf = self._parts(part), defaultdict(list)
            for claim in self.claims:
                for key in dict.fromkeys(key_of(claim)):
                    shelf[key].append(claim)
            self._shelves[part] = dict(shelf)
        return self._shelves[part]

    def _parts(self, part: str) -> Callable[[Claim], tuple[str, ...]]:
        return self._types if part == "type" else PARTS[part]

    def _types(self, claim: Claim) -> tuple[str, ...]:
        ends = (claim.subject.id, object_key(claim.object))
        return tuple(self.entities[id].type for id in ends if id in self.entities)

    def _keys(self, part: str, names: Sequence[str]) -> frozenset[str]:
        """The exact values of one part that the names typed stand for."""
        if part == "relation":
            return as_relations(names, self.shelf(part))
        if part == "stance":
            return as_stances(names)
        if part == "type":
            return as_types(names, (entity.type for entity in self.entities.values()))
        if part == "document":
            return frozenset().union(*map(self._documents_named, names))
        index = self._sources if part == "source" else self.names
        return frozenset().union(*map(index.find, names))

    @cached_property
    def _sources(self) -> NameIndex:
        names: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for claim in self.claims:
            name = claim.source.name or claim.document.publisher or str(Source(None))
            names[source_key(claim.source, claim.document)][name] += 1
        labels = {key: min(seen, key=lambda name: (-seen[name], name)) for key, seen in names.items()}
        weights = {key: seen.total() for key, seen in names.items()}
        return NameIndex("source", names, labels, weights)

    def _documents_named(self, typed: str) -> frozenset[str]:
        found = {d.id for d in self.documents if typed in (d.id, d.path, d.title, d.url)}
        if not found:
            hint = suggestion(typed, (d.label for d in self.documents))
            raise GraphError(f"The graph knows no document {typed!r}{hint}")
        return frozenset(found)


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
