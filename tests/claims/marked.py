"""Sentences with their mentions written into them: `{Vendor:Orrin} supplies {Agency:the ministry}.`

A mention is a name, unless its words begin in lower case: then it is a nominal. The cast is invented.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.pairs import views
from kgraph.claims.sentence_view import SentenceView
from kgraph.language import parse
from kgraph.model import Document, Entity, Mention, MentionKind, slug

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MARK = re.compile(r"\{(?P<type>\w+):(?P<words>[^}]+)\}")


@cache
def parsed(text: str) -> Doc:
    """The parse of a text; each text is parsed once."""
    ((_, doc),) = parse([Document(text)])
    return doc


def token(text: str, word: str) -> Token:
    """The first token of a text that is this word."""
    return next(each for each in parsed(text) if each.text == word)


def read(marked: str) -> tuple[Doc, list[Mention]]:
    """The parse of a marked text, and its mentions."""
    text, at, places = "", 0, []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        places.append((len(text), match["type"], match["words"]))
        text += match["words"]
        at = match.end()
    doc = parsed(text + marked[at:])
    return doc, [_mention(doc, *place) for place in places]


def view(marked: str) -> SentenceView:
    """The one sentence of a marked text."""
    (only,) = views(*read(marked))
    return only


def _mention(doc: Doc, start: int, kind: str, words: str) -> Mention:
    end = start + len(words)
    span = doc.char_span(start, end)
    assert span is not None, f"{words!r} is no whole number of tokens"
    name = words.removeprefix("the ").removeprefix("a ")
    nominal = words[0].islower()
    return Mention(
        start,
        end,
        words,
        span.start,
        span.end - 1,
        span.root.i,
        MentionKind.NOMINAL if nominal else MentionKind.NAME,
        Entity(slug(name), name, kind, named=not nominal),
    )
