"""What is in the file before a browser sees it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import kgraph
from kgraph.draw.shapes import shape_names
from kgraph.errors import GraphError, OutputError
from kgraph.graph import ClaimGraph
from kgraph.page import page_text, write_page
from kgraph.page.document import SCRIPTS, STYLES, as_json
from tests.builders import article, claim, participant, sample_claims

SOURCE = Path(kgraph.__file__).parent / "page" / "source"


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return ClaimGraph(sample_claims())


def _data(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_the_same_graph_gives_the_same_bytes(graph: ClaimGraph, tmp_path: Path) -> None:
    write_page(graph, tmp_path / "one.html")
    write_page(ClaimGraph(reversed(sample_claims())), tmp_path / "other.html")
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.html", "other.html"]


def test_each_claim_is_there_with_its_evidence(graph: ClaimGraph) -> None:
    data = _data(page_text(graph))
    assert {row["quote"] for row in data["claims"]} == {one.evidence.quote for one in graph.claims()}
    by_id = {row["id"]: row for row in data["claims"]}
    for one in graph.claims():
        row = by_id[one.id]
        assert data["stances"][row["stance"]]["name"] == one.stance
        assert data["documents"][row["document"]]["title"] == one.document.title
        relation = data["relations"][row["relation"]]
        assert data["kinds"][relation["kind"]]["name"] == one.relation
        assert row["id"] in {data["claims"][number]["id"] for number in relation["claims"]}
    told = [(data["kinds"][row["kind"]]["name"], row["origins"]) for row in data["relations"]]
    assert told == [(relation.relation, relation.origins) for relation in graph.relations()]


def test_other_names_are_names_and_no_pronouns_or_descriptions() -> None:
    called = ("It", "Orrin", "the Avarian firm", "The firm", "ORRIN", "drone firm", "オリン", "Orrin drones")
    claims = [
        claim(participant("Orrin Robotics", mention=words), "banned_by", "Avaria", quote=f"{words} is out.")
        for words in called
    ]
    data = _data(page_text(ClaimGraph(claims)))
    names = {row["name"]: row.get("names") for row in data["entities"]}
    assert names == {"Orrin Robotics": ["ORRIN", "Orrin drones", "オリン"], "Avaria": None}


def test_the_graph_is_named_in_the_caption(graph: ClaimGraph, tmp_path: Path) -> None:
    told = "Off two lists: 8 relations from 10 claims"
    assert _data(page_text(graph, name="Off two lists"))["caption"][0].startswith(told)
    kgraph.Graph(graph.claims()).draw(tmp_path / "page.html", name="Off two lists")
    assert told in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert _data(page_text(ClaimGraph(), name="Nil"))["caption"] == ["Nil: No relations to draw."]


@pytest.mark.parametrize("root", ["/home/mara", "C:\\Users\\mara", "\\\\server\\share\\mara"])
def test_nobody_learns_where_the_articles_lay(root: str) -> None:
    separator = "/" if root.startswith("/") else "\\"
    paths = [separator.join((root, "news", *rest)) for rest in (("a.txt",), ("2024", "b.txt"))]
    claims = [
        claim("Orrin Robotics", "banned_by", "Avaria", document=article(text, path=path, title=title))
        for text, path, title in zip(
            ("Avaria barred Orrin.", "Orrin is out."), paths, ("Orrin barred", None), strict=True
        )
    ]
    text = page_text(ClaimGraph(claims))
    assert "mara" not in text
    rows = {row["title"]: row.get("path") for row in _data(text)["documents"]}
    assert rows == {"Orrin barred": "a.txt", separator.join(("2024", "b.txt")): None}


def test_what_is_left_out_is_told(graph: ClaimGraph) -> None:
    data = _data(page_text(graph, max_nodes=4))
    assert len(data["entities"]) == 4
    assert re.search(r"Left out: \d less connected entities and \d relations\.", " ".join(data["caption"]))
    assert _data(page_text(graph, focus="northgate-systems", depth=1))["focus"] is not None


def test_bad_options_are_named(graph: ClaimGraph, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no diagram style 'neon'"):
        page_text(graph, style="neon")
    with pytest.raises(OutputError, match="no layout 'wild'"):
        page_text(graph, layout="wild")
    with pytest.raises(GraphError, match="says nothing about 'nobody'"):
        page_text(graph, focus="nobody")
    with pytest.raises(OutputError, match="cannot be written there"):
        write_page(graph, tmp_path / "missing" / "page.html")


def test_json_cannot_end_its_element() -> None:
    value = ["</script><!--&\u2028\u2029", "\ud800", "\x00"]
    text = as_json(value)
    assert not set("<>&\u2028\u2029\ud800\x00") & set(text)
    assert json.loads(text) == value


def test_graphs_and_the_command_line_take_the_ending(graph: ClaimGraph, tmp_path: Path) -> None:
    whole = kgraph.Graph(graph.claims())
    assert whole.draw(tmp_path / "page.html", focus="northgate") is None
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_script_is_its_files_and_knows_every_shape() -> None:
    assert {path.name for path in SOURCE.glob("*.js")} == set(SCRIPTS)
    shapes = (SOURCE / "shapes.js").read_text(encoding="utf-8")
    assert set(re.findall(r"^  (\w+): \(a, b\)", shapes, re.MULTILINE)) == set(shape_names())


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES, "page.html"])
def test_sources_are_short_and_keep_to_text(name: str) -> None:
    text = (SOURCE / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 450
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|setAttribute\(.style",
        text,
    )
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg\")|\burl\(", text)
