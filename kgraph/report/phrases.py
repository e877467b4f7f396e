"""How relations are said in sentences: a row of `phrases.csv`, and a plain way for those that have none."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kgraph.query.labels import relation_label
from kgraph.report.safe import plain

__all__ = ["Phrase", "gerund", "is_plural", "phrase", "phrases"]

_PLACE = "{}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The verb of a relation, between subject and object; a `{}` in it is where the object stands.

    `one` and `many` go with a subject in the singular and the plural, `infinitive` after "is alleged to",
    `proposed` after "it is proposed that". `active` has the object as subject ("bans"), or is empty.
    """

    one: str
    many: str
    infinitive: str
    proposed: str
    active: str = ""


@cache
def phrases() -> Mapping[str, Phrase]:
    """The phrase of each relation that has one."""
    with Path(__file__).with_name("phrases.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [field.name for field in fields(Phrase)]
    return MappingProxyType({row["relation"]: Phrase(*(row[name] for name in names)) for row in rows})


def phrase(relation: str) -> Phrase:
    """The phrase of a relation. One that has no row is quoted, which any label bears.

    >>> phrase("banned_by").infinitive, phrase("praised_by").one
    ('have been banned by', 'stands in the relation “praised by” to')
    """
    if known := phrases().get(relation):
        return known
    rest = f"in the relation “{plain(relation_label(relation), 80)}” to".replace(_PLACE, "")
    return Phrase(f"stands {rest}", f"stand {rest}", f"stand {rest}", f"stand {rest}")


def gerund(infinitive: str) -> str:
    """The infinitive as it follows "denies".

    >>> gerund("have been banned by"), gerund("be led by"), gerund("cooperate with"), gerund("lobby")
    ('having been banned by', 'being led by', 'cooperating with', 'lobbying')
    """
    first, blank, rest = infinitive.partition(" ")
    stem = first[:-1] if first.endswith("e") and first != "be" else first
    return f"{stem}ing{blank}{rest}"


def is_plural(name: str) -> bool:
    """Whether a name takes a verb in the plural: what ends in a small-lettered plural. Companies do not.

    >>> is_plural("Orrin drones"), is_plural("Tallis Networks"), is_plural("campus")
    (True, False, False)
    """
    last = name.split()[-1] if name.split() else ""
    return last.islower() and last.endswith("s") and not last.endswith(("ss", "us", "is", "'s", "’s"))
