"""Whether a negation or a denial reaches a trigger, and how: the scope part of ConText.

Harkema et al. (2009) look for cues in a window of words; here the window is the dependency tree: a
negation counts where it hangs on the trigger, on what governs it, or on one of the two sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.cues import chain
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.model import Mention

__all__ = ["negation_scope"]

CARRIERS = frozenset({"neg", "det", "preconj", "advmod", "cc", "nsubj", "nsubjpass"})
QUANTIFIERS = frozenset({"no", "neither", "none", "nor"})


def negation_scope(doc: Doc, trigger: Token, one: Mention, other: Mention | None) -> str:
    """How far a negation is from the trigger.

    `direct` (on the trigger, its verb or one of the sides), `denied` (under a verb or noun of denial),
    `loose` (on an outer clause), `sentence` (somewhere in the sentence) or `none`.
    """
    above = chain(trigger)
    sides = [mention for mention in (one, other) if mention is not None]
    if any(_negated(token) for token in above[:2]) or any(_quantified(doc, mention) for mention in sides):
        return "direct"
    if any(token.lemma_.lower() in words("deny") for token in above):
        return "denied"
    near = [*above[2:], *(token for mention in sides for token in chain(doc[mention.head])[:3])]
    if any(_negated(token) for token in near):
        return "loose"
    negative = words("deny") | words("negate")
    if any(token.lemma_.lower() in negative or token.lower_ in negative for token in trigger.sent):
        return "sentence"
    return "none"


def _negated(token: Token) -> bool:
    return any(
        child.dep_ == "neg" or (child.dep_ in CARRIERS and child.lower_ in words("negate"))
        for child in token.children
    )


def _quantified(doc: Doc, mention: Mention) -> bool:
    return any(doc[i].lower_ in QUANTIFIERS for i in range(max(0, mention.first - 1), mention.last + 1))
