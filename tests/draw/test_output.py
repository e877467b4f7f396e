"""Files and figures: endings, same bytes, text as text in SVG, no traces in matplotlib's global state."""

from __future__ import annotations

import subprocess
import sys
from random import Random

import matplotlib
import pytest
from matplotlib.figure import Figure

from kgraph.draw import SIZES, draw_graph, style_names
from kgraph.errors import GraphError, OutputError
from kgraph.graph import ClaimGraph
from tests.builders import sample_claims
from tests.draw.boxes import text_boxes
from tests.draw.graphs import GRAPHS, VENDOR


@pytest.fixture(scope="module")
def sample() -> ClaimGraph:
    return ClaimGraph(sample_claims())


@pytest.mark.parametrize(
    ("name", "magic"), [("g.png", b"\x89PNG"), ("g.svg", b"<?xml"), ("g.pdf", b"%PDF"), ("G.PNG", b"\x89PNG")]
)
def test_written_by_ending(sample, tmp_path, name, magic):
    figure = draw_graph(sample, tmp_path / name, dpi=50)
    assert isinstance(figure, Figure)
    assert (tmp_path / name).read_bytes().startswith(magic)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_same_graph_same_bytes(tmp_path, ending):
    claims = sample_claims()
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    draw_graph(ClaimGraph(claims), first, dpi=50)
    Random(1).shuffle(claims)
    draw_graph(ClaimGraph(claims), second, dpi=50)
    assert first.read_bytes() == second.read_bytes()
    assert b"202" not in first.read_bytes().split(b"</metadata>")[0] or ending != "svg"


def test_another_seed_is_another_picture(tmp_path):
    for seed in (0, 1):
        draw_graph(GRAPHS["20 entities"](), tmp_path / f"{seed}.svg", seed=seed)
    assert (tmp_path / "0.svg").read_bytes() != (tmp_path / "1.svg").read_bytes()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"path": "x.gif"}, r"x\.gif: a diagram is written as \.pdf, \.png, \.svg"),
        ({"path": "nothing"}, r"nothing: a diagram is written as"),
        ({"path": "no/such/folder/x.png"}, r"no/such/folder/x\.png: the diagram cannot be written there"),
        ({"style": "neon"}, "no diagram style 'neon'; choose one of accessible, dark"),
        ({"layout": "blob"}, "no layout 'blob'; choose one of auto"),
        ({"size": "B5"}, "no page size 'B5'; choose one of auto, A3"),
        ({"size": (0.1, 4)}, "0.1 × 4 inches cannot be drawn"),
    ],
)
def test_what_cannot_be_drawn(sample, settings, message):
    with pytest.raises(OutputError, match=message):
        draw_graph(sample, **settings)


def test_a_failed_write_leaves_the_old_file(sample, tmp_path):
    target = tmp_path / "g.png"
    target.mkdir()
    with pytest.raises(OutputError, match="cannot be written there"):
        draw_graph(sample, target, dpi=50)
    assert [path.name for path in tmp_path.iterdir()] == ["g.png"]


def test_unknown_focus_names_the_near_ones(sample):
    with pytest.raises(GraphError, match="says nothing about 'Northgate Sistems'; did you mean Northgate"):
        draw_graph(sample, focus="Northgate Sistems")


@pytest.mark.parametrize("size", [*SIZES, (5, 3), "auto"])
def test_sizes(sample, size):
    width, height = draw_graph(sample, size=size).get_size_inches()
    if size != "auto":
        expected = tuple(side / 72 for side in SIZES[size]) if isinstance(size, str) else size
        assert (width, height) == pytest.approx(expected)


@pytest.mark.parametrize("style", style_names())
def test_styles(sample, style):
    assert draw_graph(sample, style=style).axes[0].collections


def test_svg_text_is_text(sample, tmp_path):
    draw_graph(sample, tmp_path / "g.svg")
    text = (tmp_path / "g.svg").read_text(encoding="utf-8")
    for words in ("Northgate Systems", "shared data with", "Disputed: some deny it"):
        assert f">{words}<" in text
    assert "<dc:date>" not in text


def test_drawn_into_given_axes(sample):
    figure = Figure(figsize=(9, 5), dpi=100)
    axes = figure.subplots(1, 2)
    assert draw_graph(sample, ax=axes[1]) is figure
    assert not axes[0].texts
    assert "Northgate Systems" in {text.get_text() for text in axes[1].texts}


def test_matplotlib_is_left_as_it_was(sample, tmp_path):
    with matplotlib.rc_context({"svg.fonttype": "path", "savefig.bbox": "tight", "text.color": "red"}):
        before = dict(matplotlib.rcParams)
        draw_graph(sample, tmp_path / "a.svg")
        assert dict(matplotlib.rcParams) == before
    draw_graph(sample, tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_neither_pyplot_nor_scipy_is_loaded():
    code = (
        "import sys\n"
        "from kgraph.draw import draw_graph\n"
        "from tests.draw.graphs import GRAPHS\n"
        "draw_graph(GRAPHS['5 entities']())\n"
        "print(sorted({'matplotlib.pyplot', 'scipy'} & set(sys.modules)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_nothing_to_draw(tmp_path):
    figure = draw_graph(ClaimGraph(), tmp_path / "g.png", dpi=50)
    assert "No relations to draw." in [box.words for box in text_boxes(figure)]


def test_title(sample):
    assert "Register" in [text.get_text() for text in draw_graph(sample, title="Register").axes[0].texts]
    words = [text.get_text() for text in draw_graph(sample, focus=VENDOR).axes[0].texts]
    assert f"{VENDOR}: claimed relations" in words
