"""The words above a picture: nothing of what they say is left out, however narrow the page."""

from __future__ import annotations

import pytest

from kgraph.draw import draw_graph
from kgraph.draw.caption import header
from kgraph.draw.text import text_width
from tests.draw.boxes import overlaps, text_boxes
from tests.draw.graphs import GRAPHS

FACTS = [
    "Case 7, with a name that is rather long: 120 relations from 1,240 claims in 80 documents, published "
    "14 May 2024 to 1 Jul 2024.",
    "Each line is what a source says, not a finding.",
    "Left out: 53 less connected entities (3 linked to nothing drawn here) and 120 relations.",
]


@pytest.mark.parametrize("width", [90.0, 262.0, 500.0, 1100.0])
def test_a_caption_keeps_all_its_words(width):
    made = header("A title", FACTS * 3, width, 0.7)
    assert " ".join(made.caption) == " ".join(FACTS * 3)
    assert all(text_width(line, 8.0) * 0.7 <= width for line in made.caption)
    assert made.height > 0.7 * 8.0 * len(made.caption)


def test_what_was_left_out_is_said_on_a_small_page():
    figure = draw_graph(GRAPHS["star of 25"](), size=(4, 6), max_nodes=10, name=FACTS[0].partition(":")[0])
    found = text_boxes(figure)
    caption = " ".join(box.words for box in found)
    assert "Left out: 16 less connected entities and 16 relations." in caption
    assert overlaps(found) == []
