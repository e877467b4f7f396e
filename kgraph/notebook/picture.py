"""A small picture of a graph, as one element of HTML that a notebook shows without asking for anything."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from kgraph.draw import draw_graph
from kgraph.graph import ClaimGraph

__all__ = ["MOST_DRAWN", "picture"]

MOST_DRAWN = 12
"""Entities in the picture: those with most connections."""


def picture(graph: ClaimGraph) -> str:
    """The most connected entities of a graph, as pixels: in them no text can be anything but a picture."""
    figure: Any = draw_graph(graph, max_nodes=MOST_DRAWN, style="screen")
    data, shown = figure._repr_png_()
    encoded = b64encode(data).decode("ascii")
    about = "Diagram of the most connected entities"
    return f'<img alt="{about}" width="{shown["width"]}" src="data:image/png;base64,{encoded}">'
