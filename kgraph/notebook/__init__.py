"""Graphs, relations, claims, entities, dossiers and lists of them as small tables, as notebooks show a value.

The nouns know nothing of HTML: `show_in_notebooks` gives them the method `_repr_html_`, and what makes the
tables is loaded when a notebook asks for one.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Entity
from kgraph.query import Dossier

__all__ = ["show_in_notebooks"]

_METHOD = "_repr_html_"
_TABLES: tuple[tuple[type, str], ...] = (
    (ClaimGraph, "graph_table"),
    (FusedRelation, "relation_table"),
    (Claim, "claim_table"),
    (Entity, "entity_table"),
    (Dossier, "dossier_table"),
)


def show_in_notebooks() -> None:
    """Give the nouns their tables. Doing it twice changes nothing."""
    for kind, table in _TABLES:
        setattr(kind, _METHOD, _shown_as(table))


def _shown_as(table: str) -> Callable[[Any], str]:
    def as_html(self: Any) -> str:
        """The value as a small table of HTML, all texts escaped."""
        text: str = getattr(import_module("kgraph.notebook.tables"), table)(self)
        return text

    return as_html
