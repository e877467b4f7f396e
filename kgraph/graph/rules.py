"""The rules by which things are one entity, from the surest to the boldest. Each gives its reason in words.

Every rule looks at all things at once and proposes joins in a fixed order, so that the outcome never
depends on the order of claims. A rule that could join a thing with several entities joins it with none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations, pairwise

from kgraph.graph.clusters import Clusters, Join
from kgraph.graph.spelling import acronym_of, is_acronym_name, key_of, latin
from kgraph.graph.things import Seen, Thing, fits, kind_of
from kgraph.ontology.catalogue import CatalogueEntry, catalogue

__all__ = ["PartnersOf", "by_acronym", "by_catalogue", "by_id", "by_key", "by_short_name"]

PartnersOf = Callable[[Iterable[Thing]], Mapping[Thing, set[Thing]]]
SHORTEST_GUESSED_ACRONYM = 3
NOT_SHORTENED = frozenset({"state", "place", "instrument"})
"""Kinds whose names are not shortened to their first words: "East Avaria" is not "East"."""
MOST_NAMESAKES = 1000
"""Longer names among which that of a short one is looked for."""
_SURNAME = "*"


def by_catalogue(clusters: Clusters) -> Iterator[Join]:
    """Things with a name that the catalogue has for one entry. Persons are not catalogued."""
    first: dict[str, Thing] = {}
    for thing in sorted(clusters.seen):
        if (entry := _entry(thing, clusters.seen[thing])) is None:
            continue
        clusters.of(thing).entry = entry
        one = first.setdefault(entry.id, thing)
        if one is not thing:
            name, other = clusters.seen[one].name, clusters.seen[thing].name
            yield Join(one, thing, f"the catalogue knows {name!r} and {other!r} as {entry.name}")


def by_id(clusters: Clusters) -> Iterator[Join]:
    """One name that texts give different types; `organization` is what a text says that knows no better."""
    same: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(clusters.seen):
        if not thing.document:
            same[thing.id].append(thing)
    for id in sorted(same):
        things = sorted(same[id], key=lambda thing: (-clusters.seen[thing].count, thing))
        for one, other in combinations(things, 2):
            reason = f"{clusters.seen[one].name!r} is called both {one.kind} and {other.kind}"
            yield Join(one, other, reason)


def by_key(clusters: Clusters) -> Iterator[Join]:
    """Names that are one name written otherwise, see `kgraph.graph.spelling`.

    A name without a legal form or middle initial goes with none of several that contradict each other.
    """
    groups: defaultdict[str, dict[Thing, None]] = defaultdict(dict)
    for thing in sorted(clusters.seen):
        if clusters.seen[thing].named and not thing.document:
            for name in sorted(clusters.seen[thing].names):
                if base := key_of(name, thing.kind).base:
                    groups[base][thing] = None
    for base in sorted(groups):
        things = sorted(groups[base], key=lambda thing: (-clusters.seen[thing].count, thing))
        marked = {thing for thing in things if clusters.of(thing).keys}
        contested = any(
            key.contradicts(other)
            for one, two in combinations(sorted(marked), 2)
            for key in clusters.of(one).keys
            for other in clusters.of(two).keys
        )
        for one, other in combinations(things, 2):
            if not contested or (one in marked) == (other in marked):
                names = f"{clusters.seen[one].name!r} and {clusters.seen[other].name!r}"
                yield Join(one, other, f"{names} are one name, written differently")


def by_acronym(clusters: Clusters) -> Iterator[Join]:
    """An acronym that a text uses for one entity, or that is the first letters of one entity's name."""
    used: defaultdict[str, set[Thing]] = defaultdict(set)
    guessed: defaultdict[str, set[Thing]] = defaultdict(set)
    for thing, seen in clusters.seen.items():
        for mention in seen.mentions:
            if is_acronym_name(latin(mention)):
                used[latin(mention)].add(thing)
        if thing.kind != "person" and seen.named:
            for name in seen.names:
                if len(short := acronym_of(name)) >= SHORTEST_GUESSED_ACRONYM:
                    guessed[short].add(thing)
    for thing in sorted(clusters.seen):
        seen = clusters.seen[thing]
        name = latin(seen.name)
        if not (seen.named and is_acronym_name(name)) or clusters.of(thing).entry is not None:
            continue
        if full := _only(clusters, thing, used.get(name, ())):
            yield Join(full, thing, f"a text uses {name!r} for {clusters.seen[full].name!r}", lesser=True)
        elif full := _only(clusters, thing, guessed.get(name, ())):
            reason = f"{name!r} is the first letters of {clusters.seen[full].name!r} alone"
            yield Join(full, thing, reason, lesser=True)


def by_short_name(clusters: Clusters, partners_of: PartnersOf) -> Iterator[Join]:
    """A shorter name of one entity: a company's first words, a person's surname.

    For a company a text must use the short name for the long one, or claims must link both with a
    third. For a person they must: many bear a surname.
    """
    longer: defaultdict[tuple[str, ...], set[Thing]] = defaultdict(set)
    for thing, seen in clusters.seen.items():
        if seen.named and not thing.document:
            for words in map(_words, seen.names):
                if thing.kind == "person":
                    longer[_SURNAME, key_of(" ".join(words), thing.kind).base.split(" ")[-1]].add(thing)
                else:
                    for count in range(1, len(words)):
                        longer[words[:count]].add(thing)
    found = [(thing, _longer(clusters, thing, longer)) for thing in sorted(clusters.seen)]
    found = [(thing, fulls) for thing, fulls in found if fulls]
    linked = partners_of({one for thing, fulls in found for one in (thing, *fulls)})
    for thing, fulls in found:
        name = clusters.seen[thing].name
        used = thing.kind != "person" and any(name in clusters.seen[one].mentions for one in fulls)
        if used and (full := _only(clusters, thing, fulls)):
            yield Join(full, thing, f"a text uses {name!r} for {clusters.seen[full].name!r}", lesser=True)
            continue
        shared = {one: whom for one in fulls if (whom := _shared(clusters, linked[thing], linked[one]))}
        if full := _only(clusters, thing, shared):
            whole, third = clusters.seen[full].name, clusters.seen[shared[full]].name
            yield Join(
                full, thing, f"{name!r} is short for {whole!r}, both stand with {third!r}", lesser=True
            )
    yield from _surnames(clusters, partners_of)


def _surnames(clusters: Clusters, partners_of: PartnersOf) -> Iterator[Join]:
    """One surname in two articles that both link it with a third."""
    same: defaultdict[str, list[Thing]] = defaultdict(list)
    for thing in sorted(clusters.seen):
        if thing.kind == "person" and thing.document:
            same[thing.id].append(thing)
    wanted = [thing for things in same.values() if len(things) > 1 for thing in things]
    linked = partners_of(wanted)
    by_partner: defaultdict[tuple[str, int], list[Thing]] = defaultdict(list)
    for thing in wanted:
        for cluster in {id(clusters.of(partner)): partner for partner in sorted(linked[thing])}:
            by_partner[thing.id, cluster].append(thing)
    pairs = {pair for things in by_partner.values() for pair in pairwise(things)}
    for one, other in sorted(pairs):
        yield Join(one, other, f"two articles link {clusters.seen[one].name!r} with the same")


def _longer(clusters: Clusters, thing: Thing, longer: Mapping[tuple[str, ...], set[Thing]]) -> list[Thing]:
    """The things whose names go on where this one ends, or end with this surname; none if there are many."""
    seen = clusters.seen[thing]
    if not seen.named or clusters.of(thing).entry is not None or thing.id in catalogue().by_id:
        return []
    if thing.kind in NOT_SHORTENED or (thing.kind == "person" and not thing.document):
        return []
    words = _words(seen.name)
    if thing.kind == "person":
        words = (_SURNAME, key_of(seen.name, thing.kind).base)
    found = longer.get(words, ())
    return sorted(found) if len(found) <= MOST_NAMESAKES else []


def _only(clusters: Clusters, thing: Thing, others: Iterable[Thing]) -> Thing | None:
    """The most named of the things that fit this one, where they are one entity; else None."""
    own = clusters.of(thing)
    fitting: list[Thing] = []
    for other in others:
        cluster = clusters.of(other)
        if cluster is not own and clusters.may_join(own, cluster):
            if fitting and clusters.of(fitting[0]) is not cluster:
                return None
            fitting.append(other)
    return min(fitting, key=lambda other: (-clusters.seen[other].count, other), default=None)


def _shared(clusters: Clusters, one: set[Thing], other: set[Thing]) -> Thing | None:
    """A thing of an entity that is a partner of both."""
    known: dict[int, Thing] = {id(clusters.of(thing)): thing for thing in sorted(other, reverse=True)}
    return next((thing for thing in sorted(one) if id(clusters.of(thing)) in known), None)


def _entry(thing: Thing, seen: Seen) -> CatalogueEntry | None:
    """The catalogue's entry of a thing: that of its id, else of its names where all have the same."""
    if thing.document or thing.kind == "person":
        return None
    known = catalogue()
    entry = known.by_id.get(thing.id)
    if entry is None and seen.named:
        entries = {known.find(name) or known.find(latin(name)) for name in seen.names}
        entry = entries.pop() if len(entries) == 1 else None
    if entry is None or not fits({thing.kind, kind_of(entry.type)}, special=" " in entry.name):
        return None
    return entry


def _words(name: str) -> tuple[str, ...]:
    return tuple(latin(name).casefold().split()) or ("",)
