"""Lines on pages: notes stand where they are cited, nothing is lost, nothing reaches over the foot."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kgraph.report.pages import BETWEEN, filled
from kgraph.report.setting import Face, Line, Piece, Run, broken

FACE = Face(9.0, "#000000")


def _line(name: str, height: float = 10.0, refs: tuple[int, ...] = (), keep: bool = False) -> Line:
    return Line((Run(name, FACE, 0.0),), height, refs=refs, keep=keep)


def _again(elsewhere: Mapping[int, int]) -> list[Line]:
    return [_line(f"see {dict(elsewhere)}")] if elsewhere else []


def _names(lines: list[Line]) -> list[str]:
    return [run.words for line in lines for run in line.runs]


def test_a_note_is_set_once_where_it_is_cited_first() -> None:
    lines = [_line("a", refs=(1,)), *[_line("b")] * 8, _line("c", refs=(1, 2))]
    notes = {1: [_line("note 1")], 2: [_line("note 2")]}
    first, second = filled(lines, notes, _again, 100.0)
    assert _names(first.notes) == ["note 1"]
    assert _names(second.notes) == ["note 2", "see {1: 1}"]


@pytest.mark.parametrize("height", [60.0, 75.0, 110.0, 400.0])
def test_nothing_is_lost_and_nothing_is_too_high(height: float) -> None:
    lines = [_line(f"line {n}", refs=(n, n // 2 + 1), keep=n % 3 == 0) for n in range(1, 40)]
    notes = {n: [_line(f"note {n} {part}") for part in range(n % 4 + 1)] for n in range(1, 40)}
    pages = filled(lines, notes, _again, height)
    assert [name for page in pages for name in _names(page.lines)] == [f"line {n}" for n in range(1, 40)]
    set_notes = [name for page in pages for name in _names(page.notes) if name.startswith("note")]
    assert set_notes == [f"note {n} {part}" for n in range(1, 40) for part in range(n % 4 + 1)]
    assert all(page.height + (BETWEEN if page.notes else 0) <= height for page in pages)


def test_a_heading_stays_with_its_text() -> None:
    lines = [*[_line("a")] * 4, _line("heading", keep=True), _line("text")]
    first, second = filled(lines, {}, _again, 55.0)
    assert _names(first.lines) == ["a"] * 4
    assert _names(second.lines) == ["heading", "text"]


@pytest.mark.parametrize("text", ["word " * 80, "A" * 900, "a " + "B" * 300 + " c", "日本 " * 60])
def test_lines_hold_all_the_words_and_are_no_wider_than_the_column(text: str) -> None:
    from kgraph.draw.text import quiet_about_glyphs, text_width

    with quiet_about_glyphs():
        lines = broken([Piece(text, FACE), Piece("7", FACE, 7)], 200.0, indent=10.0)
        for line in lines:
            (*_, last) = line.runs
            assert last.x + text_width(last.words, 9.0) <= 212
    assert "".join(run.words for line in lines for run in line.runs).replace(" ", "") == f"{text}7".replace(
        " ", ""
    )
    assert [ref for line in lines for ref in line.refs] == [7]
