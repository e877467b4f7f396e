"""Sentences as the encoder reads them, and their candidates as pairs of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from kgraph.claims.pairs import Candidate
from kgraph.claims.sentence_view import SentenceView
from kgraph.encoder import Marked, MarkedMention

__all__ = ["marked", "numbered"]


def marked(view: SentenceView) -> Marked:
    """A sentence with all its mentions."""
    start = view.sentence.start
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
    return Marked([token.text for token in view.sentence], mentions)


def numbered(view: SentenceView, candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    """The candidates of a sentence as numbers of its mentions."""
    number = {id(mention): place for place, mention in enumerate(view.mentions)}
    return [(number[id(each.subject)], number[id(each.object)]) for each in candidates]
