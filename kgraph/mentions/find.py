"""From a parsed document to its mentions: spans, types, clusters, entities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.mentions.aliases import States
from kgraph.mentions.casing import Casing
from kgraph.mentions.clusters import Cluster, cluster_names
from kgraph.mentions.discourse import Discourse
from kgraph.mentions.labels import label
from kgraph.mentions.linking import link
from kgraph.mentions.names import name_spots
from kgraph.mentions.nominals import nominal_spots
from kgraph.mentions.pronouns import pronoun_spots
from kgraph.mentions.spot import Spot
from kgraph.mentions.types import set_types
from kgraph.model import Document, Entity, Mention, slug

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_clusters", "find_mentions", "placed"]

FALLBACK_TYPE = "Organization"


def find_mentions(document: Document, doc: Doc) -> list[Mention]:
    """Every mention of the document in text order, each with the entity that it stands for.

    `doc` is the parse of `document.text`; token offsets are offsets of that text. A group that stands
    for several ("the two companies", "both") gives one mention for each of them, on the same words.
    """
    return [mention for mention, _, _ in placed(document, doc, find_clusters(document, doc))]


def placed(document: Document, doc: Doc, clusters: Iterable[Cluster]) -> list[tuple[Mention, Spot, Cluster]]:
    """The mentions that clusters give, in text order, each with the spot and the cluster it comes from."""
    found = []
    for cluster in clusters:
        entity = _entity(doc, cluster)
        for spot in cluster.spots:
            span = doc[spot.first : spot.last + 1]
            text = document.text[span.start_char : span.end_char]
            mention = Mention(
                span.start_char, span.end_char, text, spot.first, spot.last, spot.head, spot.kind, entity
            )
            found.append((mention, spot, cluster))
    return sorted(found, key=lambda each: (each[0].start, -each[0].end))


def find_clusters(document: Document, doc: Doc) -> list[Cluster]:
    """The things that a document speaks of, named or only described."""
    casing = Casing.of(doc, document.text)
    names, inner = name_spots(doc, casing)
    nominals = nominal_spots(doc, names)
    clusters = cluster_names(doc, [*names, *inner])
    set_types(doc, clusters)
    found = Discourse(doc, clusters, document.text)
    return link(found, nominals, pronoun_spots(doc), States(doc, [*names, *inner]), document.publisher)


def _entity(doc: Doc, cluster: Cluster) -> Entity:
    kind = cluster.type or FALLBACK_TYPE
    if cluster.entry is not None:
        return Entity(cluster.entry.id, cluster.entry.name, kind)
    name = label(doc, cluster)
    return Entity(slug(name), name, kind, cluster.named)
