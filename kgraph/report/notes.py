"""Footnotes: each quoted sentence has one, numbered in the order in which sentences lean on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kgraph.model import Claim, Document, Participant, When
from kgraph.query.places import shown_places
from kgraph.report.parts import Cited, Note, Ref
from kgraph.report.safe import plain, web_address

__all__ = ["Notes", "day_in_words", "time_in_words"]

UNKNOWN = "unknown publisher"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MOST_READINGS = 4


class Notes:
    """Gives the marks, and in the end the notes of `claims`, which are all that may be cited."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._claims: dict[tuple[str, int, int], dict[str, Claim]] = {}
        self._numbers: dict[tuple[str, int, int], int] = {}
        for claim in claims:
            self._claims.setdefault(claim.place, {})[claim.id] = claim

    def ref(self, claim: Claim) -> Ref:
        """The mark of the sentence that carries the claim."""
        self._claims.setdefault(claim.place, {})[claim.id] = claim
        return Ref(self._numbers.setdefault(claim.place, len(self._numbers) + 1))

    def all(self) -> tuple[Note, ...]:
        """The notes that were asked for, by number."""
        places = self._places()
        return tuple(
            _note(number, list(self._claims[place].values()), places)
            for place, number in self._numbers.items()
        )

    def documents(self) -> tuple[Cited, ...]:
        """The documents of the notes, in the order in which they are cited first."""
        found: dict[str, tuple[Document, list[int]]] = {}
        for place, number in self._numbers.items():
            document = next(iter(self._claims[place].values())).document
            found.setdefault(document.id, (document, []))[1].append(number)
        places = self._places()
        return tuple(Cited(*_about(document, places), tuple(numbers)) for document, numbers in found.values())

    def _places(self) -> dict[str, str]:
        """The paths of all documents as readers are told them."""
        documents = [next(iter(claims.values())).document for claims in self._claims.values()]
        return shown_places(sorted({document.path for document in documents if document.path}))


def _note(number: int, claims: list[Claim], places: Mapping[str, str]) -> Note:
    first = claims[0]
    remarks = [f"Characters {first.evidence.start}–{first.evidence.end} of the text."]
    if chain := _chain(claims):
        remarks.append(chain)
    if read := _readings(claims):
        remarks.append(f"Read as: {'; '.join(read)}.")
    return Note(number, plain(first.evidence.quote), *_about(first.document, places), tuple(remarks))


def _about(document: Document, places: Mapping[str, str]) -> tuple[str, str, str, str | None, str]:
    """Title, publisher, day, link and place as notes have them."""
    link, path = web_address(document.url), places.get(document.path or "")
    place = plain(path or document.url or "", 300) if link is None else ""
    return (
        plain(document.title or path or "Untitled", 300),
        plain(document.publisher or UNKNOWN, 160),
        day_in_words(document.published) if document.published else "undated",
        link,
        place,
    )


def _chain(claims: Iterable[Claim]) -> str:
    """Through whom it came, where that is more than the publisher and the source that the sentence names."""
    for claim in claims:
        voices = list(dict.fromkeys(plain(one.name, 160) for one in claim.origin if one.name))
        if len(voices) > 2:
            return f"{voices[0]} has it from {', who has it from '.join(voices[1:])}."
    return ""


def _readings(claims: Iterable[Claim]) -> list[str]:
    """Words that stand for somebody whose name they are not: “the company” is Northgate Systems."""
    found: dict[str, None] = {}
    for claim in claims:
        for thing in (claim.subject, claim.object):
            if isinstance(thing, Participant) and not _is_its_name(thing.mention, thing.name):
                found[f"“{plain(thing.mention, 120)}” is {plain(thing.name, 120)}"] = None
    return list(found)[:_MOST_READINGS]


def _is_its_name(mention: str, name: str) -> bool:
    """Whether the words are the name or a part of it; small-lettered ones only describe."""
    if name.casefold() in mention.casefold():
        return True
    words = [word for word in mention.split() if word.casefold() not in ("the", "a", "an")]
    return bool(words) and words[0][:1].isupper() and set(words) <= set(name.split())


def day_in_words(day: date) -> str:
    """A day, whatever the locale says.

    >>> day_in_words(date(2017, 7, 11))
    '11 July 2017'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def time_in_words(when: When) -> str:
    """A time no finer than it is known; the words of the text where they name no day.

    >>> time_in_words(When(date(2024, 1, 1), None, "interval", "since January"))
    'from 1 January 2024'
    >>> time_in_words(When(date(2017, 5, 1), date(2017, 5, 31), "month", "May"))
    'May 2017'
    """
    day = when.start or when.end
    if day is None:
        return f"“{plain(when.text, 80)}”"
    if when.granularity == "day":
        return day_in_words(day)
    if when.granularity == "month":
        return f"{MONTHS[day.month - 1]} {day.year:04}"
    if when.granularity == "quarter":
        return f"quarter {(day.month + 2) // 3} of {day.year:04}"
    if when.granularity == "year":
        return f"{day.year:04}"
    if when.start and when.end:
        return f"{day_in_words(when.start)} to {day_in_words(when.end)}"
    return f"{'from' if when.start else 'until'} {day_in_words(day)}"
