"""GraphML, for Gephi, yEd, Cytoscape, igraph and networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgraph.export.network import EDGE_COLUMNS, NODE_COLUMNS, Plain, Row, as_text, edges, nodes
from kgraph.export.xml import DECLARATION, xml_text
from kgraph.graph import ClaimGraph

__all__ = ["graphml_lines"]

TYPES = {str: "string", int: "int", float: "double", bool: "boolean"}


def graphml_lines(graph: ClaimGraph) -> Iterator[str]:
    """Nodes and edges, each with a `label` to show. Ids are numbered, for not all programs take any text."""
    yield DECLARATION
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for side, columns in (("node", {"entity": str, **NODE_COLUMNS}), ("edge", EDGE_COLUMNS)):
        for name, kind in {"label": str, **columns}.items():
            yield (f'  <key id="{side}_{name}" for="{side}" attr.name="{name}" attr.type="{TYPES[kind]}"/>')
    yield '  <graph edgedefault="directed">'
    ids: dict[str, str] = {}
    for number, row in enumerate(nodes(graph), start=1):
        ids[row.id] = f"n{number}"
        yield f'    <node id="n{number}">'
        yield from _data("node", row, {"entity": row.id})
        yield "    </node>"
    for row in edges(graph):
        yield f'    <edge id="{row.id}" source="{ids[row.source]}" target="{ids[row.target]}">'
        yield from _data("edge", row, {})
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(side: str, row: Row, more: Mapping[str, Plain]) -> Iterator[str]:
    for name, value in {"label": row.label, **more, **row.attributes}.items():
        yield f'      <data key="{side}_{name}">{xml_text(as_text(value))}</data>'
