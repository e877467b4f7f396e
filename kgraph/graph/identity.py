"""Which claims are about the same entity: one entity for each real thing, over all documents.

The rules of `kgraph.graph.rules` join things, people's decisions come before them, and what may never
be one (a company and a person, two entries of the catalogue) stays apart. The outcome is a function of
the set of claims and decisions: their order never matters.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kgraph.graph import rules
from kgraph.graph.clusters import Cluster, Clusters, Join
from kgraph.graph.decisions import Decision, Verdict
from kgraph.graph.things import Seen, Thing, gather, most_frequent, partners, thing_of
from kgraph.model import Claim, Entity, Participant, Source, slug
from kgraph.ontology.catalogue import catalogue

__all__ = ["Identity", "Merge", "names_of", "publisher_id", "resolve", "resolve_things", "told_apart"]


@dataclass(frozen=True, slots=True)
class Merge:
    """That a name was read as an entity of another name or id, and why."""

    entity: Entity
    other: str
    reason: str

    def __str__(self) -> str:
        return f"{self.other} → {self.entity.name}: {self.reason}"


@dataclass(frozen=True)
class Identity:
    """The entities of a graph. `moved` maps a thing to the id of its entity where that is another one.

    `main` is the thing that an entity has its id and name from; `of_document` are things of one
    document because somebody said so.
    """

    entities: Mapping[str, Entity]
    moved: Mapping[Thing, str]
    main: Mapping[str, Thing]
    names: Mapping[str, frozenset[str]]
    merges: tuple[Merge, ...]
    of_document: frozenset[Thing] = frozenset()

    def settled(self, claim: Claim) -> Claim:
        """The claim with the ids of entities; the claim itself where nothing is to be changed."""
        if not self.moved:
            return claim
        document = claim.document.id
        subject = self._participant(claim.subject, document)
        thing = claim.object
        if isinstance(thing, Participant):
            thing = self._participant(thing, document)
        source = self._source(claim.source, document)
        origin = tuple(self._source(one, document) for one in claim.origin)
        parts = (subject, thing, source, *origin)
        before = (claim.subject, claim.object, claim.source, *claim.origin)
        if all(new is old for new, old in zip(parts, before, strict=True)):
            return claim
        return replace(claim, subject=subject, object=thing, source=source, origin=origin)

    def entity_of(self, thing: Thing) -> str:
        """The id of the entity that a thing is."""
        return self.moved.get(thing, thing.id)

    def _participant(self, participant: Participant, document: str) -> Participant:
        id = self._moved(participant, document)
        if id is None:
            return participant
        entity = self.entities[id]
        return replace(participant, id=id, name=entity.name, type=entity.type)

    def _source(self, source: Source, document: str) -> Source:
        id = self._moved(source, document)
        return source if id is None else replace(source, id=id)

    def _moved(self, end: Participant | Source, document: str) -> str | None:
        thing = thing_of(end, document, self.of_document)
        return self.moved.get(thing) if thing is not None else None


def resolve(claims: Sequence[Claim], decisions: Iterable[Decision] = ()) -> Identity:
    """The entities of all the claims, as the rules and the decisions have it."""
    decisions = list(decisions)
    own = told_apart(decisions)

    def partners_of(things: Iterable[Thing]) -> Mapping[Thing, set[Thing]]:
        wanted = set(things)
        return partners(claims, wanted, own) if wanted else {}

    return resolve_things(gather(claims, own), partners_of, decisions)


def told_apart(decisions: Iterable[Decision]) -> frozenset[Thing]:
    """The things of one document that decisions speak of."""
    return frozenset(thing for one in decisions for thing in one.things or () if thing.document)


def resolve_things(
    seen: Mapping[Thing, Seen], partners_of: rules.PartnersOf, decisions: Iterable[Decision]
) -> Identity:
    """The entities of all things seen, gathered with those that `told_apart` gives for the decisions."""
    decisions = sorted(decisions)
    pairs = [(one.verdict, *one.things, one) for one in decisions if one.things is not None]
    known = [pair for pair in pairs if pair[1] in seen and pair[2] in seen]
    clusters = Clusters(seen, [(one, two) for verdict, one, two, _ in known if verdict is Verdict.DIFFERENT])
    for verdict, one, two, decision in known:
        if verdict is Verdict.SAME:
            clusters.decide(Join(one, two, f"decided{f': {decision.note}' if decision.note else ''}"))
    for join in rules.by_catalogue(clusters):
        clusters.join(join)
    for rule in (rules.by_id, rules.by_key, rules.by_acronym):
        for join in list(rule(clusters)):
            clusters.join(join)
    for join in list(rules.by_short_name(clusters, partners_of)):
        clusters.join(join)
    return _identity(clusters, told_apart(decisions))


def names_of(entities: Mapping[str, Entity], seen: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """All names by which a person may ask for each entity: those of claims and of the catalogue."""
    names = {id: {entity.name, *seen.get(id, ())} for id, entity in entities.items()}
    known = catalogue().by_id
    for id, found in names.items():
        if entry := known.get(id):
            found.update((*entry.names, *entry.generic, *entry.metonyms))
    return names


def publisher_id(name: str) -> str:
    """The id under which the publisher of a document is an entity, should a claim be about it."""
    entry = catalogue().find(name)
    return entry.id if entry else slug(name)


def _identity(clusters: Clusters, of_document: frozenset[Thing]) -> Identity:
    ranked = [(_main(cluster, clusters.seen), cluster) for cluster in clusters.all()]
    ids = _ids(ranked)
    entities: dict[str, Entity] = {}
    moved: dict[Thing, str] = {}
    main: dict[str, Thing] = {}
    names: dict[str, frozenset[str]] = {}
    merges: list[Merge] = []
    for first, cluster in ranked:
        id = ids[first]
        entity = _settle(id, first, cluster, clusters.seen)
        moved |= {thing: id for thing in cluster.things if thing.id != id}
        main[id] = first
        if any(clusters.seen[thing].claimed for thing in cluster.things):
            entities[id] = entity
            names[id] = frozenset(name for thing in cluster.things for name in clusters.seen[thing].names)
        merges += _merges(entity, first, cluster, clusters.seen)
    merges.sort(key=lambda merge: (merge.entity.name, merge.entity.id, merge.other))
    # An entity that only speaks has a name all the same, should a claim of it be rewritten.
    return Identity(dict(sorted(entities.items())), moved, main, names, tuple(merges), of_document)


def _main(cluster: Cluster, seen: Mapping[Thing, Seen]) -> Thing:
    """The thing whose id and name the entity has: not one that is only short for another."""
    lesser = {join.other for join in cluster.joins if join.lesser}
    return min(
        cluster.things,
        key=lambda thing: (
            thing in lesser, not seen[thing].claimed, not seen[thing].named, -seen[thing].count, thing,
        ),
    )  # fmt: skip


def _ids(ranked: Iterable[tuple[Thing, Cluster]]) -> dict[Thing, str]:
    """An id for each entity: that of its main thing, longer where several would have the same."""
    wanted: defaultdict[str, list[Thing]] = defaultdict(list)
    for main, cluster in ranked:
        wanted[cluster.entry.id if cluster.entry else main.id].append(main)
    entries = {main for main, cluster in ranked if cluster.entry}
    taken = set(wanted)
    ids: dict[Thing, str] = {}
    for id in sorted(wanted):
        # The catalogue's entry before all others; a thing of one article never has the bare id of several.
        things = sorted(wanted[id], key=lambda thing: (thing not in entries, bool(thing.document), thing))
        for at, thing in enumerate(things):
            bare = at == 0 and (not thing.document or len(things) == 1)
            ids[thing] = id if bare else _longer_id(id, thing, taken)
            taken.add(ids[thing])
    return ids


def _longer_id(id: str, thing: Thing, taken: Collection[str]) -> str:
    longer = f"{id}-{thing.document or thing.kind.casefold()}"
    while longer in taken:
        longer += "-2"
    return longer


def _settle(id: str, main: Thing, cluster: Cluster, seen: Mapping[Thing, Seen]) -> Entity:
    named = any(seen[thing].named for thing in cluster.things)
    if cluster.entry:
        return Entity(id, cluster.entry.name, cluster.entry.type, named)
    types: Counter[str] = Counter()
    for thing in cluster.things:
        types.update(seen[thing].types)
    if len(types) > 1:
        del types["Organization"]  # what a text says that knows no better
    return Entity(id, seen[main].name, most_frequent(types) if types else "", named)


def _merges(entity: Entity, main: Thing, cluster: Cluster, seen: Mapping[Thing, Seen]) -> Iterable[Merge]:
    for thing in sorted(cluster.things):
        if thing == main:
            continue
        join = next(join for join in cluster.joins if thing in (join.other, join.one))
        yield Merge(entity, seen[thing].name, join.reason)
