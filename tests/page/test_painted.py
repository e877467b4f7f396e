"""What the diagram of a page shows, as the browser painted it: signs of disputes, lines, words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kgraph.evaluate import read_gold
from kgraph.model import Claim, Participant
from tests.builders import article, claim, participant
from tests.draw.graphs import edge
from tests.page.conftest import Show
from tests.page.painted import WATCH, Painted, inside, overlap, painted

GOLD = read_gold(Path(__file__).parents[2] / "examples" / "gold.jsonl")

SIGNED = {
    "alleged and denied": (("alleged", "denied"), ["itself"]),
    "proposed and denied": (("proposed", "denied"), ["itself"]),
    "only denied": (("denied", "denied"), []),
    "only held": (("asserted", "alleged", "proposed"), []),
}


def _by_one(*stances: str) -> list[Claim]:
    """The same source says it in more than one way."""
    return [
        claim("Orrin Robotics", "banned_by", "Avaria", stance=stance, source="Daily Ledger")
        for stance in stances
    ]


def _in_general() -> list[Claim]:
    """An accusation, and a denial that does not name whom the accusation names."""
    anybody = Participant("any-agency", "any agency", "IntelligenceAgency", "any agency", named=False)
    return [
        claim("Orrin Robotics", "alleged_ties", "security service", stance="alleged", source="Evening Wire"),
        claim("Orrin Robotics", "alleged_ties", anybody, stance="denied", source="Orrin Robotics"),
    ]


@pytest.mark.parametrize(("stances", "signs"), SIGNED.values(), ids=SIGNED.keys())
def test_a_denial_beside_another_stance_has_its_sign(
    show: Show, stances: tuple[str, ...], signs: list[str]
) -> None:
    page = show(edge("Orrin Robotics", "banned_by", "Avaria", *stances), init=WATCH)
    assert painted(page).signs == signs
    page.page.get_by_label("Only what is disputed").check()
    assert page.page.is_visible("#empty") is not bool(signs)


def test_who_says_both_is_shown_with_the_sign_near_and_far_and_in_words(show: Show) -> None:
    page = show(_by_one("asserted", "denied"), init=WATCH)
    assert painted(page).signs == ["itself"]
    page.page.focus("#diagram")
    for _ in range(4):
        page.page.keyboard.press("-")
    afar = painted(page)
    assert not any(word.along for word in afar.words)
    assert afar.signs == ["itself"]
    page.page.mouse.move(*page.middle())
    assert "disputed" in page.page.inner_text("#tip")
    page.page.keyboard.press("l")
    assert "disputed" in page.page.inner_text("#panel tbody")


def test_a_sign_needs_no_room_for_words(show: Show) -> None:
    relation = "praised_by_everybody_in_the_whole_of_the_land_and_beyond_its_borders"
    seen = painted(show(edge("A", relation, "B", "alleged", "denied"), init=WATCH))
    assert not any(word.along for word in seen.words)
    assert seen.signs == ["itself"]


def test_a_denial_in_general_has_a_lighter_sign(show: Show) -> None:
    page = show(_in_general(), init=WATCH)
    assert painted(page).signs == ["general"]
    assert "denied only in general" in page.page.inner_text("#filters")
    page.page.get_by_label("Only what is disputed").check()
    assert page.status == "2 of 3 entities · 1 of 2 relations · 1 of 2 claims"
    page.search("orrin robotics")
    assert "DISPUTED 1" in " ".join(page.panel.split()).upper()
    assert "denied in general" in page.panel
    page.page.get_by_role("button", name="Clear", exact=True).click()
    page.page.get_by_label("denied", exact=False).first.uncheck()
    assert painted(page).signs == []


def _example(name: str) -> list[Claim]:
    """What a careful reader found in an example article."""
    found = next(document for document in GOLD if document.id == name)
    return [
        claim(
            participant(one.subject[0], "Vendor"),
            one.relation,
            participant(one.object[0]),
            stance=one.stance,
            document=article(f"{name} {number}."),
        )
        for number, one in enumerate(found.claims)
    ]


def _run_under(seen: Painted) -> list[str]:
    """The names that a line runs under or over."""
    return [
        word.text
        for word in seen.words
        if not word.along and any(inside(line, word.box).any() for line in seen.lines)
    ]


def _on_each_other(seen: Painted) -> list[tuple[str, str]]:
    """Pairs of words that share any ground."""
    words = seen.words
    return [
        (one.text, other.text)
        for number, one in enumerate(words)
        for other in words[number + 1 :]
        if overlap(one.box, other.box)
    ]


@pytest.mark.parametrize("name", [document.id for document in GOLD if document.claims])
def test_lines_and_words_keep_clear_of_names_on_the_examples(show: Show, name: str) -> None:
    page = show(_example(name), init=WATCH)
    whole = painted(page)
    assert len(whole.lines) > 3
    assert (_run_under(whole), _on_each_other(whole)) == ([], [])
    page.page.focus("#diagram")  # on the entity with most lines
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("0")
    chosen = painted(page)
    assert (_run_under(chosen), _on_each_other(chosen)) == ([], [])
    labels = [sum(word.along for word in seen.words) for seen in (whole, chosen)]
    assert labels[1] > 0


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (900, 420), (390, 844)])
def test_corners_hide_nothing(show: Show, width: int, height: int) -> None:
    claims = [
        one for number in range(12) for one in edge(f"Northgate {number}", "supplies", f"Office {number}")
    ]
    page = show(claims, init=WATCH, viewport={"width": width, "height": height})
    boxes = [word.box for word in painted(page).words]
    stage = page.page.locator("#stage").bounding_box()
    assert stage
    for corner in ("#status", "#stage .zoom"):
        at = page.page.locator(corner).bounding_box()
        assert at
        x, y, w, h = at["x"] - stage["x"], at["y"] - stage["y"], at["width"], at["height"]
        held = np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
        assert not [box for box in boxes if overlap(box, held)]


def test_a_line_gives_way_to_a_box_that_is_put_on_it(show: Show) -> None:
    page = show([*edge("Aa", "supplies", "Bb"), *edge("Cc", "supplies", "Dd")], init=WATCH)
    stage = page.page.locator("#stage").bounding_box()
    assert stage
    corner = np.array([stage["x"], stage["y"]])
    at = {word.text: word.box.mean(axis=0) + corner for word in painted(page).words}
    page.page.mouse.move(*at["Dd"])
    page.page.mouse.down()
    page.page.mouse.move(*(at["Aa"] * 0.5 + at["Bb"] * 0.5), steps=4)
    page.page.mouse.up()
    assert "Dd" not in _run_under(painted(page))
