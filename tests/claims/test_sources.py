"""Marked text → who says what a trigger carries, None where the text names nobody."""

from __future__ import annotations

import pytest

from kgraph.claims.sources import Telling, find_source, source_options
from kgraph.claims.speakers import described, owner_of, quoted_by, speaker_of
from kgraph.claims.voices import listen
from kgraph.model import Mention
from tests.claims.marked import read

TIES = "{Vendor:Orrin} has ties to {Government:Avaria}"


def source(marked: str, trigger: str, relation: str, told: dict[str, float] | None = None) -> Mention | None:
    """`told`: what the encoder thinks, by the words of the first mention of an entity."""
    doc, mentions = read(marked)
    one = next(mention for mention in mentions if mention.text == "Orrin")
    other = next(mention for mention in mentions if mention.text == "Avaria")
    word = next(token for token in doc if token.text == trigger)
    by_encoder = None
    if told is not None:
        here = {
            each.entity.id: told.get(each.text, 0.001) for each in mentions if each.head >= word.sent.start
        }
        by_encoder = Telling(told.get("nobody", 0.001), told.get("elsewhere", 0.001), here)
    return find_source(doc, word, one, other, relation, mentions, listen(doc).inside, by_encoder)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a verb of saying before, after and in the middle
        (f"{{Person:Dora Finch}} said that {TIES}.", "Dora Finch"),
        (f"{TIES}, {{Person:Dora Finch}} alleged.", "Dora Finch"),
        (f"{{Agency:The ministry}} fears that {TIES}.", "The ministry"),
        # according to
        (f"According to {{MediaOutlet:the Evening Wire}}, {TIES}.", "the Evening Wire"),
        # quotations
        (f'"{TIES}," {{Person:Dora Finch}} said.', "Dora Finch"),
        # the listener is not the speaker
        (f"{{Person:Dora Finch}} told {{MediaOutlet:the Evening Wire}} that {TIES}.", "Dora Finch"),
        # nobody is named
        (f"{TIES}.", None),
    ],
)
def test_find_source(marked: str, expected: str | None) -> None:
    found = source(marked, "ties", "alleged_ties")
    assert (found.text if found else None) == expected


@pytest.mark.parametrize(
    ("marked", "told", "expected"),
    [
        # a clear verb of saying against a slight doubt of the encoder, and against its certainty
        (f"{{Person:Dora Finch}} said that {TIES}.", {"nobody": 0.5, "Dora Finch": 0.5}, "Dora Finch"),
        (f"{TIES}, and {{Person:Dora Finch}} is quiet.", {"Dora Finch": 0.99}, "Dora Finch"),
        # who elsewhere speaks is left to the voices
        (f"{{Person:Dora Finch}} has proof. {TIES}, she said.", {"elsewhere": 0.9}, "Dora Finch"),
    ],
)
def test_the_encoder_is_heard_too(marked: str, told: dict[str, float], expected: str) -> None:
    found = source(marked, "ties", "alleged_ties", told)
    assert found is not None
    assert found.text == expected


def test_the_denier_is_the_source_of_a_denial() -> None:
    found = source("{Vendor:Orrin} denied that it has ties to {Government:Avaria}.", "ties", "alleged_ties")
    assert found is not None
    assert found.text == "Orrin"


def test_a_speaker_who_is_no_mention_becomes_one() -> None:
    text = f"Two people familiar with the talks said that {TIES}."
    found = source(text, "ties", "alleged_ties")
    assert found is not None
    assert found.text == "Two people familiar with the talks"
    assert (found.entity.type, found.entity.named) == ("Person", False)


def test_a_spokesperson_stands_for_whom_they_speak_for() -> None:
    found = source(f"A spokesman for {{Agency:the ministry}} said that {TIES}.", "ties", "alleged_ties")
    assert found is not None
    assert (found.text, found.entity.type) == ("A spokesman for the ministry", "Agency")


def test_nobody_is_the_first_option_and_every_entity_appears_once() -> None:
    doc, mentions = read(f"{{Person:Dora Finch}} said that {TIES}.")
    ties = next(token for token in doc if token.text == "ties")
    person, vendor, state = mentions
    options = source_options(doc, ties, vendor, state, "alleged_ties", mentions, listen(doc).inside)
    assert options[0].mention is None
    assert sorted(option.mention.text for option in options[1:] if option.mention) == [
        "Avaria", person.text, "Orrin",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The minister said it.", "said", ("minister", "subj")),
        ("The firm was accused by the regulator.", "accused", ("regulator", "agent")),
        ("The firm sued, alleging fraud.", "alleging", ("firm", "control")),
        ("The firm, which denied it, left.", "denied", ("firm", "subj")),
        ("The report published in May was long.", "published", None),
    ],
)
def test_speaker_of(text: str, verb: str, expected: tuple[str, str] | None) -> None:
    doc, _ = read(text)
    found = speaker_of(next(token for token in doc if token.text == verb))
    assert (found and (found[0].text, found[1])) == expected


@pytest.mark.parametrize(
    ("text", "noun", "expected"),
    [
        ("The firm's denial came late.", "denial", "firm"),
        ("A report by the auditors came late.", "report", "auditors"),
        ("Documents obtained by the weekly were long.", "Documents", "weekly"),
        ("The long report came late.", "report", None),
    ],
)
def test_owner_of(text: str, noun: str, expected: str | None) -> None:
    doc, _ = read(text)
    found = owner_of(next(token for token in doc if token.text == noun))
    assert (found and found.text) == expected


def test_whom_a_verb_quotes() -> None:
    doc, _ = read("The weekly cited two officials.")
    assert [token.text for token in quoted_by(doc[2])] == ["officials"]


def test_described_leaves_out_clauses_and_the_article() -> None:
    doc, _ = read("A former employee of the firm, who left in May, said so.")
    found = described(doc.text, doc[2])
    assert (found.text, found.entity.name) == (
        "A former employee of the firm",
        "former employee of the firm",
    )
    assert doc.text[found.start : found.end] == found.text
