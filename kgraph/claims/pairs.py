"""Candidates: which two mentions of a sentence may stand in which relation, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.claims.amounts import find_counts
from kgraph.claims.features import SentenceView, pair_features
from kgraph.claims.rows import Firing, firings
from kgraph.model import Entity, Mention, MentionKind, object_key
from kgraph.ontology import ontology, triggers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["Candidate", "candidates", "count_mentions", "relations_between", "views"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`subject` and `object` in one sentence, with the features of the pair and the rows that fired."""

    subject: Mention
    object: Mention
    features: list[str]
    fired: tuple[Firing, ...]
    apex: int
    """The token where the paths of the two mentions meet."""


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
        if tokens is None:
            continue
        entity = Entity(object_key(span.count), span.count.text, span.count.type, named=False)
        found.append(
            Mention(
                span.start, span.end, span.count.text, tokens.start, tokens.end - 1, tokens.root.i,
                MentionKind.NOMINAL, entity, span.count.value,
            )
        )  # fmt: skip
    return found


def views(doc: Doc, mentions: list[Mention]) -> Iterator[SentenceView]:
    """The sentences with mentions, each with those and with the counts in it."""
    position = 0
    ordered = sorted([*mentions, *count_mentions(doc)], key=lambda mention: (mention.head, mention.first - mention.last))
    for sentence in doc.sents:
        while position < len(ordered) and ordered[position].head < sentence.start:
            position += 1
        end = position
        while end < len(ordered) and ordered[end].head < sentence.end:
            end += 1
        here = ordered[position:end]
        position = end
        if here:
            yield SentenceView(doc, sentence, here)


def candidates(view: SentenceView) -> Iterator[Candidate]:
    """Every ordered pair of different entities that some relation allows."""
    fired: dict[tuple[int, int], list[Firing]] = {}
    for firing in firings(view.sentence, view.owner):
        fired.setdefault((id(firing.subject), id(firing.object)), []).append(firing)
    stated = _stated(view.sentence)
    for one in view.mentions:
        for other in view.mentions:
            if one.head == other.head or one.entity.id == other.entity.id:
                continue
            if not relations_between(one.entity.type, other.entity.type):
                continue
            rows = tuple(fired.get((id(one), id(other)), ()))
            apex = view.meeting(one, other)
            features = pair_features(view, one, other)
            features += _row_features(view, one, other, rows, apex, stated)
            yield Candidate(one, other, features, rows, apex)


def _stated(sentence: Span) -> dict[int, frozenset[str]]:
    """Token → the relations that it may state, by the lexicon's trigger words alone."""
    table = triggers()
    found = {}
    for token in sentence:
        rows = table.get(token.lemma_.lower())
        if rows:
            found[token.i] = frozenset(row.relation for row in rows)
    return found


def _row_features(
    view: SentenceView,
    one: Mention,
    other: Mention,
    rows: tuple[Firing, ...],
    apex: int,
    stated: dict[int, frozenset[str]],
) -> list[str]:
    found = []
    for firing in rows:
        relation = firing.row.relation
        found += [f"row={relation}", f"row={relation}:{min(firing.reach, 3)}", f"rowid={firing.row.id}"]
        found.append(f"row={relation}:{one.entity.type}>{other.entity.type}")
    here, there = view.places(one, other)
    path = set(view.chains[here]) ^ set(view.chains[there]) | {apex}
    for i, relations in stated.items():
        where = "p" if i in path else "s"
        found += [f"{where}trg={relation}" for relation in relations]
        if i == apex:
            found += [f"atrg={relation}" for relation in relations]
    return list(dict.fromkeys(found))
