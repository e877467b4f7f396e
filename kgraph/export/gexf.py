"""GEXF 1.2, Gephi's own format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kgraph.export.network import EDGE_COLUMNS, NODE_COLUMNS, Plain, as_text, edges, nodes
from kgraph.export.xml import DECLARATION, xml_text
from kgraph.graph import ClaimGraph

__all__ = ["gexf_lines"]

TYPES = {str: "string", int: "integer", float: "double", bool: "boolean"}


def gexf_lines(graph: ClaimGraph) -> Iterator[str]:
    """Nodes and edges with labels and attributes."""
    yield DECLARATION
    yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
    yield '  <graph defaultedgetype="directed" mode="static">'
    columns = {"node": {"entity": str, **NODE_COLUMNS}, "edge": dict(EDGE_COLUMNS)}
    for side, kinds in columns.items():
        yield f'    <attributes class="{side}">'
        for number, (name, kind) in enumerate(kinds.items()):
            yield f'      <attribute id="{number}" title="{name}" type="{TYPES[kind]}"/>'
        yield "    </attributes>"
    ids: dict[str, str] = {}
    yield "    <nodes>"
    for number, row in enumerate(nodes(graph), start=1):
        ids[row.id] = f"n{number}"
        yield f'      <node id="n{number}" label="{xml_text(row.label)}">'
        yield from _values(list(columns["node"]), {"entity": row.id, **row.attributes})
        yield "      </node>"
    yield "    </nodes>"
    yield "    <edges>"
    for row in edges(graph):
        ends = f'source="{ids[row.source]}" target="{ids[row.target]}"'
        yield f'      <edge id="{row.id}" {ends} label="{xml_text(row.label)}">'
        yield from _values(list(columns["edge"]), row.attributes)
        yield "      </edge>"
    yield "    </edges>"
    yield "  </graph>"
    yield "</gexf>"


def _values(columns: list[str], attributes: Mapping[str, Plain]) -> Iterator[str]:
    yield "        <attvalues>"
    for name, value in attributes.items():
        yield f'          <attvalue for="{columns.index(name)}" value="{xml_text(as_text(value))}"/>'
    yield "        </attvalues>"
