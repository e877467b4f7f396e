"""No words on words, no words on entities, no lines through entities: counted on the page."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from kgraph.draw import draw_graph
from kgraph.draw.geometry import boxes, hits
from kgraph.draw.scene import Scene, compose
from kgraph.draw.styles import load_style
from kgraph.draw.view import choose
from kgraph.graph import ClaimGraph
from kgraph.ontology import ontology
from tests.draw.boxes import met, outside, overlaps, text_boxes
from tests.draw.graphs import GRAPHS, edge, generated

SETTINGS = [
    pytest.param({}, id="auto"),
    pytest.param({"size": "A4"}, id="A4"),
    pytest.param({"size": (5, 3.5)}, id="small"),
    pytest.param({"size": "slide", "style": "dark", "seed": 3}, id="slide"),
]


@cache
def scene_of(name: str, layout: str = "auto", most: int = 60) -> Scene:
    view = choose(GRAPHS[name](), ontology(), focus=None, depth=None, max_nodes=most)
    options = {"layout": layout, "seed": 0, "aspect": 1.5, "fill": False}
    return compose(view, load_style("print"), ontology(), **options)


@pytest.mark.parametrize("settings", SETTINGS)
@pytest.mark.parametrize("name", GRAPHS)
def test_no_words_overlap(name, settings):
    figure = draw_graph(GRAPHS[name](), **settings)
    found = text_boxes(figure)
    assert found
    assert overlaps(found) == []
    assert outside(found, figure) == []


@pytest.mark.parametrize("layout", ["auto", "circle", "spring"])
@pytest.mark.parametrize("name", [name for name in GRAPHS if name != "empty"])
def test_boxes_labels_and_lines_keep_clear(name, layout):
    lines = layout != "circle"  # where they have to run through entities
    assert met(scene_of(name, layout), lines=lines) == []


@pytest.mark.parametrize("layout", ["auto", "circle"])
@pytest.mark.parametrize(
    ("name", "most"), [("20 entities", 8), ("60 entities", 30), ("star of 25", 12), ("pieces", 9)]
)
def test_badges_keep_clear(name, most, layout):
    scene = scene_of(name, layout, most)
    hosts = [placed for placed in scene.placed if placed.node.folded]
    marks = np.array([placed.badge.box for placed in hosts])
    labels = np.array([wire.label.box for wire in scene.wires])
    words = boxes(
        np.array([(placed.x, placed.y + placed.outline.lift) for placed in scene.placed]),
        np.array([(placed.words.width, placed.words.height) for placed in scene.placed]),
    )
    assert not np.triu(hits(marks, marks), 1).any(), "badges overlap"
    assert not hits(marks, labels).any(), "a badge lies on a label"
    assert not hits(marks, words).any(), "a badge lies on the words of an entity"
    for placed in scene.placed:
        row = [[placed.x, placed.y, placed.outline.width / 2, placed.outline.height / 2, 0.0]]
        (over,) = hits(np.array(row), marks)
        own = [host.node.key == placed.node.key for host in hosts]
        assert over.tolist() == own, f"a badge lies on {placed.node.name}, or off its own entity"
    for mark in marks:
        assert (mark[:2] - mark[2:4] >= scene.low).all()
        assert (mark[:2] + mark[2:4] <= scene.high).all()


@pytest.mark.parametrize("name", [name for name in GRAPHS if name != "empty"])
def test_words_stay_inside_their_entity(name):
    scene = scene_of(name)
    for placed in scene.placed:
        half_width, half_height = placed.words.width / 2, placed.words.height / 2
        corners = np.array([(x, y) for x in (-half_width, half_width) for y in (-half_height, half_height)])
        assert placed.outline.holds(np.add(corners, (0, placed.outline.lift))).all(), placed.node.name


def test_lines_end_at_borders():
    scene = scene_of("20 entities")
    at = {placed.node.key: placed for placed in scene.placed}
    for wire in scene.wires:
        for key, end in ((wire.line.subject, wire.curve[0]), (wire.line.object, wire.curve[3])):
            placed = at[key]
            offset = end - (placed.x, placed.y)
            assert not placed.outline.holds(offset[None])[0]
            assert placed.outline.holds(offset[None] * 0.8)[0]


def test_labels_are_upright():
    for wire in scene_of("star of 25").wires:
        assert -np.pi / 2 < wire.label.angle <= np.pi / 2 + 1e-9


def test_what_has_no_room_is_numbered_and_listed():
    claims = []
    for number in range(8):
        for other in range(number % 2, 8):
            claims += edge(f"V{number}", "contract_ended_by", f"A{other}", "alleged")
    figure = draw_graph(ClaimGraph(claims))
    words = [box.words for box in text_boxes(figure)]
    assert overlaps(text_boxes(figure)) == []
    numbers = [word for word in words if word.isdigit()]
    assert "Numbered lines" in words
    listed = [word for word in words if " – contract ended by – " in word]
    assert len(numbers) == 2 * len(listed)


def test_a_fit_is_as_dense_as_words_allow():
    scene = scene_of("one")
    names = sum(placed.outline.width for placed in scene.placed)
    assert scene.width < names + scene.wires[0].label.width + 60


@pytest.mark.parametrize("settings", SETTINGS)
def test_no_words_overlap_where_much_is_folded(settings):
    figure = draw_graph(GRAPHS["60 entities"](), max_nodes=25, **settings)
    found = text_boxes(figure)
    assert sum(box.words.startswith("+") for box in found) > 5
    assert overlaps(found) == []


@pytest.mark.parametrize("count", [20, 60, 120, 250, pytest.param(500, marks=pytest.mark.slow)])
def test_no_words_overlap_in_whole_generated_graphs(count):
    figure = draw_graph(generated(count), max_nodes=count)
    found = text_boxes(figure)
    names = sum(1 for box in found if box.words.split()[-1].isdigit())
    assert names >= count
    assert overlaps(found) == []
    caption = " ".join(box.words for box in found)
    assert ("for want of room" in caption) <= (count > 120)
