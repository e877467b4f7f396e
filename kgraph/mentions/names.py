"""Spans that are proper names: from the catalogue, the entity recogniser and runs of capitals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.mentions.aliases import States, alias_spots, find
from kgraph.mentions.casing import Casing
from kgraph.mentions.runs import capital_runs, echoes, recognised
from kgraph.mentions.spot import Spot
from kgraph.mentions.titles import without_title
from kgraph.model import MentionKind
from kgraph.ontology import nouns

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["name_spots"]

_NOT_NAMES = """
    CEO CFO CTO COO CIO CISO IT AI A.I. PR TV PC PCs USB HR UAV UAVs ID VPN GPS 3G 4G 5G 6G API APIs Q&A
    CCTV COVID-19 NGO NGOs Internet Web OK FAQ PDF Photo Muslim Muslims Christian Christians Jewish
    Catholic Sunni Shia Republican Republicans Democrat Democrats Democratic Islamist Islamic Communist
    Conservative Liberal COTS Pub. Pub No. Foreign Corp. Inc. Ltd. Co. English Latin Federal Western
    Eastern Baltic Atlantic Pacific
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Capitals that name a role, a technology, a creed or a thing of the page."""


def name_spots(doc: Doc, casing: Casing) -> tuple[list[Spot], list[Spot]]:
    """Non-overlapping name spots in text order, and adjectives of states inside longer ones.

    The longest span wins, the catalogue breaks ties.
    """
    hits = alias_spots(doc)
    states = States(doc, hits)
    loose = [*recognised(doc, casing), *capital_runs(doc, casing)]
    loose = [part for spot in loose for part in _parts(doc, spot)]
    found = [*hits, *(piece for spot in loose for piece in without_title(doc, spot))]
    kept = _longest(found, lambda spot: casing.titled[spot.first] and spot.entry is None)
    sure = [spot for spot in kept if spot.entry is not None or not casing.titled[spot.first]]
    known = [spot for spot in sure if spot.kind is MentionKind.NAME and not casing.titled[spot.first]]
    sure += echoes(doc, casing, known)
    trusted = {id(spot) for spot in sure}
    kept = _longest([*sure, *kept], lambda spot: id(spot) not in trusted)
    names = [spot for spot in kept if _settled(doc, spot, states, casing)]
    inside = {i for spot in names if spot.last > spot.first for i in range(spot.first, spot.last + 1)}
    inner = [spot for spot in hits if spot.kind is MentionKind.ADJECTIVE and spot.first in inside]
    return names, inner


def _parts(doc: Doc, spot: Spot) -> Iterator[Spot]:
    """ "Entity List of the Commerce Department" is two names; "Bank of Avaria" is one."""
    for i in range(spot.first + 1, spot.last):
        if doc[i].lower_ == "of" and not find(spot.text(doc)):
            begin = i + 2 if doc[i + 1].lower_ == "the" else i + 1
            body = find(doc[spot.first : i].text)
            state = find(doc[begin : spot.last + 1].text) if begin == i + 2 <= spot.last else None
            if body is not None or (state is not None and state.type == "Government"):
                yield Spot.over(doc, spot.first, i - 1, spot.kind)
                yield Spot.over(doc, begin, spot.last, spot.kind)
                return
    yield spot


def _longest(spots: Iterable[Spot], guessed: Callable[[Spot], bool]) -> list[Spot]:
    """Spots that do not overlap: those that are not just guessed first, then the longest."""

    def rank(spot: Spot) -> tuple[bool | int, ...]:
        person = spot.type == "Person"
        return (
            guessed(spot),
            spot.first - spot.last,
            not person,
            spot.entry is None,
            spot.label is None,
            spot.first,
        )

    ranked = sorted(spots, key=rank)
    kept: list[Spot] = []
    taken: dict[int, Spot] = {}
    for spot in ranked:
        holders = [taken[i] for i in range(spot.first, spot.last + 1) if i in taken]
        if not holders:
            kept.append(spot)
            taken.update((i, spot) for i in range(spot.first, spot.last + 1))
        elif holders[0].first == spot.first and holders[0].last == spot.last:
            holders[0].label = holders[0].label or spot.label
    return sorted(kept, key=lambda spot: spot.first)


def _settled(doc: Doc, spot: Spot, states: States, casing: Casing) -> bool:
    """Look a name up with the states of the text; False where it turns out to be none."""
    text = spot.text(doc)
    if spot.kind is MentionKind.ADJECTIVE:
        return True
    if spot.type != "Person":
        spot.entry = states.resolve(text, spot.first, spot.entry)
    if spot.entry is not None:
        spot.type = spot.entry.type
        return True
    if text in NOT_NAMES or doc[spot.first].ent_type_ == "EVENT":
        return False
    if spot.first < spot.last or text.isupper():
        return True
    if text.lower() in nouns() or text.lower().removesuffix("s") in nouns():
        return False
    return spot.label in {"PERSON", "ORG", "GPE"} or text.lower() not in casing.small
