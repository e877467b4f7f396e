"""A file in a real Chromium, and what the browser was asked for while it showed that file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["watched"]

_HOOK = "window.hacked = () => { console.log('hacked') }"


@contextmanager
def watched(browser: Browser, file: Path, *, width: int = 900, height: int = 600) -> Iterator[Page]:
    """Shows a file from disk. At the end nothing else was asked for, and nothing was run or reported."""
    requests: list[str] = []
    faults: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    try:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_HOOK)
        context.on("request", lambda request: requests.append(request.url))
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        yield page
    finally:
        context.close()
    assert requests == [file.as_uri()]
    assert faults == []
