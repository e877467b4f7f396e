"""Decisions of people: they win over the rules, can be undone, and are kept."""

from __future__ import annotations

import json

import pytest

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, file
from kgraph.graph.decisions import Decision, Verdict, about_things, decision_as_line, read_decisions
from kgraph.graph.things import Thing
from tests.builders import article, claim, sample_claims
from tests.graph.test_identity import graph_of, named

FIRMS = [named("Orrin Robotics"), named("Orrin Robotics Ltd"), named("Tallis Networks")]


@pytest.fixture
def graph():
    return graph_of(*FIRMS)


def names(graph):
    return sorted(entity.name for entity in graph.entities("Vendor"))


def test_what_the_rules_keep_apart_can_be_the_same_and_different_again(graph):
    assert names(graph) == ["Orrin Robotics", "Tallis Networks"]
    entity = graph.same("tallis networks", "Orrin Robotics", note="bought and renamed")
    assert names(graph) == [entity.name]
    assert [str(merge) for merge in graph.merges() if "decided" in merge.reason]
    graph.different("tallis-networks", "Orrin Robotics")
    assert names(graph) == ["Orrin Robotics", "Tallis Networks"]
    assert [decision.verdict for decision in graph.decisions()] == ["different"]


def test_what_the_rules_merge_can_be_taken_apart(graph):
    split = graph.different("Orrin Robotics", "Orrin Robotics Ltd")
    assert (split.name, split.id) == ("Orrin Robotics Ltd", "orrin-robotics-ltd")
    assert names(graph) == ["Orrin Robotics", "Orrin Robotics Ltd", "Tallis Networks"]
    assert not graph.merges()
    assert graph.same("Orrin Robotics", "orrin-robotics-ltd").name == "Orrin Robotics"
    assert names(graph) == ["Orrin Robotics", "Tallis Networks"]


def test_entities_may_be_given_as_such(graph):
    one, other = graph.entities("Vendor")
    assert graph.same(one, other).id in (one.id, other.id)


def test_namesakes_of_one_name_are_told_apart_by_their_article():
    graph = ClaimGraph(
        claim(named("Ada Hale", "Person"), "worked_for", firm, document=article(f"{firm}.", title=firm))
        for firm in ("Orrin Robotics", "Tallis Networks", "Northgate Systems")
    )
    assert len(graph.entities("Person")) == 1
    other = graph.different("Ada Hale", "Ada Hale", document="Tallis Networks")
    assert [len(graph.claims(subject=entity)) for entity in graph.entities("Person")] == [2, 1]
    assert [one.object.name for one in graph.claims(subject=other)] == ["Tallis Networks"]
    assert graph.decisions()[0].says == "Ada Hale ≠ Ada Hale in Tallis Networks"
    graph.same("ada-hale", other.id)
    assert len(graph.entities("Person")) == 1


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda g: g.same("Orin Robotics", "tallis"), "knows no entity 'Orin Robotics'; did you mean Orrin"),
        (lambda g: g.different("tallis networks", "Tallis Networks"), "is one name in all articles"),
        (lambda g: g.different("tallis networks", "tallis networks", document="x"), "knows no document 'x'"),
        (lambda g: g.reject("zz"), "has no claim 'zz'"),
        (lambda g: g.accept(""), "several claims ''…: write more"),
    ],
)
def test_faults(graph, ask, message):
    with pytest.raises(GraphError, match=message):
        ask(graph)
    assert not graph.decisions()


def test_one_article_alone_has_nothing_to_tell_apart():
    graph = ClaimGraph([claim(named("Ada Hale", "Person"), "worked_for", "Orrin Robotics")])
    (document,) = graph.documents()
    with pytest.raises(GraphError, match="speaks of Ada Hale: nothing to tell apart"):
        graph.different("Ada Hale", "Ada Hale", document=document.id)


def test_decisions_that_contradict_each_other_are_refused(graph):
    graph.same("Orrin Robotics", "Tallis Networks")
    graph.same("Orrin Robotics", "Orrin Robotics Ltd")
    before = graph.decisions()
    with pytest.raises(GraphError, match=r"against it is Orrin Robotics( Ltd)? = .*change that"):
        graph.different("Tallis Networks", "Orrin Robotics Ltd")
    assert graph.decisions() == before
    assert names(graph) == ["Orrin Robotics"]


def test_rejected_claims_are_kept_but_no_answer(tmp_path):
    graph = ClaimGraph(sample_claims())
    led = graph.claims(relation="led_by")[0]
    assert graph.reject(led.id[:8], note="misread") == led
    assert led not in graph
    assert led not in graph.claims()
    assert (len(graph), len(list(graph)), len(graph.claims(rejected=True))) == (9, 9, 10)
    assert graph.claims(relation="led_by") == []
    assert graph.relations(relation="led_by") == []
    assert len(graph.relations(relation="led_by", rejected=True)) == 1
    assert "Mara Voss" not in {entity.name for entity in graph.entities()}
    assert graph.where(rejected=True, relation="led_by").claims() == [led]
    assert graph.where(relation=["led_by", "has_users"]).claims() == graph.claims(relation="has_users")
    assert graph.claim(led.id) == led
    path = tmp_path / "claims.kgraph"
    graph.save(path)
    read = ClaimGraph.open(path)
    assert (len(read), led in read) == (9, False)
    assert read.claims(subject="orrin robotics") == graph.claims(subject="orrin robotics")
    assert repr(ClaimGraph.open(path)) == repr(graph)
    read.accept(led)
    assert read == ClaimGraph(sample_claims())
    assert [str(decision) for decision in read.decisions()] == [
        "accept Orrin Robotics led_by Mara Voss [asserted, Harbour Review]"
    ]


def test_decisions_survive_the_claims_that_they_are_about(tmp_path):
    path = tmp_path / "claims.kgraph"
    graph = ClaimGraph(sample_claims())
    for document in graph.documents():
        graph.add_document(document, "1")
    graph.add(sample_claims())
    graph.reject(graph.claims(relation="led_by")[0])
    graph.same("Orrin Robotics", "Tallis Networks")
    graph.save(path)
    again = ClaimGraph.open(path)
    for document in graph.documents():
        assert again.add_document(document, "2"), "read by another version of the extraction"
    assert len(again) == 0
    again.add(sample_claims())
    assert again == graph
    again.save(path)
    assert ClaimGraph.open(path).decisions() == graph.decisions()


def test_decisions_are_one_whatever_the_order(graph):
    graph.different("Orrin Robotics", "Orrin Robotics Ltd")
    graph.reject(graph.claims(subject="tallis")[0])
    for order in (graph.decisions(), graph.decisions()[::-1]):
        other = ClaimGraph()
        assert other.decide(order) == 2
        assert other.decide(order) == 0
        other.add(graph_of(*FIRMS)._claims.values())
        assert other == graph


def test_json_lines(graph, tmp_path):
    graph.different("Orrin Robotics", "Orrin Robotics Ltd", note="two “firms”")
    graph.reject(graph.claims(subject="tallis")[0])
    path = tmp_path / "decisions.jsonl"
    path.write_text("\n\n".join(map(decision_as_line, graph.decisions())), encoding="utf-8")
    assert read_decisions(path) == graph.decisions()
    assert list(json.loads(decision_as_line(graph.decisions()[0]))) == [
        "decision", "one", "other", "says", "note",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[]", "line 1: row: expected an object"),
        ("{", "line 1: not JSON"),
        ('{"decision": "maybe", "one": "claim:1"}', "line 1: decision: expected one of same, different"),
        ('{"decision": "same", "one": "company:a"}', "line 1: other: expected a thing, such as company:"),
        ('{"decision": "reject", "one": "company:a"}', "line 1: one: expected a claim, such as claim:"),
        ('{"decision": "same"}', "line 1: one: expected text, found nothing"),
    ],
)
def test_lines_that_are_no_decisions(line, fault, tmp_path):
    path = tmp_path / "decisions.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GraphError, match=fault) as caught:
        read_decisions(path)
    assert str(caught.value).startswith(str(path))


def test_files_that_are_none(tmp_path):
    with pytest.raises(GraphError, match="cannot be read"):
        read_decisions(tmp_path / "absent.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b"\xff")
    with pytest.raises(GraphError, match="is not UTF-8"):
        read_decisions(tmp_path / "latin.jsonl")


def test_a_pair_is_a_pair_in_either_order():
    one, other = Thing("a", "company"), Thing("b", "company")
    assert about_things(Verdict.SAME, one, other) == about_things(Verdict.SAME, other, one)
    assert about_things(Verdict.SAME, one, other).things == (one, other)
    assert Decision("claim:1", None, Verdict.REJECT).claim == "1"


def _tables(path):
    with file.connection_to(path) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("decision", "entity", "moved", "word")
        }


DECISIONS = {
    "reject": lambda g: g.reject(sample_claims()[0], note="misread"),
    "reject by the first letters of the id": lambda g: g.reject(sample_claims()[1].id[:12]),
    "reject all of an entity": lambda g: [g.reject(one) for one in g.claims(entity="security service")],
    "reject and accept": lambda g: (g.reject(sample_claims()[0]), g.accept(sample_claims()[0])),
    "same": lambda g: g.same("Northgate Systems", "tallis", note="bought"),
    "different": lambda g: g.different("northgate", "tallis"),
    "different in one article": lambda g: g.different(
        "northgate systems", "northgate systems", document="articles/wire.txt"
    ),
    "decide": lambda g: g.decide(
        [about_things(Verdict.SAME, Thing("tallis-networks", "company"), Thing("orrin-robotics", "company"))]
    ),
}


@pytest.mark.parametrize("how", DECISIONS)
def test_an_unread_file_is_decided_on_as_a_read_one(tmp_path, how):
    unread, read, fresh = (tmp_path / f"{name}.kgraph" for name in ("unread", "read", "fresh"))
    for path in (unread, read):
        ClaimGraph(sample_claims()).save(path)
    opened, loaded, made = ClaimGraph.open(unread), ClaimGraph.open(read), ClaimGraph(sample_claims())
    loaded._load()
    answers = [repr(DECISIONS[how](graph)) for graph in (opened, loaded, made)]
    assert len(set(answers)) == 1
    assert opened.decisions() == loaded.decisions() == made.decisions()
    assert opened.entities() == loaded.entities(), "what was decided holds before it is saved"
    again = ClaimGraph.open(unread)
    DECISIONS[how](again)
    for graph, path in ((again, unread), (loaded, read), (made, fresh)):
        graph.save(path)
    assert _tables(unread) == _tables(read) == _tables(fresh)
    assert ClaimGraph.open(unread) == made
    assert again.entities() == made.entities(), "and is answered from the file afterwards"


@pytest.mark.parametrize("how", ["reject", "reject by the first letters of the id", "same", "decide"])
def test_deciding_and_saving_reads_no_claims(tmp_path, how):
    path = tmp_path / "claims.kgraph"
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    DECISIONS[how](graph)
    graph.save(path)
    assert graph.decisions()
    assert graph._lookup is not None


def test_a_refused_decision_leaves_an_unread_file_as_it_was(tmp_path):
    path = tmp_path / "claims.kgraph"
    ClaimGraph(sample_claims()).save(path)
    graph = ClaimGraph.open(path)
    graph.same("Northgate Systems", "Tallis Networks")
    graph.same("Northgate Systems", "Orrin Robotics")
    graph.save(path)
    graph = ClaimGraph.open(path)
    before = graph.decisions()
    with pytest.raises(GraphError, match=r"against it is .*change that"):
        graph.different("Tallis Networks", "Orrin Robotics")
    assert graph.decisions() == before
    graph.save(path)
    assert ClaimGraph.open(path).decisions() == before
