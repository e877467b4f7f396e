"""Sentences and their candidates as the encoder reads them."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.claims.pairs import Candidate
from kgraph.claims.sentence_view import SentenceView
from kgraph.encoder import Marked, MarkedMention

__all__ = ["marked"]


def marked(view: SentenceView, candidates: Sequence[Candidate]) -> Marked:
    """A sentence with all its mentions, and the candidates as pairs of them."""
    start = view.sentence.start
    number = {id(mention): place for place, mention in enumerate(view.mentions)}
    mentions = [
        MarkedMention(
            mention.first - start,
            mention.last - start,
            mention.head - start,
            mention.entity.type,
            mention.kind.value,
        )
        for mention in view.mentions
    ]
    pairs = [(number[id(each.subject)], number[id(each.object)]) for each in candidates]
    return Marked([token.text for token in view.sentence], mentions, pairs)
