"""Lexicon rows at work: which rows a sentence fires, and on which mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.claims.frames import Slots, companions, frame
from kgraph.model import Mention
from kgraph.ontology import TriggerRow, ontology, triggers

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["Firing", "firings"]

DESCEND = frozenset(
    {"prep", "poss", "compound", "nmod", "amod", "pobj", "appos", "conj", "acl", "dobj", "agent", "oprd", "nummod"}
)
MODIFIERS = frozenset({"amod", "compound", "nmod"})
DESCEND_DEPTH = 3
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
CLOSED = frozenset({"prep", "poss"})
"""What a noun's own slot does not look into: "subsidiary of Y" is not Y."""


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
    table = triggers()
    for token in sentence:
        if token.pos_ == "PROPN" and token.i in owner:
            continue
        rows = table.get(token.lemma_.lower()) or table.get(token.lower_)
        if not rows:
            continue
        slots: Slots | None = None
        near: dict[str, set[str]] = {}
        for row in rows:
            if row.pos != POS.get(token.pos_) and not (row.pos == "verb" and token.tag_.startswith("VB")):
                continue
            if slots is None:
                slots, near = frame(token), companions(token)
            if all(near.get(key, set()) & words for key, words in row.needs):
                yield from _fill(row, token, slots, owner)


def _fill(row: TriggerRow, token: Token, slots: Slots, owner: dict[int, Mention]) -> Iterator[Firing]:
    relation = ontology().relations[row.relation]
    subjects = list(_mentions(row.subject, slots, owner, (*relation.domain, *relation.also_domain)))
    if not subjects:
        return
    for filler, far in _mentions(row.object, slots, owner, (*relation.range, *relation.also_range)):
        for subject, near in subjects:
            if subject.entity.id != filler.entity.id:
                yield Firing(row, token.i, subject, filler, far + near)


def _mentions(
    names: tuple[str, ...], slots: Slots, owner: dict[int, Mention], types: tuple[str, ...]
) -> Iterator[tuple[Mention, int]]:
    """The mentions of a fitting type in the first filled slot; where the slot does not fit, inside of it."""
    for name in names:
        seen = False
        for token in slots.get(name, ()):
            for mention, depth in _inside(token, owner, types, 0, name == "self"):
                seen = True
                yield mention, depth
        if seen:
            return


def _inside(
    token: Token, owner: dict[int, Mention], types: tuple[str, ...], depth: int, closed: bool = False
) -> Iterator[tuple[Mention, int]]:
    mention = owner.get(token.i)
    onto = ontology()
    fits = mention is not None and any(onto.is_a(mention.entity.type, kind) for kind in types)
    if mention is not None and fits:
        yield mention, depth
        if mention.entity.type != "Product" or mention.entity.named:
            for child in token.children:
                if child.dep_ == "appos" and depth < DESCEND_DEPTH:
                    yield from _inside(child, owner, types, depth + 1, closed)
            return
    if depth < DESCEND_DEPTH:
        for child in token.children:
            if (mention is not None and not fits and child.dep_ in MODIFIERS) or (closed and child.dep_ in CLOSED):
                continue
            if child.dep_ in DESCEND:
                yield from _inside(child, owner, types, depth + 1)
