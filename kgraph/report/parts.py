"""What a report is made of, whatever it is written as: sentences with marks for notes, and blocks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal as OneOf
from typing import TypeAlias

from kgraph.model import Stance

__all__ = [
    "STANCE_WORDS",
    "Block",
    "Cited",
    "Event",
    "Item",
    "Note",
    "Ref",
    "Report",
    "Section",
    "Sentence",
    "Statement",
    "Text",
    "Told",
    "say",
]

STANCE_WORDS: Mapping[Stance, str] = MappingProxyType(
    {
        Stance.ASSERTED: "stated",
        Stance.ALLEGED: "alleged",
        Stance.PROPOSED: "proposed",
        Stance.DENIED: "denied",
    }
)
"""The word before a sentence that tells how it is said."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words in a sentence: `name` for words of an article or a graph, `soft` for what may stand back."""

    words: str
    kind: OneOf["plain", "name", "soft"] = "plain"


@dataclass(frozen=True, slots=True)
class Ref:
    """The mark of a note, from 1."""

    number: int


Piece: TypeAlias = Text | Ref
Sentence: TypeAlias = tuple[Piece, ...]


def say(*pieces: str | Piece) -> Sentence:
    """A sentence of pieces; plain words may be given as they are, and empty ones are dropped.

    >>> say("According to ", Text("Orrin", "name"), Ref(1), "")[0]
    Text(words='According to ', kind='plain')
    """
    made = (Text(piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(piece for piece in made if isinstance(piece, Ref) or piece.words)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence that says who holds something, and how."""

    stance: Stance
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Statement:
    """What is claimed, beside it all that is said against it, and what stands behind the claim."""

    claimed: tuple[Told, ...]
    against: tuple[Told, ...]
    behind: str


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the timeline. `reported` tells that the time is that of the article."""

    time: str
    reported: bool
    told: Told


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list."""

    sentence: Sentence


Block: TypeAlias = Statement | Event | Item


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its title and a sentence before its blocks; `left_out` tells what is not in it."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """The evidence behind sentences: a quoted sentence and the document that it stands in.

    `published` is in words, `place` the file or the address that is no link, `link` an address of the web,
    `remarks` how the words were understood and through whom they came.
    """

    number: int
    quote: str
    title: str
    publisher: str
    published: str
    link: str | None
    place: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that notes quote, with their numbers."""

    title: str
    publisher: str
    published: str
    link: str | None
    place: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole dossier in words. `kicker` says what kind of thing it is about, `names` are its others."""

    title: str
    kicker: str
    names: tuple[str, ...]
    summary: tuple[Sentence, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    documents: tuple[Cited, ...]
