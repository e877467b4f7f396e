"""The graph that users hold: all of `ClaimGraph` and `Questions`, and the ways out of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from inspect import signature
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from typing import Literal as OneOf
from weakref import ref

from kgraph.errors import GraphError, OutputError
from kgraph.graph import FusedRelation
from kgraph.model import Entity, Literal
from kgraph.notebook import show_in_notebooks
from kgraph.notebook.lists import Listing
from kgraph.placing import GRAPH_FILE

if TYPE_CHECKING:
    import igraph
    import networkx
    import pandas
    import rdflib
    from matplotlib.figure import Figure

    from kgraph.sparql import Answer, Engine
    from kgraph.sparql.guard import Value

__all__ = ["Graph", "open_graph"]

show_in_notebooks()


class Graph(Listing):
    """Claims to ask, draw and export. Libraries for the ways out load when they are used."""

    _engine: tuple[ref[object], Engine] | None = None

    def draw(
        self,
        path: str | PathLike[str] | None = None,
        *,
        kind: OneOf["graph", "timeline", "matrix", "chain"] = "graph",
        focus: str | Entity | None = None,
        to: str | Entity | None = None,
        **options: Any,
    ) -> Figure | None:
        """Draw a picture into a file, its format by the suffix, or (None) only into the figure returned.

        `kind` is `graph` (entities and lines), `timeline` (who says what, and when), `matrix` (vendors by
        governments) or `chain` (how `focus` and `to` hang together, with the sentences). `focus` is an
        entity, by name as people type it, that the picture is about. Of the other options the filters of
        `where` choose claims (`relations` may stand for `relation`); the rest is for the `draw_graph`,
        `draw_timeline`, `draw_matrix` or `draw_chain` of `kgraph.draw`.

        A file that ends in `.html` becomes a page to explore in a browser, with the options of
        `kgraph.page.page_text`; for it there is no figure (None). Raises `OutputError` and `GraphError`.
        """
        from kgraph.draw.kinds import about, check_options, chosen, draw, within_reach

        if path is not None and os.fspath(path).lower().endswith((".html", ".htm")):
            from kgraph.page import page_text, write_page

            if kind != "graph" or to is not None:
                raise OutputError(f"A page shows the whole graph: draw a {kind} into a PNG, SVG or PDF file.")
            part, rest = chosen(self, options)
            check_options("page", rest, signature(page_text).parameters)
            if one := about(self, part, focus, rest):
                part, rest["focus"] = within_reach(part, one, rest.get("depth")), one.id
            write_page(part, path, **rest)
            return None
        return draw(self, path, kind=kind, focus=focus, to=to, **options)

    def report(
        self,
        who: str | Entity,
        path: str | PathLike[str],
        *,
        title: str | None = None,
        diagram: bool = True,
        most: int = 40,
        size: str = "A4",
        **filters: Any,
    ) -> None:
        """Write the dossier of an entity in sentences, as HTML, Markdown or PDF, by the ending of the file.

        What is claimed, who says it, beside it who denies it, a timeline, a diagram, and what the graph
        cannot know; each sentence has a note with its evidence. The arguments are those of
        `kgraph.report.write_report`. Raises `GraphError` and `OutputError`.
        """
        from kgraph.report import write_report

        write_report(self, who, path, title=title, diagram=diagram, most=most, size=size, **filters)

    def to_turtle(self, path: str | PathLike[str] | None = None) -> str | None:
        """The graph in Turtle: as text, or into a file (and None).

        Bare triples are written only for what a claim says with a stance that the relation allows.
        """
        return self._export(path, "turtle")

    def to_jsonl(self, path: str | PathLike[str] | None = None) -> str | None:
        """The claims as JSON lines, which `kgraph.read_claims` reads back: as text, or into a file."""
        return self._export(path, "jsonl")

    def export(
        self,
        path: str | PathLike[str],
        format: str | None = None,
        *,
        view: str = "all",
        formula_safe: bool = False,
        **filters: Any,
    ) -> None:
        """Write the claims that pass the filters, in a format and a view, into a file (`neo4j`: a folder).

        `format` is a name of `kgraph.export.FORMATS`, by default that of the path's suffix; `view` is `all`,
        `facts`, `disputed` or `minimum-origins=N`. `formula_safe` keeps spreadsheets from running text of a
        CSV file as a formula. Filters are those of `where`. Raises `OutputError`.
        """
        from kgraph.export import export, view_of

        options = {"formula_safe": True} if formula_safe else {}
        chosen = self.where(**filters) if filters else self
        export(view_of(chosen, view), path, format, **options)

    @classmethod
    def from_rdf(cls, path: str | PathLike[str]) -> Self:
        """The graph that was exported as Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by the ending.

        It equals that graph; the texts of the articles are in no export. Raises `GraphError` with all
        faults where the file is no RDF, or not of kgraph.
        """
        from pathlib import Path

        from kgraph.export.importing import read_rdf

        claims, documents = read_rdf(Path(path))
        graph = cls(claims)
        for document in documents:
            graph.add_document(document)
        return graph

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
            node, thing = relation.object_node, relation.object
            if isinstance(thing, Literal):
                made.add_node(node, name=thing.text, type=thing.type, named=False)
            made.add_edge(relation.subject.id, node, key=relation.relation, **dict(_attributes(relation)))
        return made

    def to_igraph(self) -> igraph.Graph:
        """The same directed multigraph for igraph, where a vertex is called by its id (`name`).

        Vertices have `label`, `type`, `named`; edges the attributes of `to_networkx`, None where no
        article is dated. Needs `kgraph[analysis]`; raises `GraphError` where that is missing.
        """
        from kgraph.query.measures import as_igraph

        nodes: dict[str, Entity | Literal] = {entity.id: entity for entity in self.entities()}
        edges: list[tuple[str, str, dict[str, str | int | float | bool]]] = []
        for relation in self.relations():
            node = relation.object_node
            nodes.setdefault(node, relation.object)
            edges.append((relation.subject.id, node, dict(_attributes(relation))))
        return as_igraph(nodes, edges)

    def to_dataframe(self, kind: OneOf["claims", "relations"] = "claims", **filters: Any) -> pandas.DataFrame:
        """The claims, or the relations, that pass the filters as a pandas data frame, one row each.

        Columns are `CLAIM_COLUMNS` and `RELATION_COLUMNS` of `kgraph.query.frames`. Needs
        `kgraph[analysis]`; raises `GraphError` where that is missing, or for another kind.
        """
        from kgraph.query.frames import claim_frame, relation_frame

        if kind == "relations":
            return relation_frame(self.relations(**filters))
        if kind == "claims":
            return claim_frame(self.where(**filters).claims() if filters else self.claims())
        raise GraphError(f"There is no data frame of {kind!r}; there are claims and relations.")

    def to_rdflib(self) -> rdflib.Graph:
        """The triples of `to_turtle` in an rdflib graph."""
        import rdflib

        return rdflib.Graph().parse(data=self.to_turtle(), format="turtle")

    def sparql(
        self,
        query: str,
        values: Mapping[str, Value] | None = None,
        *,
        timeout: float = 30.0,
        max_rows: int = 100_000,
    ) -> Answer:
        """The answer to a SPARQL query over the triples of `to_turtle`; common prefixes are declared.

        `values` stand for `$names` in the query: texts, numbers, days, entities of this graph. The store is
        kept in a process of its own until the graph changes; there a query can neither read files, nor
        reach the network, nor change data. Raises `GraphError` for a query that does not hold, takes longer
        than `timeout` seconds, or answers with more than `max_rows` rows.
        """
        from kgraph.sparql import Engine

        index = self._index
        if self._engine is None or self._engine[0]() is not index or not self._engine[1].alive:
            self._engine = (ref(index), Engine.of(self))
        return self._engine[1].ask(query, values, timeout=timeout, max_rows=max_rows)

    def _export(self, path: str | PathLike[str] | None, format: str) -> str | None:
        from kgraph.export import FORMATS, export

        if path is None:
            return "".join(f"{line}\n" for line in FORMATS[format].lines(self))
        export(self, path, format)
        return None


def open_graph(path: str | PathLike[str]) -> Graph:
    """The graph of a file that `Graph.save` wrote, or of a folder that `build` wrote.

    Raises `GraphError` where it is none.
    """
    file = Path(path)
    return Graph.open(file / GRAPH_FILE if file.is_dir() else file)


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
