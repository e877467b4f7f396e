"""Marked sentence → the lexicon rows that fire, and on which mentions."""

from __future__ import annotations

import pytest

from kgraph.claims.rows import firings
from tests.claims.marked import view


def fired(marked: str, relation: str) -> set[tuple[str, str, int]]:
    """Subject, object and reach of the rows that fire for one relation."""
    seen = view(marked)
    return {
        (firing.subject.text, firing.object.text, firing.reach)
        for firing in firings(seen.sentence, seen.owner)
        if firing.row.relation == relation
    }


@pytest.mark.parametrize(
    ("marked", "relation", "expected"),
    [
        ("{Government:Avaria} banned {Vendor:Orrin}.", "banned_by", {("Orrin", "Avaria", 0)}),
        ("{Vendor:Orrin} was banned by {Government:Avaria}.", "banned_by", {("Orrin", "Avaria", 0)}),
        ("{Government:Avaria} imposed a ban on {Vendor:Orrin}.", "banned_by", {("Orrin", "Avaria", 0)}),
        ("{Government:Avaria} banned {Vendor:Orrin} and {Vendor:Vega}.", "banned_by",
         {("Orrin", "Avaria", 0), ("Vega", "Avaria", 0)}),
        ("{Vendor:Orrin} was removed from {VendorList:the register}.", "removed_from",
         {("Orrin", "the register", 0)}),
        ("{Vendor:Orrin} is led by {Person:Ann Poe}.", "led_by", {("Orrin", "Ann Poe", 0)}),
        # inside of what fills the slot
        ("{Vendor:Orrin} sells radios to officers of {Military:the army}.", "supplies",
         {("Orrin", "the army", 2)}),
        # the types of both sides must fit, and the two must differ
        ("{Government:Avaria} banned {Person:Ann Poe}.", "banned_by", set()),
        ("{Government:Avaria} banned {Government:Avaria}.", "banned_by", set()),
        # what a row needs must be there
        ("{Government:Avaria} lifted the ban on {Vendor:Orrin}.", "ban_lifted_by", {("Orrin", "Avaria", 0)}),
        ("{Government:Avaria} imposed the ban on {Vendor:Orrin}.", "ban_lifted_by", set()),
        # a trigger word inside of a name is none
        ("{Organization:Stop The Ban} wrote to {Government:Avaria} about {Vendor:Orrin}.", "banned_by",
         set()),
    ],
)  # fmt: skip
def test_firings(marked: str, relation: str, expected: set[tuple[str, str, int]]) -> None:
    assert fired(marked, relation) == expected


def test_a_firing_names_its_row_and_trigger() -> None:
    seen = view("{Government:Avaria} banned {Vendor:Orrin}.")
    (firing,) = (each for each in firings(seen.sentence, seen.owner) if each.row.relation == "banned_by")
    assert seen.doc[firing.trigger].text == "banned"
    assert firing.row.id.startswith("banned_by:")
    assert firing.row.trigger == "ban"
