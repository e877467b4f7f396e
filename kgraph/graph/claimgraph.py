"""The one object that changes: it takes claims and documents in, and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Self, Unpack

from kgraph.errors import GraphError
from kgraph.graph import file
from kgraph.graph.filters import Filters, as_types
from kgraph.graph.fusion import FusedRelation, fuse
from kgraph.graph.index import Index
from kgraph.graph.merging import merge_claims, merge_documents
from kgraph.model import Claim, Document, Entity, Stance

__all__ = ["ClaimGraph"]


class ClaimGraph:
    """Claims and the documents that make them, in memory; `save` and `open` keep them in a file.

    Nothing depends on the order in which things were added, and adding a thing twice changes
    nothing. All answers are sorted. Filters are those of `Filters`.
    """

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._claims: dict[str, Claim] = {}
        self._documents: dict[str, Document] = {}
        self._versions: dict[str, str] = {}
        self._made: Index | None = None
        self.add(claims)

    def add(self, claims: Claim | Iterable[Claim]) -> int:
        """Add claims, and with them their documents. Returns how many of them are new."""
        before = len(self._claims)
        try:
            for claim in (claims,) if isinstance(claims, Claim) else claims:
                known = self._claims.get(claim.id)
                self._claims[claim.id] = merge_claims(known, claim) if known else claim
                self._add_document(claim.document)
        finally:
            self._made = None
        return len(self._claims) - before

    def add_document(self, document: Document, extractor_version: str | None = None) -> bool:
        """Note that a document was read with one version of the extraction, even if it claims nothing.

        Returns whether its claims are still to be added: False where it was read with this version
        before. Claims that another version found in it are dropped.
        """
        before = self._versions.get(document.id)
        self._add_document(document)
        self._made = None
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
        return list(self._index.select(filters))

    def relations(
        self, *, min_origins: int = 1, disputed: bool | None = None, **filters: Unpack[Filters]
    ) -> list[FusedRelation]:
        """What the claims that pass all filters say, fused, by names.

        `min_origins` asks for so many independent origins, `disputed` for those only that somebody
        denies (or that nobody does).
        """
        found = fuse(self._index.select(filters), self._index.entities)
        return [relation for relation in found if _passes(relation, min_origins, disputed)]

    def entities(self, type: str | Iterable[str] | None = None) -> list[Entity]:
        """Subjects and objects of the claims, by name; of a type or narrower where one is given."""
        found: Iterable[Entity] = self._index.entities.values()
        if type is not None:
            wanted = as_types(type, (entity.type for entity in found))
            found = (entity for entity in found if entity.type in wanted)
        return sorted(found, key=lambda entity: (entity.name, entity.id))

    def entity(self, name: str) -> Entity:
        """The entity of a name as people type it, or of an id."""
        found = sorted(self._index.names.find(name))
        if len(found) > 1:
            raise GraphError(f"{name!r} is the name of several: give the id, {' or '.join(found)}.")
        return self._index.entities[found[0]]

    def documents(self) -> list[Document]:
        """All documents, by path; also those that claim nothing."""
        return list(self._index.documents)

    def where(
        self, *, min_origins: int = 1, disputed: bool | None = None, **filters: Unpack[Filters]
    ) -> Self:
        """The smaller graph of the claims that pass, and of their documents."""
        if min_origins <= 1 and disputed is None:
            return type(self)(self._index.select(filters))
        relations = self.relations(min_origins=min_origins, disputed=disputed, **filters)
        return type(self)(claim for relation in relations for claim in relation.claims)

    def save(self, path: str | PathLike[str]) -> None:
        """Write into a graph file, all or nothing; what an existing one holds already stays in it.

        Raises `GraphError` where the file is something else, newer than this program, or locked.
        """
        versioned = [(document, self._versions.get(document.id)) for document in self._index.documents]
        file.write(Path(path), versioned, self._index.claims)

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Self:
        """The graph of a file that `save` wrote. Raises `GraphError` where it is none."""
        documents, claims = file.read(Path(path))
        graph = cls(claims)
        for document, version in documents:
            graph.add_document(document, version)
        return graph

    def __len__(self) -> int:
        return len(self._claims)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Claim]:
        return iter(self._index.claims)

    def __contains__(self, claim: object) -> bool:
        return isinstance(claim, Claim) and claim.id in self._claims

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ClaimGraph):
            return NotImplemented
        return self._index.claims == other._index.claims and self._index.documents == other._index.documents

    def __repr__(self) -> str:
        counts = {stance: len(self._index.shelf("stance").get(stance, ())) for stance in Stance}
        said = ", ".join(f"{count} {stance}" for stance, count in counts.items() if count)
        parts = (
            _count(len(self._documents), "document"),
            _count(len(self._index.entities), "entity", "entities"),
            _count(len(self), "claim"),
        )
        return f"<{type(self).__name__}: {', '.join(parts)}{f' ({said})' if said else ''}>"

    @property
    def _index(self) -> Index:
        """Made when the first question comes, after everything was added."""
        if self._made is None:
            for id, claim in self._claims.items():
                document = self._documents[claim.document.id]
                if claim.document is not document:
                    self._claims[id] = replace(claim, document=document)
            self._made = Index(self._claims.values(), self._documents.values())
        return self._made

    def _add_document(self, document: Document) -> None:
        known = self._documents.get(document.id)
        self._documents[document.id] = merge_documents(known, document) if known else document


def _passes(relation: FusedRelation, min_origins: int, disputed: bool | None) -> bool:
    # Every relation has an origin: counting them is the dear part.
    return disputed in (None, relation.disputed) and (min_origins <= 1 or relation.origins >= min_origins)


def _count(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
