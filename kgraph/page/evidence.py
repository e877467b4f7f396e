"""Claims as rows for the page: who says it, in which words of which article, how, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, Generic, TypeVar

from kgraph.graph import FusedRelation, publisher_id
from kgraph.model import Amount, Claim, Document, Literal, Participant, Source, Stance
from kgraph.query.disputes import Denials
from kgraph.query.places import shown_places

__all__ = ["Evidence"]

Kept = TypeVar("Kept")


class _Numbered(Generic[Kept]):
    """Rows that many others point at, each kept once."""

    def __init__(self) -> None:
        self.rows: list[Kept] = []
        self._known: dict[Any, int] = {}

    def number(self, key: object, row: Kept) -> int:
        if key not in self._known:
            self._known[key] = len(self.rows)
            self.rows.append(row)
        return self._known[key]


class Evidence:
    """The claims of some relations, with their documents and sources, numbered as they come."""

    def __init__(self, relations: Sequence[FusedRelation]) -> None:
        self._documents: _Numbered[dict[str, Any]] = _Numbered()
        self._sources: _Numbered[dict[str, Any]] = _Numbered()
        self._extractors: _Numbered[str] = _Numbered()
        self._claims: _Numbered[dict[str, Any]] = _Numbered()
        self.of: list[list[int]] = []
        self.against: list[list[int]] = []
        documents = (claim.document for relation in relations for claim in relation.claims)
        self._paths = shown_places(document.path for document in documents if document.path)
        for number, relation in enumerate(relations):
            self.of.append([self._number(claim, number) for claim in relation.claims])
        denials = Denials(relations)
        for own, relation in zip(self.of, relations, strict=True):
            found = [self._number(claim, -1) for claim in denials.of(relation)]
            self.against.append([claim for claim in found if claim not in own])

    def rows(self) -> dict[str, Any]:
        """All of it by kind; a claim points at its source and document by their numbers."""
        return {
            "documents": self._documents.rows,
            "sources": self._sources.rows,
            "extractors": self._extractors.rows,
            "claims": self._claims.rows,
        }

    def _number(self, claim: Claim, relation: int) -> int:
        return self._claims.number(claim.id, self._row(claim, relation))

    def _row(self, claim: Claim, relation: int) -> dict[str, Any]:
        when, by = claim.when, claim.extractor
        row: dict[str, Any] = {
            "id": claim.id,
            "relation": relation,
            "stance": list(Stance).index(claim.stance),
            "source": self._source(claim.source, claim.document),
            "document": self._document(claim.document),
            "quote": claim.evidence.quote,
            "span": [claim.evidence.start, claim.evidence.end],
            "words": [_words(claim.subject), _words(claim.object)],
            "confidence": round(claim.confidence, 2) if isfinite(claim.confidence) else 0,
            "extractor": self._extractors.number(by, f"{by.name}, {by.rule}, version {by.version}"),
        }
        if when is not None:
            row["when"] = [day and day.isoformat() for day in (when.start, when.end)]
            row["whenText"] = when.text
        chain = [one.name for one in claim.origin if one.name and one.name != claim.source.name]
        if chain:
            row["chain"] = chain
        if claim.qualifiers:
            row["notes"] = [
                [name.replace("_", " "), value.text if isinstance(value, Amount) else str(value)]
                for name, value in claim.qualifiers.items()
            ]
        return row

    def _source(self, source: Source, document: Document) -> int:
        name = source.name or document.publisher
        key = source.id or (publisher_id(name) if name else None)
        return self._sources.number(key, {"name": name, "id": key})

    def _document(self, document: Document) -> int:
        path = self._paths[document.path] if document.path else None
        title = document.title or path or document.id
        row = {
            "title": title,
            "publisher": document.publisher,
            "published": document.published.isoformat() if document.published else None,
            "url": document.url,
            "path": path if path != title else None,
        }
        return self._documents.number(document.id, {key: value for key, value in row.items() if value})


def _words(thing: Participant | Literal) -> str:
    """The words of the text, to be marked in the quotation."""
    return thing.text if isinstance(thing, Literal) else thing.mention
