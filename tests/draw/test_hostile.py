"""Names that break pictures: all kinds stay well-formed in SVG, and are written as PNG and PDF."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from kgraph.api import Graph
from kgraph.draw.text import clean
from tests.draw.graphs import edge

NAMES = {
    "controls": "Bad\x00name\x1b[31m\x07\x85",
    "script": "<script>alert(1)</script>",
    "end of text": '"/></text></svg><script>alert(1)</script>',
    "handler": "<img src=x onerror=alert(1)>",
    "link": "javascript:alert(1)",
    "entity": "&lol; &#0; &amp;",
    "cdata": "]]> <![CDATA[ x",
    "comment": "--><!-- x",
    "doctype": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "style": "url(https://x.example/) ; fill:red",
    "surrogate": "half \ud800 pair",
    "override": "turned \u202e back \u2066 and in",
    "non-character": "not one \ufffe\uffff",
    "money": "$480 million … $2 billion",
    "mathematics": "$x^2$ and $\\frac{1}{$",
    "braces": "{0} %s %(x)s ${HOME}",
    "lines": "line\nbreak\ttab\r\u2028end",
    "japanese": "日本電気株式会社",
    "hebrew": "חברת תקשורת",
    "arabic": "شركة الاتصالات",
    "emoji": "🛰️ 👩‍💻 drones 🇪🇺",
    "marks": "Z̸̡̛a̵l̴g̶o̷ " + "\u0301" * 40,
    "long": "x" * 5000,
    "long words": "Ministry " * 400,
    "empty": "",
}
KINDS = {
    "graph": {"max_nodes": 100},
    "timeline": {"kind": "timeline", "max_events": 100},
    "matrix": {"kind": "matrix", "max_nodes": 100},
}
SVG = "{http://www.w3.org/2000/svg}"


def graph() -> Graph:
    claims = []
    for number, name in enumerate(NAMES.values()):
        claims += edge(f"{name} {number}", "alleged_ties", f"Office {number % 5}", "alleged")
        claims += edge(f"Vendor {number % 5}", "supplies", f"{name} of {number}")
    return Graph(claims)


@pytest.fixture(scope="module")
def svgs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("hostile")
    for kind, options in KINDS.items():
        graph().draw(folder / f"{kind}.svg", title="\x00<b>$1 $2</b>", name="<i>&", **options)
    return {kind: folder / f"{kind}.svg" for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_svg_is_well_formed_and_runs_nothing(svgs, kind):
    root = ElementTree.parse(svgs[kind]).getroot()
    for element in root.iter():
        assert element.tag not in (f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image", f"{SVG}a")
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            assert "javascript:" not in value.lower()
            if name.endswith("href"):
                assert value.startswith("#")
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for shown in ("<script>", "$480 million", "$1 $2", "日本電気株式会社", "<i>&"):
        assert shown in words, shown


@pytest.mark.parametrize(("kind", "ending"), [("graph", "pdf"), ("timeline", "png"), ("matrix", "pdf")])
def test_png_and_pdf_are_written(tmp_path, kind, ending):
    graph().draw(tmp_path / f"x.{ending}", dpi=40, **KINDS[kind])
    assert (tmp_path / f"x.{ending}").stat().st_size > 5000


@pytest.mark.parametrize("name", NAMES)
def test_a_chain_takes_any_name_and_sentence(tmp_path, name):
    text = NAMES[name] or "unnamed"
    claims = edge(f"{text} A", "supplies", "Office", "alleged", "denied") + edge(
        f"{text} B", "supplies", "Office"
    )
    made = Graph(claims)
    one, other = (claims[0].subject, claims[-1].subject)
    ends = {entity.id: entity for entity in made.entities()}
    if one.id == other.id or len(ends) < 3:
        pytest.skip("the two names are one entity, so that there is no chain")
    made.draw(tmp_path / "x.svg", kind="chain", focus=ends[one.id], to=ends[other.id])
    root = ElementTree.parse(tmp_path / "x.svg").getroot()
    words = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    assert clean(f"{text} A")[:5].strip() in words
