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
    from spacy.tokens import Doc, Span, Token

__all__ = ["when_of"]

UP: Mapping[str, float] = MappingProxyType(
    {
        "acl": 3, "advcl": 1.5, "amod": 3, "appos": 4, "ccomp": 4, "compound": 3, "conj": 1, "nmod": 3,
        "parataxis": 4, "pcomp": 3, "poss": 3, "relcl": 5,
    }
)  # fmt: skip
"""What it costs to leave the trigger, or what is above it, by dependency."""

DOWN: Mapping[str, float] = MappingProxyType(
    {
        "acl": 4, "advcl": 4, "amod": 3, "appos": 4, "ccomp": 4, "compound": 3, "conj": 4, "csubj": 4,
        "nmod": 3, "npadvmod": 0, "nummod": 3, "parataxis": 4, "pcomp": 2, "pobj": 0, "poss": 3, "prep": 0,
        "relcl": 4, "xcomp": 1,
    }
)  # fmt: skip
"""What it costs to enter what the time hangs on: a clause, or a name such as "the 2018 order"."""

OWN: Mapping[str, float] = MappingProxyType({"acl": 0.5, "amod": 1, "compound": 1, "nummod": 1, "relcl": 1})
"""The same where it belongs to the trigger, a noun: "a charge laid in May", "the 2018 order"."""

STEP = 0.25
"""Any other edge, so that of two times the nearer is taken."""
PASSED = 2.0
"""Where the time stands with a verb that the trigger only follows: "it bought in May and others sold"."""
SMALL = 1.0
"""To leave a clause that is done at the same time ("let it run out"), or that is announced."""
STATE = 3.0
"""To leave a noun that names a state ("its owner", "the chief"): the verb's date is not that of the state."""
LIMIT = 3.0
"""The most that the way to a time may cost: about one clause."""

PROCLAIM = frozenset({"announce", "declare", "proclaim"})
"""Verbs whose date is that of the fact too: it happens by being announced."""
ENACT = frozenset({"adopt", "enact", "issue", "pass", "publish", "sign"})
"""Verbs whose date is that of what the decree does: "passed a law that bans", "an order signed in May"."""
SAID = frozenset({"inform", "say"})
"""Verbs whose date stands for that of an official act where nothing else dates it."""
ACTS = frozenset(
    {
        "added_to", "approved_by", "ban_lifted_by", "banned_by", "contract_ended_by", "contracted_by",
        "penalized_by", "removed_from", "restricted_by", "sanctioned_by", "warned_against_by",
    }
)  # fmt: skip
STATES = frozenset({"alleged_ties", "founded_by", "headquartered_in", "led_by", "owned_by", "worked_for"})
"""Relations whose nouns name a state."""
ENTERED = {(verb, "acl") for verb in ENACT} | {(verb, "parataxis") for verb in PROCLAIM}
DONE = frozenset({"has", "had", "have", "will", "would"})
LEADING = frozenset({"ADJ", "ADP", "ADV", "CCONJ", "DET", "NUM", "PUNCT", "SCONJ", "SPACE", "SYM", "X"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"AUX", "VERB"})
UNFINISHED = frozenset({"VB", "VBG"})

REACH = 1000
"""How many characters before a sentence a heading is looked for."""
_OPENING = re.compile(r"(?:(?:^|\n)\W{0,4}|[.!?]\W{1,3})(?:(?:In|On|By|From)\s)?(?:[Tt]he\s)?\Z")
_CLOSING = re.compile(r"\s{0,2}[.:–—-]|\s*\n")


def when_of(
    document: Document, doc: Doc, trigger: Token, times: Sequence[TimeSpan], relation: str = ""
) -> When | None:
    """The time of what `trigger` states, None where the text gives none.

    `times` are all times of the text, in its order, without overlaps (`find_times`). With `relation`
    the date of a saying stands for that of an official act ("said on Monday that it had banned"),
    and that of a verb not for that of a state ("its owner said on Monday"). Where no time
    of the sentence is near enough, one that heads the paragraph ("12 March 2021: …") dates it.
    """
    sentence = trigger.sent
    way = _Way(trigger, relation)
    best: tuple[float, int, When] | None = None
    for time in _within(times, sentence.start_char, sentence.end_char):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None:
            found = (way.cost(sentence, span), abs(span.root.i - trigger.i), time.when)
            best = min(best or found, found, key=lambda each: each[:2])
    if best and best[0] <= LIMIT:
        return best[2]
    if trigger.pos_ not in VERBS or relation in STATES:
        return None
    return _heading(document.text, sentence.start_char, times)


class _Way:
    """The way from a trigger up to the root, with what each step costs."""

    def __init__(self, trigger: Token, relation: str) -> None:
        self.above = chain(trigger)
        self.places = {token.i: place for place, token in enumerate(self.above)}
        self.noun = trigger.pos_ not in VERBS
        self.state = STATE if trigger.pos_ in NOUNS and relation in STATES else 0.0
        self.steps = [_leaving(token, relation) for token in self.above]

    def cost(self, sentence: Span, time: Span) -> float:
        """The cost of the way from the trigger to a time; one that opens the sentence dates all of it."""
        opens = all(word.pos_ in LEADING for word in sentence.doc[sentence.start : time.start])
        cost, token = 0.0, time.root
        while token.i not in self.places:
            if not opens:
                cost += _entering(token, own=self.noun and token.head.i == self.above[0].i)
            token = token.head
        up = self.places[token.i]
        for token, step in zip(self.above[:up], self.steps, strict=False):
            if token.dep_ != "conj":
                cost += step
            elif not opens:
                passed = token.head.i < time.start < token.i and any(
                    c.dep_ in SUBJECTS for c in token.children
                )
                cost += step + PASSED * passed
        return cost + (self.state if up else 0)


def _within(times: Sequence[TimeSpan], start: int, end: int) -> Sequence[TimeSpan]:
    return times[bisect_left(times, start, key=_start) : bisect_left(times, end, key=_start)]


def _start(time: TimeSpan) -> int:
    return time.start


def _entering(token: Token, *, own: bool) -> float:
    """The cost of the edge above `token` on the way down; `own` where the trigger, a noun, is its head."""
    if (token.lemma_.lower(), token.dep_) in ENTERED:
        return SMALL
    return OWN[token.dep_] if own and token.dep_ in OWN else DOWN.get(token.dep_, STEP)


def _leaving(token: Token, relation: str) -> float:
    """The cost of the edge above `token` on the way up."""
    verb = token.head.lemma_.lower()
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "mark"}}
    if token.dep_ == "ccomp":
        bare = token.tag_ in UNFINISHED and not helpers
        official = verb in SAID and relation in ACTS and helpers & DONE
        small = bare or official or verb in PROCLAIM
    elif token.dep_ in {"acl", "relcl"}:
        enacted = token.head.dep_ in {"dobj", "nsubjpass"} and token.head.head.lemma_.lower() in ENACT
        small = enacted or (token.tag_ == "VB" and "to" in helpers and token.dep_ == "acl")
    else:
        small = False
    return SMALL if small else UP.get(token.dep_, STEP)


def _heading(text: str, start: int, times: Sequence[TimeSpan]) -> When | None:
    """The last time before the place `start` in its paragraph that stands alone before what follows."""
    line = text.rfind("\n", max(0, start - REACH), start) + 1 or max(0, start - REACH)
    for time in reversed(_within(times, line, start + 1)):
        if _CLOSING.match(text, time.end) and _OPENING.search(text, max(0, line - 1), time.start):
            return time.when
    return None
