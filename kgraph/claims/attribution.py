"""The chain behind a claim: the publisher, whom it quotes, and whom those quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.claims.cues import chain
from kgraph.model import Document, Mention, Source, slug
from kgraph.ontology import catalogue, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["origin_chain", "publisher_of"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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

    >>> # "The Ledger wrote that officials told Reuters …" → publisher, The Ledger, officials
    """
    at = {mention.head: mention for mention in mentions}
    speakers = []
    for token in reversed(chain(trigger)[1:]):
        if token.lemma_.lower() in words("say"):
            for child in token.children:
                if child.dep_ in SUBJECTS and child.i in at:
                    entity = at[child.i].entity
                    speakers.append(Source(entity.name, entity.type, entity.id, at[child.i].text))
    found: dict[str | None, Source] = {}
    for each in (publisher, *speakers, source):
        found.setdefault(each.id, each)
    return tuple(found.values())
