"""A report in a real Chromium: notes lead to their evidence and back; nothing is run or asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.api import Graph
from tests.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HOOK = "window.hacked = () => { console.log('hacked') }"


class _Shown:
    """A file in the browser, and what went on there."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.context = browser.new_context(viewport={"width": 900, "height": 600}, reduced_motion="reduce")
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(HOOK)
        self.file = file.as_uri()
        self.requests: list[str] = []
        self.faults: list[str] = []

    def __enter__(self) -> Page:
        self.context.on("request", lambda request: self.requests.append(request.url))
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda message: self.faults.append(message.text))
        page.on("dialog", lambda dialog: (self.faults.append(dialog.message), dialog.dismiss()))
        page.goto(self.file)
        return page

    def __exit__(self, *error: object) -> None:
        self.context.close()
        assert self.requests == [self.file]
        assert self.faults == []


def test_a_note_leads_to_its_evidence_and_back(browser: Browser, graph: Graph, tmp_path: Path) -> None:
    graph.report("northgate", tmp_path / "report.html")
    with _Shown(browser, tmp_path / "report.html") as page:
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
    hostile.report("bad", tmp_path / "bad.html")
    with _Shown(browser, tmp_path / "bad.html") as page:
        page.mouse.move(300, 300)
        page.mouse.wheel(0, 5_000)
        assert "hacked()" in page.inner_text("body")
