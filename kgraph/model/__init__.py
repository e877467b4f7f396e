"""The nouns: small frozen values that every room exchanges."""

from kgraph.model.claim import (
    DIFFER,
    STRONGEST,
    Amount,
    Claim,
    Evidence,
    Extractor,
    Literal,
    Participant,
    Source,
    Stance,
    object_key,
)
from kgraph.model.document import Document, content_id
from kgraph.model.entity import Entity, Mention, MentionKind, slug
from kgraph.model.when import Granularity, When

__all__ = [
    "DIFFER",
    "STRONGEST",
    "Amount",
    "Claim",
    "Document",
    "Entity",
    "Evidence",
    "Extractor",
    "Granularity",
    "Literal",
    "Mention",
    "MentionKind",
    "Participant",
    "Source",
    "Stance",
    "When",
    "content_id",
    "object_key",
    "slug",
]
