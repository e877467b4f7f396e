"""`kgraph report`: files by their endings, and Markdown on standard output."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Command


def test_markdown_on_standard_output(kgraph: Command, graph: Path) -> None:
    ran = kgraph("report", graph, "northgate", "-o", "-", "--title", "Register case")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("# Register case\n")
    assert "  - **Against it:** Northgate Systems[^2] denies having shared data" in ran.out


def test_a_file_by_its_ending(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    ran = kgraph(
        "report", graph, "northgate", "-o", tmp_path / "r.html", "--no-diagram", "--stance", "denied"
    )
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "denies having shared data" in page
    assert "<svg" not in page


def test_an_unknown_ending_is_told(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    ran = kgraph("report", graph, "northgate", "-o", tmp_path / "r.docx")
    assert ran.code == 1
    assert "a report is written as .html, .htm, .md, .markdown, .pdf" in ran.err
