"""Views: which part of a graph leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from kgraph.errors import OutputError
from kgraph.export.nodes import may_stand_bare
from kgraph.graph import ClaimGraph
from kgraph.model import Claim, Literal
from kgraph.query.disputes import Denials

__all__ = ["view_of"]

G = TypeVar("G", bound=ClaimGraph)

MINIMUM = "minimum-origins"
UNNUMBERED = ("all", "facts", "disputed")


def view_of(graph: G, view: str = "all") -> G:
    """The smaller graph of a view.

    `all` is everything; `facts` are the claims that may stand as plain triples, and the claims that deny
    them; `disputed` is what one source says and another denies, both sides; `minimum-origins=N` (also with
    a blank) what so many independent origins say. Raises `OutputError` for any other.
    """
    name, _, number = view.replace("=", " ").partition(" ")
    if name == MINIMUM and number.isdecimal() and int(number) > 0:
        return graph.where(min_origins=int(number))
    if name not in UNNUMBERED or number:
        raise OutputError(f"{view}: there is no such view; there are all, facts, disputed, {MINIMUM}=N.")
    if name == "disputed":
        return graph.where(disputed=True)
    # A list: choosing them may read the whole file, and `only` must know that before it begins.
    return graph.only(list(_facts(graph))) if name == "facts" else graph


def _facts(graph: ClaimGraph) -> Iterator[Claim]:
    """The claims that may stand bare, and the denials of the same, in general ones too.

    Without the denials a disputed fact would look undisputed in whatever reads the export.
    """
    types = {entity.id: entity.type for entity in graph.entities()}
    relations = graph.relations()
    denials = Denials(relations)
    for relation in relations:
        facts = [claim for claim in relation.claims if _is_fact(claim, types)]
        if facts:
            yield from facts
            yield from denials.of(relation)


def _is_fact(claim: Claim, types: Mapping[str, str]) -> bool:
    thing = claim.object
    kind = thing.type if isinstance(thing, Literal) else types[thing.id]
    return may_stand_bare(claim, types[claim.subject.id], kind)
