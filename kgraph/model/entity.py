"""Who and what claims are about: entities, and the places where a text names them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Entity", "Mention", "MentionKind", "slug"]


def slug(name: str) -> str:
    """An identifier that a person can read, from a name.

    >>> slug("Kaspersky Lab"), slug("L’Institut d'Études"), slug("日本")
    ('kaspersky-lab', 'l-institut-d-études', '日本')
    """
    kept = "".join(c if c.isalnum() else " " for c in name.casefold())
    return "-".join(kept.split()) or "unnamed"


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that claims are about.

    `type` is a local name of the ontology (`Vendor`, `IntelligenceAgency` …). `named` is False
    for a group or a thing that the text only describes ("federal agencies").
    """

    id: str
    name: str
    type: str
    named: bool = True

    def __str__(self) -> str:
        return self.name


class MentionKind(StrEnum):
    """How a text refers to an entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    ADJECTIVE = "adjective"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in a text that stands for an entity.

    `start`, `end` are code points of the document's text; `first`, `last` (inclusive) and `head`
    are token indices in its parse.
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    head: int
    kind: MentionKind
    entity: Entity
    value: float | None = None
    """The number, where the mention is one."""
