"""How many independent origins stand behind claims, however many articles repeat them.

The origin of a claim is the far end of its chain: the source's source, else the source, else the
publisher of the document, else the document itself. Copies of one article under several publishers
are not recognised yet.
"""

from __future__ import annotations

from collections.abc import Iterable

from kgraph.model import Claim, Document, Source, slug

__all__ = ["count_origins", "origin_of", "source_key"]


def count_origins(claims: Iterable[Claim]) -> int:
    """The number of different origins of the claims."""
    return len({origin_of(claim) for claim in claims})


def origin_of(claim: Claim) -> str:
    """A key of whoever said it first.

    Somebody whom texts only describe ("people familiar with the matter") is nobody in particular:
    it counts together with whom it talked to, so that the sources of two outlets stay two.
    """
    chain = [source for source in claim.origin or (claim.source,) if source.id or source.name]
    if not chain:
        return source_key(Source(None), claim.document)
    last = chain[-1]
    if last.id:
        return last.id
    heard_by = chain[-2] if len(chain) > 1 else Source(None)
    return f"{source_key(heard_by, claim.document)}/{source_key(last, claim.document)}"


def source_key(source: Source, document: Document) -> str:
    """What tells sources apart: id, else name; the publisher, else the document, for an unknown one."""
    if source.id or source.name:
        return source.id or slug(source.name or "")
    return slug(document.publisher) if document.publisher else f"document:{document.id}"
