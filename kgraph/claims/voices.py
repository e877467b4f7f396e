"""The voices of a document: who speaks in which sentence, clause, quotation or turn.

`listen` reads a document once; `Voices.over` then answers, for one token, who may be saying it, from the
clause that governs it to the speaker of the sentence before. The order of trust is learned, not fixed here
(features of `sources`), after the cues that quotation attribution has used since O'Keefe et al. (2012).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kgraph.claims.cues import chain
from kgraph.claims.quotes import Quote, find_quotes
from kgraph.claims.speakers import owner_of, quoted_by, speaker_of
from kgraph.ontology import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Voice", "Voices", "listen"]

_KEY = "kgraph.voices"
TURN = re.compile(r"^[ \t*_]*([A-Z][\w.’' \-]{0,40}?)[*_ \t]*:[*_]*[ \t]+(?=\S)", re.MULTILINE)
CLAUSE = {"ccomp": "that", "xcomp": "that", "pcomp": "that", "conj": "and", "nsubj": "subj", "nsubjpass": "subj",
          "relcl": "aside", "acl": "aside", "appos": "aside", "advcl": "while", "parataxis": "that"}  # fmt: skip
"""Dependency of a clause or phrase under a verb → how closely the verb's speaker says it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who may be saying what a token says.

    `speaker` and `by` are tokens: the head of the speaker's words, and the verb, noun or mark of saying.
    `how` names the construction: `over:that` for "X said that …", `quote`, `according`, `previous` …
    """

    speaker: int
    by: int
    how: str


@dataclass(slots=True)
class Voices:
    """What `listen` found in one document."""

    doc: Doc
    quotes: list[Quote]
    quote_at: list[int]
    """For every token the index of the quotation that it stands in, or -1."""
    turns: list[int] = field(default_factory=list)
    """For every token the token that names the speaker of its turn in an interview, or -1."""
    main: dict[int, Voice] = field(default_factory=dict)
    """Start of a sentence → who speaks in it."""
    speakers: dict[int, Voice] = field(default_factory=dict)
    """Index of a quotation → who says it."""
    says: dict[int, list[Voice]] = field(default_factory=dict)
    """Start of a sentence → everybody who says something in it, in the order of the text."""
    starts: list[int] = field(default_factory=list)
    """The first tokens of the sentences."""

    @property
    def inside(self) -> list[bool]:
        """For every token whether it stands in a quotation."""
        return [index >= 0 for index in self.quote_at]

    def over(self, token: Token) -> list[Voice]:
        """Who may be saying what `token` says, nearest construction first."""
        found = [*self._governing(token), *self._around(token)]
        return list(dict.fromkeys(found))

    def _governing(self, trigger: Token) -> Iterator[Voice]:
        aside = ""
        below: Token | None = None
        for token in chain(trigger):
            step = "own" if below is None else f"over:{_link(below)}{aside}"
            step += _break(self.doc, trigger.i, token.i)
            if token.pos_ in {"VERB", "AUX"}:
                bound = speaker_of(token)
                if bound is not None and (below is None or not _within(bound[0], below)):
                    yield Voice(bound[0].i, token.i, f"{step}:{bound[1]}")
                for quoted in quoted_by(token):
                    yield Voice(quoted.i, token.i, f"{step}:quoted")
            elif token.pos_ in {"NOUN", "PROPN"}:
                owner = owner_of(token)
                if owner is not None and (below is None or not _within(owner, below)):
                    yield Voice(owner.i, token.i, f"{step}:owner")
            yield from _beside(token, below, aside, trigger)
            if token.dep_ in {"relcl", "appos", "acl"}:
                aside = "~"
            below = token

    def _around(self, trigger: Token) -> Iterator[Voice]:
        sentence = trigger.sent
        quote = self.quote_at[trigger.i]
        if quote in self.speakers:
            yield self.speakers[quote]
        if self.turns and self.turns[trigger.i] >= 0:
            yield Voice(self.turns[trigger.i], self.turns[trigger.i], "turn")
        for voice in self.says.get(sentence.start, ()):
            where = "before" if voice.by < trigger.i else "after"
            yield Voice(
                voice.speaker,
                voice.by,
                f"{'noun' if voice.how == 'noun' else 'side'}:{where}{_break(self.doc, trigger.i, voice.by)}",
            )
        place = bisect_left(self.starts, sentence.start)
        for back in (1, 2):
            if place < back:
                break
            begin = self.starts[place - back]
            if begin in self.main:
                crossed = "\n" in self.doc[begin : sentence.start].text.rstrip(" ")
                voice = self.main[begin]
                yield Voice(voice.speaker, voice.by, f"previous{back}{'/' if crossed else ''}")
                break
        if place + 1 < len(self.starts) and self.starts[place + 1] in self.main:
            voice = self.main[self.starts[place + 1]]
            yield Voice(voice.speaker, voice.by, "next")


def listen(doc: Doc) -> Voices:
    """The voices of a document. They are kept with the parse, so that asking again costs nothing."""
    known = doc.user_data.get(_KEY)
    if isinstance(known, Voices):
        return known
    quotes = find_quotes(doc)
    at = [-1] * len(doc)
    for index, quote in enumerate(quotes):
        for i in range(quote.first, quote.last + 1):
            at[i] = index
    voices = Voices(doc, quotes, at, _turns(doc))
    for sentence in doc.sents:
        voices.starts.append(sentence.start)
        said = list(_said(sentence, at))
        if said:
            voices.says[sentence.start] = said
            spoken = [voice for voice in said if voice.how != "noun"]
            voices.main[sentence.start] = _loudest(sentence, spoken or said)
    _give_quotes_speakers(voices)
    doc.user_data[_KEY] = voices
    return voices


def _link(below: Token) -> str:
    """How a clause or phrase hangs under a verb; a second clause with a subject of its own stands apart."""
    if below.dep_ == "conj" and any(child.dep_ in {"nsubj", "nsubjpass"} for child in below.children):
        return "apart"
    return CLAUSE.get(below.dep_, "part")


def _break(doc: Doc, one: int, other: int) -> str:
    """A mark for "beyond a semicolon": what follows one is seldom the same speech."""
    return "|" if any(token.text == ";" for token in doc[min(one, other) : max(one, other)]) else ""


def _within(token: Token, clause: Token) -> bool:
    return bool(clause.left_edge.i <= token.i <= clause.right_edge.i and clause.is_ancestor(token))


def _beside(token: Token, below: Token | None, aside: str, trigger: Token) -> Iterator[Voice]:
    """Speakers that hang beside a clause: "according to X", "X claims" set off by commas, "as X put it"."""
    for child in token.children:
        if below is not None and child.i == below.i:
            continue
        if child.lower_ == "according":
            for inner in child.children:
                for deeper in inner.children:
                    if deeper.dep_ == "pobj":
                        yield Voice(deeper.i, child.i, f"according{aside}")
        elif child.lower_ in {"per", "for"} and child.dep_ == "prep" and child.lower_ == "per":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield Voice(inner.i, child.i, f"according{aside}")
        elif child.dep_ in {"parataxis", "ccomp", "advcl", "conj"} and _is_saying(child):
            bound = speaker_of(child)
            if bound is None:
                continue
            broken = _break(token.doc, trigger.i, child.i)
            for quoted in quoted_by(child):
                yield Voice(quoted.i, child.i, f"beside{aside}{broken}:quoted")
            marked = any(inner.lower_ == "as" for inner in child.children)
            how = "as" if marked else f"beside:{child.dep_}"
            yield Voice(bound[0].i, child.i, f"{how}{aside}{broken}:{bound[1]}")


def _is_saying(verb: Token) -> bool:
    """Whether a verb tells what its subject says, thinks, plans or wants."""
    lemma = verb.lemma_.lower()
    return lemma in words("say") or lemma in words("voice")


def _said(sentence: Span, quote_at: list[int]) -> Iterator[Voice]:
    for token in sentence:
        if quote_at[token.i] >= 0:
            continue
        lemma = token.lemma_.lower()
        if lemma == "according":
            for inner in token.children:
                for deeper in inner.children:
                    if deeper.dep_ == "pobj":
                        yield Voice(deeper.i, token.i, "according")
        elif token.pos_ == "NOUN" and lemma in words("utterance"):
            owner = owner_of(token)
            if owner is not None and quote_at[owner.i] < 0:
                yield Voice(owner.i, token.i, "noun")
        elif token.pos_ in {"VERB", "AUX"} and _is_saying(token):
            bound = speaker_of(token)
            if bound is not None and quote_at[bound[0].i] < 0:
                yield Voice(bound[0].i, token.i, bound[1])
            for quoted in quoted_by(token):
                yield Voice(quoted.i, token.i, "quoted")


def _loudest(sentence: Span, said: list[Voice]) -> Voice:
    """The speaker whose verb stands highest in the sentence."""
    return min(said, key=lambda voice: len(chain(sentence.doc[voice.by])))


def _give_quotes_speakers(voices: Voices) -> None:
    """The speaker of every quotation: of the clause that holds it, of a verb next to it, or, where it stands
    alone, whoever spoke last."""
    last: Voice | None = None
    for index, quote in enumerate(voices.quotes):
        given = _speaker_beside(voices, quote)
        if given is None and quote.continues and index - 1 in voices.speakers:
            before = voices.speakers[index - 1]
            given = Voice(before.speaker, before.by, "quote:on")
        if given is None and last is not None:
            given = Voice(last.speaker, last.by, "quote:on")
        if given is None:
            here = voices.doc[quote.first].sent.start
            place = bisect_left(voices.starts, here)
            for near in (place, place - 1, place + 1):
                if 0 <= near < len(voices.starts) and voices.starts[near] in voices.main:
                    voice = voices.main[voices.starts[near]]
                    given = Voice(voice.speaker, voice.by, "quote:far")
                    break
        if given is not None:
            voices.speakers[index] = given
            last = given


def _speaker_beside(voices: Voices, quote: Quote) -> Voice | None:
    doc = voices.doc
    near: list[tuple[int, Voice]] = []
    first, final = doc[quote.first].sent, doc[quote.last].sent
    begins = {first.start, final.start}
    if quote.last + 1 < len(doc) and final.end == quote.last + 1:
        begins.add(doc[quote.last + 1].sent.start)
    for begin in begins:
        for voice in voices.says.get(begin, ()):
            if voice.how == "noun":
                continue
            gap = quote.first - voice.by if voice.by < quote.first else voice.by - quote.last
            if voice.by > quote.last and begin not in {first.start, final.start} and gap > 4:
                continue
            near.append((gap, voice))
    if near:
        _, voice = min(near, key=lambda pair: pair[0])
        return Voice(voice.speaker, voice.by, "quote:by")
    if quote.first and doc[quote.first - 1].text in {":", ","} or quote.first == first.start:
        place = bisect_left(voices.starts, first.start)
        if place and voices.starts[place - 1] in voices.main and doc[first.start - 1].text == ":":
            voice = voices.main[voices.starts[place - 1]]
            return Voice(voice.speaker, voice.by, "quote:by")
    root = doc[quote.first : quote.last + 1].root
    for token in chain(root):
        if voices.quote_at[token.i] != voices.quote_at[quote.first] and token.pos_ in {"VERB", "AUX"}:
            bound = speaker_of(token)
            if bound is not None and voices.quote_at[bound[0].i] < 0:
                return Voice(bound[0].i, token.i, "quote:in")
    return None


def _turns(doc: Doc) -> list[int]:
    """For every token the last token of the name that opens its turn ("FINCH: …"); empty without turns."""
    labels = list(TURN.finditer(doc.text))
    if len(labels) < 2 or len({label.group(1) for label in labels}) == len(labels) > 3:
        return []
    turns = [-1] * len(doc)
    for n, label in enumerate(labels):
        name = doc.char_span(label.start(1), label.end(1), alignment_mode="expand")
        end = labels[n + 1].start() if n + 1 < len(labels) else len(doc.text)
        if name is None:
            continue
        for i in range(name.end, len(doc)):
            if doc[i].idx >= end:
                break
            turns[i] = name.end - 1
    return turns
