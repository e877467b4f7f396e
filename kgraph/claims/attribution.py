"""The chain behind a claim: the publisher, whom it quotes, and whom those quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.claims.sayings import ASIDE, BEYOND, governing, is_saying
from kgraph.claims.voices import listen
from kgraph.model import Document, Mention, Source, slug
from kgraph.ontology import catalogue

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["origin_chain", "publisher_of"]

LINKS = ("over:that", "over:part", "beside:ccomp", "beside:parataxis", "according")
"""Constructions in which the speaker says what stands below, without a doubt."""
NO_SPEAKER = frozenset({"pass", "owner"})
"""Bonds to a word of saying that make nobody its speaker: "X was accused", "the claim of X"."""


def publisher_of(document: Document) -> Source:
    """The publisher of an article as a source; its name is None where it is unknown."""
    if not document.publisher:
        return Source(None)
    entry = catalogue().find(document.publisher)
    if entry is not None:
        return Source(entry.name, entry.type, entry.id, document.publisher)
    return Source(document.publisher, "MediaOutlet", slug(document.publisher), document.publisher)


def origin_chain(
    doc: Doc, trigger: Token, mentions: list[Mention], publisher: Source, source: Source
) -> tuple[Source, ...]:
    """From the publisher over the outer speakers to the innermost one, each once.

    "The Ledger wrote that officials had told it …" gives the publisher, The Ledger, the officials. Where
    the publisher itself is the source, the chain is the publisher.
    """
    if source == publisher:
        return (publisher,)
    found: dict[str | None, Source] = {publisher.id: publisher}
    for each in (*_speakers(doc, trigger, mentions), source):
        found.setdefault(each.id, each)
    return tuple(found.values())


def _speakers(doc: Doc, trigger: Token, mentions: list[Mention]) -> list[Source]:
    """Who says what a trigger carries, from the outermost speaker inwards."""
    return list(_inside_out(doc, trigger, mentions))[::-1]


def _inside_out(doc: Doc, trigger: Token, mentions: list[Mention]) -> Iterator[Source]:
    places = listen(doc).places(mentions)
    for voice in governing(trigger):
        by, bond = doc[voice.by], voice.how.rpartition(":")[2]
        sure = voice.how.startswith(LINKS) and ASIDE not in voice.how and BEYOND not in voice.how
        if not sure or bond in NO_SPEAKER or not (is_saying(by) or by.lower_ in {"according", "per"}):
            continue
        for mention, _ in places.given_by(doc[voice.speaker])[:1]:
            entity = mention.entity
            yield Source(entity.name, entity.type, entity.id, " ".join(mention.text.split()))
