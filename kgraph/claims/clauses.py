"""Clauses: which words of a sentence belong to the same one, and how far apart they stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.cues import chain

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["clause_of", "steps"]

OPENING = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "relcl"})
VERBS = frozenset({"AUX", "VERB"})
WORTH = frozenset({"amount", "cost", "estimate", "value", "worth"})
"""Participles that only measure a noun: "a deal valued at $5 million"."""


def clause_of(token: Token) -> Token:
    """The head of the clause of a token: a verb, or what stands for one.

    Infinitives and gerunds belong to the clause that governs them ("agreed to pay"), a verb that is
    coordinated with another one has a clause of its own.
    """
    while token.head.i != token.i and not _opens(token):
        token = token.head
    return token


def _opens(token: Token) -> bool:
    if token.dep_ == "conj":
        return token.pos_ in VERBS
    infinitive = token.dep_ == "acl" and token.tag_ == "VB"
    return token.dep_ in OPENING and not infinitive and token.lemma_.lower() not in WORTH


def steps(one: Token, other: Token) -> int:
    """The number of edges between two tokens of a sentence."""
    above = {token.i: place for place, token in enumerate(chain(one))}
    return next(place + above[token.i] for place, token in enumerate(chain(other)) if token.i in above)
