"""A graph file that is only asked about a point answers as the whole graph would, and reads no more."""

from __future__ import annotations

import gc
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, file
from kgraph.graph.schema import SCHEMA_VERSION
from kgraph.model import Entity
from tests.builders import claim, sample_claims
from tests.graph.test_identity import NAMES, graph_of, tangled
from tests.strategies import claims


@pytest.fixture
def path(tmp_path):
    return tmp_path / "claims.kgraph"


def _loaded(graph):
    return graph._lookup is None


QUESTIONS = [
    {"subject": "northgate"},
    {"subject": "NORTHGATE  systems", "stance": "asserted"},
    {"subject": ["northgate", "tallis"]},
    {"object": "security service"},
    {"object": "service", "type": "Vendor"},
    {"entity": "Orrin Robotics"},
    {"entity": "orrin robotics", "type": "Person"},
    {"entity": "tallis", "relation": "partners with"},
    {"relation": "removed_from"},
    {"relation": ["removed_from", "sued_by"], "since": "2024-06-30"},
    {"relation": "removed_from", "min_confidence": 0.9},
    {"document": "articles/wire.txt"},
    {"document": "Who is Orrin?", "until": "2024-07-01"},
]
WHOLE = [{}, {"stance": "denied"}, {"source": "hale"}, {"subject": "northgate", "source": "hale"},
         {"type": "Agency"}, {"since": "2024-06-02"}]  # fmt: skip


@pytest.mark.parametrize("filters", [*QUESTIONS, *WHOLE])
def test_answers_are_those_of_the_whole_graph(path, filters):
    whole = ClaimGraph(sample_claims())
    whole.save(path)
    graph = ClaimGraph.open(path)
    assert graph.claims(**filters) == whole.claims(**filters)
    assert _loaded(graph) is (filters in WHOLE)
    graph = ClaimGraph.open(path)
    smaller, expected = graph.where(**filters), whole.where(**filters)
    assert _loaded(graph) is (filters in WHOLE)
    assert smaller == expected
    assert smaller.entities() == expected.entities()
    graph = ClaimGraph.open(path)
    assert graph.relations(**filters) == whole.relations(**filters)
    assert [one.origins for one in graph.relations(**filters)] == [
        one.origins for one in whole.relations(**filters)
    ]


def test_a_part_of_a_file_keeps_its_entities_and_can_be_decided_on(path):
    whole = ClaimGraph([*graph_of(*NAMES[:2])._claims.values(), *sample_claims()])
    whole.save(path)
    graph = ClaimGraph.open(path)
    smaller = graph.where(subject="orrin robotics", relation="supplies")
    assert not _loaded(graph)
    assert len(smaller) == 2
    assert {one.subject.id for one in smaller} == {"orrin-robotics"}
    assert smaller.entity("Orrin Robotics Ltd").id == "orrin-robotics"
    smaller.different("Orrin Robotics", "Orrin Robotics Ltd")
    assert len(smaller.entities("Vendor")) == 2
    smaller.save(path.with_name("part.kgraph"))
    assert ClaimGraph.open(path.with_name("part.kgraph")) == smaller


def test_one_entity_one_claim_and_counts_read_nothing_else(path):
    whole = ClaimGraph(sample_claims())
    whole.save(path)
    graph = ClaimGraph.open(path)
    assert graph.entity("northgate") == whole.entity("northgate")
    assert graph.claim(sample_claims()[0].id) == sample_claims()[0]
    assert len(graph) == len(whole)
    assert repr(graph) == repr(whole)
    assert not _loaded(graph)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda g: g.claims(subject="nortgate"), r"knows no entity 'nortgate'; did you mean Northgate Sys"),
        (lambda g: g.claims(relation="remove_from"), "no relation 'remove_from'; did you mean removed_from"),
        (lambda g: g.claims(document="Register shrink"), "no document 'Register shrink'; did you mean Regi"),
        (lambda g: g.claims(entity="orrin", stance="denyed"), "There is no stance 'denyed'"),
        (lambda g: g.claims(entity="tallis", type="Vendr"), "There is no entity type 'Vendr'"),
        (lambda g: g.claims(entity="tallis", since="May"), "since='May' is no date"),
        (lambda g: g.entity("zzz"), r"knows no entity 'zzz'\."),
        (lambda g: g.claim("zzz"), "has no claim 'zzz'"),
    ],
)
def test_misses(path, ask, message):
    ClaimGraph(sample_claims()).save(path)
    with pytest.raises(GraphError, match=message):
        ask(ClaimGraph.open(path))
    with pytest.raises(TypeError, match="no filter 'subjects'"):
        ClaimGraph.open(path).claims(subjects="tallis")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(tangled(), st.sampled_from(NAMES))
def test_points_of_tangled_names(path, made, name):
    path.unlink(missing_ok=True)
    whole = ClaimGraph(made)
    whole.save(path)
    for filters in ({"subject": name.name}, {"entity": name.name, "type": name.type}):
        answers = []
        for graph in (whole, ClaimGraph.open(path)):
            try:
                answers.append(graph.claims(**filters))
            except GraphError as error:
                answers.append(str(error))
        assert answers[0] == answers[1]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(claims(), min_size=1, max_size=5))
def test_points_of_hostile_names(path, made):
    path.unlink(missing_ok=True)
    whole = ClaimGraph(made)
    whole.save(path)
    graph = ClaimGraph.open(path)
    for entity in whole.entities():
        assert graph.claims(entity=entity.id) == whole.claims(entity=entity.id)
        assert graph.claims(entity=entity.name) == whole.claims(entity=entity.name)
    for document in whole.documents():
        assert graph.claims(document=document.id) == whole.claims(document=document.id)
    assert not _loaded(graph)
    assert repr(graph) == repr(whole)


def test_many_names_at_once_ask_the_whole_graph(path):
    made = [claim(f"Vendor {number} Works", "supplies", "Ministry of Works") for number in range(600)]
    ClaimGraph(made).save(path)
    graph = ClaimGraph.open(path)
    assert len(graph.claims(subject=[one.subject for one in made])) == 600
    assert _loaded(graph)


def test_what_another_program_writes_is_seen(path):
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    assert len(graph.claims(subject="tallis")) == 1
    other = graph_of(*NAMES[:2])
    ClaimGraph([*other, claim("Tallis Networks", "sued_by", "Avaria")]).save(path)
    assert len(graph.claims(subject="tallis")) == 2
    assert len(graph.claims(subject="tallis", relation="sued_by")) == 1


def test_between_questions_nobody_waits(path):
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    graph.claims(subject="tallis")
    connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")
    connection.close()


def test_the_file_is_closed_with_the_graph(path):
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    connection = graph._lookup._connection
    del graph
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_tables_of_another_catalogue_are_not_trusted(path, tmp_path, monkeypatch):
    ClaimGraph(sample_claims()).save(path)
    added = tmp_path / "more.csv"
    added.write_text("id,name,type\nzz,Zz Works,Vendor\n", encoding="utf-8")
    monkeypatch.setenv("KGRAPH_CATALOGUE", str(added))
    graph = ClaimGraph.open(path)
    assert len(graph.claims(subject="tallis")) == 1
    assert _loaded(graph)


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_an_older_version_is_read_and_brought_up_to_date(path, version):
    ClaimGraph(sample_claims()).save(path)
    connection = sqlite3.connect(path)
    for statement in (
        "DROP INDEX claim_speaker",
        "DROP TRIGGER document_added",
        "DROP TRIGGER document_gone",
        "DROP TRIGGER document_changed",
        "DROP TABLE copy",
        "DROP TABLE compared",
    ):
        connection.execute(statement)
    if version == 1:
        for table in ("file", "decision", "settled", "entity", "moved", "word"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP INDEX claim_relation")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    graph = ClaimGraph.open(path)
    assert graph.claims(subject="tallis") == ClaimGraph(sample_claims()).claims(subject="tallis")
    assert graph == ClaimGraph(sample_claims())
    assert path.read_bytes() == before, "reading changes nothing"
    graph.reject(graph.claims()[0])
    graph.save(path)
    again = ClaimGraph.open(path)
    assert (len(again), _loaded(again)) == (9, False)
    with file.connection_to(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_part_may_be_chosen_while_the_whole_is_read(path):
    whole = ClaimGraph(sample_claims())
    whole.save(path)
    opened = ClaimGraph.open(path)
    assert opened.only(claim for claim in opened if claim.stance == "asserted") == whole.only(
        claim for claim in whole if claim.stance == "asserted"
    )


def test_entities_and_what_one_says_read_nothing_else(path):
    whole = ClaimGraph(sample_claims())
    whole.save(path)
    graph = ClaimGraph.open(path)
    assert graph.entities() == whole.entities()
    assert graph.entities("Vendor") == whole.entities("Vendor")
    for id in {one.source.id for one in whole if one.source.id} | {"nobody"}:
        entity = Entity(id, id, "Vendor")
        assert graph.said_by(entity) == whole.said_by(entity) == [one for one in whole if one.source.id == id]
    assert whole.said_by(Entity("northgate-systems", "Northgate Systems", "Vendor"))
    assert not _loaded(graph)


def test_what_was_read_and_not_changed_is_not_written_again(path):
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    graph.add(claim("Tallis Networks", "sued_by", "Avaria"))
    with file.connection_to(path) as connection:
        # What another program did meanwhile: one claim gone, one made surer.
        first, second = (one.id for one in sample_claims()[:2])
        connection.execute("DELETE FROM claim WHERE id = ?", (first,))
        connection.execute("UPDATE claim SET confidence = 0.999 WHERE id = ?", (second,))
    graph.save(path)
    graph.save(path)
    again = ClaimGraph.open(path)
    assert len(again) == 11
    assert again.claim(first) == sample_claims()[0], "what the file has lost comes back"
    assert again.claim(second).confidence == 0.999
    assert {one.id for one in again} == {one.id for one in graph}
