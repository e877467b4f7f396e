"""What kind of thing each entity is, once more: by the encoder, which sees all that is said around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.claims.sentence_view import SentenceView
from kgraph.model import Mention, MentionKind
from kgraph.ontology import catalogue, ontology

if TYPE_CHECKING:
    from kgraph.encoder import States

__all__ = ["SURE", "retyped", "types_by_encoder"]

SURE = 0.6
"""How probable a type must be to be taken instead of the one that the rules give."""


def types_by_encoder(read: Iterable[tuple[SentenceView, States]], types: Sequence[str]) -> dict[str, str]:
    """Id of an entity → its type, where the encoder is sure in the mean over the mentions; not of pronouns.

    `types` are the columns of `States.types`. What the catalogue knows, and counts, are left out.
    """
    known = catalogue().by_id
    chances: dict[str, list[Sequence[float]]] = defaultdict(list)
    for view, states in read:
        for mention, row in zip(view.mentions, states.types().tolist(), strict=True):
            if mention.kind is not MentionKind.PRONOUN and mention.value is None:
                chances[mention.entity.id].append(row)
    likeliest = {entity: _likeliest(rows, types) for entity, rows in chances.items() if entity not in known}
    return {entity: type for entity, (type, chance) in likeliest.items() if chance >= SURE}


def retyped(mentions: Iterable[Mention], types: Mapping[str, str]) -> list[Mention]:
    """The mentions, those of the given entities with other types."""
    return [
        mention
        if types.get(mention.entity.id, mention.entity.type) == mention.entity.type
        else replace(mention, entity=replace(mention.entity, type=types[mention.entity.id]))
        for mention in mentions
    ]


def _likeliest(rows: Sequence[Sequence[float]], types: Sequence[str]) -> tuple[str, float]:
    means = {
        type: sum(column) / len(rows) for type, column in zip(types, zip(*rows, strict=True), strict=True)
    }
    best = max((type for type in means if type in ontology().types), key=means.__getitem__)
    return best, means[best]
