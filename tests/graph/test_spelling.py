"""When two names are one name written otherwise."""

from __future__ import annotations

import pytest

from kgraph.graph.spelling import acronym_of, is_acronym_name, is_single_word, key_of, latin

ALIKE = [
    ("company", "Orrin Robotics", "ORRIN ROBOTICS"),
    ("company", "Orrin Robotics", "Orrin-Robotics"),
    ("company", "Orrin Robotics", "OrrinRobotics"),
    ("company", "Orrin Robotics", "Orrin\u00a0Robotics"),
    ("company", "Orrin Robotics", "Orrin Robotics Co., Ltd."),
    ("company", "Orrin Robotics", "Orrin Robotics Corporation"),
    ("company", "Orrin Robotics", "AO Orrin Robotics"),
    ("company", "Orrin Robotics", "The Orrin Robotics Company"),
    ("company", "Orrin Robotics", "Orrin Rob\u200botics"),
    ("company", "Orrin Robotics", "Оrrin Rоbotiсs"),  # with Cyrillic О, о and с
    ("company", "Orrin Robotics", "Ｏｒｒｉｎ Ｒｏｂｏｔｉｃｓ"),
    ("company", "Łódź & Søn", "Lodz and Son"),
    ("company", "Huawei", "华为"),
    ("company", "Weißmann Netze GmbH", "WEISSMANN NETZE"),
    ("body", "Ministry of Defence", "Ministry of Defense"),
    ("body", "The National Cyber Security Centre", "National Cybersecurity Center"),
    ("organization", "Open Networks Programme", "Open Networks Program"),
    ("company", "Aster Semiconductor", "Aster Semiconductors"),
    ("company", "Velda Optik GmbH", "Velda Optik GmbH & Co. KG"),
    ("instrument", "Procurement Order No. 12", "Procurement Order 12"),
    ("person", "Julia Malinskaya", "Юлия Малинская"),
    ("person", "Mara Voss", "Voss, Mara"),
    ("person", "Mara Voss", "Senator Mara Voss"),
    ("person", "Mara Voss", "Dr. Mara J. Voss"),
    ("person", "Yevgeny Malinsky", "Evgeniy Malinskiy"),
    ("person", "Евгений Малинский", "Yevgeny Malinsky"),
    ("person", "José Núñez", "Jose Nunez"),
]
UNLIKE = [
    ("company", "Orrin Robotics", "Orrin Robots"),
    ("company", "Orrin Robotics", "Orrin"),
    ("company", "Horizon", "Horizons"),
    ("company", "Signal Glass", "Signal Gla"),
    ("company", "Orrin 4", "Orrin 5"),
    ("body", "Orrin Co.", "Orrin"),  # only companies and the like have legal forms
    ("person", "Mara Voss", "Mira Voss"),
    ("person", "Daniel Hale", "Daniel Hale Jr."),
    ("person", "President", "Mara President"),
    ("company", "ОСА", "OCA"),  # a name all in Cyrillic is read by its sound
]


@pytest.mark.parametrize(("kind", "one", "other"), ALIKE)
def test_alike(kind, one, other):
    assert key_of(one, kind).base == key_of(other, kind).base
    assert not key_of(one, kind).contradicts(key_of(other, kind))


@pytest.mark.parametrize(("kind", "one", "other"), UNLIKE)
def test_unlike(kind, one, other):
    assert key_of(one, kind).base != key_of(other, kind).base


@pytest.mark.parametrize(
    ("kind", "one", "other", "contradict"),
    [
        ("company", "Orrin GmbH", "Orrin Inc.", True),
        ("company", "Orrin Co., Ltd.", "Orrin Inc.", False),
        ("company", "Orrin GmbH", "Orrin", False),
        ("company", "Orrin GmbH & Co. KG", "Orrin AG", False),
        ("person", "George W. Bushel", "George H. W. Bushel", True),
        ("person", "George W. Bushel", "George Bushel", False),
    ],
)
def test_what_is_left_out_may_contradict(kind, one, other, contradict):
    assert key_of(one, kind).contradicts(key_of(other, kind)) is contradict
    assert key_of(other, kind).contradicts(key_of(one, kind)) is contradict


@pytest.mark.parametrize(
    ("name", "kind", "single"),
    [
        ("Voss", "person", True),
        ("Senator Voss", "person", True),
        ("Mara Voss", "person", False),
        ("Horizon Ltd", "company", True),
        ("The Horizon", "body", True),
        ("Horizon Labs", "company", False),
        ("Bank of Avaria", "company", False),
    ],
)
def test_single_words(name, kind, single):
    assert is_single_word(name, kind) is single


def test_acronyms():
    assert acronym_of("Office for the Procurement of Networks") == "OPN"
    assert acronym_of("Łódzki Urząd Sieci") == "LUS"
    assert [is_acronym_name(name) for name in ("OPN", "G20", "A", "Opn", "OPN-2")] == [1, 1, 0, 0, 0]


def test_latin_names_stay_as_they_are():
    assert latin("Orrin & Söhne") == "Orrin & Sohne"
    assert latin("Orrin") == "Orrin"
