"""What the diagram of a page shows, as the browser painted it: signs of disputes, lines, words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.model import Claim, Participant
from tests.builders import claim
from tests.draw.graphs import edge
from tests.page.conftest import Opened
from tests.page.painted import WATCH, painted

Show = Callable[..., Opened]

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
    said = edge("A", "praised_by_everybody_in_the_whole_of_the_land_and_beyond_its_borders", "B", "alleged", "denied")
    seen = painted(show(said, init=WATCH))
    assert not any(word.along for word in seen.words)
    assert seen.signs == ["itself"]


def test_a_denial_in_general_has_a_lighter_sign(show: Show) -> None:
    page = show(_in_general(), init=WATCH)
    assert painted(page).signs == ["general"]
    assert "denied only as one of a whole group" in page.page.inner_text("#filters")
    page.page.get_by_label("Only what is disputed").check()
    assert page.status == "2 of 3 entities · 1 of 2 relations · 1 of 2 claims"
    page.search("orrin robotics")
    assert "DISPUTED 1" in " ".join(page.panel.split()).upper()
    assert "denied in general" in page.panel
    page.page.get_by_role("button", name="Clear", exact=True).click()
    page.page.get_by_label("denied", exact=False).first.uncheck()
    assert painted(page).signs == []
