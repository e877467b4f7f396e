"""What claims name before anything is merged: a *thing* is one id, of one kind of types.

Ids come from the texts' mentions: the catalogue's id, else a slug of the name. The kind keeps a
company apart from a person or a place of the same name. A name that cannot tell whom it means beyond
its own article (a surname alone, a name that the catalogue says many bear) is a thing of that article.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from kgraph.graph.spelling import is_single_word
from kgraph.model import Claim, Participant, Source
from kgraph.ontology.catalogue import catalogue

__all__ = [
    "KINDS",
    "Seen",
    "Thing",
    "fits",
    "gather",
    "kind_of",
    "most_frequent",
    "note_participant",
    "note_sources",
    "partners",
    "thing_of",
]

KINDS: Mapping[str, str] = {
    "Vendor": "company", "Product": "company",
    "Agency": "body", "IntelligenceAgency": "body", "Military": "body", "Regulator": "body",
    "LawEnforcement": "body", "Legislature": "body", "Court": "body",
    "Government": "state",
    "Place": "place",
    "Person": "person",
    "MediaOutlet": "outlet", "publisher": "outlet",
    "ThreatActor": "actor",
    "Organization": "organization",
    "VendorList": "instrument", "LegalInstrument": "instrument", "Contract": "instrument",
}  # fmt: skip
"""The kind of each type. A vendor and its product often go by one name; they are not told apart."""

# Kinds that one thing may be given by different texts: the type of an unknown name is a guess.
_TOGETHER = (
    frozenset({"company", "organization"}),
    frozenset({"body", "organization", "state"}),
    frozenset({"outlet", "organization"}),
    frozenset({"actor", "organization"}),
    frozenset({"state", "place"}),
)
# A name of several words is too special to be borne by a company and an agency both.
_TOGETHER_IF_SPECIAL = (frozenset({"company", "body", "organization", "outlet", "actor"}),)


class Thing(NamedTuple):
    """One id of one kind; `document` is the id of the only document it is of, or empty."""

    id: str
    kind: str
    document: str = ""

    def __str__(self) -> str:
        """The form in which decisions are kept.

        >>> str(Thing("mara-voss", "person")), str(Thing("voss", "person", "ab12"))
        ('person:mara-voss', 'person:voss@ab12')
        """
        return f"{self.kind}:{self.id}" + (f"@{self.document}" if self.document else "")

    @classmethod
    def from_text(cls, text: str) -> Thing:
        """The thing of `str(thing)`.

        >>> Thing.from_text("person:voss@ab12")
        Thing(id='voss', kind='person', document='ab12')
        """
        kind, _, rest = text.partition(":")
        id, _, document = rest.partition("@")
        return cls(id, kind, document)


@dataclass(slots=True)
class Seen:
    """What claims say of one thing: names with their types, other words that stood for it, how often.

    `mentions` are capitalised words of texts that are none of its names. `claimed` is False for who
    only speaks.
    """

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    mentions: set[str] = field(default_factory=set)
    named: bool = False
    claimed: bool = False

    @property
    def name(self) -> str:
        """The name that it has most often; the first in the alphabet among equals."""
        return most_frequent(self.names)

    @property
    def count(self) -> int:
        """The number of times it was named."""
        return self.names.total()


def most_frequent(counts: Counter[str]) -> str:
    """The most frequent; the first in the alphabet among equals.

    >>> most_frequent(Counter("abba")), most_frequent(Counter("abb"))
    ('a', 'b')
    """
    return min(counts, key=lambda value: (-counts[value], value))


def kind_of(type: str) -> str:
    """The kind of a type; a type that the ontology does not know is a kind of its own."""
    return KINDS.get(type, type)


def fits(kinds: Collection[str], *, special: bool) -> bool:
    """Whether one thing may be of all these kinds; `special` tells that its names have several words.

    >>> fits({"company", "organization"}, special=False), fits({"company", "body"}, special=False)
    (True, False)
    >>> fits({"company", "body"}, special=True), fits({"company", "person"}, special=True)
    (True, False)
    """
    together = (*_TOGETHER, *_TOGETHER_IF_SPECIAL) if special else _TOGETHER
    return len(set(kinds)) == 1 or any(group.issuperset(kinds) for group in together)


def thing_of(
    participant: Participant | Source, document: str, apart: Collection[Thing] = frozenset()
) -> Thing | None:
    """The thing that a participant or a source of a document is; None for a source without an id.

    `apart` are things of one document that somebody told apart from the same name elsewhere.
    """
    if participant.id is None:
        return None
    thing = Thing(participant.id, KINDS.get(participant.type, participant.type))
    name = participant.name or participant.id
    # Small letters describe; what is only described goes by its words in all articles.
    named = name[:1].isupper() and getattr(participant, "named", True)
    own = Thing(thing.id, thing.kind, document)
    if (named and _means_many(participant.id, name, thing.kind)) or own in apart:
        return own
    return thing


def gather(claims: Iterable[Claim], apart: Collection[Thing] = frozenset()) -> dict[Thing, Seen]:
    """All things of the claims, and what is seen of each."""
    found: defaultdict[Thing, Seen] = defaultdict(Seen)
    for claim in claims:
        document = claim.document.id
        for participant in (claim.subject, claim.object):
            if isinstance(participant, Participant):
                thing = thing_of(participant, document, apart)
                assert thing is not None
                note_participant(found[thing], participant)
        note_sources(found, (claim.source, *claim.origin), document, apart)
    return dict(found)


def note_participant(seen: Seen, participant: Participant, times: int = 1) -> None:
    """Note that a thing stands so in a claim, so many times."""
    seen.names[participant.name] += times
    seen.types[participant.type] += times
    seen.claimed = True
    seen.named = seen.named or participant.named
    if participant.mention != participant.name and participant.mention[:1].isupper():
        seen.mentions.add(participant.mention)


def note_sources(
    found: defaultdict[Thing, Seen],
    sources: Iterable[Source],
    document: str,
    apart: Collection[Thing] = frozenset(),
    times: int = 1,
) -> None:
    """Note who says a claim of a document, and who stands behind them, so many times."""
    for source in dict.fromkeys(sources):
        if (thing := thing_of(source, document, apart)) is not None:
            seen = found[thing]
            seen.names[source.name or thing.id] += times
            seen.named = True
            if source.mention and source.mention != source.name and source.mention[:1].isupper():
                seen.mentions.add(source.mention)


def partners(
    claims: Iterable[Claim], wanted: Collection[Thing], apart: Collection[Thing] = frozenset()
) -> dict[Thing, set[Thing]]:
    """With whom each of the wanted things stands in a claim."""
    found: dict[Thing, set[Thing]] = {thing: set() for thing in wanted}
    for claim in claims:
        if not isinstance(claim.object, Participant):
            continue
        ends = [thing_of(end, claim.document.id, apart) for end in (claim.subject, claim.object)]
        for one, other in (ends, ends[::-1]):
            if one in found and other is not None:
                found[one].add(other)
    return found


@lru_cache(maxsize=262_144)
def _means_many(id: str, name: str, kind: str) -> bool:
    """Whether a name alone does not tell whom it means."""
    if kind == "person":
        return is_single_word(name, kind)
    known = catalogue()
    return id not in known.by_id and known.find(name) is None and len(known.candidates(name)) > 1
