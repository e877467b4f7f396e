"""What the lexicon says about a pair of mentions, as features of the relation model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kgraph.claims.rows import Firing
from kgraph.claims.sentence_view import Path, SentenceView
from kgraph.model import Mention
from kgraph.ontology import triggers

__all__ = ["TriggerReader"]

MOST_REACH = 3


class TriggerReader:
    """Reads the rows that fired for a pair, and the trigger words of its sentence.

    A trigger word speaks for its relations even where its rows do not fire, the more so on the path
    between the mentions, and most at the apex of the path.
    """

    def __init__(self, view: SentenceView) -> None:
        self._stated = _stated(view)
        self._known: dict[tuple[frozenset[int], int], list[str]] = {}
        """Trigger words on a path, and its apex → their features."""

    def features(self, one: Mention, other: Mention, rows: Sequence[Firing], path: Path) -> list[str]:
        """The features of "`one` as subject, `other` as object"; each is there once."""
        on_path = self._stated.keys() & path.tokens
        key = frozenset(on_path), path.apex if path.apex in self._stated else -1
        if key not in self._known:
            self._known[key] = self._of_triggers(on_path, path.apex)
        known = self._known[key]
        return _of_rows(rows, f"{one.entity.type}>{other.entity.type}") + known if rows else known

    def _of_triggers(self, on_path: set[int], apex: int) -> list[str]:
        stated = self._stated.keys()
        places = {"p": on_path, "s": stated - on_path, "a": stated & {apex}}
        return [
            f"{place}trg={relation}"
            for place, tokens in places.items()
            for relation in sorted({relation for i in tokens for relation in self._stated[i]})
        ]


def _of_rows(rows: Sequence[Firing], kinds: str) -> list[str]:
    found: list[str] = []
    for firing in rows:
        relation = firing.row.relation
        found += [
            f"row={relation}",
            f"row={relation}:{min(firing.reach, MOST_REACH)}",
            f"row={relation}:{kinds}",
            f"rowid={firing.row.id}",
        ]
    return list(dict.fromkeys(found))


def _stated(view: SentenceView) -> dict[int, frozenset[str]]:
    """Token → the relations that it may state, by the lexicon's trigger words alone."""
    relations_of = _relations_of_triggers()
    found = {}
    for token in view.sentence:
        relations = relations_of.get(token.lemma_.lower())
        if relations:
            found[token.i] = relations
    return found


@cache
def _relations_of_triggers() -> dict[str, frozenset[str]]:
    return {word: frozenset(row.relation for row in rows) for word, rows in triggers().items()}
