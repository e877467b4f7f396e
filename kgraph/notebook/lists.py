"""Lists of claims and relations that notebooks show as tables; in all else they are lists."""

from __future__ import annotations

from typing import Any, TypeVar, Unpack

from kgraph.graph import FusedRelation
from kgraph.graph.filters import Filters
from kgraph.model import Claim
from kgraph.query import Questions

__all__ = ["Listed", "Listing"]

T = TypeVar("T", Claim, FusedRelation)


class Listed(list[T]):
    """A list with a table."""

    def _repr_html_(self) -> str:
        from kgraph.notebook.tables import list_table

        return list_table(self)


class Listing(Questions):
    """Answers the questions that are answered with lists as `Questions` does, in lists with a table."""

    def claims(self, **filters: Unpack[Filters]) -> list[Claim]:
        return Listed(super().claims(**filters))

    def relations(
        self, *, min_origins: int = 1, disputed: bool | None = None, **filters: Unpack[Filters]
    ) -> list[FusedRelation]:
        return Listed(super().relations(min_origins=min_origins, disputed=disputed, **filters))

    def disputed(self, **filters: Any) -> list[FusedRelation]:
        return Listed(super().disputed(**filters))

    def search(self, words: str, **filters: Any) -> list[Claim]:
        return Listed(super().search(words, **filters))
