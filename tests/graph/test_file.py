"""A graph file keeps everything, grows, and says clearly what it is not."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError, OutputError
from kgraph.graph import ClaimGraph, file
from kgraph.graph.schema import APPLICATION_ID, SCHEMA_VERSION
from tests.builders import article, claim, sample_claims
from tests.strategies import claims


@pytest.fixture
def path(tmp_path):
    return tmp_path / "claims.kgraph"


def test_save_and_open(path):
    graph = ClaimGraph(sample_claims())
    graph.save(path)
    read = ClaimGraph.open(str(path))
    assert read == graph
    assert read.documents()[0].text == graph.documents()[0].text
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.lists(claims(), max_size=4), st.lists(claims(), max_size=4))
def test_a_file_grows_into_what_memory_would(path, first, second):
    path.unlink(missing_ok=True)
    ClaimGraph(first).save(path)
    ClaimGraph(second).save(path)
    assert ClaimGraph.open(path) == ClaimGraph([*second, *first])


def test_merging_in_the_file_is_merging_in_memory(path):
    made = claim("Orrin Robotics", "led_by", "Mara Voss", document=article("It says so.", path="b.txt"))
    moved = replace(made, document=replace(made.document, path="a.txt", text=""), confidence=0.9)
    for order in ([made, moved], [moved, made]):
        path.unlink(missing_ok=True)
        for one in order:
            ClaimGraph([one]).save(path)
        (kept,) = ClaimGraph.open(path).claims()
        assert (kept.confidence, kept.document.path, kept.document.text) == (0.9, "a.txt", "It says so.")


def test_versions_are_kept_and_outdated_claims_go(path):
    ours, theirs = sample_claims()[0], sample_claims()[2]
    graph = ClaimGraph([ours, theirs])
    graph.add_document(ours.document, "1")
    graph.save(path)
    grown = ClaimGraph.open(path)
    assert grown.add_document(ours.document, "1") is False
    assert grown.add_document(ours.document, "2") is True
    grown.save(path)
    again = ClaimGraph.open(path)
    assert again.claims() == [theirs]
    assert again.add_document(ours.document, "2") is False


def test_a_smaller_graph_does_not_claim_to_have_read_its_articles(path):
    graph = ClaimGraph(sample_claims())
    for document in graph.documents():
        graph.add_document(document, "1")
    graph.where(relation="removed_from").save(path)
    assert ClaimGraph.open(path).add_document(graph.documents()[0], "1") is True


def test_saving_again_changes_nothing(path):
    graph = ClaimGraph(sample_claims())
    graph.save(path)
    rows = _dump(path)
    ClaimGraph.open(path).save(path)
    graph.save(path)
    assert _dump(path) == rows


def _dump(path):
    with sqlite3.connect(path) as connection:
        rows = list(connection.iterdump())
    connection.close()
    return rows


def test_tables_are_strict_and_marked(path):
    ClaimGraph(sample_claims()).save(path)
    connection = sqlite3.connect(path)
    strict = connection.execute("SELECT strict FROM pragma_table_list WHERE name IN ('claim', 'document')")
    assert [flag for (flag,) in strict] == [1, 1]
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()


def _newer(path):
    ClaimGraph(sample_claims()).save(path)
    _run(path, "PRAGMA user_version = 99")


def _run(path, statement):
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (_newer, r"written by a newer kgraph \(schema 99, this one reads up to 3\)"),
        (lambda path: path.write_text("Dear reader, " * 99), r"is not a graph file, or is damaged"),
        (lambda path: _run(path, "CREATE TABLE t (x)"), "is a database, but not a graph file of kgraph"),
        (lambda path: path.mkdir(), "cannot be used as a graph file"),
    ],
)
def test_other_files_are_refused_and_left_alone(path, make, message):
    make(path)
    before = path.read_bytes() if path.is_file() else None
    for attempt in (lambda: ClaimGraph.open(path), lambda: ClaimGraph(sample_claims()).save(path)):
        with pytest.raises(GraphError, match=message):
            attempt()
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM claim; END", "trigger 't'"),
        ("CREATE TRIGGER T2 BEFORE INSERT ON decision BEGIN SELECT RAISE(IGNORE); END", "trigger 'T2'"),
        (
            "DROP TRIGGER document_added; CREATE TRIGGER document_added AFTER INSERT ON document "
            "BEGIN DELETE FROM decision; END",
            "trigger 'document_added'",
        ),
        ("ALTER TABLE word RENAME TO w; CREATE VIEW word AS SELECT * FROM w", "view 'word'"),
        ("ALTER TABLE file RENAME TO w; CREATE VIEW File AS SELECT * FROM w", "view 'File'"),
        ("CREATE VIRTUAL TABLE searched USING fts5(words)", "table 'searched'"),
    ],
    ids=["a trigger", "another", "one of ours, changed", "a view", "in other letters", "a virtual table"],
)
def test_a_file_with_sql_of_others_is_refused(path, sql, words):
    ClaimGraph(sample_claims()).save(path)
    with sqlite3.connect(path) as changed:
        changed.executescript(sql)
    changed.close()
    before = path.read_bytes()
    for use in (ClaimGraph.open, ClaimGraph(sample_claims()[:1]).save):
        with pytest.raises(GraphError, match="that kgraph did not make") as told:
            use(path)
        assert words in str(told.value)
    assert path.read_bytes() == before


def test_tables_and_views_of_others_do_no_harm(path):
    graph = ClaimGraph(sample_claims())
    graph.save(path)
    with sqlite3.connect(path) as changed:
        changed.execute("CREATE TABLE mine (note TEXT)")
        changed.execute("CREATE VIEW counts AS SELECT count(*) FROM claim")
    changed.close()
    assert ClaimGraph.open(path) == graph


def test_damaged_claims_are_named_with_their_file(path):
    ClaimGraph(sample_claims()).save(path)
    _run(path, """UPDATE claim SET details = '{"subject": 5}' WHERE relation = 'led_by'""")
    with pytest.raises(
        GraphError, match=r"claims\.kgraph: is damaged, a claim in it does not hold \(Not a cl"
    ):
        ClaimGraph.open(path).claims()


def test_nothing_there(path):
    with pytest.raises(GraphError, match=r"claims\.kgraph: no such graph file"):
        ClaimGraph.open(path)
    assert not path.exists()
    path.touch()
    with pytest.raises(GraphError, match="is empty"):
        ClaimGraph.open(path)
    with pytest.raises(OutputError, match="there is no folder"):
        ClaimGraph().save(path.parent / "absent" / "claims.kgraph")


def test_a_locked_file_says_so(path, monkeypatch):
    monkeypatch.setattr(file, "SECONDS_TO_WAIT", 0.05)
    graph = ClaimGraph(sample_claims())
    graph.save(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(GraphError, match="another program is writing into it"):
        graph.save(path)
    other.close()


def test_text_that_utf8_cannot_hold_is_refused_whole(path):
    ClaimGraph(sample_claims()).save(path)
    bad = claim("Orrin Robotics", "led_by", "Mara Voss", document=article("It \ud800 says so.", title="T"))
    with pytest.raises(GraphError, match="cannot keep text that UTF-8 cannot"):
        ClaimGraph([*sample_claims()[:1], bad]).save(path)
    assert ClaimGraph.open(path) == ClaimGraph(sample_claims())


GROW = """
import sys
from dataclasses import replace
from kgraph.graph import ClaimGraph
from tests.builders import article, claim
print("ready", flush=True)
for number in range(10_000):
    read = [article(f"{number} {x}.") for x in range(20)]
    made = [claim("Orrin Robotics", "led_by", "Mara Voss", document=document) for document in read]
    ClaimGraph(made).save(sys.argv[1])
    print(number, flush=True)
"""


def test_killed_while_saving_loses_at_most_what_it_was_saving(path, request):
    for saves, seconds in ((0, 0.03), (1, 0.01), (3, 0.0)):
        command = [sys.executable, "-c", GROW, str(path)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=request.config.rootpath
        ) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n"
            for number in range(saves):
                assert child.stdout.readline() == f"{number}\n"
            time.sleep(seconds)
            os.kill(child.pid, signal.SIGKILL)
            done = saves + len(child.stdout.readlines())
        if done == 0 and (not path.exists() or _is_still_empty(path)):
            continue
        kept = len(ClaimGraph.open(path))
        assert kept % 20 == 0
        assert kept >= 20 * done


def _is_still_empty(path):
    """Whether the child was killed before its first commit, which `open` says in words."""
    try:
        ClaimGraph.open(path)
    except GraphError as error:
        return "is empty" in str(error)
    return False
