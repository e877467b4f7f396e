"""Groups of several: "the two companies", "both", "the latter" stand for members named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster
from kgraph.mentions.spot import Spot
from kgraph.mentions.syntax import kin

if TYPE_CHECKING:
    from kgraph.mentions.discourse import Discourse

__all__ = ["members"]

NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5,
    "both": 2, "pair": 2, "trio": 3,
}  # fmt: skip
REACH = 3
"""Sentences back."""


def members(found: Discourse, spot: Spot) -> list[Cluster]:
    """The clusters that a counted group stands for, empty where the text does not make it plain."""
    word = found.doc[spot.head].lower_
    if word in {"former", "latter"}:
        pair = _last(found, spot, 2)
        return [pair[0 if word == "former" else 1]] if pair else []
    number = _number(found, spot)
    return _last(found, spot, number) if number is not None else []


def _number(found: Discourse, spot: Spot) -> int | None:
    for word in found.doc[spot.first : spot.last + 1]:
        if word.lower_ in NUMBERS:
            return NUMBERS[word.lower_]
    return None


def _last(found: Discourse, spot: Spot, number: int) -> list[Cluster]:
    """The `number` clusters of kindred types, also to the spot's own, that were named last within `REACH`."""
    here = found.sentence[spot.head]
    seen: list[Cluster] = []
    first = spot.first - 1
    while first >= 0 and here - found.sentence[first] <= REACH:
        cluster = found.at.get(first)
        first -= 1
        if cluster is None or cluster in seen or cluster.plural or not cluster.named:
            continue
        if cluster.type == "Place" or not kin(cluster.type, spot.type):
            continue
        if seen and not kin(cluster.type, seen[0].type):
            continue
        seen.append(cluster)
        if len(seen) == number:
            return seen[::-1]
    return []
