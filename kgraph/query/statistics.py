"""The numbers of a graph: how much of what is in it, from when, and said by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from kgraph.graph import ClaimGraph
from kgraph.graph.origins import source_name
from kgraph.model import Entity, Source, Stance

__all__ = ["Statistics", "statistics"]

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts, each mapping with the highest count first and equal ones by name.

    `first`, `last` are the days of the first and last dated article; `silent` the articles that claim
    nothing; `disputed` and `confirmed` the relations that somebody denies, and that two or more
    independent origins hold. `sources` and `publishers` count claims and articles.
    """

    documents: int
    silent: int
    undated: int
    first: date | None
    last: date | None
    claims: int
    entities: int
    relations: int
    disputed: int
    confirmed: int
    stances: Mapping[Stance, int]
    by_relation: Mapping[str, Mapping[Stance, int]]
    types: Mapping[str, int]
    by_entity: Mapping[Entity, int]
    sources: Mapping[str, int]
    publishers: Mapping[str, int]


def statistics(graph: ClaimGraph) -> Statistics:
    """The numbers of a graph. `by_entity` counts the claims with it on either side."""
    claims, documents, relations = graph.claims(), graph.documents(), graph.relations()
    entities = {entity.id: entity for entity in graph.entities()}
    stances = Counter(claim.stance for claim in claims)
    by_relation: dict[str, Counter[Stance]] = {}
    mentioned: Counter[str] = Counter()
    for claim in claims:
        by_relation.setdefault(claim.relation, Counter())[claim.stance] += 1
        mentioned.update({claim.saying[0], claim.saying[2]} & entities.keys())
    totals = {relation: counts.total() for relation, counts in by_relation.items()}
    days = [document.published for document in documents if document.published]
    about = _ranked({entities[id]: count for id, count in mentioned.items()})
    return Statistics(
        documents=len(documents),
        silent=len(documents) - len({claim.document.id for claim in claims}),
        undated=len(documents) - len(days),
        first=min(days, default=None),
        last=max(days, default=None),
        claims=len(claims),
        entities=len(entities),
        relations=len(relations),
        disputed=sum(relation.disputed for relation in relations),
        confirmed=sum(
            relation.origins > 1 and set(relation.stances) != {Stance.DENIED} for relation in relations
        ),
        stances={stance: stances[stance] for stance in Stance},
        by_relation={relation: by_relation[relation] for relation in _ranked(totals)},
        types=_ranked(Counter(entity.type for entity in entities.values())),
        by_entity=about,
        sources=_ranked(Counter(source_name(claim.source, claim.document) for claim in claims)),
        publishers=_ranked(Counter(source_name(Source(None), document) for document in documents)),
    )


def _ranked(counts: Mapping[Key, int]) -> dict[Key, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], str(item[0]))))
