"""Titles and offices inside runs of capitals: "FBI Director Ann Poe" is an office of FBI, and Ann Poe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import LEGAL_FORMS
from kgraph.mentions.runs import INSTITUTIONS
from kgraph.mentions.spot import Spot
from kgraph.ontology import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["without_title"]

_TITLES = """
    mr mr. mrs mrs. ms ms. dr dr. sen sen. sens. rep rep. reps. gen gen. col col. lt lt. sir lord lady
    judge justice inspector sergeant prof prof. president premier representative senator lawmaker
"""
TITLES = frozenset(_TITLES.split())
_BEFORE_TITLE = """
    vice general deputy acting managing executive - prime chief technology information security
    operating financial assistant under former senior national interim
"""
BEFORE_TITLE = frozenset(_BEFORE_TITLE.split())


def without_title(doc: Doc, spot: Spot) -> list[Spot]:
    """The names that are left of a span when titles and offices are taken out of it."""
    if spot.entry is not None:
        return [spot]
    for i in range(spot.last, spot.first - 1, -1):
        if not _is_title(doc[i]) or (i > spot.first and doc[i - 1].lower_ in {"of", "for"}):
            continue  # "Ministry of Justice" is no judge
        start = _title_start(doc, spot.first, i)
        rest = [Spot.over(doc, spot.first, start - 1, spot.kind)] if start > spot.first else []
        if i == spot.last:
            return rest if rest or doc[i].lower_ != "premier" else [spot]
        if doc[i + 1].lower_ in {"of", "for"}:
            begin = i + 3 if doc[i + 2].lower_ == "the" else i + 2
            return [*rest, Spot.over(doc, begin, spot.last, spot.kind)] if begin <= spot.last else rest
        if not _names_person(doc[spot.last]):
            continue
        person = Spot.over(doc, i + 1, spot.last, spot.kind)
        person.type, person.label = "Person", "PERSON"
        person.descriptors.append(doc[i].lower_.rstrip("."))
        if rest:
            person.home = rest[0].head
        return [*rest, person]
    return [spot]


def _is_title(token: Token) -> bool:
    """Whether the word is a form of address or the noun of an office."""
    return token.lower_ in TITLES or nouns().get(token.lower_) == "Person"


def _names_person(last: Token) -> bool:
    lower = last.lower_
    if lower in INSTITUTIONS or lower in LEGAL_FORMS:
        return False
    return nouns().get(lower, "Person") == "Person"


def _title_start(doc: Doc, first: int, title: int) -> int:
    while title > first and (_is_title(doc[title - 1]) or doc[title - 1].lower_ in BEFORE_TITLE):
        title -= 1
    return title
