"""When the fact of a claim took place: which of the times in a text belongs to its trigger.

A time belongs to what it hangs on in the dependency tree. The way from the trigger up to where the
two meet and down to the time has a cost, edge by edge: next to nothing within a clause, much for
leaving or entering another one ("the firm, which it bought in 2016, was banned" dates no ban). The
cheapest time is taken, if it is cheap enough.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain
from kgraph.claims.when import TimeSpan
from kgraph.model import Document, When

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["when_of"]

UP: Mapping[str, float] = MappingProxyType(
    {
        "acl": 3, "advcl": 1.5, "amod": 3, "appos": 4, "ccomp": 4, "compound": 3, "conj": 1, "nmod": 3,
        "parataxis": 4, "poss": 3, "relcl": 5,
    }
)  # fmt: skip
"""What it costs to leave the trigger, or what is above it, by dependency."""

DOWN: Mapping[str, float] = MappingProxyType(
    {
        "acl": 4, "advcl": 4, "amod": 3, "appos": 4, "ccomp": 4, "compound": 3, "conj": 4, "csubj": 4, "nmod": 3,
        "npadvmod": 0, "nummod": 3, "parataxis": 4, "pcomp": 2, "pobj": 0, "poss": 3, "prep": 0, "relcl": 4,
        "xcomp": 1,
    }
)  # fmt: skip
"""What it costs to enter what the time hangs on: a clause, or a name such as "the 2018 order"."""

STEP = 0.25
"""Any other edge, so that of two times the nearer is taken."""
AHEAD = -2.0
"""Where the time opens the sentence: it dates all that is coordinated after it."""
PASSED = 2.0
"""Where the time stands with a verb that the trigger only follows: "bought in May and sold"."""
BREAK = 3.0
"""Where a semicolon lies between."""
SMALL = 1.0
"""To leave a clause that is done at the same time ("let it run out"), or that is announced."""
LIMIT = 3.0

PROCLAIM = frozenset({"announce", "declare", "proclaim"})
"""Verbs whose date is that of the fact too: it happens by being announced. That of "said" is not."""
UNFINISHED = frozenset({"VB", "VBG"})

REACH = 1000
_OPENING = re.compile(r"\W*(?:(?:In|On|By|From)\s)?(?:the\s)?", re.IGNORECASE)
_CLOSING = re.compile(r"\s{0,2}[.:–—-]|\s*\n")


def when_of(document: Document, doc: Doc, trigger: Token, times: Sequence[TimeSpan]) -> When | None:
    """The time of what `trigger` states, None where the text gives none.

    `times` are all times of the text, in its order, without overlaps (`find_times`). Where no time
    of the sentence is near enough, one that heads the paragraph ("12 March 2021: …") dates it.
    """
    sentence = trigger.sent
    above = chain(trigger)
    best: tuple[float, int, When] | None = None
    for time in _within(times, sentence.start_char, sentence.end_char):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is None:
            continue
        cost = _cost(above, span.root, opens=not any(token.is_alpha for token in doc[sentence.start : span.start]))
        found = (cost, abs(span.root.i - trigger.i), time.when)
        if cost <= LIMIT and (best is None or found[:2] < best[:2]):
            best = found
    return best[2] if best else _heading(document.text, sentence.start_char, times)


def _within(times: Sequence[TimeSpan], start: int, end: int) -> Sequence[TimeSpan]:
    return times[bisect_left(times, start, key=_start) : bisect_left(times, end, key=_start)]


def _start(time: TimeSpan) -> int:
    return time.start


def _cost(above: Sequence[Token], time: Token, *, opens: bool) -> float:
    """The cost of the way from a trigger (the first of the tokens `above`) to a time."""
    places = {token.i: place for place, token in enumerate(above)}
    cost = AHEAD if opens else 0.0
    below = time
    while below.i not in places:
        cost += DOWN.get(below.dep_, STEP)
        below = below.head
    meeting = above[places[below.i]]
    for token in above[: places[below.i]]:
        cost += _leaving(token)
        if token.dep_ == "conj" and token.head.i < time.i < token.i:
            cost += PASSED
    begin, end = sorted((above[0].i, time.i))
    if any(token.text == ";" for token in meeting.doc[begin:end]):
        cost += BREAK
    return cost


def _leaving(token: Token) -> float:
    if token.dep_ == "ccomp":
        bare = token.tag_ in UNFINISHED and not any(child.dep_ in {"aux", "mark"} for child in token.children)
        if bare or token.head.lemma_.lower() in PROCLAIM:
            return SMALL
    return UP.get(token.dep_, STEP)


def _heading(text: str, start: int, times: Sequence[TimeSpan]) -> When | None:
    """The time that opens the paragraph of the place `start`, set off from what follows."""
    line = text.rfind("\n", max(0, start - REACH), start) + 1
    if not line and start > REACH:
        return None
    for time in _within(times, line, start + REACH)[:1]:
        if _OPENING.fullmatch(text, line, time.start) and _CLOSING.match(text, time.end):
            return time.when
    return None
