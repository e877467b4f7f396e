"""What may be asked of claims, and how the words of a question become exact values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias, TypedDict

from kgraph.errors import GraphError
from kgraph.graph.names import fold, suggestion
from kgraph.model import Entity, Participant, Stance
from kgraph.ontology import ontology

__all__ = [
    "Filters",
    "Names",
    "as_day",
    "as_names",
    "as_relations",
    "as_stances",
    "as_types",
    "check_filters",
]

Names: TypeAlias = str | Entity | Participant | Iterable[str | Entity | Participant]
"""One name or entity, or several of which any will do."""


class Filters(TypedDict, total=False):
    """The filters of claims; a claim must pass all that are given, None stands for "not given".

    Args:
        subject, object: the entity on that side, by name as people type it, or by id.
        entity: the entity on either side.
        relation: `removed_from`, or "removed from".
        type: an entity type of the subject or of the object, narrower types included.
        stance: `asserted`, `alleged`, `denied`, `proposed`.
        source: who says it, by name or id.
        document: the id, path, title or address of the article.
        since, until: first and last day on which it was published, as a date or `YYYY-MM-DD`.
            An article of unknown date passes neither.
        min_confidence: the least confidence, 0 to 1.
        rejected: True to have claims among the answers that somebody rejected; they are left out else.
    """

    subject: Names | None
    object: Names | None
    entity: Names | None
    relation: str | Iterable[str] | None
    type: str | Iterable[str] | None
    stance: str | Iterable[str] | None
    source: str | Iterable[str] | None
    document: str | Iterable[str] | None
    since: date | str | None
    until: date | str | None
    min_confidence: float | None
    rejected: bool | None


def check_filters(names: Iterable[str]) -> None:
    """`TypeError` for a filter that does not exist, as Python raises for an unknown argument."""
    for name in names:
        if name not in Filters.__annotations__:
            raise TypeError(f"There is no filter {name!r}{suggestion(name, Filters.__annotations__)}")


def as_names(given: Names) -> list[str]:
    """The names or ids of one or several."""
    if isinstance(given, str | Entity | Participant):
        given = (given,)
    return [one if isinstance(one, str) else one.id for one in given]


def as_stances(given: str | Iterable[str]) -> frozenset[str]:
    """Stances by name."""
    known = [stance.value for stance in Stance]
    return frozenset(_known("stance", name, known) for name in as_names(given))


def as_relations(given: str | Iterable[str], in_graph: Iterable[str]) -> frozenset[str]:
    """Relations of the ontology or of the graph, by name or by label."""
    labels = {relation.label: name for name, relation in ontology().relations.items()}
    known = sorted({*ontology().relations, *in_graph})
    return frozenset(_known("relation", name, known, labels) for name in as_names(given))


def as_types(given: str | Iterable[str], in_graph: Iterable[str]) -> frozenset[str]:
    """The types named, by name or by label, and of those in the graph all narrower ones."""
    labels = {kind.label: name for name, kind in ontology().types.items()}
    in_graph = set(in_graph)
    known = sorted(in_graph.union(*ontology().ancestors.values()))
    named = {_known("entity type", name, known, labels) for name in as_names(given)}
    narrower = {kind for kind in in_graph for name in named if ontology().is_a(kind, name)}
    return frozenset(named | narrower)


def as_day(name: str, given: date | str) -> date:
    """The day of a filter `since` or `until`."""
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise GraphError(f"{name}={given!r} is no date: write it as YYYY-MM-DD.") from None


def _known(what: str, name: str, known: Iterable[str], labels: dict[str, str] | None = None) -> str:
    folded = fold(name).replace("-", "")
    for choice in known:
        if fold(choice).replace("-", "") == folded:
            return choice
    for label, choice in (labels or {}).items():
        if fold(label).replace("-", "") == folded:
            return choice
    raise GraphError(f"There is no {what} {name!r}{suggestion(name, known)}")
