"""No words on words and none off the page in pictures of the example articles, of every kind."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from kgraph.draw.scene import compose
from kgraph.draw.styles import load_style
from kgraph.draw.view import choose
from kgraph.ontology import ontology
from tests.draw.boxes import met, outside, overlaps, text_boxes

ALL = 1000
PICTURES = {
    "graph": {},
    "graph around one": {"focus": "kaspersky", "depth": 1},
    "graph folded": {"max_nodes": 25},
    "timeline": {"kind": "timeline"},
    "timeline of one": {"kind": "timeline", "focus": "kaspersky", "max_events": ALL},
    "matrix": {"kind": "matrix"},
    "chain": {"kind": "chain", "focus": "vossgrane", "to": "kelvarn"},
}
WHOLE = {
    "graph": {"max_nodes": ALL},
    "timeline": {"kind": "timeline", "max_events": ALL},
    "matrix": {"kind": "matrix", "max_nodes": ALL},
}


def checked(graph: Graph, size: object, **options: object) -> None:
    figure = graph.draw(size=size, name="examples", **options)
    assert figure
    found = text_boxes(figure)
    assert len(found) > 10
    assert overlaps(found) == []
    assert outside(found, figure) == []


@pytest.mark.parametrize("size", ["auto", "A4"])
@pytest.mark.parametrize("picture", PICTURES)
def test_no_words_overlap(example_graph, picture, size):
    checked(example_graph, size, **PICTURES[picture])


@pytest.mark.slow
@pytest.mark.parametrize("size", ["A3", "A4-portrait", "slide", "letter", (8, 6)], ids=str)
@pytest.mark.parametrize("picture", PICTURES)
def test_no_words_overlap_on_other_pages(example_graph, picture, size):
    checked(example_graph, size, **PICTURES[picture])


@pytest.mark.slow
@pytest.mark.parametrize("picture", WHOLE)
def test_no_words_overlap_where_nothing_is_left_out(example_graph, picture):
    checked(example_graph, "auto", **WHOLE[picture])


@pytest.mark.parametrize("most", [60, pytest.param(ALL, marks=pytest.mark.slow)])
def test_boxes_labels_and_lines_keep_clear(example_graph, most):
    view = choose(example_graph, ontology(), focus=None, depth=None, max_nodes=most)
    scene = compose(view, load_style("print"), ontology(), layout="auto", seed=0, aspect=1.5, fill=False)
    assert len(scene.wires) > 30
    assert met(scene) == []
