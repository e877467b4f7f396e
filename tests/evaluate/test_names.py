"""Names are the same when one is a run of the other's words, whatever articles and legal forms say."""

from __future__ import annotations

import pytest

from kgraph.evaluate.names import any_same_name, name_words, same_name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("The Northgate Systems Company", "northgate systems"),
        ("Northgate’s", "northgate"),
        ("Northgate's drones", "northgate drones"),
        ("Orrin-Robotics, Inc.", "orrin robotics"),
        ("ＯＲＲＩＮ", "orrin"),
        ("STRASSE straße", "strasse strasse"),
        ("$480 million", "$480 million"),
        ("60%", "60%"),
        ("US", "united states"),
        ("the U.K.", "united kingdom"),
        ("EU", "european union"),
        ("DHS", "department of homeland security"),
        ("U.S.", "u"),
        ("US Army", "us army"),
        ("The Co.", ""),
        ("— …", ""),
        ("", ""),
    ],
)
def test_words(name, words):
    assert " ".join(name_words(name)) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Northgate", "Northgate Systems", True),
        ("Systems", "Northgate Systems", True),
        ("the Ministry of Works", "Avarian Ministry of Works", True),
        ("Ministry Works", "Ministry of Works", False),
        ("North", "Northgate", False),
        ("US", "United States government", True),
        ("U.S.", "United States", False),
        ("U.S.", "U.S. Army", True),
        ("140 million", "140 million people", True),
        ("", "Northgate", False),
        ("the", "the", False),
    ],
)
def test_same_name(one, other, same):
    assert same_name(one, other) is same
    assert same_name(other, one) is same
    assert any_same_name(["Somebody else", one], iter(["Nobody", other])) is same
