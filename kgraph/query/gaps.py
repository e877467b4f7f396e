"""What is missing: accusations that nobody answers, hearsay of one nameless voice, acts without a paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kgraph.graph import FusedRelation, publisher_id
from kgraph.model import Claim, Entity, Source, Stance
from kgraph.ontology import nouns, ontology
from kgraph.ontology.catalogue import catalogue
from kgraph.query.disputes import Denials
from kgraph.words import joined

__all__ = ["Gap", "GapKind", "gaps", "is_anonymous", "is_primary"]

# Whoever states one of these accuses the subject, however sure the source is.
ACCUSING = frozenset({"accused_by", "alleged_ties", "shared_data_with"})
# Families of acts that exist on paper (an order, an award, a ruling, a filing), and what in them does not.
ON_PAPER = frozenset({"law", "lists_and_bans", "procurement"})
NOT_ON_PAPER = frozenset({"accused_by", "developed_for", "supplies"})
# Who leads whom and where the customers are is rarely a secret: that an article is unsigned is no gap there.
PLAIN = frozenset({"earns_revenue_from", "founded_by", "has_users", "headquartered_in", "led_by"})
_OF = re.compile(r" (?:of|for) ")


class GapKind(StrEnum):
    """What is missing."""

    UNANSWERED = "unanswered"
    ANONYMOUS = "anonymous"
    NO_DOCUMENT = "no_document"

    @property
    def meaning(self) -> str:
        """One line for people."""
        return _MEANINGS[self]


_MEANINGS = {
    GapKind.UNANSWERED: "accusations that nobody denies",
    GapKind.ANONYMOUS: "one origin, and it has no name",
    GapKind.NO_DOCUMENT: "official acts that only the news reports",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A relation, and what is missing for it. `why` says it in words."""

    kind: GapKind
    relation: FusedRelation
    why: str

    def __str__(self) -> str:
        return (
            f"{self.relation.subject.name} {self.relation.relation} {self.relation.object.name}: {self.why}"
        )


def gaps(relations: Iterable[FusedRelation], entities: Mapping[str, Entity]) -> list[Gap]:
    """The gaps of the relations by kind, in their order.

    - `unanswered`: somebody else than its subject alleges it, or accuses, and no source denies it, not
      even in general ("no ties to any government").
    - `anonymous`: one origin holds it, and that is an unsigned article or somebody who is only described
      ("a senior official").
    - `no_document`: it is asserted, is an act that exists on paper (a ban, an award, a ruling), and no
      article about it was published by a public body or by one of the two sides.
    """
    known = list(relations)
    denials = Denials(known)
    found: list[Gap] = []
    for relation in known:
        found += _gaps_of(relation, denials, entities)
    order = list(GapKind)
    return sorted(found, key=lambda gap: order.index(gap.kind))


def _gaps_of(relation: FusedRelation, denials: Denials, entities: Mapping[str, Entity]) -> Iterator[Gap]:
    kind = ontology().relations.get(relation.relation)
    family = kind.family if kind else ""
    held = [claim for claim in relation.claims if claim.stance is not Stance.DENIED]
    accusations = [claim for claim in held if _accuses(claim)]
    if accusations and not denials.of(relation):
        by = _several(str(claim.source) for claim in accusations)
        yield Gap(GapKind.UNANSWERED, relation, f"said by {by}, and no source denies it")
    nameless = relation.relation not in PLAIN and all(is_anonymous(claim, entities) for claim in held)
    if held and nameless and relation.origins == 1:
        yield Gap(GapKind.ANONYMOUS, relation, f"said only {_by_nobody(held[0])}")
    on_paper = family in ON_PAPER and relation.relation not in NOT_ON_PAPER
    if on_paper and Stance.ASSERTED in relation.stances and not any(is_primary(c, entities) for c in held):
        outlets = _several(claim.document.publisher or "an unknown publisher" for claim in held)
        yield Gap(GapKind.NO_DOCUMENT, relation, f"known only from {outlets}")


def _accuses(claim: Claim) -> bool:
    """Whether somebody says it against the subject. Whoever says it of themselves accuses nobody."""
    stated = claim.stance is Stance.ASSERTED and claim.relation in ACCUSING
    return (stated or claim.stance is Stance.ALLEGED) and claim.source.id != claim.subject.id


def is_anonymous(claim: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether nobody answers for it by name: not the far end of its chain; without one, no publisher."""
    chain = _voices(claim)
    return not _has_a_name(chain[-1], entities) if chain else claim.document.publisher is None


def is_primary(claim: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether the article is a paper of a public body or of a side, and not of a news outlet."""
    name = claim.document.publisher
    if name is None:
        return False
    id = publisher_id(name)
    if id in (claim.saying[0], claim.saying[2]):
        return True
    kind = _kind_of(name, id, entities)
    return kind is not None and ontology().is_a(kind, "PublicBody")


def _voices(claim: Claim) -> list[Source]:
    """The chain from the publisher to whoever said it first, of those that are known."""
    return [voice for voice in claim.origin or (claim.source,) if voice.name or voice.id]


def _by_nobody(claim: Claim) -> str:
    """Who the nameless voice is, and through whom it is heard."""
    chain = [str(voice) for voice in _voices(claim)]
    if not chain:
        return "in an unsigned article"
    through = f", through {chain[-2]}" if len(chain) > 1 else ""
    return f"by {chain[-1]}{through}"


def _has_a_name(source: Source, entities: Mapping[str, Entity]) -> bool:
    """Whether a source is somebody, and not only described: "Mara Voss", not "a senior official".

    The catalogue decides, or that the graph has no name for it, else the last word: it has a capital.
    """
    id = source.id or ""
    if id in catalogue().by_id:
        return True
    if id in entities and not entities[id].named:
        return False
    words = (source.name or "").split()
    return bool(words) and not words[-1].islower()


def _kind_of(name: str, id: str, entities: Mapping[str, Entity]) -> str | None:
    """The type of a publisher: from the catalogue, the graph, or its head noun ("Ministry of Works")."""
    if entry := catalogue().by_id.get(id):
        return entry.type
    if id in entities:
        return entities[id].type
    words = _OF.split(name.casefold(), maxsplit=1)[0].split()
    return nouns().get(words[-1]) if words else None


def _several(names: Iterable[str]) -> str:
    """Names, each once, three at most.

    >>> _several(["A", "B", "A"]), _several("ABCDE")
    ('A and B', 'A, B, C and 2 more')
    """
    each = list(dict.fromkeys(names))
    if len(each) > 3:
        return f"{', '.join(each[:3])} and {len(each) - 3} more"
    return joined(each)
