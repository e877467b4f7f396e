"""Discs for claims: stances can be told apart when they are small, and signs stand beside them."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from kgraph.api import Graph
from kgraph.draw.ink import Ink
from kgraph.draw.marks import paint_mark
from kgraph.draw.styles import load_style
from kgraph.model import Stance
from tests.builders import article, claim
from tests.draw.boxes import text_boxes
from tests.draw.graphs import VENDOR, edge

LONG = "Interministerial Council on Communications"


def _painted(stance: Stance, radius: float, *, disputed: bool = False) -> list[PathCollection]:
    """The layers of one mark, the lowest first."""
    ink = Ink(Figure().add_subplot())
    paint_mark(ink, 40.0, 40.0, radius, "#b3261e", stance, load_style("print"), 1.0, disputed=disputed)
    ink.dry()
    return [layer for layer in ink.ax.collections if isinstance(layer, PathCollection)]


@pytest.mark.parametrize("radius", [3.4, 5.8])
@pytest.mark.parametrize("stance", Stance)
def test_the_sign_of_a_dispute_touches_neither_ring_nor_stroke(stance, radius):
    layers = _painted(stance, radius, disputed=True)
    sign = next(layer for layer in layers if layer.get_zorder() == 5).get_paths()[0].get_extents()
    middle = np.array([(sign.x0 + sign.x1) / 2, (sign.y0 + sign.y1) / 2])
    reach = sign.width / 2 + 0.35
    assert np.hypot(*(middle - 40)) > radius + 0.75 + reach
    assert np.hypot(*(middle - 40)) < radius + 0.75 + reach + 2
    for layer in layers:
        if layer.get_zorder() == 4.2:  # the stroke through what is denied
            ends = layer.get_paths()[0].vertices
            steps = ends[0] + np.linspace(0, 1, 50)[:, None] * (ends[1] - ends[0])
            assert np.hypot(*(steps - middle).T).min() > reach + 0.75


def test_stances_differ_in_more_than_their_dashes():
    discs = {stance: _painted(stance, 3.4)[0] for stance in Stance}
    fills = {stance: disc.get_facecolor()[0] for stance, disc in discs.items()}
    assert np.allclose(fills[Stance.PROPOSED], 1)
    for one, other in combinations((Stance.ASSERTED, Stance.ALLEGED, Stance.PROPOSED), 2):
        assert np.abs(fills[one] - fills[other]).max() > 0.25, (one, other)


def _words(graph: Graph, **options: object) -> list[str]:
    figure = graph.draw(kind="matrix", **options)
    assert figure
    return [box.words for box in text_boxes(figure)]


def test_a_matrix_has_whole_heads_its_sizes_and_the_name_of_its_focus():
    one = Graph(edge(VENDOR, "supplies", LONG) + edge("Orrin Robotics", "supplies", "Coast Guard"))
    assert LONG in _words(one)
    assert "Independent origins" not in _words(one)
    papers = {
        "Daily Ledger": "Avaria bought its new firewalls from Northgate.",
        "Evening Wire": "Engineers installed Northgate hardware aboard every patrol boat last spring.",
        "Harbour Review": "Nobody at the quay was surprised when boxes with that label came ashore.",
    }
    more = [
        claim(VENDOR, "supplies", "Avaria", source=paper, document=article(text, publisher=paper))
        for paper, text in papers.items()
    ]
    several = Graph([*one.claims(), *more])
    words = _words(several, focus=VENDOR)
    assert words[words.index("Independent origins") + 1 :][:2] == ["1", "3–4"]
    assert f"{VENDOR}: what is claimed between vendors" in " ".join(words)
