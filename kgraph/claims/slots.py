"""Slots of a predicate, and how they are filled: with the members of lists, and out of prepositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "LISTING",
    "LONGEST_WAY",
    "OBJECT",
    "PATIENT",
    "SUBJECT",
    "Slots",
    "add_objects",
    "add_prepositions",
    "governor",
    "is_passive",
    "objects_below",
    "put",
    "spread",
    "spread_all",
]

Slots = dict[str, list["Token"]]
"""Name of a slot → the tokens that fill it, nearest first."""

SUBJECT = frozenset({"nsubj", "nsubjpass"})
OBJECT = frozenset({"dobj", "obj"})
PATIENT = OBJECT | {"nsubjpass"}
LISTING = frozenset({"including", "include", "like", "as", "among", "namely"})
"""Prepositions after which the members of a group are named: "six firms, including Vega"."""
PASSING = frozenset(
    {"subject", "target", "focus", "object", "number", "million", "billion", "series", "result", "part"}
)
"""Nouns that pass the verb on to what they are of: "is the subject of an inquiry"."""
SERVING = frozenset({"conj", "pobj", "prep", "dobj", "attr"})
"""How a noun depends on the words between it and its verb."""
APART = frozenset({"advcl", "npadvmod", "relcl"})
LONGEST_WAY = 6
"""Steps up the tree after which a governor, a subject or an antecedent is no longer looked for."""
DEEPEST_OBJECT = 3


def put(slots: Slots, name: str, token: Token) -> None:
    """Add a token to a slot."""
    slots.setdefault(name, []).append(token)


def spread(tokens: list[Token]) -> list[Token]:
    """The tokens with what is coordinated with them, and with the members that a group is said to have."""
    found: list[Token] = []
    for token in tokens:
        if all(token.i != other.i for other in found):
            found.append(token)
            found += spread(
                [child for child in token.children if child.dep_ == "conj" and child.pos_ != "VERB"]
            )
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in LISTING:
                    found += spread([inner for inner in child.children if inner.dep_ == "pobj"])
    return found


def spread_all(slots: Slots) -> Slots:
    """The slots, each spread over its lists."""
    return {name: spread(tokens) for name, tokens in slots.items()}


def add_prepositions(slots: Slots, token: Token) -> None:
    """Fill slots with the objects of the prepositions under a token, each named by its preposition."""
    for child in token.children:
        filled = any(inner.dep_ in {"pobj", "pcomp"} for inner in child.children)
        if child.dep_ == "prep" or (child.dep_ in {"prt", "advmod", "dative"} and filled):
            add_objects(slots, child)


def add_objects(slots: Slots, preposition: Token) -> None:
    """Fill the slot of a preposition, and those of the prepositions under it ("from *within* X")."""
    name = preposition.lemma_.lower()
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            put(slots, name, inner)
        elif inner.dep_ == "pcomp":
            for token in objects_below(inner):
                put(slots, name, token)
        elif inner.dep_ == "prep":
            add_objects(slots, inner)
            for deep in inner.children:
                if deep.dep_ == "pobj":
                    put(slots, name, deep)


def objects_below(verb: Token, depth: int = 0) -> list[Token]:
    """What a governed verb acts on: "urged users *not to buy X*", "barred agencies *from using X*"."""
    found = [child for child in verb.children if child.dep_ in PATIENT or child.dep_ == "oprd"]
    if verb.dep_ == "ccomp" and verb.tag_ == "VBN":
        found += [child for child in verb.children if child.dep_ == "nsubj"]
    if found or depth > DEEPEST_OBJECT:
        return found
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"}:
            found += objects_below(child, depth + 1)
        elif child.dep_ in {"prep", "prt", "advmod"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    found.append(inner)
                elif inner.dep_ == "pcomp":
                    found += objects_below(inner, depth + 1)
    return found


def governor(word: Token) -> Token | None:
    """The verb that a noun serves: as its object, complement, or inside a preposition of it."""
    token = word
    for _ in range(LONGEST_WAY):
        head = token.head
        if head.i == token.i:
            return None
        if head.pos_ in {"VERB", "AUX"}:
            return head if token.dep_ not in APART else None
        if token.dep_ not in SERVING or head.pos_ not in {"NOUN", "ADP", "PROPN"}:
            return None
        if token.dep_ == "prep" and head.pos_ != "ADP" and head.lemma_.lower() not in PASSING:
            return None
        token = head
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb has a passive subject or auxiliary."""
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)
