"""Names as people type them: "kaspersky" finds Kaspersky Lab, and a miss gets suggestions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from unicodedata import combining, normalize

from kgraph.errors import GraphError
from kgraph.model import slug

__all__ = ["NameIndex", "fold", "only_one", "suggestion"]

_ALIKE, _ALIKE_WORD = 65.0, 70.0  # of 100
_BEGUN, _BEGINNING = 85.0, 3  # for a word that begins with what was typed, if that has so many letters
_NOT_TYPED, _TYPED_IN_VAIN = 3.0, 12.0  # taken off for each word that only the one or the other has
_SUGGESTED, _NEARLY = 3, 15.0  # choices at most, and how much less alike than the best they may be


def fold(name: str) -> str:
    """A name without case, accents and punctuation.

    >>> fold("Société  Générale, S.A."), fold("removed_from") == fold("Removed from")
    ('societe-generale-s-a', True)
    """
    return slug("".join(c for c in normalize("NFKD", name) if not combining(c)))


def suggestion(typed: str, choices: Iterable[str]) -> str:
    """How an error goes on after its first words: `; did you mean A or B?`, or a full stop.

    At most three choices are named that are alike enough, as whole or word by word, and nearly as much so as
    the best of them: rapidfuzz's ratio, at least 65 of 100 for a whole name and 70 for a word. A word also
    stands for a longer one that begins with it. Words that only one of both has count against it, those
    typed most.

    >>> suggestion("kasperski", ["Kaspersky Lab", "Eugene Kaspersky", "Caspian Airlines", "Lab"])
    '; did you mean Eugene Kaspersky or Kaspersky Lab?'
    >>> suggestion("kasp labs", ["Kaspersky Lab", "Lab"]), suggestion("avaria", ["Karstovia"])
    ('; did you mean Kaspersky Lab or Lab?', '.')
    """
    from rapidfuzz import fuzz, process

    wanted, names = fold(typed).split("-"), {name: fold(name) for name in choices}
    whole = process.extract("-".join(wanted), names, scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE)
    scores = {name: score for _, score, name in whole}
    words = {name: folded.split("-") for name, folded in names.items()}
    known = sorted({word for each in words.values() for word in each})
    near: list[dict[str, float]] = []
    for word in wanted:
        found = process.extract(word, known, scorer=fuzz.ratio, limit=None, score_cutoff=_ALIKE_WORD)
        begun = {other: _BEGUN for other in known if len(word) >= _BEGINNING and other.startswith(word)}
        near.append(begun | {other: max(score, begun.get(other, 0.0)) for other, score, _ in found})
    for name, each in words.items():
        scores[name] = max(_by_words(near, each), scores.get(name, 0.0))
    ranked = sorted((-score, name) for name, score in scores.items() if score >= _ALIKE)[:_SUGGESTED]
    close = [name for score, name in ranked if -score > -ranked[0][0] - _NEARLY]
    return f"; did you mean {' or '.join(close)}?" if close else "."


def _by_words(near: Sequence[Mapping[str, float]], words: Sequence[str]) -> float:
    """How much the words of a name are like those typed, 100 at most; `near` has the like of each."""
    more = len(words) - len(near)
    if more >= 0:
        each = [max(like.get(word, 0.0) for word in words) for like in near]
        return sum(each) / len(near) - _NOT_TYPED * more
    each = [max(like.get(word, 0.0) for like in near) for word in words]
    return sum(each) / len(words) + _TYPED_IN_VAIN * more


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
