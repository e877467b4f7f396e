"""Lexicon rows at work: which rows a sentence fires, and on which mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.companions import Companions, companions
from kgraph.claims.frames import frame
from kgraph.claims.slots import Slots
from kgraph.model import Mention
from kgraph.ontology import TriggerRow, ontology, triggers

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Firing", "fillers", "firings", "rows_at", "side_types"]

PART_OF_SPEECH = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
LOOKED_INTO = frozenset(
    {"prep", "poss", "compound", "nmod", "amod", "pobj", "appos", "conj",
     "acl", "dobj", "agent", "oprd", "nummod"}
)  # fmt: skip
"""Dependencies under which a mention is looked for where the word in the slot is none that fits."""
MODIFIERS = frozenset({"amod", "compound", "nmod"})
"""What is not looked into under a mention of another type: the state of "the Avarian ministry"."""
CLOSED = frozenset({"prep", "poss"})
"""What a noun's own slot does not look into: "subsidiary of Y" is not Y."""
NOTHING: frozenset[str] = frozenset()
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Firing:
    """A row that fired: the trigger token, the two mentions, and how far they were from the slots.

    `reach` is 0 where both mentions fill the slots themselves, more where they lie inside of them
    ("officials at the FSB").
    """

    row: TriggerRow
    trigger: int
    subject: Mention
    object: Mention
    reach: int


def firings(sentence: Span, owner: dict[int, Mention]) -> Iterator[Firing]:
    """Every row that fires in a sentence. `owner` maps a token to the mention that covers it."""
    for token in sentence:
        rows = rows_at(token, owner)
        if rows:
            slots = frame(token)
            for row in rows:
                yield from _fill(row, token, slots, owner)


def rows_at(token: Token, owner: dict[int, Mention]) -> list[TriggerRow]:
    """The rows whose trigger a token is, with the words beside it that they need."""
    if token.pos_ == "PROPN" and token.i in owner:
        return []
    table = triggers()
    rows = table.get(token.lemma_.lower()) or table.get(token.lower_) or ()
    fitting = [row for row in rows if _is_part_of_speech(token, row.pos)]
    if not fitting:
        return []
    near = companions(token)
    return [row for row in fitting if _has_needs(row, near)]


def _is_part_of_speech(token: Token, wanted: str) -> bool:
    return wanted == PART_OF_SPEECH.get(token.pos_) or (wanted == "verb" and token.tag_.startswith("VB"))


def _has_needs(row: TriggerRow, near: Companions) -> bool:
    return all(not words.isdisjoint(near.get(key, ())) for key, words in row.needs)


def _fill(row: TriggerRow, token: Token, slots: Slots, owner: dict[int, Mention]) -> Iterator[Firing]:
    subjects, objects = fillers(row, slots, owner)
    for filler, far in objects:
        for subject, near in subjects:
            if subject.entity.id != filler.entity.id:
                yield Firing(row, token.i, subject, filler, far + near)


def fillers(
    row: TriggerRow, slots: Slots, owner: dict[int, Mention]
) -> tuple[list[tuple[Mention, int]], list[tuple[Mention, int]]]:
    """The mentions that may be subject and object of a row, with their depths; without the one, no other."""
    subject_types, object_types = side_types(row.relation)
    subjects = list(_mentions(row.subject, slots, owner, subject_types))
    if not subjects:
        return [], []
    return subjects, list(_mentions(row.object, slots, owner, object_types))


@cache
def side_types(relation: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The types that the subject and the object of a relation may have."""
    known = ontology().relations[relation]
    return (*known.domain, *known.also_domain), (*known.range, *known.also_range)


def _mentions(
    names: tuple[str, ...], slots: Slots, owner: dict[int, Mention], types: tuple[str, ...]
) -> Iterator[tuple[Mention, int]]:
    """The mentions of fitting types in the first slot that has any, with their depth below it."""
    for name in names:
        found = [
            each for token in slots.get(name, ()) for each in _inside(token, owner, types, 0, name == "self")
        ]
        if found:
            yield from found
            return


def _inside(
    token: Token, owner: dict[int, Mention], types: tuple[str, ...], depth: int, closed: bool = False
) -> Iterator[tuple[Mention, int]]:
    """The mention at a token if it fits, with the names beside it; else those that lie inside of it."""
    mention = owner.get(token.i)
    fits = mention is not None and _is_any(mention.entity.type, types)
    if mention is not None and fits:
        yield mention, depth
    if depth == DEEPEST:
        return
    if mention is not None and fits and not _is_some_product(mention):
        for child in token.children:
            if child.dep_ == "appos":
                yield from _inside(child, owner, types, depth + 1, closed)
        return
    skipped = (CLOSED if closed else NOTHING) | (NOTHING if mention is None or fits else MODIFIERS)
    for child in token.children:
        if child.dep_ in LOOKED_INTO and child.dep_ not in skipped:
            yield from _inside(child, owner, types, depth + 1)


def _is_some_product(mention: Mention) -> bool:
    """Whether it is a product without a name, which is looked into for its maker: "the firm's software"."""
    return mention.entity.type == "Product" and not mention.entity.named


@cache
def _is_any(kind: str, types: tuple[str, ...]) -> bool:
    onto = ontology()
    return any(onto.is_a(kind, wanted) for wanted in types)
