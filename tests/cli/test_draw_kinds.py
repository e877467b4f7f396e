"""`kgraph draw --kind`: the other pictures, with the options of the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph import draw as drawing
from kgraph.cli import draw as command

PAGE = Path(__file__).parents[2] / "docs" / "drawing.md"


@pytest.mark.parametrize(
    ("option", "offered", "known"),
    [
        ("kind", command.KINDS, drawing.KINDS),
        ("layout", command.LAYOUTS, drawing.layout_names()),
        ("style", command.STYLES, drawing.style_names()),
        ("size", ("auto", *command.SIZES), ["auto", *drawing.SIZES]),
    ],
)
def test_help_and_the_page_of_drawing_list_what_there_is(kgraph, option, offered, known):
    assert list(offered) == list(known)
    words = " ".join(kgraph("draw", "--help").out.split())
    assert f"--{option} [{'|'.join(known)}]" in words or ", ".join(known[1:]) in words
    table = PAGE.read_text(encoding="utf-8").split(f"\n## {option.capitalize()}s\n")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w[\w-]*)` \|", table, re.MULTILINE) == list(known)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "timeline", "--focus", "northgate", "--stance", "denied"], "(denied)"),
        (["--kind", "matrix", "--size", "a4", "--style", "dark"], "Ministry of Works"),
        (["--kind", "chain", "--focus", "Mara Voss", "--to", "Ministry of Works"], "$12 million contract"),
        (["--relation", "led_by", "--seed", "3", "--max-nodes", "5"], "sample: 1 relation from 1 claim"),
        (["--size", "127x101.6mm", "--name", "Case 7"], 'viewBox="0 0 360 288"'),
        (["--relation", "led_by", "--name", "Case 7"], "Case 7: 1 relation from 1 claim"),
    ],
)
def test_pictures_are_written(kgraph, graph, tmp_path, options, words):
    ran = kgraph("draw", graph, "-o", tmp_path / "x.svg", *options)
    assert (ran.code, ran.err) == (0, "")
    assert words in (tmp_path / "x.svg").read_text(encoding="utf-8")


def test_what_does_not_fit_together_is_told(kgraph, graph, tmp_path):
    ran = kgraph("draw", graph, "-o", tmp_path / "x.svg", "--kind", "chain", "--focus", "northgate")
    assert ran.code != 0
    assert "A chain runs from one entity (focus) to another (to)" in ran.err
    assert not list(tmp_path.glob("*.svg"))


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "timeline", "--depth", "2"], "A depth counts steps from an entity"),
        (["--focus", "northgate", "--relation", "led_by"], "about Northgate Systems passes the filters"),
        (
            ["--kind", "chain", "--focus", "Mara Voss", "--to", "Ministry of Works", "--max-steps", "1"],
            "at most 1 relation ",
        ),
        (["--max-steps", "2"], "A graph has no max steps: leave it out."),
        (["--size", "8"], "or give width and height, such as 8x5in or 200x120mm."),
        (["--size", "20x20mm"], "A page of 20x20mm cannot be drawn; give 2 to 100 inches (51 to 2540 mm)"),
        (["--layout", "sprng"], "'sprng' is not one of 'auto', 'circle', 'spring', 'stress'"),
    ],
)
def test_what_leaves_nothing_to_draw_is_told(kgraph, graph, tmp_path, options, words):
    ran = kgraph("draw", graph, "-o", tmp_path / "x.svg", *options)
    assert ran.code != 0
    assert words in ran.err
    assert "fault of kgraph" not in ran.err
