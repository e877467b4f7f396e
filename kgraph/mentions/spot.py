"""What the rooms of `mentions` pass around: a span of tokens that may name somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from kgraph.model import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kgraph.ontology import CatalogueEntry

__all__ = ["Spot", "Tie"]


class Tie(StrEnum):
    """What told for whom a description or a pronoun stands."""

    SYNTAX = "syntax"
    CLAUSE = "relative clause"
    SPEAKER = "first person"
    STATE = "state"
    CATALOGUE = "catalogue"
    OFFICE = "office"
    GROUP = "group"
    RANKING = "ranking"
    NEW = "new"


@dataclass(slots=True)
class Spot:
    """Tokens `first` to `last` (inclusive) with their `head`, before it is known who they stand for.

    `type` is the best guess so far, None where only the context can tell; `entry` is the catalogue's, of a
    name that it knows; `label` is what the entity recogniser said (`ORG`); `descriptors` are lower-case head
    nouns that the text applies to it ("maker"); `definite` says that it begins with "the", "its" or the like;
    `home` is a token of the organisation whose office stands before a person's name; a name has no `tie`.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    type: str | None = None
    entry: CatalogueEntry | None = None
    label: str | None = None
    descriptors: list[str] = field(default_factory=list)
    plural: bool = False
    definite: bool = False
    home: int | None = None
    tie: Tie | None = None

    @classmethod
    def over(cls, doc: Doc, first: int, last: int, kind: MentionKind) -> Spot:
        """A spot over a run of tokens, headed by the root of their sub-tree."""
        return cls(first, last, doc[first : last + 1].root.i, kind)

    def covers(self, other: Spot) -> bool:
        """Whether all tokens of the other spot are in this one."""
        return self.first <= other.first and other.last <= self.last

    def text(self, doc: Doc) -> str:
        """The words."""
        return doc[self.first : self.last + 1].text

    def tokens(self, doc: Doc) -> list[Token]:
        """The tokens."""
        return list(doc[self.first : self.last + 1])
