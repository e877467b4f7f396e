"""Why a mention stands for its entity, as far as the reader of mentions knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kgraph.explain.parts import ExplainedMention
from kgraph.mentions.clusters import Cluster, name_key
from kgraph.mentions.spot import Spot, Tie
from kgraph.model import Mention

__all__ = ["REASONS", "explained_count", "explained_mentions"]

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "catalogue": "the catalogue has these words",
        "name": "its name in this text",
        "other name": "another form of its name",
        Tie.SYNTAX: "the sentence equates them",
        Tie.CLAUSE: "the noun of its relative clause",
        Tie.SPEAKER: "whoever speaks here",
        Tie.STATE: "the state that it is the government of",
        Tie.OFFICE: "who holds that office",
        Tie.GROUP: "one of a group named before",
        Tie.RANKING: "the likeliest of those before",
        Tie.NEW: "described, not named before",
        "number": "a number",
    }
)
"""What a mention goes by, in words."""


def explained_mentions(
    found: Sequence[tuple[Mention, Spot, Cluster]], sentence_of: Mapping[int, int]
) -> Iterator[ExplainedMention]:
    """The mentions of a document, in the order given. `sentence_of`: token → number of its sentence."""
    mention_at = {(id(cluster), id(spot)): mention for mention, spot, cluster in found}
    for mention, spot, cluster in found:
        before = max(
            (each for each in cluster.spots if each.last < spot.first),
            key=lambda each: each.first,
            default=None,
        )
        because = _because(mention, spot)
        if before is None:
            yield ExplainedMention(mention, because)
        else:
            earlier = mention_at[id(cluster), id(before)]
            words = " ".join(earlier.text.split())
            yield ExplainedMention(mention, because, words, sentence_of.get(earlier.head))


def explained_count(mention: Mention) -> ExplainedMention:
    """A number that a literal relation may take."""
    return ExplainedMention(mention, "number")


def _because(mention: Mention, spot: Spot) -> str:
    if spot.tie is not None:
        return spot.tie.value
    if spot.entry is not None:
        return "catalogue"
    return "name" if name_key(mention.text) == name_key(mention.entity.name) else "other name"
