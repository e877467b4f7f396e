"""Predicate frames: who does what to whom, read off the dependency tree, whatever the construction.

A verb, a noun or an adjective that may carry a relation gets *slots*. Voice, relative clauses,
participles, control, coordination and light verbs are resolved here, so that the lexicon can say
`subject=obj, object=subj` once and mean "the ministry banned X", "X, banned by the ministry",
"the ministry moved to ban X" and "X was banned" alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph.claims.noun_frames import adjective_slots, noun_slots
from kgraph.claims.slots import LONGEST_WAY, Slots, spread
from kgraph.claims.verb_frames import verb_slots

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["NAMED_SLOTS", "frame"]

NAMED_SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "subj": "the agent",
        "obj": "the patient",
        "iobj": "the receiver: 'gave *the ministry* the keys'",
        "xcomp": "what a governed verb acts on: 'urged users not to buy *X*'",
        "clause": "whom a that-clause is about: 'said that *X* was banned'",
        "attr": "the complement: 'X is *a supplier*'",
        "self": "what a noun itself denotes",
        "poss": "the owner: '*X*'s ban'",
        "comp": "modifiers before a noun: 'the *X* ban'",
        "num": "the number before a noun: '*40 million* users'",
    }
)
"""The slots with names of their own. A preposition gives a slot of its own name: `to`, `from`, `by` …"""

RELATIVE = frozenset({"WDT", "WP", "WP$"})
ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj"})


def frame(token: Token) -> Slots:
    """The slots of a predicate. A relative pronoun brings the noun that it stands for with it."""
    if token.pos_ in {"VERB", "AUX"}:
        slots = verb_slots(token)
    elif token.pos_ == "ADJ":
        slots = adjective_slots(token)
    else:
        slots = noun_slots(token)
    return {name: tokens + _antecedents(tokens) for name, tokens in slots.items()}


def _antecedents(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        if token.tag_ in RELATIVE or (token.lower_ == "that" and token.dep_ in ARGUMENT):
            clause = token
            for _ in range(LONGEST_WAY):
                if clause.dep_ == "relcl":
                    found += spread([clause.head])
                    break
                clause = clause.head
    return found
