"""What an entity is called: the fullest name of the text, or the words of the first description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["label"]

ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "some"})
OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "whose"})
DEEPEST = 3
"""Owners of owners that a label spells out."""


def label(doc: Doc, cluster: Cluster, depth: int = 0) -> str:
    """The name of a cluster, with single blanks. Whose a described thing is belongs to it ("Vega's chief").

    `depth` is how many owners the label is already inside of.
    """
    if cluster.entry is not None:
        return cluster.entry.name
    if cluster.names:
        return " ".join(max(cluster.names, key=lambda name: (len(name), cluster.names[name])).split())
    spoken = (spot for spot in cluster.spots if spot.kind is not MentionKind.PRONOUN)
    spot = next(spoken, cluster.spots[0])
    tokens = list(doc[spot.first : spot.last + 1])
    while len(tokens) > 1 and tokens[0].lower_ in ARTICLES:
        tokens = tokens[1:]
    possessor = next((child for child in doc[spot.head].children if child.dep_ == "poss"), None)
    owner = cluster.owner
    if possessor is not None and owner is not None and owner.named and depth < DEEPEST:
        rest = [token for token in tokens if token.i > possessor.right_edge.i]
        if rest and (possessor.lower_ in OWNERS or tokens[0].i <= possessor.left_edge.i + 1):
            whose = f"{label(doc, owner, depth + 1)}'s"
            if owner.entry is not None and owner.entry.adjectives and owner.type == "Government":
                whose = owner.entry.adjectives[0]
            return f"{whose} {_joined(doc, rest[0].i, rest[-1].i)}"
    if len(tokens) > 1 and tokens[0].lower_ in OWNERS:
        tokens = tokens[1:]
    return _joined(doc, tokens[0].i, tokens[-1].i)


def _joined(doc: Doc, first: int, last: int) -> str:
    return " ".join(doc[first : last + 1].text.split())
