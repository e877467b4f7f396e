"""Which entity a typed name stands for."""

from __future__ import annotations

import pytest

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph
from kgraph.graph.names import NameIndex
from kgraph.model import Participant
from tests.builders import claim

LABELS = {
    "tessel-lab": "Tessel Lab",
    "tessel-anti-virus": "Tessel Anti-Virus",
    "ada-tessel": "Ada Tessel",
    "societe-x": "Société X",
    "ministry-of-works": "Ministry of Works",
    "ministry-of-roads": "Ministry of Roads",
    "ost": "Ost",
    "ost-2": "Ost",
    "nihon": "日本",
    "general-office": "General Procurement Office",
}
NAMES = {id: {label} for id, label in LABELS.items()} | {
    "general-office": {"General Procurement Office", "GPO"}
}


@pytest.fixture(scope="module")
def index():
    weights = dict.fromkeys(LABELS, 1) | {"tessel-anti-virus": 9}
    return NameIndex("entity", NAMES, LABELS, weights)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("tessel", {"tessel-lab"}),
        ("Tessel LAB", {"tessel-lab"}),
        ("tessel anti virus", {"tessel-anti-virus"}),
        ("ada", {"ada-tessel"}),
        ("societe", {"societe-x"}),
        ("works ministry", {"ministry-of-works"}),
        ("ministry-of-roads", {"ministry-of-roads"}),
        ("ost", {"ost"}),
        ("Ost", {"ost", "ost-2"}),
        ("日本", {"nihon"}),
        ("gpo", {"general-office"}),
        ("procurement", {"general-office"}),
    ],
)
def test_find(index, typed, ids):
    assert index.find(typed) == ids


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("ministry", "'ministry' may be Ministry of Roads or Ministry of Works: write more"),
        ("tesel lab", r"knows no entity 'tesel lab'; did you mean Tessel Lab"),
        ("", r"knows no entity ''\."),
        ("zzz", r"knows no entity 'zzz'\."),
    ],
)
def test_misses(index, typed, message):
    with pytest.raises(GraphError, match=message):
        index.find(typed)


def test_the_entity_with_more_claims_wins_among_equals():
    weights = dict.fromkeys(LABELS, 1) | {"ministry-of-works": 2}
    assert NameIndex("entity", NAMES, LABELS, weights).find("ministry") == {"ministry-of-works"}


@pytest.mark.parametrize(
    ("types", "settled"),
    [(["Vendor", "Product", "Vendor"], "Vendor"), (["Organization", "Agency"], "Agency")],
)
def test_one_id_has_one_type_whatever_the_order(types, settled):
    made = [
        claim(Participant("tessel", "Tessel", type, "it"), "banned_by", "Avaria", quote=f"{number}.")
        for number, type in enumerate(types)
    ]
    for order in (made, made[::-1]):
        graph = ClaimGraph(order)
        assert graph.entity("tessel").type == settled
        assert len(graph.claims(type=settled)) == len(types)


def test_namesakes_are_all_asked_but_are_not_one_entity():
    made = [
        claim(Participant(id, "Ost", type, "Ost"), "sued_by", "Avaria", quote=id)
        for id, type in (("ost", "Vendor"), ("ost-place", "Place"))
    ]
    graph = ClaimGraph(made)
    assert len(graph.claims(subject="OST")) == 2
    with pytest.raises(GraphError, match=r"'OST' is the name of several: give the id, ost or ost-place\."):
        graph.entity("OST")
