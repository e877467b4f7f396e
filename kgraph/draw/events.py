"""Which events a timeline has room for, and which of their claims are in dispute."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kgraph.graph.fusion import fuse
from kgraph.model import Claim, Entity, Participant, Stance
from kgraph.query.disputes import Denials, Denied
from kgraph.query.timeline import Event

__all__ = ["answered", "telling", "years"]

_MOST_RUNS = 4  # of years in a caption


def answered(claims: Sequence[Claim], denials: Denials | None = None) -> dict[str, Denied]:
    """How claims are in dispute, by their ids: those who hold something and those who deny it.

    A denial in general is not among them; what it answers is. `denials` are those that may answer them, by
    default their own.
    """
    ends = (end for claim in claims for end in (claim.subject, claim.object))
    entities = {
        end.id: Entity(end.id, end.name, end.type, end.named) for end in ends if isinstance(end, Participant)
    }
    relations = fuse(claims, entities)
    known = Denials(relations) if denials is None else denials
    return {
        claim.id: denied
        for relation in relations
        if (denied := known.how(relation))
        for claim in relation.claims
    }


def telling(events: Sequence[Event], disputes: Mapping[str, Denied], most: int) -> list[Event]:
    """At most so many of the events, in their order: first what is in dispute or denied, then the most told.

    Of equals each year has as many as any other, as far as it has them, and they are spread over it.
    `disputes` are those of `answered`.
    """
    ranks: defaultdict[tuple[bool, int], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        plain = event.stance is not Stance.DENIED and event.claims[0].id not in disputes
        ranks[plain, -len(event.claims)].append(number)
    found: list[int] = []
    for rank in sorted(ranks):
        taken = Counter(_year(events[number]) for number in found)
        found += _spread(events, ranks[rank], most - len(found), taken)
    return [events[number] for number in sorted(found)]


def years(events: Iterable[Event]) -> str:
    """The years that events fall into, for a sentence; of many gaps only the first and the last."""
    runs: list[list[int]] = []
    for year in sorted({_year(event) for event in events}):
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    if len(runs) > _MOST_RUNS:
        return f"{runs[0][0]} to {runs[-1][1]}"
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else "".join(told)


def _spread(events: Sequence[Event], equal: Sequence[int], most: int, taken: Counter[int]) -> list[int]:
    """At most so many numbers of equal events; `taken` counts what each year has already."""
    if len(equal) <= most:
        return list(equal)
    of_year: defaultdict[int, list[int]] = defaultdict(list)
    for number in equal:
        of_year[_year(events[number])].append(number)
    share = Counter[int]()

    def poor(year: int) -> tuple[int, int, int]:
        return taken[year] + share[year], share[year] - len(of_year[year]), year

    for _ in range(most):
        share[min((year for year in of_year if share[year] < len(of_year[year])), key=poor)] += 1
    return [number for year, numbers in of_year.items() for number in _even(numbers, share[year])]


def _even(numbers: Sequence[int], count: int) -> list[int]:
    """So many of some numbers, at even distances.

    >>> _even(range(10), 2)
    [2, 7]
    """
    return [numbers[(2 * step + 1) * len(numbers) // (2 * count)] for step in range(count)]


def _year(event: Event) -> int:
    day = event.start or event.end
    assert day is not None, "an event has one side at least"
    return day.year
