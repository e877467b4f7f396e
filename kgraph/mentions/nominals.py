"""Spans that refer without naming: descriptions ("the Moscow-based firm"), groups and pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind
from kgraph.ontology import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["nominal_spots", "pronoun_spots"]

THINGS = frozenset({"it", "its", "itself", "which", "that", "whose"})
PEOPLE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself", "who", "whom", "i", "me", "my"})
GROUPS = frozenset({"they", "them", "their", "themselves", "we", "us", "our", "ours"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their", "his", "her", "our"})
INSIDE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "advmod", "quantmod", "predet", "punct", "npadvmod", "case"})


def nominal_spots(doc: Doc, names: list[Spot]) -> list[Spot]:
    """Descriptions whose head noun the lexicon knows, with the words that modify it on the left.

    A description that only introduces a name ("drone maker Vega") is noted on that name instead.
    """
    named = {i: spot for spot in names for i in range(spot.first, spot.last + 1)}
    kinds = nouns()
    spots = []
    for token in doc:
        if token.i in named or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            continue
        kind = kinds.get(token.lemma_.lower()) or kinds.get(token.lower_)
        if kind is None:
            continue
        owner = named.get(token.head.i)
        if token.dep_ in {"compound", "nmod", "amod"} and token.i < token.head.i:
            if owner is not None and not _possessed(token):
                owner.descriptors.append(token.lemma_.lower())
            continue
        if token.pos_ == "ADJ" and token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            continue
        first = _left_edge(doc, token, named)
        spot = Spot(first, token.i, token.i, MentionKind.NOMINAL, type=kind)
        spot.descriptors.append(token.lemma_.lower())
        spot.plural = token.tag_ in {"NNS", "NNPS"}
        spot.definite = doc[first].lower_ in DEFINITE
        spots.append(spot)
    return spots


def _possessed(token: Token) -> bool:
    return any(child.dep_ == "poss" for child in token.children)


def _left_edge(doc: Doc, token: Token, named: dict[int, Spot]) -> int:
    first = token.i
    for child in token.lefts:
        if child.dep_ in INSIDE:
            first = min(first, child.left_edge.i)
    while first < token.i and (doc[first].is_punct or doc[first].pos_ in {"CCONJ", "ADP", "VERB"}) and doc[first].dep_ not in INSIDE - {"punct"}:
        first += 1
    return first


def pronoun_spots(doc: Doc) -> list[Spot]:
    """Personal, possessive and relative pronouns; "it" that stands for nobody is left out."""
    spots = []
    for token in doc:
        word = token.lower_
        if word in THINGS:
            if word == "that" and not (token.pos_ == "PRON" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"} and token.head.dep_ == "relcl"):
                continue
            if word == "it" and _expletive(token):
                continue
            kind = None
        elif word in PEOPLE:
            kind = "Person"
        elif word in GROUPS:
            if token.text == "US":
                continue
            kind = None
        else:
            continue
        spot = Spot(token.i, token.i, token.i, MentionKind.PRONOUN, type=kind)
        spot.plural = word in GROUPS
        spots.append(spot)
    return spots


def _expletive(token: Token) -> bool:
    """ "It was clear that …", "it rained": nobody is meant."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    if verb.lemma_ in {"rain", "snow", "seem", "appear", "matter"}:
        return True
    return (
        verb.lemma_ == "be"
        and token.dep_ == "nsubj"
        and any(child.dep_ == "acomp" for child in verb.children)
        and any(child.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} for child in verb.children)
    )
