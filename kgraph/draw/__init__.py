"""Diagrams: relations of a graph on a page, honest about who says them. Importing it loads matplotlib."""

from kgraph.draw.diagram import SIZES, draw_graph
from kgraph.draw.layout import layout_names
from kgraph.draw.styles import style_names

__all__ = ["SIZES", "draw_graph", "layout_names", "style_names"]
