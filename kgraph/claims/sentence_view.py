"""A parsed sentence with its mentions, laid open for reading many pairs of them quickly."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.claims.slots import LISTING
from kgraph.model import Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["LINKS_OF_LISTS", "Path", "SentenceView"]

LINKS_OF_LISTS = frozenset({"conj", "appos"})
"""Dependencies from a member of a list, or from a second name, to the first."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
GROUP = frozenset({"NOUN", "PROPN", "NUM"})
"""Parts of speech of what has members: "six *firms*, including Vega"."""


@dataclass(frozen=True, slots=True)
class Path:
    """The way through the dependency tree between two tokens: up to the apex, and down from it.

    `up` begins with `start`, `down` ends with `end`; neither holds the apex. A token that governs the
    other is the apex itself, so that its side of the path is empty.
    """

    start: int
    end: int
    up: list[int]
    apex: int
    down: list[int]

    @property
    def inner(self) -> list[int]:
        """The tokens between both ends, without the apex."""
        return self.up[1:] + self.down[:-1]

    @property
    def tokens(self) -> set[int]:
        """All tokens of the path."""
        return {*self.up, self.apex, *self.down}

    @property
    def is_direct(self) -> bool:
        """Whether one end governs the other."""
        return self.apex in (self.start, self.end)


@dataclass(slots=True)
class SentenceView:
    """A sentence with what every pair of mentions in it shares, worked out once.

    All tables have token indices of the document as keys. `words` are lemmas; a name has its type
    instead, so that nothing is learned about a company.
    """

    doc: Doc
    sentence: Span
    mentions: list[Mention]
    begin: int = 0
    end: int = 0
    """The tokens `[begin, end)`: those of the sentence, and of a name over whose middle it was split."""
    owner: dict[int, Mention] = field(default_factory=dict)
    """Token → the shortest mention that covers it."""
    words: dict[int, str] = field(default_factory=dict)
    deps: dict[int, str] = field(default_factory=dict)
    parts: dict[int, str] = field(default_factory=dict)
    """Token → its part of speech."""
    heads: dict[int, int] = field(default_factory=dict)
    children: dict[int, list[int]] = field(default_factory=dict)
    chains: dict[int, list[int]] = field(default_factory=dict)
    """Head or anchor of a mention → itself and its ancestors up to the root."""
    anchors: dict[int, int] = field(default_factory=dict)
    """Head of a mention → the first member of the list, or the name, that it is coordinated with."""

    def __post_init__(self) -> None:
        for mention in sorted(self.mentions, key=lambda mention: mention.last - mention.first):
            for i in range(mention.first, mention.last + 1):
                self.owner.setdefault(i, mention)
        self.begin = min([self.sentence.start, *(mention.first for mention in self.mentions)])
        self.end = max([self.sentence.end, *(mention.last + 1 for mention in self.mentions)])
        for token in self.doc[self.begin : self.end]:
            i, head = token.i, token.head.i
            self.deps[i], self.parts[i], self.heads[i] = token.dep_, token.pos_, head
            self.words[i] = f"<{self.owner[i].entity.type}>" if self.is_named(i) else token.lemma_.lower()
            if head != i:
                self.children.setdefault(head, []).append(i)
        for mention in self.mentions:
            anchor = self.anchors[mention.head] = self._anchor(mention.head)
            self.chains[mention.head] = self._chain(mention.head)
            self.chains.setdefault(anchor, self._chain(anchor))

    def is_named(self, i: int) -> bool:
        """Whether a token belongs to a name."""
        mention = self.owner.get(i)
        return mention is not None and mention.kind == MentionKind.NAME

    def path(self, one: Mention, other: Mention) -> Path:
        """The path between two mentions of the sentence."""
        start, end = self._places(one, other)
        up, down = self.chains[start], self.chains[end]
        apex = next(i for i in up if i in down)
        return Path(start, end, up[: up.index(apex)], apex, down[: down.index(apex)][::-1])

    def _places(self, one: Mention, other: Mention) -> tuple[int, int]:
        """The tokens that two mentions are seen at.

        A member of a list is seen at the list's place, so that "A, B and C were added" says of C
        what it says of A; two members of one list stay where they are.
        """
        left, right = self.anchors[one.head], self.anchors[other.head]
        if left in self.chains[right] or right in self.chains[left]:
            return one.head, other.head
        return left, right

    def _anchor(self, i: int) -> int:
        while True:
            head = self.heads[i]
            above = self.heads[head]
            if self.deps[i] in LINKS_OF_LISTS and self.parts[head] in NOMINAL:
                i = head
            elif self.deps[i] == "pobj" and self._lists(head) and self.parts[above] in GROUP:
                i = above
            else:
                return i

    def _lists(self, i: int) -> bool:
        return self.doc[i].lower_ in LISTING

    def _chain(self, i: int) -> list[int]:
        chain = [i]
        while self.heads[i] != i:
            i = self.heads[i]
            chain.append(i)
        return chain
