"""Candidates: which two mentions of a sentence may stand in which relation, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.amounts import find_counts
from kgraph.claims.features import PairReader
from kgraph.claims.rows import Firing, firings
from kgraph.claims.sentence_view import SentenceView
from kgraph.claims.trigger_features import TriggerReader
from kgraph.model import Entity, Mention, MentionKind, object_key
from kgraph.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Candidate", "candidates", "count_mentions", "relations_between", "views"]

Phrase = tuple[int, int]
"""First and last token: what the members of a group share where one phrase stands for them all."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`subject` and `object` in one sentence, with the features of the pair and the rows that fired."""

    subject: Mention
    object: Mention
    features: list[str]
    fired: tuple[Firing, ...]
    apex: int
    """The token where the paths of the two mentions to the root meet."""

    def fired_for(self, relation: str) -> list[Firing]:
        """The firings of rows of one relation."""
        return [firing for firing in self.fired if firing.row.relation == relation]

    def trigger(self, relation: str) -> int:
        """The token that carries the relation: that of the first row that fired, else the apex."""
        return next((firing.trigger for firing in self.fired_for(relation)), self.apex)


@cache
def relations_between(subject: str, thing: str) -> tuple[str, ...]:
    """The relations that the ontology allows between two types."""
    onto = ontology()
    return tuple(name for name in onto.relations if onto.allows(name, subject, thing))


def count_mentions(doc: Doc) -> list[Mention]:
    """The numbers of a text that a literal relation may take, as mentions of the type `count`."""
    found = []
    for span in find_counts(doc.text):
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None:
            found.append(
                Mention(
                    start=span.start,
                    end=span.end,
                    text=span.count.text,
                    first=tokens.start,
                    last=tokens.end - 1,
                    head=tokens.root.i,
                    kind=MentionKind.NOMINAL,
                    entity=Entity(object_key(span.count), span.count.text, span.count.type, named=False),
                    value=span.count.value,
                )
            )
    return found


def views(doc: Doc, mentions: list[Mention]) -> Iterator[SentenceView]:
    """The sentences with mentions, each with those and with the counts in it."""
    position = 0
    everything = [*mentions, *count_mentions(doc)]
    ordered = sorted(everything, key=lambda mention: (mention.head, mention.first - mention.last))
    for sentence in doc.sents:
        begin = position
        while position < len(ordered) and ordered[position].head < sentence.end:
            position += 1
        if begin < position:
            yield SentenceView(doc, sentence, ordered[begin:position])


def candidates(view: SentenceView) -> Iterator[Candidate]:
    """Every ordered pair of different entities that some relation allows."""
    pairs = [(one, other) for one in view.mentions for other in view.mentions if _may_be_related(one, other)]
    if not pairs:
        return
    fired: dict[tuple[Phrase, Phrase], list[Firing]] = {}
    for firing in firings(view.sentence, view.owner):
        fired.setdefault((_phrase(firing.subject), _phrase(firing.object)), []).append(firing)
    pair_reader, trigger_reader = PairReader(view), TriggerReader(view)
    for one, other in pairs:
        rows = tuple(fired.get((_phrase(one), _phrase(other)), ()))
        path = view.path(one, other)
        features = pair_reader.features(one, other, path) + trigger_reader.features(one, other, rows, path)
        yield Candidate(one, other, features, rows, path.apex)


def _may_be_related(one: Mention, other: Mention) -> bool:
    return (
        one.head != other.head
        and one.entity.id != other.entity.id
        and bool(relations_between(one.entity.type, other.entity.type))
    )


def _phrase(mention: Mention) -> Phrase:
    return mention.first, mention.last
