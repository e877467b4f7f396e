"""What a pair of mentions in one sentence looks like to the relation model."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.claims.frames import LISTING
from kgraph.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["SentenceView", "pair_features"]

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "ADP", "PART", "AUX"})
PASSED_OVER = frozenset({"conj", "appos"})


@dataclass(slots=True)
class SentenceView:
    """A sentence with what every pair in it shares, computed once."""

    doc: Doc
    sentence: Span
    mentions: list[Mention]
    owner: dict[int, Mention] = field(default_factory=dict)
    lemmas: list[str] = field(default_factory=list)
    bag: list[str] = field(default_factory=list)
    chains: dict[int, list[int]] = field(default_factory=dict)
    anchors: dict[int, int] = field(default_factory=dict)
    """Head of a mention → the first member of the list, or the name, that it is coordinated with."""

    def __post_init__(self) -> None:
        for mention in sorted(self.mentions, key=lambda mention: mention.last - mention.first):
            for i in range(mention.first, mention.last + 1):
                self.owner.setdefault(i, mention)
        self.lemmas = [self._word(token) for token in self.sentence]
        self.bag = sorted(
            {
                f"sw={self.lemma(token.i)}"
                for token in self.sentence
                if token.pos_ in {"VERB", "NOUN", "ADJ"} and not self._named(token.i)
            }
        )
        for mention in self.mentions:
            self.chains[mention.head] = self._chain(self.doc[mention.head])
            anchor = self._anchor(self.doc[mention.head])
            self.anchors[mention.head] = anchor.i
            self.chains.setdefault(anchor.i, self._chain(anchor))

    def _named(self, i: int) -> bool:
        mention = self.owner.get(i)
        return mention is not None and mention.kind == "name"

    def _word(self, token: Token) -> str:
        mention = self.owner.get(token.i)
        if mention is not None and mention.kind == "name":
            return f"<{mention.entity.type}>"
        return token.lemma_.lower()

    def lemma(self, i: int) -> str:
        """The lemma of a token; for names the type, so that nothing is learned about a company."""
        return self.lemmas[i - self.sentence.start]

    def places(self, one: Mention, other: Mention) -> tuple[int, int]:
        """The tokens that two mentions are seen at: a member of a list is seen at the list's place,
        so that "A, B and C were added" says of C what it says of A."""
        left, right = self.anchors[one.head], self.anchors[other.head]
        if left == right or left in self.chains[right] or right in self.chains[left]:
            return one.head, other.head
        return left, right

    def meeting(self, one: Mention, other: Mention) -> int:
        """The token where the paths of two mentions to the root meet."""
        left, right = self.places(one, other)
        below = set(self.chains[right])
        return next(i for i in self.chains[left] if i in below)

    def _anchor(self, token: Token) -> Token:
        while True:
            head = token.head
            if token.dep_ in PASSED_OVER and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
                token = head
            elif token.dep_ == "pobj" and head.lower_ in LISTING and head.head.pos_ in {"NOUN", "PROPN", "NUM"}:
                token = head.head
            else:
                return token

    def _chain(self, token: Token) -> list[int]:
        """The token and its ancestors up to the root."""
        chain = [token.i]
        while token.head.i != token.i:
            token = token.head
            chain.append(token.i)
        return chain


def pair_features(view: SentenceView, one: Mention, other: Mention) -> list[str]:
    """Features of "`one` as subject, `other` as object"."""
    doc, lemma = view.doc, view.lemma
    kinds = f"{one.entity.type}>{other.entity.type}"
    found = [f"types={kinds}", f"stype={one.entity.type}", f"otype={other.entity.type}",
             f"kinds={one.kind}>{other.kind}"]
    here, there = view.places(one, other)
    up, down = view.chains[here], view.chains[there]
    top = view.meeting(one, other)
    left, right = up[: up.index(top)], down[: down.index(top)]
    deps_up = [doc[i].dep_ for i in left]
    deps_down = [doc[i].dep_ for i in reversed(right)]
    short_up = [dep for dep in deps_up if dep not in PASSED_OVER] or deps_up[-1:]
    short_down = [dep for dep in deps_down if dep not in PASSED_OVER] or deps_down[:1]
    inner_left = [lemma(i) for i in left[1:]]
    inner_right = [lemma(i) for i in reversed(right[1:])]
    apex = lemma(top) if top not in (here, there) else ("S" if top == here else "O")
    shape = "^".join(short_up) + "|" + "v".join(short_down)
    steps = [f"{doc[i].dep_}:{lemma(i)}" if n else doc[i].dep_ for n, i in enumerate(left)]
    steps += [f"<{apex}>"]
    steps += [f"{doc[i].dep_}:{lemma(i)}" if i != there else doc[i].dep_ for i in reversed(right)]
    path = " ".join(steps)
    found += [f"shape={shape}", f"shape={shape}:{kinds}", f"path={path}", f"apex={apex}", f"apex={apex}:{kinds}"]
    role = f"{deps_up[-1] if deps_up else 'S'}>{deps_down[0] if deps_down else 'O'}"
    last_prep = next((lemma(i) for i in right[1:] if doc[i].pos_ == "ADP"), "-")
    first_prep = next((lemma(i) for i in left[1:] if doc[i].pos_ == "ADP"), "-")
    found += [f"role={role}", f"frame={apex}:{role}", f"frame={apex}:{role}:{last_prep}:{first_prep}",
              f"preps={first_prep}>{last_prep}:{kinds}"]
    inner = inner_left + inner_right
    for word in dict.fromkeys([*inner, apex]):
        found += [f"pw={word}", f"pw={word}:{kinds}"]
    for first, second in zip(inner, inner[1:], strict=False):
        found.append(f"pw2={first} {second}")
    found.append(f"plen={min(len(left) + len(right), 9)}")
    if top not in (here, there):
        on_path = {*left, *right}
        for child in doc[top].children:
            if child.i not in on_path and child.dep_ not in {"punct", "det"}:
                word = lemma(child.i)
                found += [f"ac={child.dep_}:{word}", f"ac2={apex}:{child.dep_}:{word}"]
                if child.dep_ in {"dobj", "prt", "acomp", "attr", "neg", "xcomp"}:
                    found.append(f"af={apex}:{child.dep_}:{word}:{role}")
    order = one.head < other.head
    begin, end = (one.last, other.first) if order else (other.last, one.first)
    between = [lemma(i) for i in range(begin + 1, end) if not doc[i].is_punct]
    found.append(f"order={order}")
    found.append(f"gap={_bucket(len(between))}:{order}")
    if len(between) <= 8:
        found += [f"bw={word}:{order}" for word in dict.fromkeys(between)]
        found += [f"bw2={a} {b}:{order}" for a, b in zip(between, between[1:], strict=False)]
        if len(between) <= 4:
            found.append(f"bs={' '.join(between)}:{order}")
            found.append(f"bs={' '.join(between)}:{order}:{kinds}")
    rivals = sum(1 for m in view.mentions if begin < m.head < end)
    found += [f"rivals={min(rivals, 4)}", f"listed={here != one.head}:{there != other.head}"]
    if view.anchors[one.head] == view.anchors[other.head]:
        found += ["siblings", f"siblings:{kinds}", f"siblings:{doc[other.head].dep_}:{doc[one.head].dep_}"]
    same = sum(1 for m in view.mentions if begin < m.head < end and m.entity.type == other.entity.type)
    found.append(f"rivals_o={min(same, 3)}")
    for side, mention in (("s", one), ("o", other)):
        found += _local(view, side, mention)
    found += view.bag
    found += [f"{word}:{kinds}" for word in view.bag]
    return found


def _local(view: SentenceView, side: str, mention: Mention) -> list[str]:
    doc, lemma = view.doc, view.lemma
    head = doc[mention.head]
    found = [f"{side}dep={head.dep_}", f"{side}head={lemma(head.head.i)}:{head.dep_}"]
    if mention.kind == "nominal":
        found += [f"{side}own={lemma(i)}" for i in range(mention.first, mention.last + 1)]
    for child in head.children:
        if child.dep_ in {"amod", "compound", "nmod", "appos", "poss", "prep", "relcl", "acl"} and not (
            mention.kind == "name" and mention.first <= child.i <= mention.last
        ):
            found.append(f"{side}c={child.dep_}:{lemma(child.i)}")
    if mention.first > view.sentence.start:
        found.append(f"{side}b={lemma(mention.first - 1)}")
    if mention.last + 1 < view.sentence.end:
        found.append(f"{side}a={lemma(mention.last + 1)}")
    return found


def _bucket(number: int) -> str:
    for limit in (0, 1, 2, 4, 8, 16):
        if number <= limit:
            return str(limit)
    return "more"
