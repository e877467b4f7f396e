"""What is kept of an article is what was read of it, for this article and these rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kgraph.build import build, extract
from kgraph.errors import KgraphError
from kgraph.extraction import Failure, engines, kept
from kgraph.extraction.kept import KeptClaims, cache_file, claims_of, read_new
from kgraph.extraction.stages import Outcome
from kgraph.model import Claim, Document
from tests.builders import sample_claims

ARTICLES = Path(__file__).parents[2] / "examples" / "articles"
ARTICLE = Document("Avaria has banned Northgate.", title="Ban", publisher="Ledger", path="a.txt")
CLAIMS = [replace(claim, document=ARTICLE, id="") for claim in sample_claims()]


def articles(numbers: Iterable[int]) -> list[Document]:
    return [Document(f"Article {number}", path=f"{number}.txt") for number in numbers]


def found(file: Path, document: Document, rules: str = "1") -> list[Claim] | None:
    with KeptClaims(file, rules) as opened:
        row = opened.row(document)
        return None if row is None else claims_of(row, document)


def test_what_is_kept_comes_back_equal_under_the_path_that_it_has_now(tmp_path: Path) -> None:
    file = tmp_path / "new" / "claims.sqlite"
    empty = Document("Nothing.")
    with KeptClaims(file, "1") as opened, KeptClaims(file, "1") as other:  # two runs at a time
        opened.put(ARTICLE, CLAIMS)
        other.put(empty, [])
    assert found(file, ARTICLE) == CLAIMS
    assert found(file, empty) == []
    moved = replace(ARTICLE, path="b.txt")
    again = found(file, moved)
    assert again
    assert {claim.document.path for claim in again} == {"b.txt"}
    assert [claim.id for claim in again] == [claim.id for claim in CLAIMS]
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Avaria has banned Orrin."},
        {"title": "A"},
        {"publisher": None},
        {"published": date(2024, 5, 2)},
    ],
    ids=str,
)
def test_another_article_and_other_rules_are_read(change: dict[str, object], tmp_path: Path) -> None:
    with KeptClaims(tmp_path / "claims", "1") as opened:
        opened.put(ARTICLE, CLAIMS)
    assert found(tmp_path / "claims", replace(ARTICLE, **change)) is None  # type: ignore[arg-type]  # a table
    assert found(tmp_path / "claims", ARTICLE, "2") is None


@pytest.mark.parametrize("waiting", [5_000, 3])
def test_only_new_articles_are_read_and_the_order_stays(
    waiting: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_WAITING", waiting)
    read: list[str] = []

    def by_twos(documents: Iterator[Document]) -> Iterator[tuple[Document, Outcome]]:
        given = list(documents)  # reads ahead as the engines do
        read.extend(document.text for document in given)
        yield from ((document, Failure("dead") if document.text == "Article 8" else []) for document in given)

    known = articles([0, 1, 2, 4, 5, 6, 7, 9])
    with KeptClaims(tmp_path / "claims", "1") as opened:
        for document in known:
            opened.put(document, [])
    for new in (["Article 3", "Article 8"], ["Article 8"]):  # what failed is read again
        outcomes = list(read_new(articles(range(10)), by_twos, KeptClaims(tmp_path / "claims", "1")))
        assert [document for document, _ in outcomes] == articles(range(10))
        assert [isinstance(outcome, Failure) for _, outcome in outcomes] == [False] * 8 + [True, False]
        assert read == new
        read.clear()
    list(read_new(known, by_twos, KeptClaims(tmp_path / "claims", "1"), again=True))
    assert len(read) == len(known)


def test_the_file_stays_within_its_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 50_000)
    given = [Document(f"Article {number}") for number in range(400)]
    for start in range(0, 400, 40):
        with KeptClaims(tmp_path / "claims", "1") as opened:
            for document in given[start : start + 40]:
                opened.put(document, [replace(claim, document=document, id="") for claim in CLAIMS])
    assert (tmp_path / "claims").stat().st_size < 120_000
    assert found(tmp_path / "claims", given[0]) is None
    assert found(tmp_path / "claims", given[-1])


def test_a_file_of_something_else_is_told_and_reading_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "claims"
    file.write_text("A shopping list. " * 100)
    with pytest.warns(UserWarning, match="no claims can be kept there .* delete it"):
        assert found(file, ARTICLE) is None
    with (
        pytest.warns(UserWarning, match="delete it"),
        pytest.raises(KgraphError, match="claims cannot be kept there"),
        KeptClaims(file, "1", must=True),
    ):
        pass
    assert file.read_text().startswith("A shopping list")


@pytest.mark.parametrize(
    ("asked", "environment", "expected"),
    [
        (True, {"KGRAPH_CACHE": "folder"}, Path("folder/claims.sqlite")),
        (True, {"KGRAPH_CLAIMS_CACHE": "file"}, Path("file")),
        (True, {"KGRAPH_CLAIMS_CACHE": ""}, None),
        (False, {"KGRAPH_CLAIMS_CACHE": "file"}, None),
        ("other", {"KGRAPH_CLAIMS_CACHE": ""}, Path("other")),
    ],
)
def test_which_file(
    asked: str | bool, environment: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KGRAPH_CLAIMS_CACHE")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache_file(asked) == expected


def test_a_second_graph_reads_nothing_and_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, article = tmp_path / "claims", ARTICLES / "kaspersky-gsa-2017.txt"
    first = list(build(article, cache=file))
    monkeypatch.setattr(engines, "outcomes", lambda *given: pytest.fail("it was read again"))
    assert list(build(article, cache=file)) == list(extract(article, cache=file)) == first
