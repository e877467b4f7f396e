"""The tables of notebooks in a real Chromium: hostile texts are words, nothing is run or asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.api import Graph
from tests.hostile import HOSTILE, hostile_claims, ordinary
from tests.watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_hostile_texts_do_nothing(browser: Browser, tmp_path: Path) -> None:
    claims = hostile_claims()
    graph = Graph(claims)
    shown = [graph, *claims, *graph.relations(), *graph.entities()]
    tables = "\n".join(value._repr_html_() for value in shown)
    file = tmp_path / "cells.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>Cells</title>{tables}", encoding="utf-8")
    with watched(browser, file) as page:
        page.mouse.move(300, 300)
        words = page.evaluate("document.body.textContent")
        assert [text for text in HOSTILE if ordinary(text) and text not in words] == []
        assert page.locator("bdi").count() > 10 * len(HOSTILE)
