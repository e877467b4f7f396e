"""How two entities hang together: chains of relations from one to the other, shortest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Entity
from kgraph.query.labels import hedged, seen_from
from kgraph.query.network import Network

__all__ = ["Chain", "chains"]

CANDIDATES = 1000
"""Chains that are compared at most: a dense graph has millions, and the search meets strong links first."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One way from the first to the last of `entities`; each of `steps` has all relations of a pair."""

    entities: tuple[Entity, ...]
    steps: tuple[tuple[FusedRelation, ...], ...]

    @property
    def relations(self) -> tuple[FusedRelation, ...]:
        """The relations of all steps."""
        return tuple(relation for step in self.steps for relation in step)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all steps; `Graph(chain.claims)` can be drawn and exported."""
        return tuple(claim for relation in self.relations for claim in relation.claims)

    def __len__(self) -> int:
        return len(self.steps)

    def __str__(self) -> str:
        told = [self.entities[0].name]
        for entity, after, step in zip(self.entities, self.entities[1:], self.steps, strict=False):
            labels = dict.fromkeys(hedged(seen_from(relation, entity.id), relation) for relation in step)
            told.append(f" — {', '.join(labels)} → {after.name}")
        return "".join(told)


def chains(
    graph: ClaimGraph,
    network: Network,
    one: Entity,
    other: Entity,
    *,
    max_steps: int = 4,
    limit: int = 10,
    avoid: Collection[str] = (),
) -> list[Chain]:
    """The chains of at most `max_steps` from one entity to the other, `limit` at most, none through `avoid`.

    The shortest come first; of equally long ones those whose weakest link has most claims. No chain
    visits an entity twice. A dense graph has more chains than anybody can compare: of those the ones
    with the strongest links are looked at first.

    Raises:
        GraphError: both are the same, or a number is below 1.
    """
    if one.id == other.id:
        raise GraphError(f"A chain needs two entities, and both names stand for {one.name}.")
    if max_steps < 1 or limit < 1:
        raise GraphError("A chain has at least one step, and there must be room for one chain.")
    start, end = (network.places.get(entity.id) for entity in (one, other))
    if start is None or end is None:
        return []
    around = {network.places[id] for id in avoid if id in network.places} - {start, end}
    found: list[tuple[int, ...]] = []
    for length, path in _paths(network, start, end, max_steps, around):
        if len(found) == CANDIDATES or (len(found) >= limit and length > len(found[-1]) - 1):
            break  # longer ones would come after all those found
        found.append(path)

    def rank(path: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        weakest = min(network.links[a][b] for a, b in pairwise(path))
        return len(path), -weakest, path

    return [_chain(graph, network, path) for path in sorted(found, key=rank)[:limit]]


def _paths(
    network: Network, start: int, end: int, max_steps: int, avoid: Collection[int]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Simple paths by their number of steps. Only steps that can still reach the end in time are taken."""
    left = network.distances(end, max_steps, avoid)
    if start not in left:
        return
    for length in range(left[start], max_steps + 1):
        for path in _walk(network, (start,), end, length, left):
            yield length, path


def _walk(
    network: Network, path: tuple[int, ...], end: int, length: int, left: Mapping[int, int]
) -> Iterator[tuple[int, ...]]:
    """The ways on from a path that reach the end after exactly `length` more steps."""
    beside = network.links[path[-1]]
    if length == 1:
        if end in beside:
            yield (*path, end)
        return
    for other in beside:
        if other != end and other not in path and left.get(other, length) < length:
            yield from _walk(network, (*path, other), end, length - 1, left)


def _chain(graph: ClaimGraph, network: Network, path: tuple[int, ...]) -> Chain:
    steps = []
    for pair in pairwise(path):
        fewer = min(pair, key=lambda place: len(network.links[place]))
        ids = [network.ids[place] for place in pair]
        steps.append(tuple(graph.relations(entity=network.ids[fewer], subject=ids, object=ids)))
    return Chain(tuple(graph.entity(network.ids[place]) for place in path), tuple(steps))
