"""Which paragraphs of a document are worth parsing: most articles, and most of others, say nothing for us.

A linear model over words (`kgraph.language.clues`) scores every sentence, at some hundredths of what parsing
costs. Paragraphs with likely sentences are parsed, with their neighbours, in which their speakers and the
things that they only describe are named, and with the head of the document; all of it where such paragraphs
are no exception, and where it is short. Paragraphs with sentences that are no more than possible are parsed
alone. A document without one of either is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kgraph.language.clues import clues, hints, sentences
from kgraph.language.layout import Piece
from kgraph.linear import LinearModel

__all__ = ["POSSIBLE", "scores", "worth_parsing"]

LIKELY = 1.5
"""Log-odds that a sentence makes a claim, from which on its paragraph is parsed, with its neighbours."""
POSSIBLE = 1.0
"""The same, from which on its paragraph is parsed alone. At even odds fewer claims that stand alone would be
lost, twice as much of general news be parsed, and fewer articles on other things stay without a claim."""
EXCEPTION = 0.3
"""Of the text of a document; where more is in likely paragraphs, all of it is parsed."""
HEAD = 2
"""Pieces at the beginning, which name what the document is about: a title and the first paragraph."""
SHORT = 300
"""Characters of a document up to which all of it is parsed: one sentence or two tell the model too little."""
BESIDE = 1
"""Pieces on both sides of a likely one that are parsed too."""


def worth_parsing(flat: str, pieces: Sequence[Piece]) -> list[bool]:
    """For every piece of a text whether it is to be parsed; `flat` is the text with plain quotes."""
    if len(flat) <= SHORT:
        return [True] * len(pieces)
    best = [max(scores(flat[piece.body : piece.end])) for piece in pieces]
    likely = [score >= LIKELY for score in best]
    share = sum(piece.end - piece.start for piece, is_so in zip(pieces, likely, strict=True) if is_so)
    if share > EXCEPTION * len(flat):
        return [True] * len(pieces)
    head = HEAD if any(likely) else 0
    near = [likely[max(0, place - BESIDE) : place + BESIDE + 1] for place in range(len(likely))]
    return [
        place < head or any(some) or score >= POSSIBLE
        for place, (some, score) in enumerate(zip(near, best, strict=True))
    ]


def scores(paragraph: str) -> list[float]:
    """Log-odds that each sentence makes a claim; infinite at words for a relation the model never saw.

    `paragraph` has plain quotes (`flatten`).
    """
    model, new = LinearModel.load("gate"), _new()
    bags = [clues(sentence) for sentence in sentences(paragraph)]
    found: list[float] = model.scores_of_all(bags)[:, 0].tolist()
    if not new:
        return found
    return [
        float("inf") if any(clue in new for clue in bag) else score
        for bag, score in zip(bags, found, strict=True)
    ]


@cache
def _new() -> frozenset[str]:
    """The clues for relations of the lexicon that were added after the models were trained."""
    hinted = {relation for relations in hints().values() for relation in relations}
    return frozenset(f"r={relation}" for relation in hinted - set(LinearModel.load("relations").labels))
