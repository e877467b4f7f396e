"""Spans with capitals: runs of capitals, the entity recogniser's spans, names known from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.mentions.casing import LOOSE_PARTS, Casing
from kgraph.mentions.spot import Spot
from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["capital_runs", "echoes", "recognised"]

KEPT_LABELS = frozenset({"ORG", "PERSON", "GPE", "LOC", "FAC", "PRODUCT", "LAW", "NORP", "WORK_OF_ART"})
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL"})
_JOINING = """
    of for & de del della di da do dos du la le el al bin van von der den zu ter und et y e
"""
JOINING = frozenset(_JOINING.split())
"""Small words inside of names."""
_INSTITUTIONS = """
    ministry department office bureau bank court university institute council committee commission
    secretary house board directorate chamber agency authority centre center administration service
    college school association federation union league society academy republic kingdom parliament
    senate inspectorate district register list campaign emirates act
"""
INSTITUTIONS = frozenset(_INSTITUTIONS.split())
"""Words of names that go on over "of", "for" and "the"."""
_CALENDAR = """
    january february march april may june july august september october november december jan feb mar
    apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon
    tue wed thu fri sat sun
"""
CALENDAR = frozenset(_CALENDAR.split())
LONGEST = 12
"""Tokens of a name."""


def capital_runs(doc: Doc, casing: Casing) -> Iterator[Spot]:
    """Runs of capitalised words in running text, joined over "of" and the like within institutions."""
    i, size = 0, len(doc)
    while i < size:
        if (casing.titled[i] and not casing.all_titled) or not _opens(doc[i], casing):
            i += 1
            continue
        last = _run_end(doc, i)
        yield from trimmed(doc, i, last, casing)
        i = last + 1


def recognised(doc: Doc, casing: Casing) -> Iterator[Spot]:
    """The recogniser's spans without what does not belong to a name; in titles only the unsuspicious."""
    for span in doc.ents:
        if span.label_ not in KEPT_LABELS or len(span) > LONGEST:
            continue
        if (
            casing.titled[span.start]
            and not casing.all_titled
            and any(casing.is_common(token) for token in span)
        ):
            continue
        for first, last in _pieces(doc, span.start, span.end - 1):
            for spot in trimmed(doc, first, last, casing):
                spot.label = span.label_
                yield spot


def echoes(doc: Doc, casing: Casing, known: list[Spot]) -> Iterator[Spot]:
    """Names of the running text found again, whole or by a first or last word."""
    names: dict[tuple[str, ...], str | None] = {}
    for spot in known:
        tokens = spot.tokens(doc)
        key = tuple(token.lower_ for token in tokens)
        names[key] = spot.label
        if len(tokens) > 1 and not casing.is_common(tokens[0]):
            names.setdefault(key[:1], spot.label)
            names.setdefault(key[:2], spot.label)
        if spot.label == "PERSON":
            names.setdefault(key[-1:], spot.label)
    longest = max(map(len, names), default=0)
    i, size = 0, len(doc)
    while i < size:
        if doc[i].text[0].isupper() and (casing.titled[i] or not casing.is_common(doc[i])):
            for length in range(min(longest, size - i), 0, -1):
                key = tuple(token.lower_ for token in doc[i : i + length])
                if key in names:
                    spot = Spot.over(doc, i, i + length - 1, MentionKind.NAME)
                    spot.label = names[key]
                    yield spot
                    i += length - 1
                    break
        i += 1


def trimmed(doc: Doc, first: int, last: int, casing: Casing) -> Iterator[Spot]:
    """The span without articles, punctuation and the common word that only begins a sentence."""
    while first < last and (
        doc[first].lower_ in {"the", "a", "an"}
        or not doc[first].text[0].isalnum()
        or (doc[first].pos_ in LOOSE_PARTS and not doc[first].is_upper)
        or (begins_sentence(doc[first]) and _starts_loosely(doc[first], casing))
    ):
        first += 1
    brackets = [token.text for token in doc[first : last + 1]]
    if brackets.count("(") > brackets.count(")"):
        last = first + brackets.index("(") - 1 if brackets[0] != "(" else first
    while last > first and (doc[last].lower_ in {"'s", "'"} or doc[last].is_punct):
        last -= 1
    head = doc[first]
    if (
        not head.text[0].isupper()
        or head.lower_.rstrip(".") in CALENDAR
        or "\n" in doc[first : last + 1].text
    ):
        return
    if first == last and (_is_party(head) or head.pos_ in LOOSE_PARTS):
        return
    if (
        first == last
        and (begins_sentence(head) or head.pos_ in {"ADV", "INTJ", "VERB"})
        and casing.is_common(head)
    ):
        return
    yield Spot.over(doc, first, last, MentionKind.NAME)


def begins_sentence(token: Token) -> bool:
    """Whether the place of a word alone asks for a capital: a quotation mark may stand before it."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return before.text in {'"', "'", "(", "[", "-", "--", "–", "—"} and bool(
        before.is_sent_start or before.text == '"'
    )


def _starts_loosely(token: Token, casing: Casing) -> bool:
    """Whether the capital of a sentence's first word is due to its place."""
    if token.pos_ in LOOSE_PARTS or token.pos_ == "VERB" or token.is_stop:
        return not token.is_upper or len(token) == 1
    return token.lower_ in casing.small and not token.is_upper


def _is_party(token: Token) -> bool:
    """The letters of "(R-AR)", "(D-N.H.)": a party and its state."""
    if token.i >= 2 and token.nbor(-1).text == "-" and token.nbor(-2).text in {"R", "D", "I"}:
        return True
    return token.i >= 1 and token.nbor(-1).text == "(" and token.text[:2] in {"R-", "D-", "I-"}


def _pieces(doc: Doc, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The span cut before a "the" that no preposition leads to: "Vega the Avarian Party"."""
    start = first
    for i in range(first + 1, last):
        if doc[i].text == "the" and doc[i - 1].pos_ != "ADP":
            yield start, i - 1
            start = i + 1
    yield start, last


def _run_end(doc: Doc, first: int) -> int:
    last, j, size = first, first + 1, len(doc)
    while j < size and not doc[j].is_sent_start:
        if _continues(doc[j]):
            last, j = j, j + 1
        elif doc[j].lower_ in JOINING and _resumes(doc, j + 1) and _joins(doc, first, last, j):
            j += 1
        else:
            break
    return last


def _resumes(doc: Doc, j: int) -> bool:
    if j < len(doc) and doc[j].lower_ in {"the", "la", "los", "las", "der", "den"}:
        j += 1
    return j < len(doc) and _continues(doc[j])


def _opens(token: Token, casing: Casing) -> bool:
    if not token.text[0].isupper() or token.lower_.rstrip(".") in CALENDAR or len(token) < 2:
        return False
    if token.ent_type_ in MEASURES or _is_party(token):
        return False
    if begins_sentence(token) and (token.pos_ != "PROPN" or _starts_loosely(token, casing)):
        return False
    return token.pos_ in {"PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"} and token.lower_ != "the"


def _continues(token: Token) -> bool:
    text = token.text
    if text[0].isupper() and token.pos_ not in {"PRON", "DET", "ADP", "SCONJ", "CCONJ"}:
        return token.lower_.rstrip(".") not in CALENDAR
    return token.pos_ == "PROPN" and (text[0].isdigit() or text == "-")


def _joins(doc: Doc, first: int, last: int, joiner: int) -> bool:
    if doc[joiner].lower_ in {"of", "for", "the"}:
        return any(doc[i].lower_ in INSTITUTIONS for i in range(first, last + 1))
    return True
