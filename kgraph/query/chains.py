"""How two entities hang together: chains of relations from one to the other, shortest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Entity
from kgraph.query.labels import seen_from
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
            labels = dict.fromkeys(_label(relation, entity) for relation in step)
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
    found: list[tuple[str, ...]] = []
    for path in _paths(network, one.id, other.id, max_steps, frozenset(avoid) - {one.id, other.id}):
        found.append(path)
        if len(found) == CANDIDATES:
            break

    def rank(path: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
        weakest = min(network.links[a][b] for a, b in pairwise(path))
        return len(path), -weakest, path

    return [_chain(graph, network, path) for path in sorted(found, key=rank)[:limit]]


def _paths(
    network: Network, start: str, end: str, max_steps: int, avoid: Collection[str]
) -> Iterator[tuple[str, ...]]:
    """Simple paths by length. Only steps that can still reach the end in time are taken."""
    left = network.distances(end, max_steps, avoid)
    if start not in left:
        return
    for length in range(left[start], max_steps + 1):
        yield from _walk(network, (start,), end, length, left)


def _walk(
    network: Network, path: tuple[str, ...], end: str, length: int, left: dict[str, int]
) -> Iterator[tuple[str, ...]]:
    """The ways on from a path that reach the end after exactly `length` more steps."""
    if length == 0:
        yield path
        return
    for other in network.ordered[path[-1]]:
        if other in path or left.get(other, length) > length - 1 or (other == end and length > 1):
            continue
        yield from _walk(network, (*path, other), end, length - 1, left)


def _chain(graph: ClaimGraph, network: Network, path: tuple[str, ...]) -> Chain:
    steps = []
    for pair in pairwise(path):
        fewer = min(pair, key=lambda id: len(network.links[id]))
        steps.append(tuple(graph.relations(entity=fewer, subject=pair, object=pair)))
    return Chain(tuple(graph.entity(id) for id in path), tuple(steps))


def _label(relation: FusedRelation, entity: Entity) -> str:
    """What the relation is called, read from one of its sides.

    A stance that is not plainly asserted is part of it, so that a chain never turns a rumour into a fact.
    """
    label, stances = seen_from(relation, entity.id), [stance.value for stance in relation.stances]
    return label if stances == ["asserted"] else f"{label} ({', '.join(stances)})"
