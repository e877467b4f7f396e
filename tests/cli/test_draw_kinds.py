"""`kgraph draw --kind`: the other pictures, with the options of the command line."""

from __future__ import annotations

import pytest

from kgraph.cli.draw import KINDS
from kgraph.draw import KINDS as KNOWN


def test_the_command_line_offers_what_there_is(kgraph):
    assert KINDS == KNOWN
    assert "--kind [graph|timeline|matrix|chain]" in kgraph("draw", "--help").out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "timeline", "--focus", "northgate", "--stance", "denied"], "(denied)"),
        (["--kind", "matrix", "--size", "a4", "--style", "dark"], "Ministry of Works"),
        (["--kind", "chain", "--focus", "Mara Voss", "--to", "Ministry of Works"], "$12 million contract"),
        (["--relation", "led_by", "--seed", "3", "--max-nodes", "5"], "sample: 1 relation from 1 claim"),
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
    ],
)
def test_what_leaves_nothing_to_draw_is_told(kgraph, graph, tmp_path, options, words):
    ran = kgraph("draw", graph, "-o", tmp_path / "x.svg", *options)
    assert ran.code != 0
    assert words in ran.err
    assert "fault of kgraph" not in ran.err
