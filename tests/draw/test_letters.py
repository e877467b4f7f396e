"""Letters from outlines are where matplotlib would have set them, and only plain text is drawn that way."""

from __future__ import annotations

import re
from io import BytesIO

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from kgraph.draw.glyphs import is_plain, outline_of, run_width
from kgraph.draw.ink import Ink
from kgraph.draw.letters import Letters
from kgraph.draw.page import settings
from kgraph.draw.text import text_width


def drawn(kind: type[Text], words: str, **options: object) -> np.ndarray:
    """Which pixels a text darkens in the middle of a page."""
    figure = Figure(figsize=(4, 2), dpi=200)
    canvas = FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    ax.set_xlim(0, 288)
    ax.set_ylim(0, 144)
    Ink(ax).words(words, 144, 72, 12, "black", **options)
    text = ax.texts[0]
    text.__class__ = kind
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., 0] < 128


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ("Kaspersky AV, To “Łódź” fi", {}),
        ("two lines\nÉlan gypsy", {}),
        ("ends here", {"align": "right", "weight": "bold"}),
        ("begins here", {"align": "left", "style": "italic"}),
        ("Ελλάς Россия 7", {"angle": 35.0}),
    ],
)
def test_outlines_lie_where_matplotlib_puts_the_text(words, options):
    ours, usual = drawn(Letters, words, **options), drawn(Text, words, **options)
    for axis in (0, 1):
        one, other = (np.flatnonzero(pixels.any(axis=1 - axis)) for pixels in (ours, usual))
        assert one[0] == pytest.approx(other[0], abs=4)
        assert one[-1] == pytest.approx(other[-1], abs=4)
    assert 0.8 < ours.sum() / usual.sum() < 1.25


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Łódź – €5 “x”", True),
        ("Россия", True),
        ("日本", False),
        ("שלום", False),
        ("سلام", False),
        ("a\u0301", False),
        ("🛰", False),
    ],
)
def test_only_scripts_of_separate_letters_are_plain(text, plain):
    assert is_plain(text, "normal", "normal") is plain
    assert (run_width(text, "normal", "normal") is not None) is plain
    assert text_width(text, 10) > 0


def test_blanks_have_width_and_no_outline():
    assert outline_of("  ", "normal", "normal") is None
    assert run_width("  ", "normal", "normal") == pytest.approx(2 * 0.318, abs=0.01)


@pytest.mark.parametrize("change", [{"fontfamily": "serif"}, {"verticalalignment": "top"}])
def test_a_changed_text_is_left_to_matplotlib(change):
    text = Letters(0, 0, "words", **{"verticalalignment": "center", **change})
    assert not text._ours()


@pytest.mark.parametrize("angle", [0.0, 30.0])
def test_words_side_by_side_stand_on_one_line_in_svg(angle):
    figure = Figure(figsize=(4, 2))
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set_xlim(0, 288)
    ax.set_ylim(0, 144)
    ax.set_axis_off()
    for words in ("Entities", "Independent", "one"):
        Ink(ax).words(words, 144, 72, 12, "black", weight="bold", angle=angle, align="left")
    made = BytesIO()
    with settings():
        figure.savefig(made, format="svg")
    feet = re.findall(r'<text [^>]*x="([\d.]+)" y="([\d.]+)"', made.getvalue().decode())
    assert len(feet) == 3
    assert len(set(feet)) == 1
