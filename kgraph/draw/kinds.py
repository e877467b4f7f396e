"""`draw`: a picture of any kind of a graph, with the options that fit the kind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, TypeVar

from matplotlib.figure import Figure

from kgraph.draw.chain import draw_chain
from kgraph.draw.diagram import draw_graph
from kgraph.draw.matrix import draw_matrix
from kgraph.draw.timeline import draw_timeline
from kgraph.errors import GraphError, OutputError
from kgraph.graph.filters import Filters
from kgraph.model import Entity
from kgraph.query import Questions

__all__ = ["KINDS", "chosen", "draw"]

KINDS = ("graph", "timeline", "matrix", "chain")
"""The kinds of pictures."""

_ONLY = {
    "depth": ("graph", "timeline", "matrix"),
    "layout": ("graph",),
    "max_events": ("timeline",),
    "max_nodes": ("graph", "matrix"),
    "max_steps": ("chain",),
    "seed": ("graph",),
}
"""What not every kind has a use for."""
_STEPS, _COUNTED = 4, 50  # relations of a chain, and chains that are counted
Asked = TypeVar("Asked", bound=Questions)
_FILTERS = (*Filters.__annotations__, "min_origins", "disputed")


def chosen(graph: Asked, options: Mapping[str, Any]) -> tuple[Asked, dict[str, Any]]:
    """The part of a graph that passes the filters among some options, and the options that are none.

    `relations` may stand for the filter `relation`.
    """
    given = {"relation" if name == "relations" else name: value for name, value in options.items()}
    found = {name: given.pop(name) for name in _FILTERS if name in given}
    filters = {name: value for name, value in found.items() if value is not None}
    return (graph.where(**filters) if filters else graph), given


def draw(
    graph: Questions,
    path: str | os.PathLike[str] | None = None,
    *,
    kind: str = "graph",
    focus: str | Entity | None = None,
    to: str | Entity | None = None,
    **options: Any,
) -> Figure:
    """Draw a picture of a `kind`; `options` are filters of claims, and what drawing that kind takes.

    Raises:
        OutputError: there is no such kind, or it has no use for an option.
        GraphError: there is no such entity, or no chain.
    """
    if kind not in KINDS:
        raise OutputError(f"There is no picture of the kind {kind!r}; choose one of {', '.join(KINDS)}.")
    if (kind == "chain") != (to is not None) or (kind == "chain" and focus is None):
        raise OutputError("A chain runs from one entity (focus) to another (to); only a chain has both.")
    one = _found(graph, focus)
    part, rest = chosen(graph, options)
    for name in set(rest) & {*_ONLY} - {name for name, kinds in _ONLY.items() if kind in kinds}:
        raise OutputError(f"A {kind} has no {name.replace('_', ' ')}: leave it out.")
    if kind == "chain":
        return _chain(part, one, _found(graph, to), path, rest)
    if kind == "graph":
        return draw_graph(part, path, focus=one.id if one else None, **rest)
    if one is not None:
        depth = rest.pop("depth", None) or 1
        known = any(entity.id == one.id for entity in part.entities())
        part = part.neighbours(one, depth) if known else part.only([])
    if kind == "matrix":
        return draw_matrix(part, path, about=one.name if one else None, **rest)
    return draw_timeline(part.claims(), path, about=one.name if one else None, **rest)


def _found(graph: Questions, name: str | Entity | None) -> Entity | None:
    if name is None:
        return None
    return graph.entity(name.id if isinstance(name, Entity) else name)


def _chain(
    graph: Questions,
    one: Entity | None,
    other: Entity | None,
    path: str | os.PathLike[str] | None,
    options: dict[str, Any],
) -> Figure:
    """The shortest chain, of equally long ones the one whose weakest link has most claims."""
    assert one is not None
    assert other is not None
    steps = options.pop("max_steps", _STEPS)
    known = {entity.id for entity in graph.entities()}
    found = graph.paths(one, other, limit=_COUNTED, max_steps=steps) if {one.id, other.id} <= known else []
    if not found:
        raise GraphError(f"No chain of at most {steps} relations leads from {one.name} to {other.name}.")
    return draw_chain(found[0], path, others=len(found) - 1, **options)
