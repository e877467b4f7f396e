"""Who says something in a sentence, and how the words of saying stand to a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain
from kgraph.claims.speakers import owner_of, quoted_by, speaker_of
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Voice", "beyond", "governing", "is_saying", "said_in"]

CLAUSE = {
    **dict.fromkeys(("ccomp", "xcomp", "pcomp", "parataxis"), "that"),
    **dict.fromkeys(("nsubj", "nsubjpass"), "subj"),
    **dict.fromkeys(("relcl", "acl", "appos"), "aside"),
    "advcl": "while",
    "conj": "and",
}
"""Dependency of a clause or phrase under a verb → how closely the verb's speaker says it."""
ASIDE, BEYOND = "~", "|"
"""Marks of a voice from outside an aside ("X, which …, said") and from beyond a semicolon."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may be saying what a token says.

    `speaker` and `by` are tokens: the head of the speaker's words, and the verb, noun or mark of saying.
    `how` names the construction: `over:that:subj` for "X said that …", `quote:by`, `according`, `previous1` …
    """

    speaker: int
    by: int
    how: str


def is_saying(verb: Token) -> bool:
    """Whether a verb tells what its subject says, thinks, plans or wants."""
    lemma = verb.lemma_.lower()
    return lemma in words("say") or lemma in words("voice")


def beyond(doc: Doc, one: int, other: int) -> str:
    """A mark where a semicolon stands between: what follows one is seldom the same speech."""
    return BEYOND if any(token.text == ";" for token in doc[min(one, other) : max(one, other)]) else ""


def governing(trigger: Token) -> Iterator[Voice]:
    """The voices of the clauses above a token, and of what hangs beside those, from the inside out."""
    aside = ""
    below: Token | None = None
    for token in chain(trigger):
        step = "own" if below is None else f"over:{_link(below)}{aside}"
        step += beyond(token.doc, trigger.i, token.i)
        if token.pos_ in {"VERB", "AUX"}:
            bound = speaker_of(token)
            if bound is not None and not _within(bound[0], below):
                yield Voice(bound[0].i, token.i, f"{step}:{bound[1]}")
            for quoted in quoted_by(token):
                yield Voice(quoted.i, token.i, f"{step}:quoted")
        elif token.pos_ in {"NOUN", "PROPN"}:
            owner = owner_of(token)
            if owner is not None and not _within(owner, below):
                yield Voice(owner.i, token.i, f"{step}:owner")
        yield from _beside(token, below, aside, trigger)
        if token.dep_ in {"relcl", "appos", "acl"}:
            aside = ASIDE
        below = token


def _beside(token: Token, below: Token | None, aside: str, trigger: Token) -> Iterator[Voice]:
    """Speakers that hang beside a clause: "according to X", "X claims" set off by commas, "as X put it"."""
    for child in token.children:
        if below is not None and child.i == below.i:
            continue
        if child.lower_ in {"according", "per"}:
            for source in _according(child):
                yield Voice(source.i, child.i, f"according{aside}")
        elif child.dep_ in {"parataxis", "ccomp", "advcl", "conj"} and is_saying(child):
            bound = speaker_of(child)
            if bound is None:
                continue
            far = beyond(token.doc, trigger.i, child.i)
            for quoted in quoted_by(child):
                yield Voice(quoted.i, child.i, f"beside{aside}{far}:quoted")
            marked = any(inner.lower_ == "as" for inner in child.children)
            how = "as" if marked else f"beside:{child.dep_}"
            yield Voice(bound[0].i, child.i, f"{how}{aside}{far}:{bound[1]}")


def said_in(sentence: Span, quote_at: list[int]) -> Iterator[Voice]:
    """Everybody who says something in a sentence, outside its quotations; `how` is the bond to the verb."""
    telling = _telling()
    for token in sentence:
        lemma = token.lemma_.lower()
        if lemma not in telling or quote_at[token.i] >= 0:
            continue
        if lemma == "according":
            for source in _according(token):
                yield Voice(source.i, token.i, "according")
        elif token.pos_ == "NOUN" and lemma in words("utterance"):
            owner = owner_of(token)
            if owner is not None and quote_at[owner.i] < 0:
                yield Voice(owner.i, token.i, "noun")
        elif token.pos_ in {"VERB", "AUX"} and is_saying(token):
            bound = speaker_of(token)
            if bound is not None and quote_at[bound[0].i] < 0:
                yield Voice(bound[0].i, token.i, bound[1])
            for quoted in quoted_by(token):
                yield Voice(quoted.i, token.i, "quoted")


@cache
def _telling() -> frozenset[str]:
    """The words that may tell who says something: few words are looked at more closely."""
    return words("say") | words("voice") | words("utterance") | {"according"}


def _according(word: Token) -> Iterator[Token]:
    """The sources after "according to" and "per"."""
    for child in word.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ == "prep":
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _link(below: Token) -> str:
    """How a clause or phrase hangs under a verb; a second clause with a subject of its own stands apart."""
    if below.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in below.children):
        return "apart"
    return CLAUSE.get(below.dep_, "part")


def _within(token: Token, clause: Token | None) -> bool:
    return clause is not None and bool(clause.is_ancestor(token))
