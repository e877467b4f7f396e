"""What a diagram shows: entities and lines chosen from a graph, before anything has a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from kgraph.draw.fold import Link, distances, fold, hosts, neighbours
from kgraph.draw.styles import VALUE
from kgraph.draw.text import clean
from kgraph.draw.widths import stroke_width
from kgraph.errors import GraphError
from kgraph.graph import FusedRelation
from kgraph.graph.names import suggestion
from kgraph.model import STRONGEST, Entity, Literal, Stance
from kgraph.ontology import Ontology
from kgraph.query.disputes import Denials, Denied

__all__ = ["Drawable", "Line", "Node", "View", "choose", "strongest"]


class Drawable(Protocol):
    """What drawing asks of a graph: its fused relations."""

    def relations(self) -> Iterable[FusedRelation]: ...


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, or a value (type `value`) that a literal relation points at.

    `named` is False for what the texts only describe; `degree` counts the entities beside it, and `folded`
    those left out that hang on it, directly or by others left out.
    """

    key: str
    name: str
    type: str
    named: bool = True
    focus: bool = False
    degree: int = 0
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the diagram: relations of one pair that look the same, by their labels.

    `stance` is the strongest that is claimed; `disputed` tells whether and how it is denied too.
    """

    subject: str
    object: str
    labels: tuple[str, ...]
    family: str
    stance: Stance
    disputed: Denied | None
    origins: int
    symmetric: bool


@dataclass(frozen=True, slots=True)
class View:
    """The chosen part, and the counts that its caption states.

    `name` is what the graph is called, if it is; `left_out` are entities in reach: those folded into nodes,
    and those that hang on none.
    """

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    focus: Node | None
    relations: int
    claims: int
    documents: int
    first: date | None
    last: date | None
    left_out: int
    relations_left_out: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class _Edge:
    relation: FusedRelation
    subject: str
    object: str


def choose(
    graph: Drawable, ontology: Ontology, *, focus: str | None, depth: int | None, max_nodes: int
) -> View:
    """The part of a graph to draw: what is within `depth` steps of `focus`, then the most connected.

    Minor entities are folded one by one, the least connected first (and the farthest, around a focus; of
    equals, those of which nothing is disputed), until `max_nodes` are left. Each is counted at the one
    node that it hangs on. What is beyond `depth` is not folded, and counted nowhere; nor is a value that
    is left out, which is no entity. The view has the `name` of a graph that has one.

    Raises:
        GraphError: there is no entity `focus`, by id or by name.
    """
    nodes: dict[str, Node] = {}
    edges: list[_Edge] = []
    relations = list(graph.relations())
    for relation in relations:
        subject, thing = _node(relation.subject, relation), _node(relation.object, relation)
        nodes.setdefault(subject.key, subject)
        nodes.setdefault(thing.key, thing)
        edges.append(_Edge(relation, subject.key, thing.key))
    edges.sort(key=lambda edge: (edge.subject, edge.object, edge.relation.relation))
    centre = _find(focus, nodes) if focus is not None else None
    links = [(edge.subject, edge.object, edge.relation.origins) for edge in edges]
    reach = distances(links, centre) if centre else dict.fromkeys(nodes, 0)
    if depth is not None and centre is not None:
        reach = {key: steps for key, steps in reach.items() if steps <= depth}
    denials = Denials(relations)
    kept = fold([_weighed(edge, denials) for edge in edges], reach, max_nodes)
    inside = [edge for edge in edges if edge.subject in kept and edge.object in kept]
    within_reach = [edge for edge in edges if edge.subject in reach and edge.object in reach]
    used = {key for edge in inside for key in (edge.subject, edge.object)} | ({centre} if centre else set())
    claims = {claim.id: claim for edge in inside for claim in edge.relation.claims}.values()
    documents = {claim.document.id: claim.document for claim in claims}.values()
    dates = sorted(document.published for document in documents if document.published)
    beside = neighbours((edge.subject, edge.object) for edge in inside)
    left_out = {key for key in reach if key not in used and nodes[key].type != VALUE}
    folded = Counter(host for key, host in hosts(links, reach, used).items() if key in left_out)
    chosen = [
        replace(nodes[key], focus=key == centre, degree=len(beside[key]), folded=folded[key])
        for key in sorted(used, key=lambda key: (nodes[key].name, key))
    ]
    return View(
        nodes=tuple(chosen),
        lines=_lines(inside, denials, ontology),
        focus=next((node for node in chosen if node.focus), None),
        relations=len(inside),
        claims=len(claims),
        documents=len(documents),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        left_out=len(left_out),
        relations_left_out=len(within_reach) - len(inside),
        name=getattr(graph, "name", None),
    )


def _weighed(edge: _Edge, denials: Denials) -> Link:
    """A line for folding: what is disputed weighs one origin more, and stays rather than what is not."""
    return edge.subject, edge.object, edge.relation.origins + (denials.how(edge.relation) is not None)


def strongest(stances: Collection[Stance]) -> Stance:
    """The strongest of some stances, of which there must be one: what is drawn of several.

    >>> strongest([Stance.DENIED, Stance.ALLEGED])
    <Stance.ALLEGED: 'alleged'>
    """
    return next(stance for stance in STRONGEST if stance in stances)


def _node(thing: Entity | Literal, relation: FusedRelation) -> Node:
    if isinstance(thing, Literal):
        return Node(relation.object_node, clean(thing.text), VALUE)
    return Node(thing.id, clean(thing.name), thing.type, thing.named)


def _find(focus: str, nodes: Mapping[str, Node]) -> str:
    if focus in nodes:
        return focus
    wanted = clean(focus).casefold()
    found = sorted(key for key, node in nodes.items() if node.name.casefold() == wanted)
    if found:
        return found[0]
    hint = suggestion(focus, (node.name for node in nodes.values()))
    raise GraphError(f"The graph says nothing about {focus!r}{hint}")


def _lines(edges: Sequence[_Edge], denials: Denials, ontology: Ontology) -> tuple[Line, ...]:
    """One line for the relations of a pair that have direction, family, stance, dispute and width in common.

    `denials` are those of the whole graph: what answers a line need not be drawn itself.
    """
    alike: dict[tuple[Any, ...], list[_Edge]] = defaultdict(list)
    for edge in edges:
        known = ontology.relations.get(edge.relation.relation)
        stance = strongest(edge.relation.stances)
        family = known.family if known else "other"
        symmetric = bool(known and known.symmetric)
        looks = (family, stance, denials.how(edge.relation), symmetric, stroke_width(edge.relation.origins))
        alike[edge.subject, edge.object, *looks].append(edge)
    return tuple(
        Line(
            subject,
            object,
            tuple(_label(edge.relation.relation, ontology) for edge in group),
            family,
            stance,
            disputed,
            max(edge.relation.origins for edge in group),
            symmetric,
        )
        for (subject, object, family, stance, disputed, symmetric, _), group in alike.items()
    )


def _label(relation: str, ontology: Ontology) -> str:
    known = ontology.relations.get(relation)
    return clean(known.label if known else relation.replace("_", " "))
