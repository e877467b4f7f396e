"""The questions that a graph answers beyond its filters: how things hang together, change, and miss."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date
from typing import Any, Self, TypeVar

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Entity, Participant, Stance
from kgraph.query.chains import Chain, chains
from kgraph.query.changes import Diff, diff
from kgraph.query.disputes import disputed
from kgraph.query.dossier import Dossier, dossier
from kgraph.query.gaps import Gap, gaps
from kgraph.query.network import Network
from kgraph.query.statistics import Statistics, statistics
from kgraph.query.timeline import Event, timeline

__all__ = ["Questions"]

Made = TypeVar("Made")
_AT_ONCE = 400
"""Entities of one question: a graph file answers it without being read whole."""


class Questions(ClaimGraph):
    """A graph that can be asked. Names are matched as people type them, and a miss gets suggestions.

    The `filters` of all questions are those of `where`: `Filters`, `min_origins` and `disputed`. A name
    that the graph does not know, or that may be several, is a `GraphError` everywhere.
    """

    def between(self, a: str | Entity, b: str | Entity, **filters: Any) -> Self:
        """The smaller graph of what is said of two entities together, in both directions."""
        one = self._found(a)
        pair = (one, self._found(b))
        return self.only(self._passing(self.claims(entity=one, subject=pair, object=pair), filters))

    def neighbours(self, a: str | Entity, depth: int = 1, **filters: Any) -> Self:
        """The smaller graph of an entity and what is around it, at most `depth` steps away.

        It has each claim about an entity that is less than `depth` steps away; a denial is a step too.
        Raises `GraphError` where `depth` is below 1.
        """
        if depth < 1:
            raise GraphError(f"A depth of {depth} reaches nothing: it must be 1 or more.")
        allowed = self._allowed(filters)
        edge = [self._found(a).id]
        seen = set(edge)
        claims: dict[str, Claim] = {}
        for _ in range(depth):
            ahead: list[str] = []
            for id in edge:
                for claim in self.claims(entity=id):
                    if claim.id not in claims and (allowed is None or claim.id in allowed):
                        claims[claim.id] = claim
                        for end in (claim.subject, claim.object):
                            if isinstance(end, Participant) and end.id not in seen:
                                seen.add(end.id)
                                ahead.append(end.id)
            edge = ahead
        return self.only(claims.values())

    def around(self, a: str | Entity, depth: int = 1) -> Self:
        """The smaller graph of what is said among an entity and those at most `depth` steps away.

        Unlike `neighbours` it also has what is said among those farthest away, and all denials of what any of
        them is said to do. Raises `GraphError` where `depth` is below 1.
        """
        nearer = self.neighbours(a, depth)
        within = nearer.entities()
        lots = [within[start : start + _AT_ONCE] for start in range(0, len(within), _AT_ONCE)]
        claims = {claim.id: claim for claim in nearer}
        for some in lots:
            said = self.claims(subject=some, stance=Stance.DENIED)
            for others in lots:
                said += self.claims(subject=some, object=others)
            claims.update((claim.id, claim) for claim in said)
        return self.only(claims.values())

    def paths(
        self,
        a: str | Entity,
        b: str | Entity,
        *,
        max_steps: int = 4,
        limit: int = 10,
        avoid: Iterable[str | Entity] = (),
        **filters: Any,
    ) -> list[Chain]:
        """How two entities hang together: chains of at most `max_steps` relations, the shortest first.

        Of equally long chains those come first whose weakest link has most claims. `avoid` names entities
        that hang together with everybody ("United States"). What is only denied is no link. Raises
        `GraphError` where both are the same entity or a number is below 1.
        """
        one, other = self._found(a), self._found(b)
        around = {self._found(name).id for name in avoid}
        part = self._part(filters)
        network = part._network()
        return chains(part, network, one, other, max_steps=max_steps, limit=limit, avoid=around)

    def timeline(self, a: str | Entity | None = None, **filters: Any) -> list[Event]:
        """What happened when, of one entity or of all: by what the texts say, else by the article's day."""
        claims = self.claims() if a is None else self.claims(entity=self._found(a))
        return timeline(self._passing(claims, filters))

    def disputed(self, **filters: Any) -> list[FusedRelation]:
        """The relations that one holds and another denies, where at least one of their claims passes.

        All their claims are kept: `disputed(source="orrin")` has both what Orrin says and what it is about.
        """
        return disputed(self.relations(), self._passing(self.claims(), filters))

    def as_of(self, day: date | str, **filters: Any) -> Self:
        """The smaller graph of what was being said on a day: the articles published until then.

        Articles without a date are not in it, for nobody knows whether they were there.
        """
        return self.where(until=day, **filters)

    def gaps(self, **filters: Any) -> list[Gap]:
        """What is missing: accusations that nobody answers, single nameless origins, acts without a paper.

        Of the relations with at least one claim that passes; denials count whether they pass or not.
        """
        found = gaps(self.relations(), {entity.id: entity for entity in self.entities()})
        allowed = self._allowed(filters)
        if allowed is None:
            return found
        return [gap for gap in found if any(claim.id in allowed for claim in gap.relation.claims)]

    def diff(self, other: ClaimGraph) -> Diff:
        """What changed from this graph to the other, and because of which articles."""
        return diff(self, other)

    def search(self, words: str, **filters: Any) -> list[Claim]:
        """The claims whose sentence has all the words, the best sentence first.

        `words` are words, "phrases" and beginnings with a star (`minist*`); case, accents and English
        endings do not matter. Raises `GraphError` where there is no word in it.
        """
        from kgraph.query.search import EvidenceIndex

        index = self._view(EvidenceIndex, lambda: EvidenceIndex(self.claims()))
        return self._passing(index.search(words), filters)

    def dossier(self, a: str | Entity, **filters: Any) -> Dossier:
        """All that is said about one entity: who it is, its relations, disputes, gaps and timeline.

        Raises `GraphError` where nothing about it passes the filters.
        """
        entity, part = self._found(a), self._part(filters)
        if filters and entity.id not in part._network().places:
            raise GraphError(f"Nothing that is said about {entity.name} passes the filters: leave some out.")
        return dossier(part, entity)

    def statistics(self, **filters: Any) -> Statistics:
        """The numbers of the graph: how much of what is in it, from when, and said by whom."""
        return statistics(self._part(filters))

    def centrality(self, kind: str = "betweenness", **filters: Any) -> dict[Entity, float]:
        """The entities by how central they are, 0 to 1, the highest first.

        `kind` is `betweenness`, `closeness`, `degree` or `pagerank`; links have no direction, and what is
        only denied is none. Needs `kgraph[analysis]`; raises `GraphError` where that is missing.
        """
        from kgraph.query.measures import centrality

        entities, network = self._by_id(), self._part(filters)._network()
        return {entities[id]: score for id, score in centrality(network, kind).items()}

    def communities(self, seed: int = 0, **filters: Any) -> list[tuple[Entity, ...]]:
        """Groups of entities that have more to do with each other than with the rest, the largest first.

        The same `seed` always gives the same groups. Needs `kgraph[analysis]`; raises `GraphError` where
        that is missing.
        """
        from kgraph.query.measures import communities

        entities, network = self._by_id(), self._part(filters)._network()
        return [tuple(entities[id] for id in group) for group in communities(network, seed)]

    def _found(self, name: str | Entity) -> Entity:
        return self.entity(name.id if isinstance(name, Entity) else name)

    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities()}

    def _part(self, filters: dict[str, Any]) -> Self:
        return self.where(**filters) if filters else self

    def _allowed(self, filters: dict[str, Any]) -> Collection[str] | None:
        """The ids of the claims that pass; None where all do."""
        return {claim.id for claim in self.where(**filters)} if filters else None

    def _passing(self, claims: Iterable[Claim], filters: dict[str, Any]) -> list[Claim]:
        allowed = self._allowed(filters)
        return [claim for claim in claims if allowed is None or claim.id in allowed]

    def _network(self) -> Network:
        return self._view(Network, lambda: Network(self.claims()))

    def _view(self, kind: type[Made], make: Callable[[], Made]) -> Made:
        """What was derived from the claims before, made anew after they have changed."""
        views: dict[type, Any] = self.__dict__.setdefault("_views", {})
        if views.get(object) is not self._index:
            views.clear()
            views[object] = self._index
        if kind not in views:
            views[kind] = make()
        made: Made = views[kind]
        return made
