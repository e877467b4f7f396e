"""Sentences cut into word pieces, with the places of their mentions among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kgraph.encoder.pieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers: TypeAlias = NDArray[np.int64]

__all__ = ["Cut", "Cutter", "Marked", "MarkedMention", "Spans"]

MOST_WORDS = 150
"""Words of a sentence that are read; a longer one is a list or a table."""
MOST_PIECES = 200


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """First and last word and head of a mention, counted from the start of the sentence; type and kind."""

    first: int
    last: int
    head: int
    type: str
    kind: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, or a few, and the mentions in it."""

    words: Sequence[str]
    mentions: Sequence[MarkedMention]


@dataclass(frozen=True, slots=True)
class Spans:
    """The mentions of a sentence, one number each: the pieces of head, first and last word; type and kind."""

    head: Numbers
    first: Numbers
    last: Numbers
    type: Numbers
    kind: Numbers


@dataclass(frozen=True, slots=True)
class Cut:
    """The numbers of the pieces of a text, and its mentions."""

    pieces: list[int]
    spans: Spans

    def marks(self) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Which pieces stand in a mention of which type, and of which kind, each once and sorted."""
        types: set[tuple[int, int]] = set()
        kinds: set[tuple[int, int]] = set()
        spans = self.spans
        for first, last, type, kind in zip(
            spans.first.tolist(), spans.last.tolist(), spans.type.tolist(), spans.kind.tolist(), strict=True
        ):
            types.update((place, type) for place in range(first, last + 1))
            kinds.update((place, kind) for place in range(first, last + 1))
        return sorted(types), sorted(kinds)


class Cutter:
    """Cuts sentences for an encoder that knows these pieces, types and kinds."""

    def __init__(self, numbers: Mapping[str, int], types: Sequence[str], kinds: Sequence[str]) -> None:
        self._pieces = WordPieces(numbers)
        self._types = {name: row for row, name in enumerate(types)}
        self._kinds = {name: row for row, name in enumerate(kinds)}

    def cut(self, sentence: Marked) -> Cut:
        """A sentence in pieces. A mention of an unknown type or kind passes for one of the first."""
        import numpy as np

        pieces = [self._pieces.start]
        begins, ends = [], []
        for word in sentence.words[:MOST_WORDS]:
            begins.append(len(pieces))
            pieces += self._pieces.of(word)
            ends.append(len(pieces) - 1)
        pieces = [*pieces[:MOST_PIECES], self._pieces.end]
        most = len(pieces) - 1

        def at(places: list[int], words: list[int]) -> Numbers:
            last = len(places) - 1
            return np.array([min(places[min(max(0, word), last)], most) for word in words], np.int64)

        mentions = sentence.mentions
        spans = Spans(
            at(begins, [mention.head for mention in mentions]),
            at(begins, [mention.first for mention in mentions]),
            at(ends, [mention.last for mention in mentions]),
            np.array([self._types.get(mention.type, 0) for mention in mentions], np.int64),
            np.array([self._kinds.get(mention.kind, 0) for mention in mentions], np.int64),
        )
        return Cut(pieces, spans)
