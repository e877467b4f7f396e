"""A diagram of many lines: painted in haste while something goes on, and at rest as if nothing had."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.draw.graphs import generated
from tests.page.conftest import Opened, Show

GRAPH = generated(500, more=1.6)
WAIT = """async () => {
  const since = performance.now();
  for (let frame = 0; frame < 60 || performance.now() - since < 600; frame += 1) {
    await new Promise(requestAnimationFrame);
  }
}"""


@pytest.fixture
def page(show: Show) -> Opened:
    return show(GRAPH.claims())


def _rested(page: Opened) -> str:
    """The picture some time after the last thing that was done; the keys are on it, the pointer is not."""
    page.page.focus("#diagram")
    page.page.mouse.move(0, 0)
    page.page.evaluate(WAIT)
    return page.seen()


def _drag(page: Opened, start: tuple[float, float], end: tuple[float, float]) -> str:
    """The picture while what is at a place is still held at another."""
    page.page.mouse.move(*start)
    page.page.mouse.down()
    page.page.mouse.move(*end)
    held = page.seen()
    page.page.mouse.up()
    return held


def test_it_is_sharp_again_after_it_moved(page: Opened) -> None:
    page.page.mouse.move(*page.middle())
    page.page.keyboard.down("Control")
    for _ in range(2):  # so far in at once that the old picture does not serve
        page.page.mouse.wheel(0, -120)
    page.page.keyboard.up("Control")
    hasty, rested = page.seen(), _rested(page)
    assert hasty != rested
    page.page.emulate_media(color_scheme="dark")  # all is painted anew, and nothing moves
    assert _rested(page) != rested
    page.page.emulate_media(color_scheme="light", media="print")  # on paper the window has no size
    page.rest()
    page.page.emulate_media(media="screen")
    assert _rested(page) == rested


def test_dragged_and_filtered_it_is_as_if_it_were_painted_at_once(page: Opened) -> None:
    ends = Counter(one.name for relation in GRAPH.relations() for one in (relation.subject, relation.object))
    page.search(ends.most_common(1)[0][0])
    page.page.keyboard.press("Escape")
    first = _rested(page)
    x, y = page.middle()
    held = _drag(page, (x, y), (x + 160, y + 90))
    moved = _rested(page)
    assert len({first, held, moved}) == 3
    kind = page.page.locator("#filters fieldset:nth-of-type(2) .row input").first
    kind.uncheck()
    hasty = page.seen()
    assert len({moved, hasty, _rested(page)}) == 3
    kind.check()
    assert _rested(page) == moved
    _drag(page, (x + 160, y + 90), (x, y))
    assert _rested(page) == first
