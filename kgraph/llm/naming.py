"""Which entity of a text a model's words name: one that the quote has, by name or by coreference."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.language.layout import flatten
from kgraph.model import Document, Entity, Mention, MentionKind, slug
from kgraph.ontology import catalogue, ontology
from kgraph.ontology.names import fold, without_legal_form

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Names", "name_key"]

ARTICLE = re.compile(r"\A(?:the|a|an|its|their|his|her)\s+", re.IGNORECASE)
LONGEST_MENTION = 400
"""Characters; how far before a place a mention may begin that reaches into it."""


def name_key(name: str) -> str:
    """What two spellings of one name share.

    >>> name_key("The Orrin Corp."), name_key("orrin"), name_key("  ")
    ('orrin', 'orrin', '')
    """
    return fold(without_legal_form(ARTICLE.sub("", " ".join(flatten(name).split()))))


class Names:
    """The mentions of a document, to be found by the words of a model."""

    def __init__(self, document: Document, doc: Doc, mentions: Iterable[Mention]) -> None:
        self._text, self._doc = document.text, doc
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self._mentions]
        self._entities: defaultdict[str, set[str]] = defaultdict(set)
        for mention in self._mentions:
            if mention.kind is not MentionKind.PRONOUN:
                self._entities[name_key(mention.text)].add(mention.entity.id)
            self._entities[name_key(mention.entity.name)].add(mention.entity.id)
        self._entities.pop("", None)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that touch `[start, end)`, in the order of the text."""
        first = bisect_left(self._starts, start - LONGEST_MENTION)
        last = bisect_left(self._starts, end)
        return [mention for mention in self._mentions[first:last] if mention.end > start]

    def find(self, name: str, type: str, start: int, end: int) -> Mention | str:
        """The mention in `[start, end)` that the name stands for, or why there is none.

        A name that the quote has, but that is no mention yet, becomes one, of the type that the model gives.
        """
        here = self.within(start, end)
        for found in (self._by_words(name, here), self._by_entity(name, here)):
            ids = {mention.entity.id for mention in found}
            if len(ids) == 1:
                return min(found, key=lambda mention: (mention.kind is not MentionKind.NAME, mention.start))
            if ids:
                return "stands for more than one thing in the quote"
        return self._literal(name, type, start, end, here)

    @staticmethod
    def _by_words(name: str, here: list[Mention]) -> list[Mention]:
        words, key = " ".join(flatten(name).split()), name_key(name)
        found = []
        for mention in here:
            if mention.kind is MentionKind.PRONOUN:
                same = mention.text.lower() == words.lower() and not words.isupper()
            else:
                same = bool(key) and name_key(mention.text) == key
            if same:
                found.append(mention)
        return found

    def _by_entity(self, name: str, here: list[Mention]) -> list[Mention]:
        ids = set(self._entities.get(name_key(name), ()))
        entry = catalogue().find(" ".join(name.split()))
        if entry is not None:
            ids.add(entry.id)
        return [mention for mention in here if mention.entity.id in ids]

    def _literal(self, name: str, type: str, start: int, end: int, here: list[Mention]) -> Mention | str:
        """A name that stands in the quote though nothing made it a mention."""
        missing = "is not in the quote, nor is anything that stands for it"
        words = re.escape(ARTICLE.sub("", " ".join(flatten(name).split()))).replace(r"\ ", r"\s+")
        place = re.search(rf"(?<!\w){words}(?!\w)", flatten(self._text[start:end])) if words else None
        if place is None:
            return missing
        first, last = start + place.start(), start + place.end()
        span = self._doc.char_span(first, last, alignment_mode="expand")
        if span is None:
            return missing
        inside = [mention for mention in here if mention.head == span.root.i]
        if inside:
            return min(inside, key=lambda mention: mention.end - mention.start)
        said = self._text[first:last]
        if any(mention.start < last and mention.end > first for mention in here):
            return "is a part of another name, or a name with more around it"
        if not any(character.isupper() for character in said):
            return "is no name, and nothing that the text refers to"
        if type not in ontology().types:
            return f"has no type of the ontology ({type!r})"
        label = " ".join(said.split())
        entity = Entity(slug(label), label, type)
        kind = MentionKind.NAME
        return Mention(first, last, said, span.start, span.end - 1, span.root.i, kind, entity)
