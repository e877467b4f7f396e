"""Names that break pictures: in SVG all kinds stay text, in a real Chromium too; PNG and PDF are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from kgraph.api import Graph
from kgraph.draw.text import clean
from kgraph.model import Claim, Participant, Stance
from tests.hostile import HOSTILE, hostile_claim
from tests.watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIGNS = (
    "Bad\x00name\x1b[31m\x07\x85",
    "&lol; &#0; &amp;",
    "]]> <![CDATA[ x",
    "--><!-- x",
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '"/></text></svg><script>hacked()</script>',
    "url(http://127.0.0.1:9/) ; fill:red",
    "turned \u202e back \u2066 and in",
    "not one \ufffe\uffff",
    "$480 million … $2 billion",
    "$x^2$ and $\\frac{1}{$",
    "{0} %s %(x)s ${HOME}",
    "line\nbreak\ttab\r\u2028end",
    "日本電気株式会社",
    "חברת תקשורת",
    "شركة الاتصالات",
    "🛰️ 👩‍💻 drones 🇪🇺",
    "Z̸̡̛a̵l̴g̶o̷ " + "\u0301" * 40,
    "Ministry " * 400,
    "\x07",
    "",
)
TEXTS = (*HOSTILE, *SIGNS)
"""All that pictures are tested with: what is hostile everywhere, and what only drawing stumbles over."""

LAST = f"n{len(TEXTS)}"
KINDS = {
    "graph": {"max_nodes": len(TEXTS) + 1},
    "timeline": {"kind": "timeline", "max_events": 2 * len(TEXTS)},
    "matrix": {"kind": "matrix", "max_nodes": 2 * len(TEXTS)},
    "chain": {"kind": "chain", "focus": "n0", "to": LAST, "max_steps": len(TEXTS)},
}
SVG = "{http://www.w3.org/2000/svg}"


def in_a_row() -> list[Claim]:
    """Each text is an entity, a vendor or a government in turn, and linked with the next."""
    ends = [
        Participant(f"n{number}", f"{text} {number}", ("Vendor", "Government")[number % 2], text)
        for number, text in enumerate((*TEXTS, "The last"))
    ]
    return [
        hostile_claim(text, number, ends[number], ends[number + 1], stance)
        for number, text in enumerate(TEXTS)
        for stance in (None, Stance.ALLEGED)  # what is only denied is no link of a chain
    ]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(in_a_row())


@pytest.fixture(scope="module")
def svgs(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    for kind, options in KINDS.items():
        graph.draw(folder / f"{kind}.svg", title=f"\x00<b>$1 $2</b>{HOSTILE[1]}", name="<i>&", **options)
    return {kind: folder / f"{kind}.svg" for kind in KINDS}


def _missing(words: str, kind: str) -> list[str]:
    """The names that do not even begin in words of a picture, where they may be broken and shortened."""
    drawn, letters = "".join(words.split()), 4 if kind == "matrix" else 9
    names = [f"{text} {number}" for number, text in enumerate(TEXTS)]
    return [name for name in names if "".join(clean(name).split())[:letters] not in drawn]


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_well_formed_and_holds_only_words(svgs, kind):
    root = ElementTree.parse(svgs[kind]).getroot()
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image", f"{SVG}a")
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "javascript:" not in value.lower()
            if name.endswith("href"):
                assert value.startswith("#")
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert _missing(words, kind) == []
    for shown in ("$1 $2", "<i>&"):
        assert shown in words


@pytest.mark.parametrize("kind", KINDS)
def test_a_browser_runs_nothing_and_asks_for_nothing(browser: Browser, svgs, kind):
    with watched(browser, svgs[kind]) as page:
        page.mouse.move(300, 300)
        page.mouse.click(300, 300)
        found = page.evaluate(
            """() => [document.documentElement.nodeName, document.querySelectorAll("parsererror").length,
                      [...document.querySelectorAll("text")].map((text) => text.textContent).join(" ")]"""
        )
    assert found[:2] == ["svg", 0]
    assert _missing(found[2], kind) == []


@pytest.mark.parametrize(
    "inside",
    [
        "<script>hacked()</script>",
        "<image href='http://127.0.0.1:9/a.png'/>",
        "<rect width='900' height='600' onmousemove='hacked()'/>",
        "<style>@import 'http://127.0.0.1:9/b.css';</style>",
    ],
)
def test_a_picture_that_acts_would_be_noticed(browser: Browser, tmp_path, inside):
    file = tmp_path / "bad.svg"
    file.write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{inside}</svg>", encoding="utf-8")
    with pytest.raises(AssertionError), watched(browser, file) as page:
        page.mouse.move(300, 300)


@pytest.mark.parametrize(
    ("kind", "ending"), [("graph", "pdf"), ("timeline", "png"), ("matrix", "pdf"), ("chain", "png")]
)
def test_png_and_pdf_are_written(graph, tmp_path, kind, ending):
    graph.draw(tmp_path / f"x.{ending}", dpi=40, **KINDS[kind])
    assert (tmp_path / f"x.{ending}").stat().st_size > 5000
