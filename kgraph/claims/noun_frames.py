"""Slots of a noun or an adjective: its own modifiers, and those of the verb that it serves.

A light verb lends its slots ("the ministry *imposed a ban* on X"), and so does the copula ("X is *liable*").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.slots import Slots, add_prepositions, governor, put, spread_all
from kgraph.claims.verb_frames import verb_slots

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["adjective_slots", "noun_slots"]

NAMING = frozenset({"compound", "nmod", "appos", "amod"})
"""How a noun stands to another that denotes the same: "the *subsidiary* Vega", "Vega, a *subsidiary*"."""
BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "npadvmod"})
PREDICATIVE = frozenset({"acomp", "oprd", "attr", "conj", "xcomp", "ccomp"})
ATTRIBUTIVE = frozenset({"amod", "acl", "appos", "relcl"})


def noun_slots(noun: Token) -> Slots:
    """The slots of a noun, without the antecedents of relative pronouns."""
    slots: Slots = {"self": [noun]}
    _add_named(slots, noun)
    for child in noun.children:
        _add_modifier(slots, child)
    add_prepositions(slots, noun)
    _add_clauses(slots, noun)
    _borrow_from_verb(slots, noun)
    return spread_all(slots)


def adjective_slots(word: Token) -> Slots:
    """The slots of an adjective, without the antecedents of relative pronouns."""
    slots: Slots = {}
    add_prepositions(slots, word)
    if word.dep_ in PREDICATIVE and word.head.pos_ in {"VERB", "AUX", "ADJ"}:
        _borrow_from_copula(slots, word)
    elif word.dep_ in ATTRIBUTIVE:
        put(slots, "subj", word.head)
    for child in word.children:
        if child.dep_ in {"npadvmod", "compound"}:
            put(slots, "comp", child)
        elif child.dep_ == "nsubj":
            put(slots, "subj", child)
    return spread_all(slots)


def _add_named(slots: Slots, noun: Token) -> None:
    """The noun beside which it stands, and whose that is: "Avaria's *subsidiary* Vega"."""
    if noun.dep_ in NAMING and noun.head.pos_ in {"PROPN", "NOUN"}:
        put(slots, "self", noun.head)
        for child in noun.head.children:
            if child.dep_ == "poss" and child.i < noun.i:
                put(slots, "poss", child)


def _add_modifier(slots: Slots, child: Token) -> None:
    if child.dep_ == "poss":
        put(slots, "poss", child)
    elif child.dep_ in BEFORE_NOUN:
        put(slots, "comp", child)
    elif child.dep_ == "nummod":
        put(slots, "num", child)
    elif child.dep_ == "appos":
        put(slots, "self", child)


def _add_clauses(slots: Slots, noun: Token) -> None:
    """What the clauses that modify the noun say: "a ban imposed *by the ministry*"."""
    for child in noun.children:
        if child.dep_ in {"acl", "relcl"} and child.pos_ == "VERB":
            for name, tokens in verb_slots(child).items():
                others = _without(tokens, noun)
                if others:
                    slots.setdefault("by" if name == "subj" and child.tag_ == "VBN" else name, others)


def _borrow_from_verb(slots: Slots, noun: Token) -> None:
    verb = governor(noun)
    if verb is None:
        return
    lent = verb_slots(verb)
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        for token in lent.get("attr", ()):
            put(slots, "self", token)
        return
    for name, tokens in lent.items():
        others = _without(tokens, noun)
        if others:
            slots.setdefault(name, others)


def _borrow_from_copula(slots: Slots, word: Token) -> None:
    verb = word.head.head if word.head.pos_ == "ADJ" else word.head
    lent = verb_slots(verb) if verb.pos_ in {"VERB", "AUX"} else {}
    for name in ("obj", "subj") if word.dep_ == "oprd" else ("subj", "obj"):
        if lent.get(name):
            slots.setdefault("subj", lent[name])
            break
    for name, tokens in lent.items():
        if name not in {"subj", "obj", "attr"}:
            slots.setdefault(name, tokens)


def _without(tokens: list[Token], noun: Token) -> list[Token]:
    return [token for token in tokens if token.i != noun.i]
