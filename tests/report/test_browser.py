"""A report in a real Chromium: notes lead to their evidence and back; nothing is run or asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.api import Graph
from tests.hostile import ordinary
from tests.report.hostile import TEXTS
from tests.watched import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_note_leads_to_its_evidence_and_back(browser: Browser, graph: Graph, tmp_path: Path) -> None:
    graph.report("northgate", tmp_path / "report.html")
    with watched(browser, tmp_path / "report.html") as page:
        mark = page.locator("a[href^='#note-']").last
        note = page.locator(mark.get_attribute("href") or "")
        mark.click()
        box = note.bounding_box()
        assert box
        assert -1 <= box["y"] <= 600
        assert graph.claims(entity="northgate")[0].evidence.quote in page.inner_text("body")
        note.locator("a[href^='#ref-']").first.click()
        assert "#ref-" in page.url


def test_hostile_texts_do_nothing(browser: Browser, hostile: Graph, tmp_path: Path) -> None:
    hostile.report("bad", tmp_path / "bad.html", most=len(TEXTS))
    with watched(browser, tmp_path / "bad.html") as page:
        page.mouse.move(300, 300)
        page.mouse.wheel(0, 5_000)
        shown = page.evaluate("document.body.textContent")
        assert [text for text in TEXTS if ordinary(text) and text not in shown] == []
