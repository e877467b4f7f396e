"""A document while its descriptions and pronouns are being resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.mentions.clusters import Cluster
from kgraph.mentions.spot import Spot

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Discourse"]


class Discourse:
    """The clusters found so far and where they stand.

    `sentence[i]` is the number of the sentence of token `i`, `quoted[i]` says whether it stands between
    quotation marks. `at` maps a token to the cluster of the name, or of the description or pronoun whose head
    it is. `text` is that of the document, which has the line ends that the parse has lost.
    """

    def __init__(self, doc: Doc, clusters: list[Cluster], text: str) -> None:
        self.doc = doc
        self.clusters = list(clusters)
        self.sentence: list[int] = []
        number = -1
        for token in doc:
            number += bool(token.is_sent_start) or token.i == 0
            self.sentence.append(number)
        self.quoted = _quoted(doc, text)
        self.at: dict[int, Cluster] = {}
        for cluster in self.clusters:
            for spot in cluster.spots:
                for i in (spot.head, *range(spot.first, spot.last + 1)):
                    self.at.setdefault(i, cluster)

    def add(self, cluster: Cluster, spot: Spot) -> None:
        """Let a spot stand for a cluster, which may be new."""
        if not cluster.spots:
            self.clusters.append(cluster)
        cluster.add(spot, self.doc)
        self.at[spot.head] = cluster


def _quoted(doc: Doc, text: str) -> list[bool]:
    """Token → whether it is quoted. An opening mark follows a blank, a closing one follows a word.

    A simpler reading than that of the claims, and the one that the ranking of antecedents was trained with.
    A quotation that goes on in the next paragraph opens again there.
    """
    flags = []
    inside = False
    for token in doc:
        if token.text == '"':
            before = text[token.idx - 1] if token.idx else " "
            inside = before.isspace() or before in "([-–—"
            flags.append(True)
            continue
        flags.append(inside)
        after = token.idx + len(token)
        until = token.nbor().idx if token.i + 1 < len(doc) else len(text)
        if inside and "\n" in text[after:until]:
            inside = False
    return flags
