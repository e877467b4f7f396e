"""All that is said about one entity."""

from __future__ import annotations

import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.model import Literal, Participant
from tests.builders import claim


def test_who_it_is_and_what_is_said(graph):
    found = graph.dossier("orrin robotics")
    assert found.entity.name == "Orrin Robotics"
    assert [relation.relation for relation in found.profile] == ["headquartered_in", "led_by", "has_users"]
    assert {label: len(group) for label, group in found.families.items()} == {
        "Procurement": 1, "Ties and influence": 1,
    }  # fmt: skip
    assert len(found.claims) == 5
    assert {entity.name for entity in found.company} == {
        "Mara Voss", "Ministry of Works", "Port Avar", "Tallis Networks",
    }  # fmt: skip
    assert {entity.name: count for entity, count in found.products.items()} == {"Orrin drones": 1}
    assert [document.title for document in found.documents] == ["Who is Orrin?", "Senator seeks drone ban"]


def test_every_relation_is_in_one_part(graph):
    for entity in graph.entities():
        found = graph.dossier(entity)
        parts = [*found.profile, *(relation for group in found.families.values() for relation in group)]
        assert sorted(relation.key for relation in parts) == sorted(r.key for r in found.relations)


def test_a_dispute_has_two_sides(graph):
    (dispute,) = graph.dossier("northgate").disputes
    assert [claim.stance.value for claim in dispute.held] == ["alleged"]
    assert [str(claim.source) for claim in dispute.denials] == ["Northgate Systems"]
    assert not graph.dossier("orrin").disputes


def test_a_denial_in_general_is_the_other_side_of_what_it_covers():
    any_agency = Participant("any-agency", "any agency", "Agency", "any agency", named=False)
    graph = Graph(
        [
            claim("Northgate Systems", "alleged_ties", "security service", stance="alleged"),
            claim(
                "Northgate Systems", "alleged_ties", any_agency, stance="denied", source="Northgate Systems"
            ),
        ]
    )
    found = graph.dossier("northgate")
    assert [dispute.relation.object.name for dispute in found.disputes] == ["security service"]
    assert [claim.object.name for claim in found.disputes[0].denials] == ["any agency"]
    assert not [gap for gap in found.gaps if gap.kind == "unanswered"]


def test_other_names_without_pronouns():
    mentions = ["Orrin", "the drone maker", "it", "It", "They", "Orrin Robotics", "orrin"]
    made = [
        claim(
            Participant("orrin-robotics", "Orrin Robotics", "Vendor", mention),
            "has_users",
            Literal(n, str(n)),
        )
        for n, mention in enumerate(mentions)
    ]
    assert Graph(made).dossier("orrin robotics").names == ("Orrin", "the drone maker")


def test_a_timeline_leaves_out_what_only_describes(graph):
    relations = {event.claims[0].relation for event in graph.dossier("orrin robotics").timeline}
    assert relations == {"contracted_by", "partners_with"}


def test_what_it_says_of_others(ring):
    ring.add(claim("Tallis Networks", "supplies", "Avaria", source="Mara Voss"))
    ring.add(claim("Mara Voss", "lobbies", "Avaria", source="Mara Voss"))
    assert [str(claim) for claim in ring.dossier("mara").said] == [
        "Tallis Networks supplies Avaria [asserted, Mara Voss]"
    ]
    assert ring.dossier("port avar").said == ()


def test_filters(graph):
    assert len(graph.dossier("northgate", stance="denied").claims) == 1
    with pytest.raises(GraphError, match="Nothing that is said about Port Avar passes the filters"):
        graph.dossier("port avar", stance="denied")
    with pytest.raises(GraphError, match="knows no entity"):
        graph.dossier("nobody")


def test_a_dossier_reads_no_more_of_a_file_than_it_needs(graph, tmp_path):
    graph.save(tmp_path / "claims.kgraph")
    opened = Graph.open(tmp_path / "claims.kgraph")
    for entity in graph.entities():
        assert opened.dossier(entity) == graph.dossier(entity)
    assert opened._lookup is not None
