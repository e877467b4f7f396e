"""The composer: what it reads, what it reports, and what it leaves behind."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.build import OUTPUTS, BuildReport, SkippedWarning, build, extract, gather
from kgraph.errors import DocumentError, OutputError
from kgraph.folder import REPORT
from kgraph.model import Document
from kgraph.model.rows import read_claims

ARTICLES = Path(__file__).parents[1] / "examples" / "articles"
TEXTS = {
    "a.txt": "Russia has banned Kaspersky Lab, officials said.",
    "b.md": "# Ban\n\nChina has banned Micron, the Daily Ledger reported.",
    "sub/c.txt": "The Pentagon awarded Palantir a contract.",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _names(documents: list[Document]) -> list[str]:
    return [Path(document.path or "made in Python").name for document in documents]


def test_sources_are_paths_folders_documents_or_a_mix(articles: Path) -> None:
    made = Document("The Pentagon awarded Palantir another contract.")
    for sources, names in (
        (articles / "a.txt", ["a.txt"]),
        (str(articles / "a.txt"), ["a.txt"]),
        (made, ["made in Python"]),
        ([articles / "b.md", made, str(articles / "a.txt")], ["b.md", "made in Python", "a.txt"]),
        (articles, ["a.txt", "b.md", "c.txt"]),
        (iter([made]), ["made in Python"]),
        ([], []),
    ):
        assert _names(list(gather(sources))) == names


def test_copies_are_read_once_and_counted(articles: Path) -> None:
    report = BuildReport()
    assert _names(list(gather([articles / "b.md", articles], report=report))) == ["b.md", "a.txt", "c.txt"]
    assert (report.copies, report.skipped) == (1, [])


def test_what_cannot_be_read_is_in_the_report(articles: Path) -> None:
    (articles / "empty.txt").touch()
    report = BuildReport()
    assert len(list(gather(articles, report=report))) == 3
    assert [Path(skipped.path).name for skipped in report.skipped] == ["empty.txt"]


def test_without_a_report_it_is_a_warning(articles: Path) -> None:
    (articles / "empty.txt").touch()
    with pytest.warns(SkippedWarning, match=r"empty\.txt"):
        assert len(list(gather(articles))) == 3
    with pytest.warns(SkippedWarning, match=r"empty\.txt"):
        build(articles)
    with pytest.warns(SkippedWarning, match=r"empty\.txt"):
        list(extract(articles))


def test_nothing_readable_is_an_error_with_all_faults(articles: Path) -> None:
    (articles / "empty.txt").touch()
    (articles / "other.txt").touch()
    paths = [articles / "empty.txt", articles / "other.txt"]
    with pytest.raises(DocumentError, match=r"other\.txt: .*and 1 more") as caught:
        list(gather(paths, report=BuildReport()))
    assert len(caught.value.faults) == 2


def test_extract_is_lazy_and_build_says_the_same() -> None:
    report = BuildReport()
    first = list(islice(extract(ARTICLES, report=report), 1))
    assert len(first) == 1
    assert report.documents < len(list(ARTICLES.iterdir()))
    # A graph may call an entity otherwise than a single article does: ids of entities are not compared.
    one, other = (
        {claim.id: str(claim) for claim in claims} for claims in (extract(ARTICLES), build(ARTICLES))
    )
    assert one == other


def test_the_report_counts() -> None:
    report = BuildReport()
    seen: list[Document] = []
    graph = build(ARTICLES, report=report, progress=seen.append)
    assert report.documents == len(graph.documents()) == len(seen) == len(list(ARTICLES.iterdir()))
    assert report.entities == len(graph.entities())
    assert report.claims.total() == len(graph)
    for (relation, stance), count in report.claims.items():
        assert count == len(graph.claims(relation=relation, stance=stance))
    assert report.seconds > 0


def test_outputs_hold_the_graph(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    graph = build(articles, out)
    assert sorted(path.name for path in out.iterdir()) == sorted([*OUTPUTS, REPORT])
    assert Graph.open(out / "graph.kgraph") == graph
    assert Graph(read_claims(out / "claims.jsonl")).claims() == graph.claims()
    assert (out / "graph.ttl").read_text(encoding="utf-8") == graph.to_turtle()


def test_the_same_articles_give_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one" / "out", tmp_path / "two" / "out"  # the name is in the picture's caption
    for out in (one, two):
        build(articles, out)
    for output in OUTPUTS:
        assert (one / output).read_bytes() == (two / output).read_bytes(), output


def test_after_an_error_only_the_graph_file_has_grown(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles / "a.txt", out)
    before = {path: path.read_bytes() for path in out.iterdir()}

    def fail(document: Document) -> None:
        if document.path and document.path.endswith("b.md"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, out, progress=fail)
    after = {path: path.read_bytes() for path in out.iterdir()}
    assert after.keys() == before.keys()
    assert [path.name for path in after if after[path] != before[path]] == ["graph.kgraph"]
    kept = Graph.open(out / "graph.kgraph")
    assert kept == build([articles / "a.txt", articles / "b.md"]), "what was done is kept"


@pytest.mark.parametrize("place", ["new", "new/and/deep"])
def test_folders_made_in_vain_are_removed(tmp_path: Path, place: str) -> None:
    with pytest.raises(DocumentError):
        build(tmp_path / "missing.txt", tmp_path / place)
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_is_checked_before_anything_is_read(articles: Path) -> None:
    seen: list[Document] = []
    with pytest.raises(OutputError, match=r"a\.txt: cannot be the output folder"):
        build(articles, articles / "a.txt", progress=seen.append)
    assert seen == []


def _run(*sources: Path, out: Path, again: bool = False) -> tuple[Graph, BuildReport]:
    report = BuildReport()
    return build(sources, out, report=report, again=again), report


def test_a_folder_gets_only_what_is_new(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(articles / "a.txt", out=out)
    graph, report = _run(articles, out=out)
    assert (report.documents, report.known, report.replaced, report.in_graph) == (3, 1, 0, 3)
    assert graph == build(articles)
    assert (out / "graph.ttl").read_text(encoding="utf-8") == graph.to_turtle()
    graph, report = _run(articles / "b.md", out=out)
    assert (report.documents, report.known, report.in_graph) == (1, 1, 3)
    assert report.claims.total() == len(graph) == len(build(articles))
    _, report = _run(articles, out=out, again=True)
    assert (report.documents, report.known) == (3, 0)
    assert Graph.open(out / "graph.kgraph") == graph


def test_a_changed_article_is_read_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(articles, out=out)
    (articles / "a.txt").write_text("China has banned Kaspersky Lab, officials said.", encoding="utf-8")
    (articles / "b.md").unlink()
    graph, report = _run(articles, out=out)
    assert (report.documents, report.known, report.replaced, report.in_graph) == (2, 1, 1, 3)
    assert [claim.object.name for claim in graph.claims(subject="kaspersky")] == ["China"]
    assert graph.claims(subject="micron"), "an article stays when its file is gone"


def test_no_order_of_runs_matters(articles: Path, tmp_path: Path) -> None:
    paths = [articles / name for name in TEXTS]
    graphs = []
    for name, order in (("one", paths), ("two", paths[::-1])):
        for path in order:
            graph, _ = _run(path, out=tmp_path / name / "out")
        graphs.append(graph)
    together, _ = _run(*paths, out=tmp_path / "three" / "out")
    assert graphs[0] == graphs[1] == together
    for output in OUTPUTS[1:]:
        made = {(tmp_path / name / "out" / output).read_bytes() for name in ("one", "two", "three")}
        assert len(made) == 1, output


def test_the_path_of_a_copy_counts_whatever_the_order(articles: Path, tmp_path: Path) -> None:
    (articles / "z.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    for number, order in enumerate((["a.txt", "z.txt"], ["z.txt", "a.txt"])):
        paths = [articles / name for name in order]
        for graph in (build(paths), _run(*paths, out=tmp_path / str(number))[0]):
            assert [Path(document.path or "").name for document in graph.documents()] == ["a.txt"]


def test_decisions_survive_building_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    graph, _ = _run(articles, out=out)
    rejected = graph.reject(graph.claims(subject="micron")[0])
    graph.save(out / "graph.kgraph")
    graph, _ = _run(articles, out=out, again=True)
    assert rejected not in graph
    assert rejected.id not in (out / "claims.jsonl").read_text(encoding="utf-8")


def test_a_build_that_is_killed_goes_on_where_it_ended(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(40):
        text = f"Russia has banned Vendor{number} Systems, officials said. " * 20
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    program = "from kgraph.cli import main; main()"
    command = [sys.executable, "-c", program, "build", str(articles), "-o", str(out)]
    kept = 0
    for _ in range(2):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while child.poll() is None and _documents(out) < kept + 10:
            time.sleep(0.02)
        child.kill()
        child.wait()
        grown = _documents(out)
        assert grown >= kept
        kept = grown
    assert kept > 10
    graph, report = _run(articles, out=out)
    assert report.known == kept
    assert graph == build(articles)


def _documents(out: Path) -> int:
    path = out / "graph.kgraph"
    if not path.exists() or not path.stat().st_size:
        return 0
    with sqlite3.connect(path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM document").fetchone()
    connection.close()
    return int(count)
