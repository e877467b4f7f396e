"""Spellings that are the same name, and those that are not."""

from __future__ import annotations

import pytest

from kgraph.ontology.names import fold, is_acronym, plain, without_dots, without_legal_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Säkerhetspolisen", "SAKERHETSPOLISEN"),
        ("Group-IB", "group ib"),
        ("Wrocław", "Wroclaw"),
        ("Rohde & Schwarz", "Rohde and Schwarz"),
        ("ﬁnisher", "Finisher"),
        ("Økokrim", "okokrim"),
    ],
)
def test_writers_vary(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Orrin Drones GmbH", "Orrin Drones"),
        ("Orrin Drones Co., Ltd.", "Orrin Drones"),
        ("Orrin S.p.A.", "Orrin"),
        ("Orrin Sp. z o.o.", "Orrin"),
        ("Orrin A/S", "Orrin"),
        ("OOO Orrin", "Orrin"),
        ("AO Orrin Lab", "Orrin Lab"),
        ("Orrin Pty Ltd", "Orrin"),
        ("Orrin Group", "Orrin Group"),
        ("Orrinco", "Orrinco"),
        ("Company", "Company"),
        ("", ""),
    ],
)
def test_legal_forms_are_left_out(name: str, bare: str) -> None:
    assert without_legal_form(name) == bare


@pytest.mark.parametrize(
    ("name", "yes"), [("BIS", True), ("APT29", True), ("Bis", False), ("KASPERSKY", False)]
)
def test_acronyms(name: str, yes: bool) -> None:
    assert is_acronym(name) is yes


def test_dots_and_apostrophes() -> None:
    assert without_dots("U.S.") == "US"
    assert without_dots("St. Orrin") == "St. Orrin"
    assert plain(" Corvania’s   army ") == "Corvania's army"
