"""Questions to a graph, and that neither order nor repetition changes an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph
from kgraph.model import Entity, Stance
from tests.builders import article, claim, participant, sample_claims
from tests.strategies import claims, documents


@pytest.fixture(scope="module")
def graph():
    return ClaimGraph(sample_claims())


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({}, 10),
        ({"subject": "northgate"}, 4),
        ({"subject": "NORTHGATE  systems"}, 4),
        ({"subject": "northgate-systems"}, 4),
        ({"subject": Entity("northgate-systems", "?", "Vendor")}, 4),
        ({"subject": participant("Northgate Systems")}, 4),
        ({"subject": ["northgate", "tallis"]}, 5),
        ({"subject": None}, 10),
        ({"object": "security service"}, 2),
        ({"object": "service"}, 2),
        ({"entity": "Orrin Robotics"}, 5),
        ({"entity": "tallis", "relation": "partners with"}, 1),
        ({"relation": "removed_from"}, 2),
        ({"relation": "has users"}, 1),
        ({"relation": ["removed_from", "banned_by"]}, 3),
        ({"relation": "sued_by"}, 0),
        ({"type": "Product"}, 1),
        ({"type": "Agency"}, 3),
        ({"type": "intelligence agency"}, 2),
        ({"type": "PublicBody"}, 3),
        ({"type": "Court"}, 0),
        ({"stance": "denied"}, 1),
        ({"stance": [Stance.ALLEGED, "Proposed"]}, 2),
        ({"source": "hale"}, 2),
        ({"source": "northgate systems"}, 1),
        ({"document": "articles/wire.txt"}, 3),
        ({"document": "Who is Orrin?"}, 5),
        ({"since": "2024-06-02"}, 8),
        ({"since": date(2024, 6, 2), "until": "2024-06-02"}, 3),
        ({"until": "2024-05-13"}, 0),
        ({"min_confidence": 0.9}, 2),
        ({"subject": "northgate", "stance": "asserted", "source": "harbour review"}, 1),
    ],
)
def test_filters(graph, filters, count):
    found = graph.claims(**filters)
    assert len(found) == count
    assert found == [claim for claim in graph if claim in found], "in the order of all claims"
    smaller = graph.where(**filters)
    assert smaller.claims() == found
    assert sum(len(relation.claims) for relation in graph.relations(**filters)) == count


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"subject": "nortgate sistems"}, r"knows no entity 'nortgate sistems'; did you mean Northgate Sys"),
        ({"object": "qqqq"}, r"knows no entity 'qqqq'\."),
        ({"relation": "remove_from"}, "There is no relation 'remove_from'; did you mean removed_from"),
        ({"stance": "denyed"}, r"There is no stance 'denyed'; did you mean denied\?"),
        ({"type": "Vendr"}, "There is no entity type 'Vendr'; did you mean Vendor"),
        ({"source": "ledgr"}, r"knows no source 'ledgr'; did you mean Daily Ledger\?"),
        ({"document": "register shrink"}, r"knows no document 'register shrink'; did you mean Register shri"),
        ({"since": "last May"}, "since='last May' is no date: write it as YYYY-MM-DD"),
    ],
)
def test_misses_say_what_was_meant(graph, filters, message):
    with pytest.raises(GraphError, match=message):
        graph.claims(**filters)


def test_unknown_filters_are_type_errors(graph):
    with pytest.raises(TypeError, match=r"no filter 'subjects'; did you mean subject"):
        graph.claims(subjects="northgate")


def test_undated_articles_pass_no_date_filter():
    graph = ClaimGraph([claim("Tallis Networks", "sued_by", "Avaria", document=article(published=None))])
    assert len(graph.claims()) == 1
    assert graph.claims(since="1900-01-01") == graph.claims(until="2100-01-01") == []


def test_relations_and_smaller_graphs_by_origins_and_dispute(graph):
    assert [str(relation) for relation in graph.relations(disputed=True)] == [
        "Northgate Systems shared_data_with security service [1 alleged, 1 denied]"
    ]
    assert len(graph.relations(disputed=False)) == 7
    assert [relation.relation for relation in graph.relations(min_origins=2)] == ["removed_from"]
    assert graph.where(min_origins=2).claims() == graph.claims(relation="removed_from")
    assert len(graph.where(min_origins=2, disputed=True)) == 0
    assert len(graph.where(disputed=True, source="hale")) == 0, "only claims that pass are fused"


def test_entities(graph):
    assert len(graph.entities()) == 10
    assert [entity.name for entity in graph.entities("agency")] == ["Ministry of Works", "security service"]
    assert graph.entity("mara") == Entity("mara-voss", "Mara Voss", "Person")
    with pytest.raises(GraphError, match="knows no entity"):
        graph.entity("Marmaduke")


def test_documents_without_claims_are_documents():
    graph = ClaimGraph()
    silent = article("Nothing is said here.", path="silent.txt")
    assert graph.add_document(silent, "1") is True
    assert graph.add_document(silent, "1") is False
    assert graph.documents() == [silent]
    assert graph.documents()[0].text == silent.text
    assert repr(graph) == "<ClaimGraph: 1 document, 0 entities, 0 claims>"


def test_a_new_version_of_the_extraction_replaces_its_claims():
    ours, theirs = sample_claims()[0], sample_claims()[2]
    graph = ClaimGraph()
    assert graph.add_document(ours.document, "1")
    graph.add([ours, theirs])
    assert graph.add_document(ours.document, "2")
    assert graph.claims() == [theirs]


def test_len_contains_bool_repr(graph):
    assert len(graph) == 10
    assert sample_claims()[0] in graph
    assert replace(sample_claims()[0], id="other") not in graph
    assert not ClaimGraph().claims()
    assert repr(graph) == (
        "<ClaimGraph: 3 documents, 10 entities, 10 claims (7 asserted, 1 alleged, 1 denied, 1 proposed)>"
    )


def test_add_counts_what_is_new():
    one, two, *_ = sample_claims()
    graph = ClaimGraph()
    assert (graph.add(one), graph.add([one, two]), graph.add(())) == (1, 1, 0)
    assert len(graph.claims()) == 2


def test_what_was_added_before_a_fault_is_there():
    def stream():
        yield sample_claims()[0]
        raise GraphError("the rest is lost")

    graph = ClaimGraph()
    assert not graph.claims()
    with pytest.raises(GraphError):
        graph.add(stream())
    assert len(graph.claims()) == 1


def test_a_moved_article_and_a_surer_claim_merge():
    made = claim("Orrin Robotics", "led_by", "Mara Voss", document=article("It says so.", path="b.txt"))
    moved = replace(made, document=replace(made.document, path="a.txt", text=""), confidence=0.9)
    for order in ([made, moved], [moved, made]):
        (kept,) = ClaimGraph(order).claims()
        assert (kept.confidence, kept.document.path, kept.document.text) == (0.9, "a.txt", "It says so.")


@settings(deadline=None, max_examples=50)
@given(st.lists(claims(), max_size=6), st.lists(documents(), max_size=2), st.randoms())
def test_order_and_repetition_never_matter(made, read, chance):
    graph = ClaimGraph(made)
    for document in read:
        graph.add_document(document)
    mixed = [*made, *made]
    chance.shuffle(mixed)
    other = ClaimGraph()
    for document in read:
        other.add_document(document)
    other.claims()
    for one in mixed:
        other.add(one)
    assert other == graph
    assert other.relations() == graph.relations()
    assert other.entities() == graph.entities()
    assert repr(other) == repr(graph)


@settings(deadline=None, max_examples=50)
@given(st.lists(claims(), max_size=4))
def test_every_entity_is_found_by_its_id_and_name(made):
    graph = ClaimGraph(made)
    for entity in graph.entities():
        assert graph.entity(entity.id) == entity
        assert graph.claims(entity=entity) == [
            claim for claim in graph if entity.id in (claim.saying[0], claim.saying[2])
        ]
