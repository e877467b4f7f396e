"""The voices of a document: who speaks in which sentence, clause, quotation or turn.

`listen` reads a document once; `Voices.over` then answers, for one token, who may be saying it, from the
clause that governs it to the speaker of the sentence before. Which of them is to be trusted is learned, not
fixed here (`sources`), from the cues that quotation attribution has used since O'Keefe et al. (2012).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kgraph.claims.cues import chain
from kgraph.claims.quotes import Quote, find_quotes
from kgraph.claims.sayings import Voice, beyond, governing, said_in
from kgraph.claims.speakers import Places, speaker_of
from kgraph.claims.turns import find_turns
from kgraph.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

__all__ = ["Voice", "Voices", "listen"]

ADJACENT = 4
"""Tokens after a quotation that fills its sentence, within which the next sentence's verb still holds it."""


@dataclass(slots=True)
class Voices:
    """What `listen` found in one document."""

    text: str
    """The document's own text, in which the tokens have their offsets."""
    quotes: list[Quote]
    quote_at: list[int]
    """For every token the index of the quotation that it stands in, or -1."""
    turns: list[int]
    """For every token the token that names the speaker of its turn in an interview, or -1."""
    starts: list[int] = field(default_factory=list)
    """The first tokens of the sentences."""
    says: dict[int, list[Voice]] = field(default_factory=dict)
    """Start of a sentence → everybody who says something in it, in the order of the text."""
    main: dict[int, Voice] = field(default_factory=dict)
    """Start of a sentence → whose verb stands highest in it."""
    speakers: dict[int, Voice] = field(default_factory=dict)
    """Index of a quotation → who says it."""
    semicolons: list[int] = field(default_factory=list)
    """The tokens that are one."""
    _over: dict[int, list[Voice]] = field(default_factory=dict, init=False, repr=False)
    _places: Places | None = field(default=None, init=False, repr=False)

    @property
    def inside(self) -> list[bool]:
        """For every token whether it stands in a quotation."""
        return [index >= 0 for index in self.quote_at]

    def over(self, token: Token) -> list[Voice]:
        """Who may be saying what `token` says, the nearest construction first."""
        if token.i not in self._over:
            voices = [*governing(token), *self._speeches(token), *self._near(token)]
            self._over[token.i] = list(dict.fromkeys(voices))
        return self._over[token.i]

    def places(self, mentions: Sequence[Mention]) -> Places:
        """The mentions of the document by their places; a list is looked through once."""
        if self._places is None or self._places.mentions is not mentions:
            self._places = Places(mentions, self.text)
        return self._places

    def semicolons_between(self, one: int, other: int) -> int:
        """How many semicolons stand between two tokens."""
        first, last = sorted((one, other))
        return bisect_left(self.semicolons, last) - bisect_left(self.semicolons, first)

    def _speeches(self, token: Token) -> Iterator[Voice]:
        quote = self.quote_at[token.i]
        if quote in self.speakers:
            yield self.speakers[quote]
        if self.turns[token.i] >= 0:
            yield Voice(self.turns[token.i], self.turns[token.i], "turn")

    def _near(self, token: Token) -> Iterator[Voice]:
        """The other speakers of the sentence, then whoever spoke last, then whoever speaks next."""
        doc, begin = token.doc, token.sent.start
        for voice in self.says.get(begin, ()):
            where = "before" if voice.by < token.i else "after"
            kind = "noun" if voice.how == "noun" else "side"
            yield Voice(voice.speaker, voice.by, f"{kind}:{where}{beyond(doc, token.i, voice.by)}")
        place = bisect_left(self.starts, begin)
        for back in (1, 2):
            voice_before = self._main_at(place - back)
            if voice_before is not None:
                gap = self.text[doc[self.starts[place - back]].idx : doc[begin].idx]
                crossed = "/" if "\n" in gap else ""
                yield Voice(voice_before.speaker, voice_before.by, f"previous{back}{crossed}")
                break
        after = self._main_at(place + 1)
        if after is not None:
            yield Voice(after.speaker, after.by, "next")

    def _main_at(self, place: int) -> Voice | None:
        return self.main.get(self.starts[place]) if 0 <= place < len(self.starts) else None

    def speaker_of_quote(self, doc: Doc, quote: Quote, last: Voice | None) -> Voice | None:
        """Who says a quotation: the verb of saying nearest to it, the clause that holds it, whoever spoke
        last, or whoever speaks near it."""
        beside = self._verb_beside(doc, quote) or self._clause_around(doc, quote)
        if beside is not None:
            return beside
        if last is not None:
            return Voice(last.speaker, last.by, "quote:on")
        place = bisect_left(self.starts, doc[quote.first].sent.start)
        near = next((self._main_at(i) for i in (place, place - 1, place + 1) if self._main_at(i)), None)
        return Voice(near.speaker, near.by, "quote:far") if near is not None else None

    def _verb_beside(self, doc: Doc, quote: Quote) -> Voice | None:
        first, final = doc[quote.first].sent, doc[quote.last].sent
        own = {first.start, final.start}
        follows = {final.end} if quote.last + 1 == final.end < len(doc) else set()
        best: tuple[int, Voice] | None = None
        for begin in sorted(own | follows):
            for voice in self.says.get(begin, ()):
                gap = quote.first - voice.by if voice.by < quote.first else voice.by - quote.last
                if voice.how == "noun" or (begin not in own and gap > ADJACENT):
                    continue
                if best is None or gap < best[0]:
                    best = gap, voice
        if best is None and quote.first == first.start and first.start and doc[first.start - 1].text == ":":
            introduced = self._main_at(bisect_left(self.starts, first.start) - 1)
            best = (0, introduced) if introduced is not None else None
        return Voice(best[1].speaker, best[1].by, "quote:by") if best is not None else None

    def _clause_around(self, doc: Doc, quote: Quote) -> Voice | None:
        for token in chain(doc[quote.first : quote.last + 1].root):
            outside = self.quote_at[token.i] != self.quote_at[quote.first]
            bound = speaker_of(token) if outside and token.pos_ in {"VERB", "AUX"} else None
            if bound is not None and self.quote_at[bound[0].i] < 0:
                return Voice(bound[0].i, token.i, "quote:in")
        return None


_KNOWN: WeakKeyDictionary[Doc, Voices] = WeakKeyDictionary()
"""Every claim of a document asks; the answer lives as long as the parse."""


def listen(doc: Doc, text: str | None = None) -> Voices:
    """The voices of a document, found once.

    `text` is the document's own text. The parser may have read a copy without line breaks (`language`), and
    paragraphs and turns are seen only here: give it at the first call; later ones need not.
    """
    known = _KNOWN.get(doc)
    if known is None:
        known = _KNOWN[doc] = _listen(doc, doc.text if text is None else text)
    return known


def _listen(doc: Doc, text: str) -> Voices:
    quotes = find_quotes(doc, text)
    quote_at = [-1] * len(doc)
    for index, quote in enumerate(quotes):
        quote_at[quote.first : quote.last + 1] = [index] * (quote.last + 1 - quote.first)
    voices = Voices(text, quotes, quote_at, find_turns(doc, text))
    for sentence in doc.sents:
        voices.starts.append(sentence.start)
        said = list(said_in(sentence, quote_at))
        if said:
            voices.says[sentence.start] = said
            voices.main[sentence.start] = _loudest(sentence, said)
    mark = doc.vocab.strings[";"]
    voices.semicolons = [i for i, word in enumerate(doc.to_array("ORTH").tolist()) if word == mark]
    last: Voice | None = None
    for index, quote in enumerate(quotes):
        last = voices.speaker_of_quote(doc, quote, last) or last
        if last is not None:
            voices.speakers[index] = last
    return voices


def _loudest(sentence: Span, said: list[Voice]) -> Voice:
    """The speaker whose verb stands highest in the sentence; nouns of saying only where there is no verb."""
    spoken = [voice for voice in said if voice.how != "noun"] or said
    return min(spoken, key=lambda voice: len(chain(sentence.doc[voice.by])))
