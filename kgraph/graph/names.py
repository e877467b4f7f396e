"""Names as people type them: "kaspersky" finds Kaspersky Lab, and a miss gets suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from unicodedata import combining, normalize

from kgraph.errors import GraphError
from kgraph.model import slug

__all__ = ["NameIndex", "fold", "only_one", "suggestion"]


def fold(name: str) -> str:
    """A name without case, accents and punctuation.

    >>> fold("Société  Générale, S.A."), fold("removed_from") == fold("Removed from")
    ('societe-generale-s-a', True)
    """
    return slug("".join(c for c in normalize("NFKD", name) if not combining(c)))


def suggestion(typed: str, choices: Iterable[str]) -> str:
    """How an error goes on after its first words: `; did you mean A or B?`, or a full stop.

    Similarity is rapidfuzz's weighted ratio, at least 60 of 100 and not far below the best.
    """
    from rapidfuzz import fuzz, process

    ranked = process.extract(
        typed, sorted(set(choices)), scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=60
    )
    names = [name for name, score, _ in ranked if score > ranked[0][1] - 15]
    return f"; did you mean {' or '.join(names)}?" if names else "."


def only_one(typed: str, ids: Iterable[str]) -> str:
    """The one id that a typed name stands for. Raises `GraphError` where it is the name of several.

    >>> only_one("orrin", {"orrin-robotics"})
    'orrin-robotics'
    """
    first, *others = sorted(ids)
    if others:
        raise GraphError(f"{typed!r} is the name of several: give the id, {' or '.join([first, *others])}.")
    return first


class NameIndex:
    """Finds ids by name. `names` are all names of an id, `labels` the one to show, `weights` its claims."""

    def __init__(
        self,
        what: str,
        names: Mapping[str, Iterable[str]],
        labels: Mapping[str, str],
        weights: Mapping[str, int],
    ) -> None:
        self._what = what
        self._labels = labels
        self._weights = weights
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._by_word: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for id, given in names.items():
            for name in given:
                folded = fold(name)
                self._exact[folded].add(id)
                for word in folded.split("-"):
                    self._by_word[word].add((folded, id))
        self._labelled: defaultdict[str, set[str]] = defaultdict(set)
        for id, label in labels.items():
            self._labelled[fold(label)].add(id)

    def find(self, typed: str) -> frozenset[str]:
        """The ids that a typed name stands for: several only for namesakes.

        In this order: the id itself, the name shown, any name; then the name with the fewest other
        words that has all words typed, rather at its start, of the entity with most claims.
        Raises `GraphError` with suggestions where nothing fits or two fit alike.
        """
        if typed in self._labels:
            return frozenset((typed,))
        folded = fold(typed)
        if exact := self._labelled.get(folded) or self._exact.get(folded):
            return frozenset(exact)
        words = folded.split("-")
        within = set.intersection(*(self._by_word.get(word, set()) for word in words))
        if not within:
            hint = suggestion(typed, self._labels.values())
            raise GraphError(f"The graph knows no {self._what} {typed!r}{hint}")
        ranks: dict[str, tuple[bool, int, int]] = {}
        for name, id in within:
            rank = (not f"{name}-".startswith(f"{folded}-"), name.count("-"), -self._weights[id])
            ranks[id] = min(rank, ranks.get(id, rank))
        best = min(ranks.values())
        found = sorted(id for id, rank in ranks.items() if rank == best)
        if len(found) > 1:
            labels = " or ".join(self._labels[id] for id in found[:5])
            raise GraphError(f"{typed!r} may be {labels}: write more of the name, or the id.")
        return frozenset(found)
