"""Pages of a given size: words that can be read, or a caption that says if not, and a legend of stances."""

from __future__ import annotations

import re

import pytest
from matplotlib.figure import Figure

from kgraph.api import Graph
from kgraph.draw import draw_graph
from kgraph.draw.diagram import graph_sheet
from kgraph.draw.sheet import LEAST
from kgraph.errors import OutputError
from tests.draw.boxes import overlaps, text_boxes
from tests.draw.graphs import GRAPHS, VENDOR, generated

SMALL = "Some words are smaller than 5.5 points here"


def _caption(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.axes[0].texts)


def _smallest(figure: Figure) -> float:
    """Points of the smallest words; badges and numbers have only digits."""
    texts = figure.axes[0].texts
    return min(text.get_fontsize() for text in texts if not re.fullmatch(r"\+?[\dn,]+", text.get_text()))


@pytest.mark.parametrize(
    ("size", "least"), [("A4", 9), ("A4-portrait", 9), ("slide", 9), ("A3", 20), ((4, 6), 3)]
)
def test_of_a_large_graph_a_page_has_as_much_as_can_be_read(size, least):
    figure = draw_graph(generated(60), size=size)
    assert _smallest(figure) >= LEAST
    caption = _caption(figure)
    assert SMALL not in caption
    drawn = sum(bool(re.search(r"\w \d+$", text.get_text())) for text in figure.axes[0].texts)
    assert drawn >= least
    assert ("Left out: " in caption) == (drawn < 60)


def test_a_small_graph_is_drawn_whole_on_a_page():
    words = _caption(draw_graph(GRAPHS["sample"](), size="A4"))
    assert "Left out" not in words


@pytest.mark.parametrize(
    ("options", "said"), [({"size": "A4", "max_nodes": 60}, True), ({"max_nodes": 60}, False)]
)
def test_what_was_asked_for_is_drawn_and_the_caption_says_that_it_is_small(options, said):
    figure = draw_graph(generated(60), **options)
    caption = _caption(figure)
    assert "Left out" not in caption
    assert (SMALL in caption) == said == (_smallest(figure) < LEAST)


def test_other_kinds_say_that_they_are_small():
    graph = Graph(generated(60).claims())
    figure = graph.draw(kind="timeline", size="slide")
    assert figure
    assert SMALL in _caption(figure)


@pytest.mark.parametrize("inches", [(4, 3), (3, 4), (5, 2.5)])
def test_small_axes_keep_the_row_of_stances(inches):
    figure = Figure(figsize=inches)
    draw_graph(generated(60), ax=figure.add_axes((0, 0, 1, 1)))
    found = text_boxes(figure)
    words = [box.words for box in found]
    assert words.count("How it is said") == 1
    assert {"Stated as fact", "Alleged", "Denied", "Proposed"} & set(words)
    assert overlaps(found) == []
    for box in found:
        assert box.row[1] - box.row[3] >= 0, box.words
    assert _smallest(figure) >= 3.6


def test_a_page_without_room_is_refused():
    with pytest.raises(OutputError, match=r"2\.0 × 2\.0 inches has no room for a picture"):
        draw_graph(generated(20), size=(2, 2), title="A title of many words that need room")


def test_a_trimmed_sheet_is_no_higher_than_its_picture():
    few = graph_sheet(GRAPHS["one"](), (471.0, 600.0), focus=VENDOR)
    assert few.page[1] < 250
    assert few.upper - few.lower == pytest.approx(few.content.height * few.scale)
    many = graph_sheet(GRAPHS["star of 25"](), (471.0, 600.0), focus=VENDOR)
    assert 300 < many.page[1] <= 600
    assert many.letters >= LEAST
