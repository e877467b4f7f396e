"""What kind of thing a name names: the catalogue first, then a small model over its words and contexts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.linear import LinearModel
from kgraph.mentions.clusters import LEGAL_FORMS, Cluster
from kgraph.mentions.given_names import GIVEN_NAMES
from kgraph.mentions.spot import Spot
from kgraph.ontology import nouns, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["set_types", "type_features"]

PLACING = frozenset({"in", "from", "near", "outside", "across", "around"})
"""Prepositions that tell a place; those of `aliases` stand before organisations too."""


def set_types(doc: Doc, clusters: list[Cluster]) -> None:
    """Give every cluster without a catalogue entry its most probable type."""
    model = LinearModel.load("types")
    for cluster in clusters:
        if cluster.entry is None and (_is_titled(cluster) or _is_full_name(cluster)):
            cluster.type = "Person"
        elif cluster.entry is None:
            scores = model.scores(type_features(doc, cluster))
            cluster.type = model.labels[scores.index(max(scores))]


def _is_titled(cluster: Cluster) -> bool:
    """Whether a title or an office stands before the name somewhere."""
    return any(spot.type == "Person" for spot in cluster.spots)


def _is_full_name(cluster: Cluster) -> bool:
    """A given name and one to three words of no other use, taken for a person by the recogniser."""
    if not any(spot.label == "PERSON" for spot in cluster.spots):
        return False
    for name in cluster.names:
        first, *rest = name.casefold().split()
        if first in GIVEN_NAMES and 1 <= len(rest) <= 3:
            return not any(word in nouns() or word in LEGAL_FORMS for word in rest)
    return False


def type_features(doc: Doc, cluster: Cluster) -> list[str]:
    """Features of a cluster of names: words, shape, recogniser's labels, syntax around each mention.

    Each is there once. The shipped model knows them by their spelling, and sums them in this order.
    """
    return list(dict.fromkeys(_features(doc, cluster)))


def _features(doc: Doc, cluster: Cluster) -> Iterator[str]:
    kinds = nouns()
    for name in cluster.names:
        yield from _features_of_name(name)
    for noun in cluster.descriptors:
        yield f"desc={noun}"
        if noun in kinds:
            yield f"desckind={kinds[noun]}"
    for spot in cluster.spots:
        yield from _features_of_spot(doc, spot)


def _features_of_name(name: str) -> Iterator[str]:
    kinds = nouns()
    parts = name.split()
    lower = [part.casefold().strip(",") for part in parts]
    yield from (f"last={lower[-1]}", f"first={lower[0]}", f"len={min(len(parts), 4)}")
    yield from (f"tail={lower[-1][-3:]}", f"word={'|'.join(lower)}")
    for word in lower:
        yield f"has={word}"
        if word in kinds:
            yield f"haskind={kinds[word]}"
    if lower[-1] in kinds:
        yield f"lastkind={kinds[lower[-1]]}"
    if lower[0] in kinds:
        yield f"firstkind={kinds[lower[0]]}"
    if any(word.strip(".") in LEGAL_FORMS for word in lower):
        yield "legal"
    if name.isupper():
        yield f"upper={min(len(name), 6)}"
    if any(c.isdigit() for c in name):
        yield "digit"
    if len(parts) > 1 and lower[0] in GIVEN_NAMES:
        yield "given name"
    if 1 < len(parts) < 5 and all(part[0].isupper() and part.strip(".").isalpha() for part in parts):
        yield "words only"


def _features_of_spot(doc: Doc, spot: Spot) -> Iterator[str]:
    head = doc[spot.head]
    parent = head.head
    yield from (f"ner={spot.label}", f"ner={spot.label}:{spot.last - spot.first}")
    if spot.type is not None:
        yield f"guess={spot.type}"
    yield from (f"dep={head.dep_}", f"dep={head.dep_}:{parent.lemma_.lower()}")
    if spot.first > 0:
        before = doc[spot.first - 1]
        yield f"before={before.lower_}"
        if before.lower_ == "the" and spot.first > 1:
            yield f"before2={doc[spot.first - 2].lower_}"
    after = [token.lower_ for token in doc[spot.last + 1 : spot.last + 3]]
    if after:
        yield f"after={after[0]}"
        if after[0] in {"who", "whom"} or after == [",", "who"]:
            yield "who"
        if after[0] == "'s" and len(after) > 1:
            yield f"owns={doc[spot.last + 2].lemma_.lower()}"
    for child in head.children:
        if child.dep_ == "appos" and child.i > spot.last:
            yield f"appos={child.lemma_.lower()}"
            yield from _kind_of_apposition(child)
    if head.dep_ == "appos":
        yield from _kind_of_apposition(parent)
    if head.dep_ == "pobj" and parent.lower_ in PLACING:
        yield "placed"
    if head.dep_ == "nsubj":
        yield f"does={parent.lemma_.lower()}"
        if parent.lemma_ in words("say"):
            yield "speaks"


def _kind_of_apposition(noun: Token) -> Iterator[str]:
    kind = nouns().get(noun.lemma_.lower())
    if kind:
        yield f"apposkind={kind}"
