"""Diagrams: relations of a graph on a page, honest about who says them. Importing it loads matplotlib."""

from kgraph.draw.chain import draw_chain
from kgraph.draw.diagram import draw_graph
from kgraph.draw.kinds import KINDS
from kgraph.draw.layout import layout_names
from kgraph.draw.matrix import draw_matrix
from kgraph.draw.sizes import SIZES
from kgraph.draw.styles import style_names
from kgraph.draw.timeline import draw_timeline

__all__ = [
    "KINDS",
    "SIZES",
    "draw_chain",
    "draw_graph",
    "draw_matrix",
    "draw_timeline",
    "layout_names",
    "style_names",
]
