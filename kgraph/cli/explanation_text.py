"""An explanation for people to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.cli.prose import plain, several, wrapped
from kgraph.cli.table import table
from kgraph.explain.mentions import REASONS

if TYPE_CHECKING:
    from kgraph.explain import (
        ExplainedMention,
        ExplainedReading,
        ExplainedSentence,
        ExplainedTrigger,
        Explanation,
    )

__all__ = ["lines"]

OF_SENTENCE, OF_PART, UNDER = 3, 5, 7
"""Columns that lines are indented by."""
KNOWN_AT_ONCE = frozenset({"catalogue", "name", "number"})
"""Reasons that need no words of an earlier sentence."""


def lines(found: Explanation) -> Iterator[str]:
    """The lines, without line ends."""
    for sentence in found.sentences:
        yield from _sentence(sentence)
        yield ""
    claims = len(found.claims)
    yield f"{several(len(found.sentences), 'sentence')}, {several(claims, 'claim')}"


def _sentence(sentence: ExplainedSentence) -> Iterator[str]:
    yield wrapped(f"{sentence.number}. {sentence.text}", 0, OF_SENTENCE)
    if sentence.mentions:
        yield from _heading("mentions")
        yield from _indented(table([_mention(each) for each in sentence.mentions]))
    if sentence.triggers:
        yield from _heading("triggers")
        for trigger in sentence.triggers:
            yield from _trigger(trigger)
    yield from _heading(f"readings, of {several(sentence.pairs, 'pair')}")
    for reading in sentence.readings:
        yield from _reading(reading)
    if not sentence.readings:
        yield wrapped("none that is likely", OF_PART)


def _heading(words: str) -> Iterator[str]:
    yield " " * OF_SENTENCE + words


def _indented(rows: str) -> Iterator[str]:
    return (" " * OF_PART + row for row in rows.split("\n"))


def _mention(each: ExplainedMention) -> tuple[str, ...]:
    mention = each.mention
    because = REASONS[each.because]
    if each.earlier is not None and each.because not in KNOWN_AT_ONCE:
        because += f": “{plain(each.earlier)}” in sentence {each.earlier_in}"
    entity = mention.entity
    return plain(mention.text), mention.kind.value, entity.type, plain(entity.name), because


def _trigger(trigger: ExplainedTrigger) -> Iterator[str]:
    slots = "; ".join(f"{name}: {', '.join(words)}" for name, words in trigger.slots.items())
    fired = ", ".join(trigger.fired)
    yield wrapped(f"{trigger.word} [{slots}]" + (f" → {fired}" if fired else ""), OF_PART, 2)
    for row in trigger.idle:
        yield wrapped(f"{row.id} did not fire, {row.missing}", UNDER, 2)


def _reading(reading: ExplainedReading) -> Iterator[str]:
    lead = "  – " if reading.confidence is None else f"{reading.confidence:.2f}"
    logits = [
        f"{name} {value:+.1f}"
        for name, value in (("features", reading.by_features), ("encoder", reading.by_encoder))
        if value is not None
    ]
    by = ", ".join([*logits, *reading.rows]) or "a row alone"
    yield wrapped(f"{reading}  ({by})", OF_PART, len(lead) + 2, lead=f"{lead}  ")
    become = "claim" if reading.outcome == "claim" else "no claim"
    yield wrapped(f"{become}: {reading.why}", OF_PART + len(lead) + 2, 2)
    for sign, said in ((1, "for"), (-1, "against")):
        weighed = [f"{feature} {weight:+.2f}" for feature, weight in reading.features if sign * weight > 0]
        if weighed:
            yield wrapped(f"{said}: {', '.join(weighed)}", OF_PART + len(lead) + 2, 2)
