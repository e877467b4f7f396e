"""Sentence and predicate → slots, whatever the construction; and the words that stand with a predicate."""

from __future__ import annotations

import pytest

from kgraph.claims.companions import companions
from kgraph.claims.frames import frame
from tests.claims.marked import token


def slots(text: str, word: str, names: str) -> dict[str, str]:
    """The fillers of some slots; a slot that is not filled is left out."""
    found = frame(token(text, word))
    return {name: " ".join(each.text for each in found[name]) for name in names.split() if name in found}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # voices
        ("The ministry banned Orrin.", "banned", {"subj": "ministry", "obj": "Orrin"}),
        ("Orrin was banned by the ministry.", "banned", {"subj": "ministry", "obj": "Orrin"}),
        ("The ministry said the radios were banned.", "banned", {"obj": "radios"}),
        # participles after the noun, before it, and before the sentence
        ("Orrin, banned by the ministry in May, sued.", "banned",
         {"subj": "ministry", "obj": "Orrin", "in": "May"}),
        ("The army uses radios made by Orrin.", "made", {"subj": "Orrin", "obj": "radios"}),
        ("Orrin, working with the army, built radios.", "working", {"subj": "Orrin", "with": "army"}),
        ("The army buys banned drones.", "banned", {"obj": "drones"}),
        ("The army uses state-banned drones.", "banned", {"obj": "drones", "comp": "state", "subj": "state"}),
        ("Founded by Ann Poe, Orrin sells radios.", "Founded", {"subj": "Poe", "obj": "Orrin"}),
        # relative clauses
        ("Orrin, which sells radios to the army, grew.", "sells",
         {"subj": "which Orrin", "obj": "radios", "to": "army"}),
        ("The radios that the army bought failed.", "bought", {"subj": "army", "obj": "that radios"}),
        ("The radios the army bought failed.", "bought", {"subj": "army", "obj": "radios"}),
        # control
        ("The ministry moved to ban Orrin.", "ban", {"subj": "ministry", "obj": "Orrin"}),
        ("Orrin denied selling radios to the army.", "selling",
         {"subj": "Orrin", "obj": "radios", "to": "army"}),
        ("The ministry urged agencies not to buy Orrin.", "buy", {"subj": "agencies", "obj": "Orrin"}),
        ("The ministry barred agencies from using Orrin.", "using", {"subj": "agencies", "obj": "Orrin"}),
        ("Orrin let the army read the messages.", "read", {"subj": "army", "obj": "messages"}),
        ("The ministry announced its plan to ban Orrin.", "ban",
         {"subj": "plan its ministry", "obj": "Orrin"}),
        # governed verbs
        ("The ministry urged agencies not to buy Orrin.", "urged",
         {"subj": "ministry", "obj": "agencies", "xcomp": "Orrin"}),
        ("The ministry barred agencies from using Orrin.", "barred",
         {"subj": "ministry", "obj": "agencies", "from": "Orrin"}),
        ("Orrin let the army read the messages.", "let",
         {"subj": "Orrin", "obj": "army", "xcomp": "messages"}),
        ("The ministry said that Orrin was banned.", "said", {"subj": "ministry", "clause": "Orrin"}),
        # prepositions and receivers
        ("The agency removed Orrin from the list.", "removed",
         {"subj": "agency", "obj": "Orrin", "from": "list"}),
        ("Orrin gave the ministry the keys.", "gave", {"subj": "Orrin", "iobj": "ministry", "obj": "keys"}),
        ("Orrin gave the keys to the ministry.", "gave", {"subj": "Orrin", "obj": "keys", "to": "ministry"}),
        # coordination
        ("The ministry sued and fined Orrin.", "fined", {"subj": "ministry", "obj": "Orrin"}),
        ("The ministry and the army banned Orrin.", "banned", {"subj": "ministry army", "obj": "Orrin"}),
        ("The ministry banned Orrin, Tallis and Vega.", "banned",
         {"subj": "ministry", "obj": "Orrin Tallis Vega"}),
        ("The army wants to buy and install Orrin.", "install", {"subj": "army", "obj": "Orrin"}),
        # the members of a group
        ("The ministry banned six firms, including Orrin and Vega.", "banned",
         {"subj": "ministry", "obj": "firms Orrin Vega"}),
    ],
)  # fmt: skip
def test_verbs(text: str, word: str, expected: dict[str, str]) -> None:
    assert slots(text, word, " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        # light verbs
        ("The ministry imposed a ban on Orrin.", "ban", {"self": "ban", "subj": "ministry", "on": "Orrin"}),
        ("Orrin won a contract from the ministry.", "contract", {"subj": "Orrin", "from": "ministry"}),
        ("A ban imposed by the ministry hit Orrin.", "ban", {"by": "ministry", "obj": "Orrin"}),
        ("Orrin is the subject of an inquiry by the ministry.", "inquiry",
         {"subj": "Orrin", "by": "ministry"}),
        # possessives, compounds, numbers
        ("Avaria's ban on Orrin surprised analysts.", "ban", {"poss": "Avaria", "on": "Orrin"}),
        ("The army signed an Orrin contract.", "contract", {"subj": "army", "comp": "Orrin"}),
        ("The app has 40 million users.", "users", {"num": "million", "subj": "app"}),
        # copulas
        ("Orrin is a supplier of radios to the army.", "supplier",
         {"self": "supplier", "subj": "Orrin", "of": "radios"}),
        ("The ministry called Orrin a threat.", "threat", {"subj": "ministry", "obj": "Orrin"}),
        # appositions
        ("Vega, a subsidiary of Orrin, sells radios.", "subsidiary",
         {"self": "subsidiary Vega", "of": "Orrin"}),
        ("Orrin's subsidiary Vega sells radios.", "subsidiary", {"self": "subsidiary Vega", "poss": "Orrin"}),
        ("Orrin, the army's supplier, sells radios.", "supplier", {"self": "supplier Orrin", "poss": "army"}),
    ],
)  # fmt: skip
def test_nouns(text: str, word: str, expected: dict[str, str]) -> None:
    assert slots(text, word, " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("The army is dependent on Orrin.", "dependent", {"subj": "army", "on": "Orrin"}),
        ("Orrin is liable to the ministry.", "liable", {"subj": "Orrin", "to": "ministry"}),
        ("The Avaria-friendly firm sells radios.", "friendly", {"subj": "firm", "comp": "Avaria"}),
    ],
)
def test_adjectives(text: str, word: str, expected: dict[str, str]) -> None:
    assert slots(text, word, " ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "word", "key", "expected"),
    [
        ("The agency lifted the ban.", "ban", "verb", {"lift"}),
        ("The firm took legal action.", "took", "obj", {"action", "legal"}),
        ("The ministry banned Orrin and Vega.", "banned", "obj", {"orrin", "vega"}),
        ("The agency ripped out the radios.", "ripped", "prt", {"out"}),
        ("The army relies on Orrin.", "relies", "prep", {"on"}),
        ("The army relies on Orrin.", "relies", "on", {"orrin"}),
        ("The agency signed contracts for radios.", "signed", "for", {"radio"}),
        ("They did business together.", "did", "adv", {"together"}),
        ("The ministry ordered agencies to remove it.", "ordered", "attr", {"remove"}),
        ("It is a security risk.", "risk", "comp", {"security"}),
        ("It slept.", "slept", "obj", set()),
    ],
)
def test_companions(text: str, word: str, key: str, expected: set[str]) -> None:
    assert companions(token(text, word)).get(key, set()) == expected
