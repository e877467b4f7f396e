"""The one object that changes: it takes claims, documents and decisions in, and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Self, Unpack

from kgraph.errors import GraphError
from kgraph.graph.filters import Filters, as_types
from kgraph.graph.fusion import FusedRelation, fuse
from kgraph.graph.keeping import Keeping
from kgraph.graph.merging import merge_claims, merge_documents
from kgraph.graph.names import only_one
from kgraph.model import Claim, Document, Entity, Stance
from kgraph.words import counted

__all__ = ["ClaimGraph"]


class ClaimGraph(Keeping):
    """Claims and the documents that make them, in memory; `save` and `open` keep them in a file.

    Nothing depends on the order in which things were added, and adding a thing twice changes
    nothing. All answers are sorted. Filters are those of `Filters`. Claims that name one thing
    differently are answered with one entity, see `merges`.
    """

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        super().__init__()
        self.add(claims)

    def add(self, claims: Claim | Iterable[Claim]) -> int:
        """Add claims, and with them their documents. Returns how many of them are new."""
        self._load()
        before = len(self._claims)
        try:
            for claim in (claims,) if isinstance(claims, Claim) else claims:
                known = self._claims.get(claim.id)
                merged = merge_claims(known, claim) if known else claim
                if merged is not known:
                    self._claims[claim.id] = merged
                    self._touched.add(claim.id)
                self._add_document(claim.document)
        finally:
            self._changed()
        return len(self._claims) - before

    def add_document(self, document: Document, extractor_version: str | None = None) -> bool:
        """Note that a document was read with one version of the extraction, even if it claims nothing.

        Returns whether its claims are still to be added: False where it was read with this version
        before. Claims that another version found in it are dropped.
        """
        self._load()
        before = self._versions.get(document.id)
        self._add_document(document)
        self._changed()
        if extractor_version is None or before == extractor_version:
            return extractor_version is None
        if before is not None:
            self._claims = {
                id: claim for id, claim in self._claims.items() if claim.document.id != document.id
            }
        self._versions[document.id] = extractor_version
        return True

    def claims(self, **filters: Unpack[Filters]) -> list[Claim]:
        """The claims that pass all filters, by document and place in it.

        Raises `GraphError` with suggestions for a name that the graph does not know.
        """
        if (asked := self._asked) is not None and (claims := asked.select(filters)) is not None:
            return list(claims)
        return list(self._index_with(filters).select(filters))

    def claim(self, id: str) -> Claim:
        """The claim of an id, be it rejected or not. Raises `GraphError` where there is none."""
        if (asked := self._asked) is not None and (found := asked.claim(id)) is not None:
            return found
        self._load()
        if id not in self._claims:
            raise GraphError(f"The graph has no claim {id!r}; `kgraph claims` shows their ids.")
        return self._index.identity.settled(self._claims[id])

    def said_by(self, entity: Entity) -> list[Claim]:
        """The claims whose source is an entity, by document and place in it."""
        if (asked := self._asked) is not None and (found := asked.said_by(entity.id)) is not None:
            return found
        shelf = self._index.shelf("source")
        return [claim for claim in shelf.get(entity.id, ()) if claim.source.id == entity.id]

    def relations(
        self, *, min_origins: int = 1, disputed: bool | None = None, **filters: Unpack[Filters]
    ) -> list[FusedRelation]:
        """What the claims that pass all filters say, fused, by names.

        `min_origins` asks for so many independent origins, `disputed` for those only that somebody
        denies (or that nobody does).
        """
        if (asked := self._asked) is not None and (claims := asked.select(filters)) is not None:
            found = fuse(claims, asked.entities, asked.copies)
        else:
            index = self._index_with(filters)
            found = fuse(index.select(filters), index.entities, index.copies)
        return [relation for relation in found if _passes(relation, min_origins, disputed)]

    def entities(self, type: str | Iterable[str] | None = None) -> list[Entity]:
        """Subjects and objects of the claims, by name; of a type or narrower where one is given."""
        found: Iterable[Entity]
        if (asked := self._asked) is not None and (all_of_them := asked.all_entities()) is not None:
            found = all_of_them
        else:
            found = self._index.entities.values()
        if type is not None:
            wanted = as_types(type, (entity.type for entity in found))
            found = (entity for entity in found if entity.type in wanted)
        return sorted(found, key=lambda entity: (entity.name, entity.id))

    def entity(self, name: str) -> Entity:
        """The entity of a name as people type it, or of an id."""
        if (asked := self._asked) is not None and (known := asked.entity(name)) is not None:
            return known
        return self._index.entities[only_one(name, self._index.names.find(name))]

    def documents(self) -> list[Document]:
        """All documents, by path; also those that claim nothing."""
        return list(self._index.documents)

    def copies(self) -> list[tuple[Document, ...]]:
        """Groups of documents that print the same text, cut or reworded ones too; each by id."""
        return self._index.copies.all()

    def where(
        self, *, min_origins: int = 1, disputed: bool | None = None, **filters: Unpack[Filters]
    ) -> Self:
        """The smaller graph of the claims that pass, and of their documents."""
        if min_origins <= 1 and disputed is None:
            return self.only(self.claims(**filters))
        relations = self.relations(min_origins=min_origins, disputed=disputed, **filters)
        return self.only(claim for relation in relations for claim in relation.claims)

    def only(self, claims: Iterable[Claim]) -> Self:
        """The smaller graph of some claims of this one, with its entities and decisions."""
        claims = list(claims)  # before the question whether all was read: making them may read it
        if (asked := self._asked) is not None and (part := asked.part(claims)) is not None:
            smaller = type(self)(part.claims)
            smaller._inherit(part.decisions, part.identity, asked.copies)
            smaller._whole_name = self.name
            return smaller
        self._load()
        smaller = type(self)(self._claims[claim.id] for claim in claims)
        smaller._inherit(self.decisions(), self._index.identity, self._index.copies)
        smaller._whole_name = self.name
        return smaller

    def __len__(self) -> int:
        if (asked := self._asked) is not None and (counts := asked.counts()) is not None:
            return sum(counts[2].values())
        return len(self._index.claims)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._index.claims)

    def __contains__(self, claim: object) -> bool:
        self._load()
        return isinstance(claim, Claim) and claim.id in self._claims and claim.id not in self._rejected

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ClaimGraph):
            return NotImplemented
        return self._index.claims == other._index.claims and self._index.documents == other._index.documents

    def __repr__(self) -> str:
        counts = asked.counts() if (asked := self._asked) is not None else None
        if counts is None:
            index = self._index
            stances = {stance: len(claims) for stance, claims in index.shelf("stance").items()}
            counts = len(index.documents), len(index.entities), stances
        documents, entities, by_stance = counts
        said = ", ".join(f"{count} {stance}" for stance in Stance if (count := by_stance.get(stance)))
        parts = (
            counted(documents, "document", comma=""),
            counted(entities, "entity", "entities", comma=""),
            counted(sum(by_stance.values()), "claim", comma=""),
        )
        return f"<{type(self).__name__}: {', '.join(parts)}{f' ({said})' if said else ''}>"

    def _settle_documents(self) -> None:
        """Make all claims of a document hold the one that is merged from all readings."""
        for id, claim in self._claims.items():
            document = self._documents[claim.document.id]
            if claim.document is not document:
                self._claims[id] = replace(claim, document=document)

    def _add_document(self, document: Document) -> None:
        known = self._documents.get(document.id)
        merged = merge_documents(known, document) if known else document
        if merged is not known:
            self._documents[document.id] = merged
            self._copies = None


def _passes(relation: FusedRelation, min_origins: int, disputed: bool | None) -> bool:
    # Every relation has an origin: counting them is the dear part.
    return disputed in (None, relation.disputed) and (min_origins <= 1 or relation.origins >= min_origins)
