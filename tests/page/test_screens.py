"""The page on a phone, in the dark and on paper: legible, complete, nothing cut."""

from __future__ import annotations

import pytest

from kgraph.model import Participant
from tests.builders import claim, sample_claims
from tests.draw.graphs import edge
from tests.page.conftest import Opened, Show


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_the_caption_is_never_cut(show: Show, width: int) -> None:
    options = {"max_nodes": 4, "title": "Off two lists " * 20}
    page = show(sample_claims(), options=options, viewport={"width": width, "height": 844})
    assert page.page.inner_text("#caption").endswith("relations.")
    whole = "e => e.scrollWidth <= e.clientWidth && e.scrollHeight <= e.clientHeight"
    assert page.page.eval_on_selector("#caption", whole)
    assert page.page.evaluate("document.documentElement.scrollWidth") == width
    stage = page.page.locator("#stage").bounding_box()
    assert stage
    assert stage["height"] > 450


def _too_small(page: Opened) -> list[str]:
    """What fingers are to touch and is narrower or lower than 24 pixels (WCAG 2.2, 2.5.8)."""
    found: list[str] = page.page.eval_on_selector_all(
        "button, input, select, summary, a[href], .row",
        """all => all.filter(e => e.checkVisibility() && !e.matches(".skip")
                               && Math.min(e.offsetHeight, e.offsetWidth) < 24)
                     .map(e => `${e.tagName} ${e.textContent} ${e.offsetWidth} x ${e.offsetHeight}`)""",
    )
    return found


def test_readable_on_a_phone(show: Show) -> None:
    page = show(
        sample_claims(),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
    )
    assert not page.page.is_visible("#filters")
    assert page.page.evaluate("document.documentElement.scrollWidth") == 390
    page.search("northgate")
    sheet = page.page.locator("#panel").bounding_box()
    assert sheet
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] > 250
    shown = page.page.locator("#stage").bounding_box()
    assert shown
    for _ in range(2):  # sections first, then what is in them
        page.page.eval_on_selector_all("#panel details", "all => all.forEach(e => { e.open = true; })")
        page.rest()
    assert _too_small(page) == []
    page.page.keyboard.press("Escape")
    page.page.touchscreen.tap(*page.middle())
    page.page.get_by_role("button", name="Filters").tap()
    assert _too_small(page) == []
    page.page.get_by_role("button", name="Close the filters").tap()
    page.page.get_by_role("button", name="List", exact=True).tap()
    assert _too_small(page) == []


def test_dark_mode_and_print(show: Show) -> None:
    page = show(sample_claims(), color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.page.evaluate(paper) == "rgb(20, 24, 29)"
    dark = page.seen()
    page.page.emulate_media(color_scheme="light")
    assert page.seen() != dark
    page.search("passed customer records")
    page.page.emulate_media(media="print", color_scheme="dark")
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.page.evaluate(paper) == "rgb(255, 255, 255)"
    assert not page.page.is_visible("#stage")
    assert page.page.is_visible("#printed canvas")
    assert "stated as fact" in page.page.inner_text("#printed")
    assert "alleged by Senator Hale" in page.panel
    page.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.page.inner_text("#printed") == ""


def test_the_legend_has_what_occurs_on_screen_and_on_paper(show: Show) -> None:
    buyers = Participant("buyers", "federal buyers", "Agency", "federal buyers", named=False)
    told = [claim("Orrin Robotics", "supplies", buyers, source=paper) for paper in ("Daily Ledger", None)]
    twice = edge("Orrin Robotics", "supplies", "Avaria", "asserted", "asserted")
    page = show([*sample_claims(), *twice, *told])
    widths = ["1", "2", "independent origins"]
    note = page.page.locator("#filters .note", has_text="independent")
    assert note.locator("span").all_text_contents() == widths
    page.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    rows = page.page.locator("#printed .legend span").all_text_contents()
    assert len(rows) == len(set(rows))
    assert {"disputed", "not named, only described", "stated as fact", "Lists and bans", *widths} <= {*rows}
    assert "Agency, Intelligence agency" in rows
