"""How well names of one entity are told from namesakes: measured on `training/identity/`.

`python -m training.identity` prints the tables of `docs/identity.md`; `--page` puts them there.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from kgraph.graph import ClaimGraph
from kgraph.model import Claim, Document, Evidence, Extractor, Participant, Source, Stance, slug
from kgraph.ontology import catalogue
from training.page import refresh_file

__all__ = [
    "NAMES",
    "PAGE",
    "Name",
    "Scores",
    "b_cubed",
    "entities_found",
    "ids",
    "pairwise_scores",
    "read_names",
    "tables",
]

NAMES = Path(__file__).parent / "identity" / "names.csv"
PAGE = Path(__file__).parents[1] / "docs" / "identity.md"


@dataclass(frozen=True, slots=True)
class Name:
    """One name in one article; names with the same `entity` are one.

    `mention` are the words of the article for it, `partner` is the name of whom the article names beside it;
    both may be empty. `training/identity/README.md` tells more.
    """

    entity: str
    article: str
    name: str
    type: str
    mention: str
    partner: str

    @property
    def id(self) -> str:
        """The id that the extraction gives it: the catalogue's, else a slug of the name."""
        return _id(self.name, self.type)


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return f"{self.precision:.3f} | {self.recall:.3f} | {self.f1:.3f}"


def read_names(path: Path = NAMES) -> list[Name]:
    """The labelled set in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Name(row["entity"], row["article"], row["name"], row["type"], row["mention"], row["with"])
            for row in csv.DictReader(file)
        ]


def ids(names: Iterable[Name]) -> list[str]:
    """What would be one entity if ids and nothing else decided."""
    return [name.id for name in names]


def entities_found(names: Sequence[Name]) -> list[str]:
    """The entity that kgraph makes of each name, by its id."""
    claims = [_claim(place, name) for place, name in enumerate(names)]
    graph = ClaimGraph(claims)
    return [graph.claim(claim.id).subject.id for claim in claims]


def pairwise_scores(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Scores:
    """Over all pairs of names: how many joined ones belong together, how many of these are joined.

    >>> print(pairwise_scores("aabb", "xxxy"))
    0.333 | 0.500 | 0.400
    """
    pairs = list(combinations(range(len(gold)), 2))
    belong = {pair for pair in pairs if gold[pair[0]] == gold[pair[1]]}
    joined = {pair for pair in pairs if found[pair[0]] == found[pair[1]]}
    right = len(belong & joined)
    return Scores(right / len(joined) if joined else 1.0, right / len(belong) if belong else 1.0)


def b_cubed(gold: Sequence[Hashable], found: Sequence[Hashable]) -> Scores:
    """The mean over names of the precision and recall of each one's group (Bagga & Baldwin 1998).

    >>> print(b_cubed("aabb", "xxxy"))
    0.667 | 0.750 | 0.706
    """
    by_gold, by_found = _groups(gold), _groups(found)
    both = [len(by_gold[a] & by_found[b]) for a, b in zip(gold, found, strict=True)]
    precision = sum(n / len(by_found[b]) for n, b in zip(both, found, strict=True)) / len(gold)
    recall = sum(n / len(by_gold[a]) for n, a in zip(both, gold, strict=True)) / len(gold)
    return Scores(precision, recall)


def tables(names: Sequence[Name]) -> dict[str, str]:
    """The tables in Markdown, by the name that the page has them under."""
    gold, found = [name.entity for name in names], entities_found(names)
    scores = [
        "| | entities | pairs: precision | recall | F1 | B-cubed: precision | recall | F1 |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for what, groups in (("same id", ids(names)), ("kgraph", found)):
        count = f"{len(set(groups))} of {len(set(gold))}"
        scores.append(f"| {what} | {count} | {pairwise_scores(gold, groups)} | {b_cubed(gold, groups)} |")
    faults = ["| what goes wrong | names |", "| --- | --- |"]
    faults += (f"| joined, but several | {_listed(names, places)} |" for places in _mixed(found, gold))
    faults += (f"| apart, but one | {_listed(names, places)} |" for places in _mixed(gold, found))
    return {"scores": "\n".join(scores), "faults": "\n".join(faults)}


def _mixed(groups: Sequence[str], labels: Sequence[str]) -> list[list[int]]:
    """The places of each group that has several labels: one place for each of these."""
    mixed = []
    for _, places in sorted(_groups(groups).items()):
        firsts = {labels[place]: place for place in sorted(places, reverse=True)}
        if len(firsts) > 1:
            mixed.append(sorted(firsts.values()))
    return mixed


def _listed(names: Sequence[Name], places: Iterable[int]) -> str:
    return ", ".join(f"{names[place].name} ({names[place].type})" for place in places)


def _groups(labels: Sequence[Hashable]) -> dict[Hashable, set[int]]:
    groups: defaultdict[Hashable, set[int]] = defaultdict(set)
    for place, label in enumerate(labels):
        groups[label].add(place)
    return dict(groups)


def _claim(place: int, name: Name) -> Claim:
    """A claim that has the name as its subject, in the article of the name."""
    partner = name.partner or f"clerks of {name.article}"
    kind = _type_of(partner) if name.partner else "Agency"
    text = f"{name.article}: {name.name} {name.mention} {partner}."
    return Claim(
        document=Document(text, id=name.article),
        subject=Participant(name.id, name.name, name.type, name.mention or name.name),
        relation="cooperates_with",
        object=Participant(_id(partner, kind), partner, kind, partner, named=bool(name.partner)),
        stance=Stance.ASSERTED,
        source=Source(None),
        evidence=Evidence(place, place + len(text), text),
        extractor=Extractor("labelled", "names", "1"),
        confidence=1.0,
    )


def _type_of(partner: str) -> str:
    """The type that the shipped set gives a partner; an agency where it does not name it."""
    return _types().get(partner, "Agency")


@cache
def _types() -> dict[str, str]:
    """Name → type, of names that the set has twice the first."""
    return {name.name: name.type for name in reversed(read_names())}


def _id(name: str, type: str) -> str:
    entry = catalogue().find(name) if type != "Person" else None
    return entry.id if entry else slug(name)


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or put them on the page."""
    made = tables(read_names())
    if "--page" in arguments:
        refresh_file(PAGE, made)
    else:
        print("\n\n".join(made.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
