"""Which part of a graph is on the page: all of it, or what hangs together with one entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kgraph.draw.fold import distances, fold
from kgraph.draw.styles import VALUE
from kgraph.draw.text import clean
from kgraph.errors import GraphError
from kgraph.graph import FusedRelation
from kgraph.model import Entity, Literal

__all__ = ["Chosen", "Explorable", "Thing", "choose"]


class Explorable(Protocol):
    """What the page asks of a graph: its fused relations."""

    def relations(self) -> Iterable[FusedRelation]: ...


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, or a value (type `value`) that a literal relation points at."""

    id: str
    name: str
    type: str
    named: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part that is on the page, and how much of the graph is not.

    `ends` are the indices into `things` of each relation's subject and object; `focus` is one too.
    Values are not among the entities that are left out.
    """

    things: tuple[Thing, ...]
    relations: tuple[FusedRelation, ...]
    ends: tuple[tuple[int, int], ...]
    focus: int | None
    entities_left_out: int
    relations_left_out: int


def choose(graph: Explorable, *, focus: str | None, depth: int | None, max_nodes: int) -> Chosen:
    """What is within `depth` steps of `focus`, without the least connected beyond `max_nodes`.

    Raises:
        GraphError: the graph has no entity with the id `focus`.
    """
    things: dict[str, Thing] = {}
    edges: list[tuple[str, str, FusedRelation]] = []
    for relation in graph.relations():
        one, other = _thing(relation.subject, relation), _thing(relation.object, relation)
        things.setdefault(one.id, one)
        things.setdefault(other.id, other)
        edges.append((one.id, other.id, relation))
    if focus is not None and focus not in things:
        raise GraphError(f"The graph says nothing about {focus!r}; name an entity by its id.")
    # Counting origins is dear, so that nobody is weighed where all have room.
    dear = len(things) > max_nodes
    links = [(one, other, relation.origins if dear else 1) for one, other, relation in edges]
    reach = distances(links, focus) if focus is not None else dict.fromkeys(things, 0)
    if focus is not None and depth is not None:
        reach = {id: steps for id, steps in reach.items() if steps <= depth}
    kept = fold(links, reach, max_nodes)
    within = [edge for edge in edges if edge[0] in reach and edge[1] in reach]
    inside = [edge for edge in within if edge[0] in kept and edge[1] in kept]
    used = {id for one, other, _ in inside for id in (one, other)} | ({focus} if focus is not None else set())
    ids = sorted(used, key=lambda id: (things[id].name, id))
    index = {id: number for number, id in enumerate(ids)}
    return Chosen(
        things=tuple(things[id] for id in ids),
        relations=tuple(relation for _, _, relation in inside),
        ends=tuple((index[one], index[other]) for one, other, _ in inside),
        focus=index[focus] if focus is not None else None,
        entities_left_out=sum(things[id].type != VALUE for id in reach.keys() - used),
        relations_left_out=len(within) - len(inside),
    )


def _thing(thing: Entity | Literal, relation: FusedRelation) -> Thing:
    if isinstance(thing, Literal):
        return Thing(relation.object_node, clean(thing.text), VALUE, True)
    return Thing(thing.id, clean(thing.name), thing.type, thing.named)
