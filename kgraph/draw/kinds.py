"""`draw`: a picture of any kind of a graph, with the options that fit the kind."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from matplotlib.figure import Figure

from kgraph.draw.chain import draw_chain
from kgraph.draw.diagram import draw_graph
from kgraph.draw.matrix import draw_matrix
from kgraph.draw.timeline import draw_timeline
from kgraph.errors import GraphError, OutputError
from kgraph.graph.filters import Filters
from kgraph.graph.names import suggestion
from kgraph.model import Entity, Stance
from kgraph.query import Questions
from kgraph.query.disputes import Denials
from kgraph.words import counted

__all__ = ["KINDS", "about", "check_options", "chosen", "draw", "within_reach"]

KINDS = ("graph", "timeline", "matrix", "chain")
"""The kinds of pictures."""

_EACH = ("ax", "dpi", "name", "size", "style", "title")
"""What each kind takes."""

_ONLY = {
    "depth": ("graph", "timeline", "matrix"),
    "layout": ("graph",),
    "max_events": ("timeline",),
    "max_nodes": ("graph", "matrix"),
    "max_steps": ("chain",),
    "seed": ("graph",),
}
"""What not every kind has a use for."""
_STEPS, _COUNTED = 4, 50  # relations of a chain, and other chains that are counted
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


def within_reach(graph: Asked, focus: Entity | None, depth: int | None) -> Asked:
    """What a picture of so many steps around an entity needs of a graph: of a large file, a small part."""
    return graph if focus is None or not depth or depth < 1 else graph.around(focus, depth)


def check_options(what: str, given: Iterable[str], takes: Collection[str]) -> None:
    """Raise `OutputError` for an option among those `given` that is not among those that a picture takes."""
    known = {*_EACH, *_ONLY, *_FILTERS, "focus", "kind", "relations", "to"}
    for name in sorted(set(given) - set(takes)):
        if name in known:
            raise OutputError(f"A {what} has no {name.replace('_', ' ')}: leave it out.")
        raise OutputError(f"There is no option {name!r}{suggestion(name, known)}")


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
        GraphError: there is no such entity, nothing (about it) passes the filters, or there is no chain.
    """
    if kind not in KINDS:
        raise OutputError(f"There is no picture of the kind {kind!r}; choose one of {', '.join(KINDS)}.")
    if (kind == "chain") != (to is not None) or (kind == "chain" and focus is None):
        raise OutputError("A chain runs from one entity (focus) to another (to); only a chain has both.")
    part, rest = chosen(graph, options)
    check_options(kind, rest, {*_EACH, *(name for name, kinds in _ONLY.items() if kind in kinds)})
    one, other = about(graph, part, focus, rest), about(graph, part, to)
    rest.setdefault("name", graph.name)
    if kind == "graph":
        part = within_reach(part, one, rest.get("depth"))
        return draw_graph(part, path, focus=one.id if one else None, **rest)
    depth = rest.pop("depth", None)
    depth = 1 if depth is None else depth
    # What answers a claim need not be about the focus: "no ties to any government".
    wide = part if one is None or other is not None else part.around(one, depth)
    rest["denials"] = Denials(wide.relations(stance=Stance.DENIED))
    if one is not None and other is not None:
        return _chain(part, one, other, path, rest)
    if one is not None:
        part = part.neighbours(one, depth)
    if kind == "matrix":
        return draw_matrix(part, path, about=one.name if one else None, **rest)
    return draw_timeline(part.claims(), path, about=one.name if one else None, **rest)


def about(
    graph: Questions, part: Questions, name: str | Entity | None, options: dict[str, Any] | None = None
) -> Entity | None:
    """The entity of a graph that a picture of a part of it is about; without one a `depth` means nothing.

    Raises:
        OutputError: there is a depth among the options, but no entity.
        GraphError: there is no such entity, or the part says nothing (about it).
    """
    if name is None:
        if len(graph) and not len(part):
            raise GraphError("No claim passes the filters: leave some out.")
        if options and options.pop("depth", None) is not None:
            raise OutputError(
                "A depth counts steps from an entity: name one as focus, or leave the depth out."
            )
        return None
    found = graph.entity(name.id if isinstance(name, Entity) else name)
    if part is not graph and all(entity.id != found.id for entity in part.entities()):
        raise GraphError(f"Nothing that is said about {found.name} passes the filters: leave some out.")
    return found


def _chain(
    graph: Questions,
    one: Entity,
    other: Entity,
    path: str | os.PathLike[str] | None,
    options: dict[str, Any],
) -> Figure:
    """The shortest chain, of equally long ones the one whose weakest link has most claims."""
    steps = options.pop("max_steps", _STEPS)
    found = graph.paths(one, other, limit=_COUNTED + 1, max_steps=steps)
    if not found:
        raise GraphError(
            f"No chain of at most {counted(steps, 'relation')} leads from {one.name} to {other.name}; allow "
            "more steps for longer ones."
        )
    others = len(found) - 1
    return draw_chain(found[0], path, others=others, more=others >= _COUNTED, **options)
