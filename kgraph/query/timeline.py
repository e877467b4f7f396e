"""What happened when, by what the texts say of it, else by the day of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf
from typing import TypeAlias

from kgraph.model import Claim, Granularity, Stance

__all__ = ["Event", "timeline"]

_Time: TypeAlias = tuple[date | None, date | None, Granularity, OneOf["text", "article"]]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims that say the same of one time with one stance.

    `start` and `end` are as in `When`: an open side is None, never both. `dated_by` is `text` where the
    articles say when, and `article` where only the day is known on which it was written: the fact
    itself may be older.
    """

    start: date | None
    end: date | None
    granularity: Granularity
    dated_by: OneOf["text", "article"]
    claims: tuple[Claim, ...]

    @property
    def stance(self) -> Stance:
        """The stance of all its claims."""
        return self.claims[0].stance

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says it, each once."""
        return tuple(dict.fromkeys(str(claim.source) for claim in self.claims))

    @property
    def time(self) -> str:
        """The time, no finer than it is known.

        A day is `2017-07-11`, a month `2017-07`, a quarter `2017-Q3`, a year `2017`; an interval has
        both sides (`2021-01-01 … 2022-06-30`, `2021-01-01 …`).
        """
        day = self.start or self.end
        assert day is not None
        if self.granularity == "day" or self.dated_by == "article":
            return day.isoformat()
        if self.granularity == "month":
            return f"{day:%Y-%m}"
        if self.granularity == "quarter":
            return f"{day:%Y}-Q{(day.month + 2) // 3}"
        if self.granularity == "year":
            return f"{day:%Y}"
        return f"{self.start or ''} … {self.end or ''}".strip()

    def __str__(self) -> str:
        said = self.claims[0]
        told = f"{self.time}  {said.subject.name} {said.relation} {said.object.name}"
        reported = ", reported that day" if self.dated_by == "article" else ""
        return f"{told} [{said.stance}, {', '.join(self.sources)}{reported}]"


def timeline(claims: Iterable[Claim]) -> list[Event]:
    """The events that the claims tell of, by time; claims without any date are left out."""
    said: defaultdict[tuple[tuple[str, str, str], Stance], list[Claim]] = defaultdict(list)
    for claim in claims:
        said[claim.saying, claim.stance].append(claim)
    return sorted((event for alike in said.values() for event in _events(alike)), key=_order)


def _events(alike: Iterable[Claim]) -> Iterator[Event]:
    """The events of claims that say the same with one stance.

    Where the texts give it one time only, an article without a time tells of that, and of nothing new.
    """
    dated: defaultdict[_Time, list[Claim]] = defaultdict(list)
    reported: defaultdict[_Time, list[Claim]] = defaultdict(list)
    for claim in alike:
        when, day = claim.when, claim.document.published
        if when is not None and (when.start or when.end):
            dated[when.start, when.end, when.granularity, "text"].append(claim)
        elif day is not None:
            reported[day, day, "day", "article"].append(claim)
    if len(dated) == 1:
        ((time, first),) = dated.items()
        begun = time[0] or date.min
        for day_of in [day_of for day_of in reported if (day_of[0] or begun) >= begun]:
            first += reported.pop(day_of)
    for time, group in (*dated.items(), *reported.items()):
        yield Event(*time, tuple(group))


def _order(event: Event) -> tuple[date, date, str, str, str, str]:
    """By start; an event with an open start stands where it ends."""
    start = event.start or event.end or date.min
    said = event.claims[0]
    return start, event.end or date.max, said.subject.name, said.relation, said.object.name, said.stance.value
