"""Qualifiers that are words rather than names: what somebody is accused of, a contract, a role."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph.claims.clauses import clause_of
from kgraph.model import Mention
from kgraph.ontology import triggers

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

__all__ = ["accusation", "contract", "role"]

WRONGS = frozenset({"about", "for", "of", "over", "with"})
"""Prepositions after which the wrong is named: "accused of spying", "sued over its patents"."""
DEALS = frozenset({"agreement", "award", "contract", "deal", "order", "tender"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "nummod", "quantmod"})
PASSING = frozenset(
    {
        "acting",
        "another",
        "current",
        "earlier",
        "ex",
        "first",
        "follow-on",
        "former",
        "last",
        "late",
        "longtime",
    }
    | {"new", "next", "old", "one", "onetime", "other", "outgoing", "own", "previous", "retired", "similar"}
    | {"suspended", "then", "two"}
)
"""What a role or a contract is called with but is no part of it."""
NO_TITLES = frozenset(
    {
        "asset",
        "books",
        "charge",
        "formerly",
        "helm",
        "lead",
        "payroll",
        "previously",
        "recruit",
        "roster",
        "staff",
    }
)
PERSON: Mapping[str, str] = MappingProxyType({"led_by": "object", "worked_for": "subject"})


def accusation(trigger: Token, one: Mention, other: Mention) -> Span | None:
    """What is alleged: the clause that the verb governs, or what stands after "of", "for" …"""
    after: dict[str, Token] = {}
    for child in trigger.children:
        stated = child.dep_ == "ccomp" or (
            child.dep_ == "acl" and any(c.dep_ == "mark" for c in child.children)
        )
        if stated and child.i > trigger.i:
            after.setdefault("clause", child)
        elif child.dep_ == "dobj" and not (one.first <= child.i <= one.last):
            after.setdefault("object", child)
        elif child.dep_ in {"oprd", "xcomp"}:
            after.setdefault("complement", child)
        if child.dep_ == "prep" or (child.dep_ == "dobj" and one.first <= child.i <= one.last):
            for found in _after_preposition(child):
                after.setdefault("preposition", found)
    for key in ("preposition", "clause", "complement", "object"):
        if key in after:
            return _phrase(trigger, after[key], one if key == "object" else None)
    return None


def _after_preposition(token: Token) -> list[Token]:
    """The objects of a preposition, or of one that the parser hung on the accused."""
    heads = [token] if token.dep_ == "prep" else [child for child in token.children if child.dep_ == "prep"]
    return [
        child
        for head in heads
        if head.lower_ in WRONGS
        for child in head.children
        if child.dep_ in {"pobj", "pcomp"}
    ]


def _phrase(trigger: Token, head: Token, without: Mention | None) -> Span | None:
    """All that hangs on `head` after the trigger, without "that" and the punctuation around it."""
    first, last = max(head.left_edge.i, trigger.i + 1), head.right_edge.i
    doc = head.doc
    while first < last and (doc[first].is_space or doc[first].is_punct or doc[first].lower_ == "that"):
        if doc[first].is_quote:
            break
        first += 1
    while last > first and (doc[last].is_space or (doc[last].is_punct and not doc[last].is_quote)):
        last -= 1
    if first > last or (without and first <= without.head <= last):
        return None
    return doc[first : last + 1]


def contract(trigger: Token, one: Mention, other: Mention) -> Span | None:
    """The contract as it is described in the clause: "five-year contract", not a bare "contract"."""
    sentence, clause = trigger.sent, clause_of(trigger).i
    fit = [
        token
        for token in sentence
        if token.lemma_.lower() in DEALS and token.pos_ == "NOUN" and clause_of(token).i == clause
    ]
    for token in sorted(fit, key=lambda each: abs(each.i - trigger.i)):
        span = _modified(token, (one, other))
        if len(span) > 1:
            return span
    return None


def _modified(noun: Token, without: tuple[Mention, ...] = ()) -> Span:
    """A noun with the modifiers right before it, up to an article, an owner or a mention."""
    first = noun.i
    for child in sorted(noun.lefts, key=lambda each: -each.i):
        inside = any(each.first <= child.i <= each.last and each.head != noun.i for each in without)
        if child.is_punct and first == noun.i:
            break
        if child.dep_ not in MODIFIERS and not child.is_punct:
            break
        if inside or child.lemma_.lower() in PASSING or (child.shape_ == "dddd" and child.is_digit):
            break
        if not child.is_punct:
            first = child.left_edge.i
    while first < noun.i and noun.doc[first].dep_ in {"det", "poss", "punct"}:
        first += 1
    return noun.doc[first : noun.i + 1]


@cache
def _titles() -> frozenset[str]:
    """The nouns that name a person by a role: those whose lexicon rows mean the person by the noun itself."""
    return frozenset(
        row.trigger
        for rows in triggers().values()
        for row in rows
        if row.pos == "noun"
        and row.trigger not in NO_TITLES
        and "self" in getattr(row, PERSON.get(row.relation, ""), ())
    )


def role(trigger: Token, one: Mention, other: Mention) -> Span | None:
    """The title of the person: the trigger itself, or what it appoints somebody as."""
    near = [trigger]
    for child in trigger.children:
        if child.dep_ in {"attr", "oprd", "dobj", "appos"}:
            near.append(child)
        elif child.dep_ == "prep" and child.lower_ == "as":
            near += [inner for inner in child.children if inner.dep_ == "pobj"]
    if trigger.dep_ in {"amod", "compound", "nmod"}:
        near.append(trigger.head)
    for token in near:
        if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in _titles():
            return _modified(token, (one, other))
    return None
