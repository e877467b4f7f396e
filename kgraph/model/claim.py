"""A claim: somebody says that SUBJECT —relation→ OBJECT, in one document, at one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from kgraph.model.document import Document, content_id
from kgraph.model.when import When

__all__ = [
    "DIFFER",
    "STRONGEST",
    "Amount",
    "Claim",
    "Evidence",
    "Extractor",
    "Literal",
    "Participant",
    "Source",
    "Stance",
    "object_key",
]


class Stance(StrEnum):
    """How the source holds what it says."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    DENIED = "denied"
    PROPOSED = "proposed"


STRONGEST = (Stance.ASSERTED, Stance.ALLEGED, Stance.PROPOSED, Stance.DENIED)
"""The stances in the order in which they are told and drawn; of several, the first one stands for all."""


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in its role in a claim, with the words that stood for it there.

    `named` is False for a group that the text only describes ("federal agencies").
    """

    id: str
    name: str
    type: str
    mention: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Literal:
    """A value where a relation takes no entity: `has_users` 400 million."""

    value: float
    text: str
    type: str = "count"

    @property
    def name(self) -> str:
        """The words of the text, so that both kinds of object have a name."""
        return self.text


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. All of it is unknown (`name` None, type `publisher`) for an unsigned article."""

    name: str | None
    type: str = "publisher"
    id: str | None = None
    mention: str | None = None

    def __str__(self) -> str:
        return self.name or "unknown publisher"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money, a share or a number. `currency` is an ISO 4217 code, `unit` "share" or "count" else."""

    value: float
    text: str
    currency: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that carry the claim: `document.text[start:end] == quote`, in code points."""

    start: int
    end: int
    quote: str


DIFFER = "rules/llm"
"""The name of the extractor where two readers take the stance otherwise; its rule ends with how."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """What produced a claim: its name, the rule or model, and the version of that."""

    name: str
    rule: str
    version: str

    @property
    def other_reading(self) -> str:
        """How a second reader takes the stance, where it does so otherwise; else nothing.

        >>> Extractor("rules/llm", "ban; llama3.1 says asserted", "3; 2").other_reading
        'llama3.1 says asserted'
        """
        return self.rule.rpartition("; ")[2] if self.name == DIFFER else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, with two identities: `saying` is what is said, `id` who says it where.

    `origin` runs from the publisher to the source's source. `qualifiers` maps a name (`amount`,
    `product`, `accusation`, `place` …) to an `Amount` or to words of the text. `confidence` is
    the measured chance, 0 to 1, that a careful reader would make the same claim.
    """

    document: Document
    subject: Participant
    relation: str
    object: Participant | Literal
    stance: Stance
    source: Source
    evidence: Evidence
    extractor: Extractor
    confidence: float
    when: When | None = None
    origin: tuple[Source, ...] = ()
    qualifiers: Mapping[str, Amount | str] = field(default_factory=lambda: MappingProxyType({}))
    id: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.qualifiers, MappingProxyType):
            object.__setattr__(self, "qualifiers", MappingProxyType(dict(self.qualifiers)))
        if not self.id:
            object.__setattr__(self, "id", self._stable_id())

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[type[Claim], tuple[Any, ...]]:
        """Pickles by its fields: a read-only mapping does not pickle."""
        values = (getattr(self, field.name) for field in fields(self))
        return Claim, tuple(dict(each) if isinstance(each, MappingProxyType) else each for each in values)

    @property
    def stance_label(self) -> str:
        """The stance, beside that of a second reader who takes it otherwise.

        It is `alleged (llama3.1 says asserted)` there, and `alleged` elsewhere.
        """
        other = self.extractor.other_reading
        return f"{self.stance} ({other})" if other else self.stance.value

    @property
    def saying(self) -> tuple[str, str, str]:
        """What is said, whoever says it: subject id, relation, object id (or the literal's value)."""
        return self.subject.id, self.relation, object_key(self.object)

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it stands: the id of the document, and the span there. Claims of one sentence share it."""
        return self.document.id, self.evidence.start, self.evidence.end

    def _stable_id(self) -> str:
        subject, relation, thing = self.saying
        said_by = self.source.id or self.source.name
        place = f"{self.evidence.start}-{self.evidence.end}"
        return content_id(self.document.id, subject, relation, thing, self.stance, said_by, place)

    def __str__(self) -> str:
        said = f"{self.subject.name} {self.relation} {self.object.name}"
        return f"{said} [{self.stance}, {self.source}]"


def object_key(thing: Participant | Literal) -> str:
    """The part of a saying's identity that its object gives.

    >>> object_key(Literal(400_000_000, "400 million"))
    'count:400000000'
    """
    return thing.id if isinstance(thing, Participant) else f"{thing.type}:{thing.value:.15g}"
