"""What of a document a model is asked about: whole paragraphs, a few thousand characters at a time."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.language.gate import worth_parsing
from kgraph.language.layout import flatten, pieces
from kgraph.llm.orders import find_orders, without_orders

__all__ = ["Passage", "passages"]

MOST = 4_000
"""Characters of a passage, some 1,000 tokens: longer ones make small models forget their middle."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`[start, end)` of a document's text, and what is sent of it: that, without orders to the reader,
    which are `withheld`. A passage of nothing else has an empty `sent`, and is not asked about.
    """

    start: int
    end: int
    sent: str
    withheld: tuple[str, ...] = ()


def passages(text: str, *, thorough: bool) -> list[Passage]:
    """The passages of a text in their order; without `thorough`, those that look as if they said nothing are
    left out, as they are for the rules (`kgraph.language.gate`).
    """
    found = pieces(text)
    worth = [True] * len(found) if thorough else worth_parsing(flatten(text), found)
    spans: list[tuple[int, int]] = []
    for piece, is_so in zip(found, worth, strict=True):
        if not is_so:
            continue
        if spans and spans[-1][1] == piece.start and piece.end - spans[-1][0] <= MOST:
            spans[-1] = spans[-1][0], piece.end
        else:
            # a paragraph that is longer than a passage is one for itself
            spans.append((piece.start, piece.end))
    orders = find_orders(text)
    made = [_passage(text, start, end, orders) for start, end in spans]
    return [passage for passage in made if passage.sent or passage.withheld]


def _passage(text: str, start: int, end: int, orders: list[tuple[int, int]]) -> Passage:
    sent = without_orders(text, start, end, orders)
    here = (text[max(first, start) : min(last, end)].strip() for first, last in orders)
    return Passage(start, end, sent if sent.strip() else "", tuple(each for each in here if each))
