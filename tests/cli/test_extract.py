"""`kgraph extract` and `kgraph build` on articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.cli.exits import ExitCode
from kgraph.model.rows import read_claims
from tests.cli.conftest import Command

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
ARTICLE = ARTICLES / "kaspersky-gsa-2017.txt"


def test_extract_prints_claims_by_article_and_place(kgraph: Command) -> None:
    ran = kgraph("extract", ARTICLE, ARTICLES / "tessellund-ban.md")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    claims = read_claims(ran.out.splitlines())
    assert claims
    places = [(claim.document.path != str(ARTICLE), claim.evidence.start) for claim in claims]
    assert places == sorted(places)


def test_quotes_are_in_the_text_that_is_shown(kgraph: Command) -> None:
    text = kgraph("extract", ARTICLE, "--show-text").out
    claims = read_claims(kgraph("extract", ARTICLE).out.splitlines())
    assert claims
    for claim in claims:
        assert text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote


@pytest.mark.parametrize(
    ("format", "start"), [("table", "subject "), ("turtle", "@prefix "), ("jsonl", '{"id"')]
)
def test_formats(kgraph: Command, tmp_path: Path, format: str, start: str) -> None:
    ran = kgraph("extract", ARTICLE, "--format", format)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert ran.out.startswith(start)
    out = tmp_path / "out"
    assert kgraph("extract", ARTICLE, "--format", format, "-o", out).out == ""
    assert out.read_text(encoding="utf-8") == ran.out


def test_publisher_and_date_hold_where_the_article_has_none(kgraph: Command, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Russia has banned Kaspersky Lab.", encoding="utf-8")
    ran = kgraph("extract", path, "--publisher", "Evening Wire", "--published", "2024-06-02")
    claims = read_claims(ran.out.splitlines())
    assert claims
    for claim in claims:
        assert claim.document.publisher == "Evening Wire"
        assert str(claim.document.published) == "2024-06-02"


def test_build_writes_four_files_and_ends_with_a_table(kgraph: Command, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    ran = kgraph("build", ARTICLE, ARTICLES, "-o", out)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    graph = Graph.open(out / "graph.kgraph")
    rows = [line.split() for line in ran.out.splitlines()]
    assert rows[0] == ["documents", str(len(graph.documents()))]
    assert ["copies", "left", "out", "1"] in rows
    assert ["entities", str(len(graph.entities()))] in rows
    assert ["claims", str(len(graph))] in rows
    assert ["relation", "asserted", "alleged", "denied", "proposed"] in rows
    assert sorted(path.name for path in out.iterdir()) == [
        "build-report.jsonl", "claims.jsonl", "graph.kgraph", "graph.png", "graph.ttl",
    ]  # fmt: skip
    assert read_claims(out / "claims.jsonl") == list(graph)


def test_a_second_build_adds_what_is_new(kgraph: Command, tmp_path: Path) -> None:
    kgraph("build", ARTICLE, "-o", tmp_path)
    assert len(Graph.open(tmp_path / "graph.kgraph").documents()) == 1
    kgraph("build", ARTICLES, "-o", tmp_path)
    assert len(Graph.open(tmp_path / "graph.kgraph").documents()) == 8


def test_articles_without_a_claim_make_an_empty_graph(kgraph: Command, tmp_path: Path) -> None:
    ran = kgraph("build", ARTICLES / "late-frost.md", "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    assert ["claims", "0"] in [line.split() for line in ran.out.splitlines()]
    assert len(Graph.open(tmp_path / "out" / "graph.kgraph").documents()) == 1
