"""A graph file that articles are read into: nothing twice, nothing lost, whatever happens."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import GraphError
from kgraph.graph import ClaimGraph, file
from kgraph.graph.growing import AT_ONCE, GrowingFile
from kgraph.model import Document
from tests.builders import article, claim, sample_claims


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.kgraph"


def told(document):
    """What the "extraction" of these tests finds in an article: two claims, with words of the text."""
    firm = f"Firm {document.text.split()[0]} Works"
    return [
        claim(firm, "supplies", "Ministry of Works", document=document),
        claim(firm, "led_by", "Mara Voss", document=document),
    ]


def run(path, documents, version="1"):
    """One run over articles; returns how many were read, and how many replaced."""
    read = 0
    with GrowingFile(path) as grown:
        for document in documents:
            if not grown.knows(document, version):
                grown.add(document, version, told(document))
                read += 1
        return read, grown.finish()


def articles(edition):
    """For long runs: a hundred articles that stay, and a hundred files that each edition changes."""
    stay = [article(f"{number} so. {'Long. ' * 400}", path=f"{number}.txt") for number in range(100)]
    return stay + [article(f"{n}-{edition} so.", path=f"changing {n}.txt") for n in range(100)]


def fresh(documents, version="1"):
    """What memory makes of the same."""
    graph = ClaimGraph()
    for document in documents:
        graph.add_document(document, version)
        graph.add(told(document))
    return graph


A, B, C = (article(f"{name} so.", path=f"{name}.txt") for name in "abc")
A2 = article("a2 so.", path="a.txt")


def test_only_what_is_new_is_read(path):
    assert run(path, [A, B]) == (2, 0)
    assert run(path, [A, B, C]) == (1, 0)
    assert run(path, [C, B, A]) == (0, 0)
    assert ClaimGraph.open(path) == fresh([A, B, C])


def test_another_version_of_the_extraction_reads_again(path):
    run(path, [A, B])
    assert run(path, [A, B], "2") == (2, 0)
    assert ClaimGraph.open(path) == fresh([A, B], "2")


def test_a_changed_file_takes_its_old_claims_with_it(path):
    run(path, [A, B])
    assert run(path, [A2, B]) == (1, 1)
    assert ClaimGraph.open(path) == fresh([A2, B])
    assert run(path, [A, B]) == (1, 1), "changed back"
    assert ClaimGraph.open(path) == fresh([A, B])


def test_files_that_are_gone_leave_their_articles(path):
    run(path, [A, B])
    assert run(path, [B]) == (0, 0)
    assert ClaimGraph.open(path) == fresh([A, B])


def test_a_moved_file_is_the_same_article(path):
    run(path, [A, B])
    moved = replace(A, path="moved.txt")
    assert run(path, [moved, A2]) == (1, 0)
    assert ClaimGraph.open(path) == fresh([moved, A2, B])
    assert run(path, [A2, replace(B, path="moved.txt")]) == (0, 1), "now nothing holds it"
    assert ClaimGraph.open(path) == fresh([A2, B])


def test_files_that_change_places(path):
    run(path, [A, B])
    swapped = [replace(A, path="b.txt"), replace(B, path="a.txt")]
    for order in (swapped, swapped[::-1]):
        assert run(path, order) == (0, 0)
    assert ClaimGraph.open(path) == fresh(swapped)


def test_several_articles_of_one_file(path):
    feed = [article(f"{name} so.", path="feed.txt") for name in "abc"]
    assert run(path, feed) == (3, 0)
    assert run(path, feed[1:]) == (0, 1)
    assert ClaimGraph.open(path) == fresh(feed[1:])


@pytest.mark.parametrize("piece", ["-", "-#1", "-#1#2", "-/a.warc#1"])
def test_standard_input_never_replaces(path, piece):
    """Neither a text on it nor a row of a dump or a page of an archive: the next dump is another one."""
    piped = [article(f"{name} so.", path=piece) for name in "ab"]
    for one in piped:
        run(path, [one])
    assert ClaimGraph.open(path) == fresh(piped)


def test_a_copy_that_comes_before_its_article_is_done(path):
    with GrowingFile(path) as grown:
        grown.note(replace(B, path="a-copy.txt"))
        grown.add(A, "1", told(A))
        grown.add(B, "1", told(B))
        grown.finish()
    assert [document.path for document in ClaimGraph.open(path).documents()] == ["a-copy.txt", "a.txt"]


def test_many_known_articles(path):
    many = [article(f"{number} so.", path=f"{number}.txt") for number in range(AT_ONCE + 20)]
    run(path, many)
    moved = [replace(document, path=f"!{document.path}") for document in many]
    assert run(path, moved) == (0, 0)
    assert ClaimGraph.open(path).documents()[0].path == "!0.txt"


def test_a_file_that_was_saved_before_goes_on_growing(path):
    ClaimGraph(sample_claims()).save(path)
    changed = article("ledger so.", path="articles/ledger.txt")
    assert run(path, [A, changed]) == (2, 1)
    kept = [one for one in sample_claims() if one.document.path != "articles/ledger.txt"]
    expected = fresh([A, changed])
    expected.add(kept)
    assert ClaimGraph.open(path) == expected


def test_decisions_stay(path):
    run(path, [A, B])
    graph = ClaimGraph.open(path)
    rejected = graph.reject(graph.claims(relation="led_by")[0])
    graph.save(path)
    run(path, [A2, B])
    run(path, [A, B])
    assert rejected not in ClaimGraph.open(path)
    assert rejected in ClaimGraph.open(path).claims(rejected=True)


texts = st.lists(st.sampled_from([A, A2, B, C, replace(A, path="c.txt"), replace(B, path=None)]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts, st.randoms())
def test_the_order_of_one_run_never_matters(path, documents, chance):
    mixed = documents.copy()
    chance.shuffle(mixed)
    grown = []
    for order in (documents, mixed):
        path.unlink(missing_ok=True)
        run(path, order)
        grown.append(ClaimGraph.open(path))
    assert grown[0] == grown[1] == fresh(documents)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(texts, texts)
def test_runs_in_either_order_without_changed_files_are_one_graph(path, first, second):
    def still(documents):
        return [document for document in documents if document is not A2]

    grown = []
    for runs in ((first, second), (second, first)):
        path.unlink(missing_ok=True)
        for documents in runs:
            run(path, [replace(one, path=None) for one in still(documents)])
        grown.append(ClaimGraph.open(path))
    assert grown[0] == grown[1]


GROW = """
import sys
from pathlib import Path
from tests.builders import sample_claims
from tests.graph.test_growing import articles, run, told
from kgraph.graph import ClaimGraph
run(Path(sys.argv[1]), articles(0)[::8])
run(Path(sys.argv[1]), articles(1)[::8])
ClaimGraph(sample_claims()).save(sys.argv[1])
"""


def test_the_same_articles_in_the_same_order_make_the_same_bytes(path, request):
    written = []
    for seed in "12":
        path.unlink(missing_ok=True)
        command = [sys.executable, "-c", GROW, str(path)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, cwd=request.config.rootpath, env=environment)
        written.append(path.read_bytes())
    assert written[0] == written[1]


def test_an_error_on_the_way_keeps_what_was_done(path):
    bad = Document("Half of a pair: \ud800", path="bad.txt")
    with pytest.raises(GraphError, match="cannot keep text that UTF-8 cannot"):
        run(path, [A, bad, B])
    assert ClaimGraph.open(path) == fresh([A])
    assert run(path, [A, B]) == (1, 0)


def test_two_at_once_are_one_after_the_other_or_told(path, monkeypatch):
    monkeypatch.setattr(file, "SECONDS_TO_WAIT", 0.05)
    with GrowingFile(path) as one, GrowingFile(path) as other:
        one.add(A, "1", told(A))
        other.add(B, "1", told(B))
        one.finish()
        other.finish()
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(GraphError, match="another program is writing into it"):
            one.add(C, "1", told(C))
        blocker.close()
        one.add(C, "1", told(C))
        one.finish()
    assert ClaimGraph.open(path) == fresh([A, B, C])


@pytest.mark.parametrize("content", ["PRAGMA user_version = 99", None])
def test_newer_and_foreign_files_are_left_alone(path, content):
    ClaimGraph(sample_claims()).save(path)
    if content is None:
        path.write_text("Dear reader, " * 99)
    else:
        connection = sqlite3.connect(path)
        connection.execute(content)
        connection.commit()
        connection.close()
    before = path.read_bytes()
    with pytest.raises(GraphError, match=r"newer kgraph|not a graph file"):
        run(path, [A])
    assert path.read_bytes() == before
