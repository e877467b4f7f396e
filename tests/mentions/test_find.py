"""Sentence → mentions: each row gives words of the text and the entities that they must stand for."""

from __future__ import annotations

import pytest

from kgraph.language import parse
from kgraph.mentions import find_mentions
from kgraph.model import Document, Mention


def mentions(text: str, publisher: str | None = None) -> list[Mention]:
    ((document, doc),) = parse([Document(text, publisher=publisher)])
    return find_mentions(document, doc)


def stands_for(text: str, words: str, publisher: str | None = None) -> set[str]:
    """The names of the entities of the last mention with these words."""
    found = [mention for mention in mentions(text, publisher) if mention.text == words]
    assert found, [mention.text for mention in mentions(text, publisher)]
    return {mention.entity.name for mention in found if mention.start == found[-1].start}


def names(text: str) -> set[str]:
    return {mention.entity.name for mention in mentions(text) if mention.kind == "name"}


REPORT = "\nNorthgate Systems makes cameras. The FCC put Northgate Systems on its list on Monday."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "FCC Puts Northgate Systems Among Security Threats" + REPORT,
            {"Federal Communications Commission", "Northgate Systems"},
        ),
        ("Experts fear that Orrin Robotics helps spies.", {"Orrin Robotics"}),
        ("Other firms followed. No rival company did.", set()),
        ("On Oct. 7 it rained; COVID-19 and IT work went on.", set()),
        ("The CEO of Tallis Networks resigned.", {"Tallis Networks"}),
        ("“Regardless of that, Tallis Networks sells radios,” he said.", {"Tallis Networks"}),
        ("Sen. Ann Poe (R-AR) praised Tallis Networks.", {"Ann Poe", "Tallis Networks"}),
        ("A scheme that it ran for the Ministry of Justice. ", {"Ministry of Justice"}),
    ],
)
def test_only_names_are_names(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poe Optics makes drones. Poe denied it. Its founder, Ann Poe, was not accused.", "Poe Optics"),
        ("Ann Poe founded Poe Optics in 2004. Later Poe denied it.", "Ann Poe"),
    ],
)
def test_a_short_name_is_what_was_named_before(text: str, expected: str) -> None:
    assert {mention.entity.name for mention in mentions(text) if mention.text == "Poe"} == {expected}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            "Russia’s defence ministry bought radios.",
            "Russia’s defence ministry",
            "Russian Ministry of Defence",
        ),
        (
            "The Lithuanian Defence Ministry agreed.",
            "Lithuanian Defence Ministry",
            "Lithuanian Ministry of National Defence",
        ),
        (
            "In Canada, officials met. The Ministry of Finance of Japan did not.",
            "Ministry of Finance of Japan",
            "Japanese Ministry of Finance",
        ),
        ("Wilbur Ham, the U.S. Secretary of Commerce, spoke.", "Commerce", "Department of Commerce"),
        (
            "The U.S. Department of Homeland Security agreed.",
            "U.S. Department of Homeland Security",
            "Department of Homeland Security",
        ),
        (
            "China’s cyberspace regulator objected.",
            "China’s cyberspace regulator",
            "Chinese cyberspace regulator",
        ),
        ("Germany bought drones for its cipher office.", "its cipher office", "German cipher office"),
        ("The United States wavered, but federal agencies bought them.", "federal agencies", "United States"),
        ("China spoke. The country's government said so.", "The country's government", "China"),
    ],
)
def test_bodies_of_states(text: str, words: str, expected: str) -> None:
    assert stands_for(text, words) == {expected}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Northgate Systems, a camera maker, grew.", "a camera maker", {"Northgate Systems"}),
        ("Northgate Systems is a camera maker.", "a camera maker", {"Northgate Systems"}),
        ("Northgate Systems, which sells cameras, grew.", "which", {"Northgate Systems"}),
        ("The FSB intelligence agency agreed.", "The FSB intelligence agency", {"FSB"}),
        ("A maker grew. The firm pays. It is called Northgate Systems.", "The firm", {"Northgate Systems"}),
        (f"Camera maker shut out\n{REPORT}\nTallis Networks grew.", "Camera maker", {"Northgate Systems"}),
        (f"A camera maker is shut out.\n{REPORT} It is a firm.", "A camera maker", {"camera maker"}),
        (f"Camera maker sues drone maker\n{REPORT}", "drone maker", {"drone maker"}),
        ("Northgate Systems sells radios to Japan for its military.", "its", {"Japan"}),
        ("Northgate Systems said that it sells cameras.", "it", {"Northgate Systems"}),
        ("Northgate Systems grew. The company sells cameras.", "The company", {"Northgate Systems"}),
        ("Northgate Systems grew. Its cameras sell well.", "Its", {"Northgate Systems"}),
        ('Northgate Inc. (the "Company") grew. The Company pays.', "The Company", {"Northgate Inc."}),
        ("Ann Poe, a senator, spoke. She left.", "She", {"Ann Poe"}),
        ("Northgate Systems spoke. “We sell cameras,” Northgate Systems said.", "We", {"Northgate Systems"}),
        ("“We sell it,” said Ann Poe, chief executive of Northgate Systems.", "We", {"Northgate Systems"}),
        ("“I sell cameras,” said Ann Poe, chief executive of Northgate Systems.", "I", {"Ann Poe"}),
        (
            "Northgate Systems competes with Tallis Networks. The two companies sell cameras.",
            "The two companies",
            {"Northgate Systems", "Tallis Networks"},
        ),
    ],
)  # fmt: skip
def test_descriptions_and_pronouns(text: str, words: str, expected: set[str]) -> None:
    assert stands_for(text, words) == expected


def test_we_of_a_statement_is_its_publisher() -> None:
    text = "Northgate Systems makes cameras. Avarian police use them. We do not share records with anybody."
    assert stands_for(text, "We", publisher="Northgate Systems, newsroom") == {"Northgate Systems"}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Northgate Systems sells cameras. Northgate denied it.", "Northgate", "Northgate Systems"),
        ("Ann Poe spoke. Poe is a senator.", "Poe", "Ann Poe"),
        ("The Avarian Works Directorate (AWD) met. The AWD agreed.", "AWD", "Avarian Works Directorate"),
    ],
)
def test_short_names_join_the_full_one(text: str, words: str, expected: str) -> None:
    assert stands_for(text, words) == {expected}


@pytest.mark.parametrize(
    ("text", "words", "kind", "named"),
    [
        ("Law enforcement agencies bought radios.", "Law enforcement agencies", "Agency", False),
        ("It has no ties with any government.", "any government", "Government", False),
        ("Three of the company's executives left.", "Three of the company's executives", "Person", False),
        ("Two people familiar with the matter said so.", "Two people", "Person", False),
        ("The ban covers 59 apps.", "59 apps", "Product", False),
        ("FBI Director Ann Poe spoke.", "Ann Poe", "Person", True),
        ("FBI Director Ann Poe spoke.", "FBI", "LawEnforcement", True),
        ("Ministers banned Orrin Robotics Ltd. drones.", "Orrin Robotics Ltd. drones", "Product", False),
    ],
)
def test_types(text: str, words: str, kind: str, named: bool) -> None:
    found = {mention.text: mention.entity for mention in mentions(text)}
    assert (found[words].type, found[words].named) == (kind, named)


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "a", "It.", '"', "(", "The The The", "’s", "U.S."])
def test_any_text_goes_through(text: str) -> None:
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text
