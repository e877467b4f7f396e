"""The page in a real browser: click, filter, slide, search, type, read the evidence."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from kgraph.model import Claim, Literal
from tests.builders import article, claim, sample_claims
from tests.draw.graphs import edge
from tests.page.conftest import Opened, Show

DISPUTE = "Northgate Systems shared data with security service"


@pytest.fixture
def page(show: Show) -> Opened:
    return show(sample_claims())


def test_everything_is_there_when_it_opens(page: Opened) -> None:
    assert page.page.title() == "Who is said to deal with whom"
    assert (
        "8 relations from 10 claims in 3 documents, published 14 May 2024 to 1 Jul 2024."
        in page.page.inner_text("#caption")
    )
    assert page.status == "10 entities · 8 relations · 10 claims"
    assert page.panel == ""


def test_a_click_on_a_line_shows_its_evidence(page: Opened) -> None:
    page.search("passed customer records")
    page.page.keyboard.press("Escape")
    assert page.panel == ""
    page.page.mouse.click(*page.middle())
    assert page.page.inner_text("#panel h2") == DISPUTE
    assert "2 claims in 2 articles, 1 independent origin" in page.panel
    assert "disputed" in page.panel
    held, denied = page.page.locator("#panel article").all_inner_texts()
    for words in (
        "alleged by Senator Hale, as told by Evening Wire",
        "A senator says Northgate Systems shared",
        "Senator seeks drone ban",
        "2 Jun 2024",
        "https://wire.example/drones?id=7",
    ):
        assert words in held
    for words in (
        "denied by Northgate Systems",
        "denies that it ever passed customer records",
        "Register shrinks",
        "Daily Ledger",
        "14 May 2024",
    ):
        assert words in denied
    assert page.page.locator("#panel mark").all_inner_texts()[:2] == ["Northgate Systems", "security service"]
    link = page.page.locator("#panel a").first
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_click_on_an_entity_shows_its_dossier(page: Opened) -> None:
    page.search("northgate")
    page.page.keyboard.press("Escape")
    page.page.mouse.click(*page.middle())
    assert page.page.inner_text("#panel h2") == "Northgate Systems"
    assert "2 relations from 4 claims in 3 articles" in page.panel
    disputed = page.page.locator("details.section", has=page.page.get_by_role("heading", name="Disputed"))
    disputed.locator("details.relation summary").click()
    expect(disputed.locator("article")).to_have_count(2)
    assert "alleged by Senator Hale" in disputed.inner_text()
    assert "denied by Northgate Systems" in disputed.inner_text()
    page.page.get_by_role("button", name="Only its surroundings").click()
    assert page.status == "3 of 10 entities · 2 of 8 relations · 4 of 10 claims"
    page.page.get_by_role("button", name="Show the whole graph").click()
    assert page.status == "10 entities · 8 relations · 10 claims"


@pytest.mark.parametrize(
    ("label", "left"),
    [
        ("denied", "10 entities · 8 relations · 9 of 10 claims"),
        ("removed from", "9 of 10 entities · 7 of 8 relations · 8 of 10 claims"),
        ("Person", "9 of 10 entities · 7 of 8 relations · 9 of 10 claims"),
        ("Harbour Review", "7 of 10 entities · 4 of 8 relations · 5 of 10 claims"),
    ],
    ids=["stance", "relation", "type", "source"],
)
def test_filters_leave_out_and_take_in_again(page: Opened, label: str, left: str) -> None:
    before, whole = page.status, page.seen()
    box = page.page.locator("#filters .row", has=page.page.get_by_text(label, exact=True)).locator("input")
    box.uncheck()
    assert page.status == left
    assert page.seen() != whole
    assert page.page.inner_text("#active-filters") == "1"
    page.page.get_by_role("button", name="Clear", exact=True).click()
    assert box.is_checked()
    assert page.status == before
    assert page.seen() == whole


def test_only_one_stance_and_only_disputes(page: Opened) -> None:
    page.page.get_by_role("button", name="Only proposed").click(force=True)
    assert page.status == "2 of 10 entities · 1 of 8 relations · 1 of 10 claims"
    page.page.get_by_role("button", name="Clear", exact=True).click()
    page.page.get_by_label("Only what is disputed").check()
    assert page.status == "2 of 10 entities · 1 of 8 relations · 2 of 10 claims"


def test_what_a_filter_hides_is_not_told_as_a_dispute(page: Opened) -> None:
    page.page.get_by_label("denied", exact=False).first.uncheck()
    page.search("a senator says northgate")
    assert "1 of them left out by the filters" in page.panel
    assert page.page.locator("#panel > article").count() == 1
    page.page.get_by_text("Claims that the filters leave out").click()
    page.page.wait_for_selector("#panel article.filtered")


def test_the_slider_goes_through_time(page: Opened) -> None:
    until = page.page.get_by_label("Until")
    until.focus()
    page.page.keyboard.press("ArrowLeft")
    page.rest()
    assert "14 May 2024 – 30 Jun 2024" in page.page.inner_text("#time")
    assert page.status == "7 of 10 entities · 4 of 8 relations · 5 of 10 claims"
    page.page.keyboard.press("Home")
    page.rest()
    assert page.status == "3 of 10 entities · 2 of 8 relations · 2 of 10 claims"
    page.page.get_by_label("Which date").select_option("Happened")
    assert "13 May 2024 – 1 Jul 2024" in page.page.inner_text("#time")


def test_search_by_keys(page: Opened) -> None:
    page.page.keyboard.press("/")
    page.page.keyboard.type("orrin")
    names = page.page.locator("#found [role=option] bdi").all_inner_texts()
    assert names == ["Orrin Robotics", "Orrin drones"]
    page.page.keyboard.press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "found-1"
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#panel h2") == "Orrin drones"
    page.page.fill("#search", "zzz")
    assert "Nothing has these words." in page.page.inner_text("#found")
    page.page.keyboard.press("Escape")
    assert not page.page.is_visible("#found")


def test_all_by_keys_with_the_focus_in_sight(page: Opened) -> None:
    told = page.page.locator("#spoken")
    page.page.focus("#diagram")
    expect(told).to_contain_text("Orrin Robotics, Vendor, 5 relations")
    before = page.seen()
    for arrow in ("ArrowLeft", "ArrowUp"):
        page.page.keyboard.press(arrow)
    expect(told).not_to_contain_text("Orrin Robotics, Vendor, 5")
    assert page.seen() != before
    page.page.keyboard.press("Enter")
    assert page.page.is_visible("#panel h2")
    page.page.keyboard.press("]")
    page.page.wait_for_selector("#panel blockquote")
    page.page.keyboard.press("Escape")
    assert page.panel == ""
    assert page.page.evaluate("document.activeElement.id") == "diagram"
    page.page.keyboard.press("l")
    assert page.page.locator("#panel tbody tr").count() == 8
    seen = set()
    for _ in range(10):
        page.page.keyboard.press("Tab")
        outline, what = page.page.evaluate(
            "[getComputedStyle(document.activeElement).outlineStyle, document.activeElement.tagName]"
        )
        assert outline != "none"
        seen.add(what)
    assert "BUTTON" in seen
    page.page.keyboard.press("?")
    assert page.page.is_visible("#help")


FOCUS = "document.activeElement.textContent"


def test_the_keys_stay_in_the_list_while_it_is_sorted_and_grows(show: Show) -> None:
    page = show([one for number in range(160) for one in edge(f"Vendor {number:03}", "banned_by", "Avaria")])
    page.page.keyboard.press("l")
    page.page.locator("#panel thead button").nth(2).focus()
    for order in ("ascending", "descending"):
        page.page.keyboard.press("Enter")
        assert page.page.evaluate(FOCUS) == "Object"
        assert page.page.get_attribute("#panel th:nth-child(3)", "aria-sort") == order
    page.page.get_by_role("button", name="Show more of 160").focus()
    page.page.keyboard.press("Enter")
    row = "document.activeElement.closest('tr').rowIndex"
    assert (page.page.evaluate(FOCUS), page.page.evaluate(row)) == ("banned by", 151)
    page.page.get_by_label("stated as fact", exact=False).first.focus()
    page.page.keyboard.press("Space")
    page.page.keyboard.press("Space")
    assert page.page.locator("#panel tbody tr").count() == 160


def test_filters_leave_open_what_is_open(page: Opened) -> None:
    page.search("northgate")
    head = page.page.locator("#panel summary")
    head.filter(has_text="Disputed").first.click()
    page.page.locator("details.relation summary", has_text="removed from").click()
    page.page.locator("#panel .how summary").first.click()
    head.filter(has_text="Timeline").click()
    panel = page.page.locator("#panel")
    panel.evaluate("e => { e.scrollTop = 150; }")
    opened = "all => all.filter(e => e.checkVisibility()).map(e => e.open)"
    before = page.page.eval_on_selector_all("#panel details", opened)
    assert set(before) == {True, False}
    page.page.get_by_label("proposed", exact=False).first.uncheck()
    assert page.page.eval_on_selector_all("#panel details", opened) == before
    assert panel.evaluate("e => e.scrollTop") == 150
    steps = page.page.get_by_role("button", name="Only its surroundings")
    steps.focus()
    page.page.keyboard.press("Enter")
    assert page.page.evaluate(FOCUS) == "Show two steps"


def test_drag_pan_and_zoom(page: Opened) -> None:
    page.search("northgate")
    page.page.keyboard.press("Escape")
    x, y = page.middle()
    mouse = page.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y + 40, steps=4)
    mouse.move(x + 120, y + 90, steps=4)
    mouse.up()
    page.rest()
    assert page.panel == ""  # a drag is no click
    mouse.click(x + 120, y + 90)
    assert page.page.inner_text("#panel h2") == "Northgate Systems"
    page.page.keyboard.press("Escape")
    before = page.seen()
    mouse.move(x, y)
    mouse.wheel(0, -300)
    zoomed = page.seen()
    page.page.keyboard.press("0")
    assert len({before, zoomed, page.seen()}) == 3


def test_a_stance_has_one_name(page: Opened) -> None:
    page.page.keyboard.press("l")
    assert page.panel.count("stated as fact") == 6
    page.search("orrin robotics")
    page.page.locator("#panel summary", has_text="Timeline").click()
    page.rest()  # what a section holds is made when it opens
    assert "5 stated as fact" in page.panel
    assert page.panel.count("stated as fact") == 6
    assert "asserted" not in page.page.inner_text("body")


@pytest.mark.parametrize(
    "claims",
    [
        [],
        edge("A", "accused_by", "A", "alleged", "denied", types=("Vendor", "Vendor")),
        [
            claim(
                "Orrin Robotics",
                "has_users",
                Literal(4e8, "400 million"),
                document=article("Undated.", published=None, publisher=None, title=None),
            )
        ],
        [claim("Orrin Robotics", "praised_by", "Avaria", source=None)],
    ],
    ids=["empty", "loop", "undated value", "unknown relation"],
)
def test_odd_graphs_are_shown_too(show: Show, claims: list[Claim]) -> None:
    page = show(claims)
    page.page.keyboard.press("l")
    assert page.page.locator("#panel tbody tr").count() == len({one.saying for one in claims})
    if claims:
        page.page.locator("#panel tbody button").click()
        assert page.page.locator("#panel article").count() == len(claims)


def test_a_page_about_one_entity_opens_with_it(show: Show) -> None:
    page = show(sample_claims(), options={"focus": "northgate-systems", "depth": 1})
    assert page.page.title() == "Northgate Systems: claimed relations"
    assert page.page.inner_text("#panel h2") == "Northgate Systems"
    assert page.status == "3 entities · 2 relations · 4 claims"
