"""The parts that drawing is made of: styles, text, shapes, geometry."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from kgraph.draw import style_names
from kgraph.draw.geometry import boxes, contains, corners, curve_points, hits, part, quadratic
from kgraph.draw.pack import pack
from kgraph.draw.push import separated
from kgraph.draw.route import route
from kgraph.draw.shapes import outline, shape_names
from kgraph.draw.styles import load_style
from kgraph.draw.text import clean, text_width, wrap
from kgraph.model import Stance
from kgraph.ontology import ontology


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((_light(one), _light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", style_names())
def test_styles_are_complete_and_readable(name):
    style, known = load_style(name), ontology()
    assert set(style.stances) == set(Stance)
    for family in {relation.family for relation in known.relations.values()}:
        assert contrast(style.families[family], style.paper) >= 4.5, family
    for colour in (*style.spare, style.muted, style.ink):
        assert contrast(colour, style.paper) >= 4.5, colour
    for look in style.looks.values():
        assert look.shape in shape_names()
        if look.fill != "none":
            assert contrast(look.text, look.fill) >= 7, look.type
    for type in known.types:
        assert style.look(type, known).type != "other", type


CONES = {  # what is left of linear RGB without one kind of cones: Machado, Oliveira & Fernandes (2009)
    "all": np.eye(3),
    "no red": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "no green": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "no blue": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}
TO_XYZ = np.array([(0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)])


def _seen(colour: str, cones: str) -> np.ndarray:
    """A colour in CIE L*a*b* as somebody with these cones sees it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    left = np.clip(np.array(CONES[cones]) @ linear, 0, 1)
    x, y, z = np.cbrt(np.maximum(TO_XYZ @ left / (0.9505, 1.0, 1.089), 0.0089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("cones", CONES)
def test_families_of_the_accessible_style_differ_for_everybody(cones):
    assert _least_difference("accessible", cones) >= 28.9


@pytest.mark.parametrize("name", style_names())
def test_families_of_all_styles_differ_and_none_is_black(name):
    assert _least_difference(name, "all") > 30
    for family, colour in load_style(name).families.items():
        lightness, *hue = _seen(colour, "all")
        assert lightness > 24, family
        assert np.hypot(*hue) > 14 or lightness > 35, family


def _least_difference(style: str, cones: str) -> float:
    seen = [_seen(colour, cones) for colour in load_style(style).families.values()]
    return min(float(np.linalg.norm(one - other)) for one, other in combinations(seen, 2))


@pytest.mark.parametrize("gap", [-8.0, 1.0, 4.5])
def test_lines_leave_room_for_their_marks_beside_other_entities(gap):
    centres = np.array([(0.0, 0.0), (400.0, 0.0), (200.0, 12.0 + gap)])
    around = outline("box", 46.0, 14.0)
    (curve,) = route([(0, 1)], centres, [around] * 3, [9.0])
    room = boxes(centres[2:], np.array([(around.width + 10, around.height + 10)]))
    assert not contains(room, curve_points(curve, np.linspace(0, 1, 80))).any()


@pytest.mark.parametrize("shape", shape_names())
@pytest.mark.parametrize("size", [(4.0, 11.0), (60.0, 11.0), (90.0, 44.0), (300.0, 80.0)])
def test_outlines_are_convex_centred_and_hold_their_text(shape, size):
    drawn = outline(shape, *size)
    x, y = size[0] / 2, size[1] / 2
    text = np.add([(-x, -y), (x, -y), (x, y), (-x, y)], (0, drawn.lift))
    assert drawn.holds(text).all()
    assert drawn.points.max(axis=0) == pytest.approx(-drawn.points.min(axis=0))
    edge = np.roll(drawn.points, -1, axis=0) - drawn.points
    after = np.roll(edge, -1, axis=0)
    assert (edge[:, 0] * after[:, 1] - edge[:, 1] * after[:, 0] >= -1e-9).all()


@given(st.text(max_size=300))
def test_clean_text_is_one_plain_line(text):
    cleaned = clean(text)
    assert cleaned == cleaned.strip() != ""
    assert cleaned.isprintable() or not cleaned.isascii()
    cleaned.encode("utf-8")


@given(st.text(alphabet="abc DEF-./", min_size=1, max_size=120), st.integers(1, 4))
def test_wrapped_text_fits_its_box(text, lines):
    words = wrap(clean(text), 9.0, width=88.0, lines=lines)
    assert 1 <= len(words.lines) <= lines
    assert words.width <= 89
    assert max(text_width(line, 9.0) for line in words.lines) == pytest.approx(words.width)


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("Avaria", 4, ("Avaria",)),
        ("General Services Administration", 4, ("General Services", "Administration")),
        (
            "alpha beta gamma delta epsilon zeta eta theta iota 7",
            2,
            ("alpha beta gamma", "… eta theta iota 7"),
        ),
        ("alpha beta gamma delta epsilon zeta", 1, ("alpha beta …",)),
    ],
)
def test_wrap(text, lines, expected):
    assert wrap(text, 9.0, width=88.0, lines=lines).lines == expected


ROW = st.tuples(
    st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 30), st.floats(1, 30), st.floats(-1.5, 1.5)
)


@given(ROW, ROW)
def test_boxes_that_hold_a_point_of_each_other_hit(one, other):
    first, second = np.array([one]), np.array([other])
    assert hits(first, second)[0, 0] == hits(second, first)[0, 0]
    grid = np.array([(u, v) for u in np.linspace(-0.98, 0.98, 9) for v in np.linspace(-0.98, 0.98, 9)])
    square = corners(first[0])
    middle, across, up = first[0, :2], (square[1] - square[0]) / 2, (square[3] - square[0]) / 2
    points = middle + grid[:, :1] * across + grid[:, 1:] * up
    assert contains(first, points).all()
    if contains(second, points).any():
        assert hits(first, second)[0, 0]


def test_a_part_of_a_curve_lies_on_it():
    curve = quadratic(np.array([0.0, 0.0]), np.array([5.0, 9.0]), np.array([10.0, 0.0]))
    piece = part(curve, 0.25, 0.75)
    expected = curve_points(curve, np.array([0.25, 0.5, 0.75]))
    assert curve_points(piece, np.array([0.0, 0.5, 1.0])) == pytest.approx(expected)


@given(st.integers(1, 25), st.integers(0, 5))
def test_separated_and_packed_boxes_do_not_overlap(count, seed):
    random = np.random.default_rng(seed)
    sizes = random.uniform(5, 120, (count, 2))
    places = separated(random.normal(size=(count, 2)), sizes)
    assert not np.triu(hits(boxes(places, sizes), boxes(places, sizes)), 1).any()
    parts = [list(range(start, min(start + 3, count))) for start in range(0, count, 3)]
    placed = pack(parts, places, sizes, 1.5)
    assert not np.triu(hits(boxes(placed, sizes), boxes(placed, sizes)), 1).any()
