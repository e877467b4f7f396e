"""Pronouns that stand for somebody: personal, possessive, relative and plain "both", "the latter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["FIRST_PERSON", "POINTING", "RELATIVE", "pronoun_spots"]

THINGS = frozenset({"it", "its", "itself"})
PEOPLE = frozenset(
    {"he", "him", "his", "himself", "she", "her", "hers", "herself", "i", "me", "my", "myself"}
)
GROUPS = frozenset({"they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"})
RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
SINGLE = THINGS | PEOPLE | GROUPS | RELATIVE
"""Pronouns of one word that need nothing beside them."""
FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my", "myself"})
POINTING = frozenset({"both", "former", "latter", "two", "three"})
"""Words that alone point to some of several things named before."""
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj"})


def pronoun_spots(doc: Doc) -> list[Spot]:
    """The pronouns of a text; "it" that stands for nobody is left out."""
    spots = []
    for token in doc:
        word = token.lower_
        if word in POINTING:
            spot = _pointing(token)
            if spot is not None:
                spots.append(spot)
        elif word in SINGLE and _refers(token, word):
            kind = "Person" if word in PEOPLE else None
            plural = word in GROUPS
            spots.append(Spot(token.i, token.i, token.i, MentionKind.PRONOUN, type=kind, plural=plural))
    return spots


def _refers(token: Token, word: str) -> bool:
    if token.text.isupper() and word in {"us", "it", "who"}:
        return False  # the state, a technology, the health organisation
    if word == "we" and token.i + 1 < len(token.doc) and token.nbor().text == "d" and not token.whitespace_:
        return False  # the tokenizer takes "Wed" for "We'd"
    if word == "that":
        return token.tag_ == "WDT" or (token.pos_ == "PRON" and token.head.dep_ == "relcl")
    if word == "it":
        return not _expletive(token)
    return True


def _pointing(token: Token) -> Spot | None:
    """ "both", "the two", "all three" as an argument; "the former", "the latter" without a noun."""
    if token.lower_ == "both":
        alone = token.dep_ in ARGUMENTS or token.head.pos_ in {"VERB", "AUX"}
        if not alone or any(child.dep_ in {"prep", "conj"} for child in token.children):
            return None
        return Spot(token.i, token.i, token.i, MentionKind.PRONOUN, plural=True)
    if (
        token.i == 0
        or token.nbor(-1).lower_ not in {"the", "all"}
        or token.dep_ in {"amod", "compound", "nmod"}
    ):
        return None
    counted = token.lower_ in {"two", "three"}
    if counted and (token.dep_ not in ARGUMENTS or any(child.dep_ == "prep" for child in token.children)):
        return None
    return Spot(token.i - 1, token.i, token.i, MentionKind.PRONOUN, plural=counted)


def _expletive(token: Token) -> bool:
    """ "It was clear that …", "it rained": nobody is meant."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in {"rain", "snow", "seem", "appear", "matter"} and token.dep_ == "nsubj":
        return True
    return (
        verb.lemma_ == "be"
        and token.dep_ == "nsubj"
        and any(child.dep_ in {"acomp", "attr"} for child in verb.children)
        and any(child.dep_ in {"ccomp", "advcl", "csubj"} and child.i > verb.i for child in verb.children)
        and any(child.dep_ == "acomp" or child.pos_ == "NOUN" for child in verb.children)
    )
