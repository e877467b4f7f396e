"""Graphs to draw, by name: small and large, long-named, in pieces, starred, parallel, looped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from kgraph.graph import ClaimGraph
from kgraph.model import Claim, Literal, Stance
from kgraph.ontology import ontology
from tests.builders import article, claim, participant, sample_claims

__all__ = ["GRAPHS", "VENDOR", "edge", "generated"]

VENDOR = "Northgate Systems"
_TYPES = list(ontology().types)
_RELATIONS = [
    *("removed_from", "added_to", "banned_by", "warned_against_by", "contracted_by", "supplies"),
    *("alleged_ties", "shared_data_with", "owned_by", "partners_with", "investigated_by", "led_by"),
    "contract_ended_by",
]
_WORDS = ["North", "Port", "Grid", "Data", "Safety", "Trade", "Council", "Board", "Systems", "Office"]
_PAPERS = ("Daily Ledger", "Evening Wire", "Harbour Review", "Morning Post")


def edge(
    subject: str,
    relation: str,
    thing: str | Literal,
    *stances: str,
    types: tuple[str, str] = ("Vendor", "Agency"),
) -> list[Claim]:
    """One claim for each stance (asserted where none is given), each in an article of its own."""
    one = participant(subject, types[0])
    other = thing if isinstance(thing, Literal) else participant(thing, types[1])
    return [
        claim(
            one,
            relation,
            other,
            stance=stance,
            source=paper,
            document=article(
                f"{subject} {relation} {stance} {number}.",
                publisher=paper,
                published=date(2024, 5, 1) + timedelta(days=number),
            ),
        )
        for number, stance in enumerate(stances or ("asserted",))
        for paper in [_PAPERS[number % len(_PAPERS)]]
    ]


def generated(count: int, more: float = 1.35) -> ClaimGraph:
    """A graph of so many entities around nine hubs, `more` times as many relations, always the same."""
    random = Random(count)
    cast = [
        (f"{' '.join(random.sample(_WORDS, random.choice([1, 2, 2, 3])))} {number}", random.choice(_TYPES))
        for number in range(count)
    ]
    pairs = [(number, random.randrange(min(number, 9))) for number in range(1, count)]
    pairs += [(random.randrange(count), random.randrange(count)) for _ in range(int(count * (more - 1)))]
    claims = []
    for a, b in pairs:
        stances = random.choices(list(Stance), k=random.choice([1, 1, 2, 3]))
        (one, first), (other, second) = cast[a], cast[b]
        claims += edge(one, random.choice(_RELATIONS), other, *stances, types=(first, second))
    return ClaimGraph(claims)


def _long() -> ClaimGraph:
    name = "Interministerial Committee for the Coordination of the Protection of Critical Communications"
    address = "https://archive.example/a/very/long/address/without/any/spaces/in/it?and=more&than=that"
    claims = []
    for number in range(8):
        claims += edge(f"{address}{number % 3}", "alleged_ties", f"{name} no. {number}", "alleged")
    return ClaimGraph(claims + edge("The $480 million … $2 billion programme", "supplies", f"{name} no. 1"))


def _pieces() -> ClaimGraph:
    claims = edge(VENDOR, "supplies", "Ministry of Works") + edge("A", "supplies", "B")
    for number in range(12):
        for leaf in range(number % 4 + 1):
            claims += edge(f"Vendor {number}", "contracted_by", f"Office {number}.{leaf}")
    return ClaimGraph(claims)


def _star() -> ClaimGraph:
    stances = list(Stance)
    claims = []
    for number in range(25):
        relation = _RELATIONS[number % len(_RELATIONS)]
        claims += edge(VENDOR, relation, f"Agency for Affair {number}", stances[number % 4])
    return ClaimGraph(claims)


def _parallel() -> ClaimGraph:
    claims = []
    for number, relation in enumerate(_RELATIONS[:10]):
        claims += edge(VENDOR, relation, "Ministry of Works", *list(Stance)[number % 4 :])
    claims += edge("Ministry of Works", "accused_by", VENDOR, types=("Agency", "Vendor"))
    return ClaimGraph(claims + edge(VENDOR, "has_users", Literal(400_000_000, "400 million")))


def _loops() -> ClaimGraph:
    claims = edge(VENDOR, "accused_by", VENDOR, types=("Vendor", "Vendor"))
    claims += edge(VENDOR, "sued_by", VENDOR, "alleged", "denied", types=("Vendor", "Vendor"))
    return ClaimGraph(claims + edge(VENDOR, "supplies", "Ministry of Works"))


GRAPHS: dict[str, Callable[[], ClaimGraph]] = {
    "empty": ClaimGraph,
    "one": lambda: ClaimGraph(edge(VENDOR, "supplies", "Ministry of Works")),
    "sample": lambda: ClaimGraph(sample_claims()),
    "5 entities": lambda: generated(5),
    "20 entities": lambda: generated(20),
    "60 entities": lambda: generated(60),
    "long names": _long,
    "pieces": _pieces,
    "star of 25": _star,
    "parallel": _parallel,
    "loops": _loops,
}
