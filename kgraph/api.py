"""The graph that users hold: all of `ClaimGraph`, and the ways out of it."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from typing import TYPE_CHECKING, Any

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Entity, Literal, object_key

if TYPE_CHECKING:
    import networkx
    import rdflib
    from matplotlib.figure import Figure

__all__ = ["Graph", "open_graph"]


class Graph(ClaimGraph):
    """Claims to ask, draw and export. Libraries for the ways out load when they are used."""

    def draw(
        self, path: str | PathLike[str] | None = None, *, focus: str | Entity | None = None, **options: Any
    ) -> Figure:
        """Draw the relations into a file, its format by the suffix, or (None) only into the figure returned.

        `focus` is an entity, by name as people type it, to draw what hangs together with it; all
        other options are those of `kgraph.draw.draw_graph`.
        """
        from kgraph.draw import draw_graph

        if focus is not None:
            focus = focus.id if isinstance(focus, Entity) else self.entity(focus).id
        return draw_graph(self, path, focus=focus, **options)

    def to_turtle(self, path: str | PathLike[str] | None = None) -> str | None:
        """The graph in Turtle: as text, or into a file (and None).

        Bare triples are written only for what a claim says with a stance that the relation allows.
        """
        return self._export(path, "turtle")

    def to_jsonl(self, path: str | PathLike[str] | None = None) -> str | None:
        """The claims as JSON lines, which `kgraph.read_claims` reads back: as text, or into a file."""
        return self._export(path, "jsonl")

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Entities and values as nodes, relations as edges keyed by the relation's name.

        All attributes are text, numbers or truth values, so that GraphML and GEXF take them:
        nodes have `name`, `type`, `named`; edges `relation`, `label`, `stances` ("alleged denied"),
        `claims`, `articles`, `origins`, `disputed`, `confidence` and, where an article is dated,
        `first_seen` and `last_seen` (`YYYY-MM-DD`).
        """
        import networkx

        made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for entity in self.entities():
            made.add_node(entity.id, name=entity.name, type=entity.type, named=entity.named)
        for relation in self.relations():
            thing = relation.object
            if isinstance(thing, Literal):
                node = f"{relation.subject.id} {relation.relation} {object_key(thing)}"
                made.add_node(node, name=thing.text, type=thing.type, named=False)
            else:
                node = thing.id
            made.add_edge(relation.subject.id, node, key=relation.relation, **dict(_attributes(relation)))
        return made

    def to_rdflib(self) -> rdflib.Graph:
        """The triples of `to_turtle` in an rdflib graph."""
        import rdflib

        return rdflib.Graph().parse(data=self.to_turtle(), format="turtle")

    def _export(self, path: str | PathLike[str] | None, format: str) -> str | None:
        from kgraph.export import FORMATS, export

        if path is None:
            return "".join(f"{line}\n" for line in FORMATS[format].lines(self))
        export(self, path, format)
        return None


def open_graph(path: str | PathLike[str]) -> Graph:
    """The graph of a file that `Graph.save` wrote. Raises `GraphError` where it is none."""
    return Graph.open(path)


def _attributes(relation: FusedRelation) -> Iterator[tuple[str, str | int | float | bool]]:
    from kgraph.ontology import ontology

    known = ontology().relations.get(relation.relation)
    yield "relation", relation.relation
    yield "label", known.label if known else relation.relation
    yield "stances", " ".join(relation.stances)
    yield "claims", len(relation.claims)
    yield "articles", relation.articles
    yield "origins", relation.origins
    yield "disputed", relation.disputed
    yield "confidence", relation.confidence
    if relation.first_seen and relation.last_seen:
        yield "first_seen", relation.first_seen.isoformat()
        yield "last_seen", relation.last_seen.isoformat()
