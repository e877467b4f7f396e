"""Views: which part of a graph leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from kgraph.errors import OutputError
from kgraph.export.nodes import may_stand_bare
from kgraph.graph import ClaimGraph
from kgraph.model import Claim, Literal

__all__ = ["VIEWS", "view_of"]

G = TypeVar("G", bound=ClaimGraph)

MINIMUM = "minimum-origins"
VIEWS = {
    "all": "everything that is claimed",
    "facts": "only claims that may stand as plain triples: asserted, with types that the relation is for",
    "disputed": "only what one source says and another denies, both sides",
    MINIMUM: "only what so many independent origins say, as in minimum-origins=2",
}


def view_of(graph: G, view: str = "all") -> G:
    """The smaller graph of a view: `all`, `facts`, `disputed`, or `minimum-origins=N` (also with a blank).

    Raises `OutputError` for any other.
    """
    name, _, number = view.replace("=", " ").partition(" ")
    if name == MINIMUM and number.isdecimal() and int(number) > 0:
        return graph.where(min_origins=int(number))
    if name not in VIEWS or number or name == MINIMUM:
        raise OutputError(f"{view}: there is no such view; there are all, facts, disputed, {MINIMUM}=N.")
    if name == "disputed":
        return graph.where(disputed=True)
    # A list: choosing them may read the whole file, and `only` must know that before it begins.
    return graph.only(list(_facts(graph))) if name == "facts" else graph


def _facts(graph: ClaimGraph) -> Iterator[Claim]:
    types = {entity.id: entity.type for entity in graph.entities()}
    for claim in graph.claims():
        thing = claim.object
        kind = thing.type if isinstance(thing, Literal) else types[thing.id]
        if may_stand_bare(claim, types[claim.subject.id], kind):
            yield claim
