"""What a pair of mentions in one sentence looks like to the relation model.

Features are strings `name=value`; the trained weights know them by these very strings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from kgraph.claims.sentence_view import LINKS_OF_LISTS, Path, SentenceView
from kgraph.model import Mention, MentionKind

__all__ = ["PairReader"]

ASIDE = frozenset({"punct", "det"})
FRAMING = frozenset({"dobj", "prt", "acomp", "attr", "neg", "xcomp"})
"""Children of the apex that change what it means."""
DESCRIBING = frozenset({"amod", "compound", "nmod", "appos", "poss", "prep", "relcl", "acl"})
NEAR = 8
"""Up to so many words between two mentions, these words are features."""
FURTHEST_PATH = 9
MOST_RIVALS, MOST_RIVALS_OF_TYPE = 4, 3


class PairReader:
    """Reads the pairs of one sentence; what its pairs have in common is worked out once."""

    def __init__(self, view: SentenceView) -> None:
        self._view = view
        sentence = view.doc[view.begin : view.end]
        self._plain = [token.i for token in sentence if not token.is_punct]
        self._plain_words = [view.words[i] for i in self._plain]
        """The tokens without punctuation, and their words."""
        self._sides: dict[tuple[str, int], list[str]] = {}
        """Side and identity of a mention → what stands around the mention."""
        self._heads: dict[str, list[int]] = {}
        """Type, or nothing for all, → heads of the mentions in the order of the text."""
        for mention in sorted(view.mentions, key=lambda mention: mention.head):
            for kind in ("", mention.entity.type):
                self._heads.setdefault(kind, []).append(mention.head)

    def features(self, one: Mention, other: Mention, path: Path) -> list[str]:
        """Features of "`one` as subject, `other` as object". `path` is that between them.

        A feature may be there twice, and then counts twice.
        """
        kinds = f"{one.entity.type}>{other.entity.type}"
        return [
            f"types={kinds}",
            f"stype={one.entity.type}",
            f"otype={other.entity.type}",
            f"kinds={one.kind}>{other.kind}",
            *self._of_path(path, kinds),
            *self._between(one, other),
            *self._of_lists(one, other, path, kinds),
            *self._beside("s", one),
            *self._beside("o", other),
        ]

    def _of_path(self, path: Path, kinds: str) -> list[str]:
        words, deps, parts = self._view.words, self._view.deps, self._view.parts
        up, down, inner = [deps[i] for i in path.up], [deps[i] for i in path.down], path.inner
        apex = words[path.apex] if not path.is_direct else ("S" if path.apex == path.start else "O")
        shape = "^".join(_without_lists(up) or up[-1:]) + "|" + "v".join(_without_lists(down) or down[:1])
        role = f"{up[-1] if up else 'S'}>{down[0] if down else 'O'}"
        first_prep = next((words[i] for i in path.up[1:] if parts[i] == "ADP"), "-")
        last_prep = next((words[i] for i in path.down[-2::-1] if parts[i] == "ADP"), "-")
        found = [
            f"shape={shape}",
            f"shape={shape}:{kinds}",
            f"apex={apex}",
            f"apex={apex}:{kinds}",
            f"role={role}",
            f"frame={apex}:{role}",
            f"frame={apex}:{role}:{last_prep}:{first_prep}",
            f"preps={first_prep}>{last_prep}:{kinds}",
            f"plen={min(len(up) + len(down), FURTHEST_PATH)}",
        ]
        inner_words = [words[i] for i in inner]
        for word in dict.fromkeys([*inner_words, apex]):
            found += (f"pw={word}", f"pw={word}:{kinds}")
        found += [f"pw2={first} {second}" for first, second in pairwise(inner_words)]
        if not path.is_direct:
            found += self._under_apex(path, apex, role)
        return found

    def _under_apex(self, path: Path, apex: str, role: str) -> list[str]:
        """What else the word governs under which both mentions meet."""
        view, found = self._view, []
        on_path = (path.up[-1], path.down[0])
        for child in view.children[path.apex]:
            dep, word = view.deps[child], view.words[child]
            if child in on_path or dep in ASIDE:
                continue
            found += [f"ac={dep}:{word}", f"ac2={apex}:{dep}:{word}"]
            if dep in FRAMING:
                found.append(f"af={apex}:{dep}:{word}:{role}")
        return found

    def _between(self, one: Mention, other: Mention) -> list[str]:
        in_order = one.head < other.head
        begin, end = (one.last, other.first) if in_order else (other.last, one.first)
        words = self._plain_words[bisect_right(self._plain, begin) : bisect_left(self._plain, end)]
        rivals = self._number_of_heads("", begin, end)
        rivals_of_type = self._number_of_heads(other.entity.type, begin, end)
        found = [
            f"order={in_order}",
            f"gap={_bucket(len(words))}:{in_order}",
            f"rivals={min(rivals, MOST_RIVALS)}",
            f"rivals_o={min(rivals_of_type, MOST_RIVALS_OF_TYPE)}",
        ]
        if len(words) <= NEAR:
            found += [f"bw={word}:{in_order}" for word in dict.fromkeys(words)]
            found += [f"bw2={first} {second}:{in_order}" for first, second in pairwise(words)]
        return found

    def _number_of_heads(self, kind: str, begin: int, end: int) -> int:
        heads = self._heads[kind]
        return max(0, bisect_left(heads, end) - bisect_right(heads, begin))

    def _of_lists(self, one: Mention, other: Mention, path: Path, kinds: str) -> list[str]:
        view = self._view
        found = [f"listed={path.start != one.head}:{path.end != other.head}"]
        if view.anchors[one.head] == view.anchors[other.head]:
            deps = f"{view.deps[other.head]}:{view.deps[one.head]}"
            found += ["siblings", f"siblings:{kinds}", f"siblings:{deps}"]
        return found

    def _beside(self, side: str, mention: Mention) -> list[str]:
        key = side, id(mention)
        if key not in self._sides:
            self._sides[key] = [side + feature for feature in self._around(mention)]
        return self._sides[key]

    def _around(self, mention: Mention) -> list[str]:
        """The word that a mention depends on, its own words, what describes it, and its neighbours."""
        view, head = self._view, mention.head
        words, dep = view.words, view.deps[head]
        found = [f"dep={dep}", f"head={words[view.heads[head]]}:{dep}"]
        if mention.kind == MentionKind.NOMINAL:
            found += [f"own={words[i]}" for i in range(mention.first, mention.last + 1)]
        for child in view.children.get(head, ()):
            inside = mention.kind == MentionKind.NAME and mention.first <= child <= mention.last
            if view.deps[child] in DESCRIBING and not inside:
                found.append(f"c={view.deps[child]}:{words[child]}")
        if mention.first > view.sentence.start:
            found.append(f"b={words[mention.first - 1]}")
        if mention.last + 1 < view.sentence.end:
            found.append(f"a={words[mention.last + 1]}")
        return found


def _without_lists(deps: Iterable[str]) -> list[str]:
    return [dep for dep in deps if dep not in LINKS_OF_LISTS]


def _bucket(number: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if number <= limit:
            return str(limit)
    return "more"
