"""Where entities that are left out hang: counted once each, shown by badges, explained by the legend."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from pypdf import PdfReader

from kgraph.draw import draw_graph, style_names
from kgraph.draw.badges import badge, place_badges
from kgraph.draw.fold import hosts
from kgraph.draw.shapes import outline, shape_names
from kgraph.draw.text import Words
from kgraph.draw.view import View, choose
from kgraph.graph import ClaimGraph
from kgraph.model import Literal
from kgraph.ontology import ontology
from tests.draw.graphs import GRAPHS, VENDOR, edge, generated

LEGEND = "n linked entities left out"


def view_of(graph: ClaimGraph, most: int, focus: str | None = None, depth: int | None = None) -> View:
    return choose(graph, ontology(), focus=focus, depth=depth, max_nodes=most)


def folded(view: View) -> dict[str, int]:
    return {node.name: node.folded for node in view.nodes if node.folded}


def words_of(graph: ClaimGraph, **settings: object) -> list[str]:
    return [text.get_text() for text in draw_graph(graph, **settings).axes[0].texts]


@pytest.mark.parametrize(
    ("links", "kept", "found"),
    [
        ("ab1", "ab", {}),
        ("ab1 bc1", "ab", {"c": "b"}),
        ("ax1 bx2", "ab", {"x": "b"}),
        ("xa1 bx2 ax2", "ab", {"x": "a"}),  # 3 and 2, over all relations of a pair
        ("bx1 ax1", "ab", {"x": "a"}),
        ("ax0", "a", {"x": "a"}),
        ("ax1 xy1 yz1", "a", {"x": "a", "y": "a", "z": "a"}),
        ("ax1 bw1 xy1 wy2", "ab", {"x": "a", "w": "b", "y": "b"}),
        ("ax1 xy1 yw9 wb1", "ab", {"x": "a", "w": "b", "y": "b"}),
        ("ax1 xy1 yz9 zw1 wv1 vb1", "ab", {"x": "a", "y": "a", "z": "a", "v": "b", "w": "b"}),
        ("ax1 xx5 yz1", "a", {"x": "a"}),
        ("ao1 ox1", "a", {}),  # o is out of reach, and x hangs on nothing else
    ],
)
def test_where_an_entity_hangs(links, kept, found):
    rows = [(one, other, int(count)) for one, other, count in links.split()]
    reach = set("abcvwxyz")
    assert hosts(rows, reach, kept) == found
    assert hosts(rows[::-1], sorted(reach, reverse=True), kept[::-1]) == found


PAIRS = ("A B", "B C", "C A", "B Leaf", "Leaf Twig", "Stray Other")
TREE = ClaimGraph(
    [
        *edge("C", "has_users", Literal(7, "seven")),
        *(
            row
            for pair in PAIRS
            for row in edge(pair.split()[0], "partners_with", pair.split()[1], types=("Vendor", "Vendor"))
        ),
    ]
)
GENERATED = generated(60)


@pytest.mark.parametrize(
    ("most", "focus", "depth", "expected", "left_out"),
    [
        (3, None, None, {"B": 2}, 4),  # the value is no entity; two hang on nothing that is drawn
        (3, "A", None, {"B": 2}, 2),
        (3, "A", 2, {"B": 1}, 1),  # beyond the depth nothing is folded
        (9, "A", 1, {}, 0),
        (1, "A", 1, {"A": 2}, 2),
        (9, None, None, {}, 0),
    ],
)
def test_what_is_folded(most, focus, depth, expected, left_out):
    view = view_of(TREE, most, focus, depth)
    assert (folded(view), view.left_out) == (expected, left_out)


@pytest.mark.parametrize("most", [2, 9, 25, 60])
def test_everybody_is_counted_once(most):
    whole = view_of(GENERATED, 1000)
    for focus in (None, whole.nodes[0].name):
        view = view_of(GENERATED, most, focus)
        assert len(view.nodes) <= most
        assert len(view.nodes) + view.left_out == len(whole.nodes)
        assert sum(folded(view).values()) == view.left_out


def test_badges_legend_and_caption_tell_it():
    words = words_of(GRAPHS["star of 25"](), max_nodes=10)
    assert {"+16", "+n", LEGEND} <= set(words)
    assert "Left out: 16 less connected entities and 16 relations." in " ".join(words)
    strays = " ".join(words_of(TREE, max_nodes=3))
    assert "Left out: 4 less connected entities (2 linked to nothing drawn here) and 4 relations." in strays
    lonely = words_of(TREE, focus="A", max_nodes=1)
    assert "+4" in lonely
    assert "No relations to draw. Left out: 4 less connected entities and 6 relations." in " ".join(lonely)


def test_no_badge_and_no_legend_where_nothing_is_folded():
    for words in (words_of(GRAPHS["star of 25"]()), words_of(TREE, focus="A", depth=1)):
        assert LEGEND not in words
        assert not [word for word in words if word.startswith("+")]


@pytest.mark.parametrize("style", style_names())
def test_in_all_styles_and_formats(tmp_path, style):
    claims = [*edge("<script>&", "supplies", f"{VENDOR} $1 $2"), *edge("<script>&", "supplies", "]]>")]
    claims += [row for number in range(20) for row in edge("<script>&", "banned_by", f"<i>{number}")]
    for ending in ("svg", "pdf", "png"):
        draw_graph(ClaimGraph(claims), tmp_path / f"a.{ending}", style=style, max_nodes=4, dpi=40)
    root = ElementTree.parse(tmp_path / "a.svg").getroot()
    words = {"".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"<script>&", "+19", "+n", LEGEND} <= words
    text = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "+19" in text
    assert LEGEND in text
    assert (tmp_path / "a.png").stat().st_size > 5000


@pytest.mark.parametrize("shape", [name for name in shape_names() if name != "bare"])
@pytest.mark.parametrize("size", [(4.0, 11.0), (60.0, 11.0), (90.0, 44.0)])
@pytest.mark.parametrize("count", [1, 12_345])
def test_a_badge_sits_on_its_outline(shape, size, count):
    drawn = outline(shape, *size)
    words = Words(("x",), 9.0, *size)
    (placed,) = place_badges([count], [drawn], [words], np.zeros((1, 2)), [])
    assert placed.words == badge(count).words
    edge_ = np.linspace(drawn.points, np.roll(drawn.points, -1, axis=0), 50).reshape(-1, 2)
    apart = np.abs(edge_ - (placed.x, placed.y)) - (placed.width / 2, placed.height / 2)
    assert (apart <= 0).all(axis=1).any(), "it is off the outline"
    beyond = abs(placed.y) + placed.height / 2 - drawn.height / 2
    assert beyond < 8  # less than lies between two entities
    assert placed.x > 0
    assert placed.y > 0


def test_a_badge_avoids_lines_and_arrowheads():
    drawn, words = outline("box", 40.0, 11.0), Words(("x",), 9.0, 40.0, 11.0)
    line = np.array([drawn.points[1] + step for step in ((60, 60), (40, 40), (20, 20), (1, 1))])
    options = [drawn], [words], np.zeros((1, 2))
    (free,) = place_badges([3], *options, [])
    (moved,) = place_badges([3], *options, [line])
    corner = drawn.points[1]
    assert np.abs(corner - (free.x, free.y)).max() < 2
    assert np.hypot(*(corner - (moved.x, moved.y))) > 8
