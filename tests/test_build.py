"""The composer: what it reads, what it reports, and what it leaves behind."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.build import OUTPUTS, BuildReport, SkippedWarning, build, extract, gather
from kgraph.errors import DocumentError, OutputError
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
    assert sorted(extract(ARTICLES), key=lambda claim: claim.id) == sorted(
        build(ARTICLES), key=lambda claim: claim.id
    )


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
    assert sorted(path.name for path in out.iterdir()) == sorted(OUTPUTS)
    assert Graph.open(out / "graph.kgraph") == graph
    assert Graph(read_claims(out / "claims.jsonl")).claims() == graph.claims()
    assert (out / "graph.ttl").read_text(encoding="utf-8") == graph.to_turtle()


def test_the_same_articles_give_the_same_bytes(articles: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(articles, tmp_path / name)
    for output in OUTPUTS:
        assert (tmp_path / "one" / output).read_bytes() == (tmp_path / "two" / output).read_bytes(), output


def test_after_an_error_nothing_has_changed(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles / "a.txt", out)
    before = {path: path.read_bytes() for path in out.iterdir()}

    def fail(document: Document) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(articles, out, progress=fail)
    assert {path: path.read_bytes() for path in out.iterdir()} == before


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
