"""A page in a real Chromium, and what the browser was asked for while it showed one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kgraph.graph import ClaimGraph
from kgraph.model import Claim
from kgraph.page import write_page
from tests.conftest import PATIENCE


@dataclass
class Opened:
    """A page in the browser. `requests` are the addresses it asked for, `faults` what it reported."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        return self.page.inner_text("#status")

    @property
    def panel(self) -> str:
        return self.page.inner_text("#panel") if self.page.is_visible("#panel") else ""

    def search(self, words: str) -> None:
        """Search, and take the first that is found."""
        self.page.fill("#search", words)
        self.page.press("#search", "Enter")
        self.rest()

    def middle(self) -> tuple[float, float]:
        """The middle of the diagram, where what was searched for is."""
        bounds = self.page.locator("#stage").bounding_box()
        assert bounds
        return bounds["x"] + bounds["width"] / 2, bounds["y"] + bounds["height"] / 2

    def rest(self) -> None:
        """Wait until two frames are drawn; nothing moves, for less motion is asked for."""
        self.page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def seen(self) -> str:
        """The pixels of the diagram."""
        self.rest()
        found: str = self.page.evaluate("document.getElementById('diagram').toDataURL()")
        return found


Show = Callable[..., Opened]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Writes the page of some claims and opens it from disk; fails afterwards if it reported anything."""
    contexts, all_opened = [], []

    def open_page(
        claims: Iterable[Claim], *, init: str = "", options: dict[str, Any] | None = None, **context: Any
    ) -> Opened:
        file = tmp_path / "page.html"
        write_page(ClaimGraph(claims), file, **(options or {}))
        made = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"} | context
        )
        contexts.append(made)
        made.set_default_timeout(PATIENCE)
        made.add_init_script(init)
        opened = Opened(made.new_page())
        all_opened.append((opened, file))
        made.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.on("console", lambda message: opened.faults.append(message.text))
        opened.page.on("dialog", lambda dialog: (opened.faults.append(dialog.message), dialog.dismiss()))
        opened.page.goto(file.as_uri())
        opened.rest()
        return opened

    yield open_page
    for opened, file in all_opened:
        assert opened.requests == [file.as_uri()]
        assert opened.faults == []
    for made in contexts:
        made.close()
