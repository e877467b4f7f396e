"""Which qualifiers a relation takes: rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["AMOUNT_KINDS", "MENTION_ROWS", "MentionRow"]

AMOUNT_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "approved_by": ("money",),
        "contract_ended_by": ("money",),
        "contracted_by": ("money",),
        "developed_for": ("money",),
        "earns_revenue_from": ("share", "money"),
        "funded_by": ("money", "share"),
        "lobbies": ("money",),
        "owned_by": ("share", "money"),
        "partners_with": ("money",),
        "penalized_by": ("money",),
        "sued_by": ("money",),
        "supplies": ("money", "count"),
    }
)
"""Relation → the kinds of amount that it takes, the more telling first."""


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A qualifier that names a thing of the clause, for some relations.

    `types` are types of the ontology, narrower ones included; `reach` is the most steps in the
    dependency tree from the trigger. Where there are `prepositions` it must stand after one of them.
    """

    qualifier: str
    types: tuple[str, ...]
    reach: int
    relations: frozenset[str]
    prepositions: frozenset[str] = frozenset()


_CURBS = {"ban_lifted_by", "banned_by", "restricted_by", "sanctioned_by"}
_DEALS = {"contract_ended_by", "contracted_by", "developed_for", "supplies"}
_JUDGED = {"accused_by", "investigated_by", "penalized_by", "sued_by"}
_LISTED = {"added_to", "removed_from"}
_PUT = frozenset({"from", "in", "of", "off", "on", "onto", "to", "under"})
_UNDER = frozenset({"by", "through", "under", "via", "with", "to"})
_WHERE = frozenset({"across", "at", "in", "near", "outside", "throughout"})

MENTION_ROWS: tuple[MentionRow, ...] = (
    MentionRow(
        "product",
        ("Product",),
        4,
        frozenset({"approved_by", "shared_data_with", "warned_against_by"} | _CURBS | _DEALS | _LISTED),
    ),
    MentionRow("list", ("VendorList",), 4, frozenset(_CURBS | {"approved_by", "contracted_by"}), _PUT),
    MentionRow(
        "list",
        ("LegalInstrument",),
        5,
        frozenset(_CURBS | _LISTED | _JUDGED | {"approved_by", "warned_against_by"}),
        _UNDER,
    ),
    MentionRow("contract", ("Contract",), 5, frozenset(_DEALS | {"investigated_by", "partners_with"})),
    MentionRow(
        "place",
        ("Place", "Government"),
        4,
        frozenset({"founded_by", "partners_with", "testified_to"} | _CURBS | _DEALS | _JUDGED),
        _WHERE,
    ),
)
"""Of rows for the same qualifier the first that finds something holds."""
