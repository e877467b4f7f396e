"""Every format: the words, what is known of them, and the name of each article."""

from __future__ import annotations

import gzip
import io
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from warcio.bufferedreaders import BufferedReader

from kgraph.documents import Found, Skipped, read_sources
from kgraph.documents.kinds import KINDS, kind_of, reader_of
from kgraph.errors import DocumentError
from kgraph.folder import OUTPUTS, REPORT
from tests.documents.samples import PARAGRAPHS, SAMPLES, page, warc_record, zst

DAY = date(2017, 7, 12)
LEDGER = "Daily Ledger"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Found]]:
    """What is found in each sample, all read by one process, as in a folder."""
    folder = tmp_path_factory.mktemp("samples")
    for name, data in SAMPLES.items():
        (folder / name).write_bytes(data)
    found: dict[str, list[Found]] = {name: [] for name in SAMPLES}
    for one in read_sources([folder / name for name in SAMPLES]):
        assert isinstance(one, Found), one
        path = str(one.document.path).removeprefix(f"{folder}/")
        found[path.split("#")[0].split("/")[0]].append(one)
    return found


@pytest.mark.parametrize(
    ("name", "kind", "title", "publisher", "published", "author"),
    [
        ("a.html", "html", "Northgate struck off", LEDGER, DAY, "Mara Voss"),
        ("a.mhtml", "html", "Northgate struck off", LEDGER, DAY, "Mara Voss"),
        ("a.pdf", "pdf", "Northgate struck off", None, None, "Mara Voss"),
        ("a.eml", "mail", "Northgate struck off – für heute", LEDGER, DAY, LEDGER),
        ("a.docx", "docx", "Northgate struck off", None, None, "Mara Voss"),
    ],
)
def test_single_articles(
    read: dict[str, list[Found]],
    name: str,
    kind: str,
    title: str,
    publisher: str | None,
    published: date | None,
    author: str,
) -> None:
    (one,) = read[name]
    assert (one.kind, one.author, one.language) == (kind, author, "en")
    document = one.document
    assert (document.title, document.publisher, document.published) == (title, publisher, published)
    for paragraph in PARAGRAPHS[:2]:
        assert paragraph in document.text
    assert "Terms" not in document.text
    assert "HTML part" not in document.text


def test_a_headline_beside_the_text_is_put_before_it(read: dict[str, list[Found]]) -> None:
    (one,) = read["a.html"]
    assert one.document.text == "\n\n".join(("Northgate struck off", *PARAGRAPHS))
    assert one.document.url == "https://ledger.example/news/ban"


def test_word_tables_are_rows(read: dict[str, list[Found]]) -> None:
    assert read["a.docx"][0].document.text.endswith("Orrin | drones")


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in SAMPLES
        if name.split(".")[1] in {"jsonl", "json", "csv", "tsv", "parquet", "rss", "atom"}
    ],
)
def test_articles_of_dumps_and_feeds(read: dict[str, list[Found]], name: str) -> None:
    first = 2 if name.endswith(("csv", "tsv")) else 1
    assert len(read[name]) == 3
    for n, one in enumerate(read[name]):
        document = one.document
        assert str(document.path).endswith(f"/{name}#{n + first}")
        assert document.text == f"Case {n}\n\n{PARAGRAPHS[n]}"
        assert (document.title, document.publisher, document.published) == (f"Case {n}", LEDGER, DAY)
        if one.kind == "feed":
            assert document.url == f"https://ledger.example/{n}"


@pytest.mark.parametrize(("name", "inner"), [("a.warc.gz", ""), ("a.wacz", "/archive/a.warc.gz")])
def test_pages_of_web_archives(read: dict[str, list[Found]], name: str, inner: str) -> None:
    assert [one.kind for one in read[name]] == ["html", "pdf"]
    html, pdf = (one.document for one in read[name])
    assert str(html.path).endswith(f"/{name}{inner}#1")
    assert (html.publisher, html.published) == (LEDGER, DAY)
    assert pdf.url == "https://ledger.example/3"


BROTLI = b"\x8b\x03\x80<p>\xffOrrin"
"""No text, as packed data is none."""


@pytest.mark.parametrize(
    ("headers", "payload", "found"),
    [
        ("", SAMPLES["a.html"], ["html"]),
        ("", SAMPLES["a.pdf"], ["pdf"]),
        ("", b"function ban() { return 'Orrin' }", ["a web archive without a page"]),
        ("Content-Type: application/octet-stream\r\n", SAMPLES["a.html"], ["html"]),
        ("Content-Type: text/html\r\nContent-Encoding: br\r\n", SAMPLES["a.html"], ["html"]),
        ("Content-Type: text/html\r\nContent-Encoding: br\r\n", BROTLI, ["packed with Brotli"]),
        ("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip.compress(SAMPLES["a.html"]), ["html"]),
        ("Content-Type: text/html\r\nContent-Encoding: zstd\r\n", zst(SAMPLES["a.html"]), ["html"]),
    ],
)
def test_records_of_web_archives(tmp_path: Path, headers: str, payload: bytes, found: list[str]) -> None:
    (tmp_path / "a.warc").write_bytes(warc_record("200 OK", headers, payload))
    if "br" in headers and "br" in BufferedReader.get_supported_decompressors():
        pytest.skip("Brotli is installed here")
    told = [
        one.kind if isinstance(one, Found) else one.reason[: len(expected)]
        for one, expected in zip(read_sources([tmp_path / "a.warc"]), found, strict=True)
    ]
    assert told == found


NAMELESS = {
    "a.txt": (SAMPLES["a.pdf"], ["pdf"]),
    "b.txt": (SAMPLES["a.eml"], ["mail"]),
    "c.txt": (SAMPLES["a.csv"].replace(b"body", b"words"), ["csv"] * 3),
    "page": (SAMPLES["a.html"], ["html"]),
    "part": (b"<p>Orrin is <b>banned</b>.</p>", ["html"]),
    "word": (SAMPLES["a.docx"], ["docx"]),
    "mail": (SAMPLES["a.eml"], ["mail"]),
    "saved": (SAMPLES["a.mhtml"], ["html"]),
    "lines": (SAMPLES["a.jsonl"].replace(b"body", b"words"), ["jsonl"] * 3),
    "list": (SAMPLES["a.json"].replace(b"body", b"words"), ["json"] * 3),
    "rows": (SAMPLES["a.tsv"], ["csv"] * 3),
    "heading": (b"# Ban\n\nOrrin is *banned*.", ["markdown"]),
}


def test_the_content_decides_where_no_name_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (data, _) in NAMELESS.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLES["a.warc.gz"])))
    paths = [*(tmp_path / name for name in NAMELESS if name not in ("heading", "part", "rows")), "-"]
    kinds: dict[str, list[str]] = {}
    told = read_sources(paths, columns={"text": "words"})
    usual = read_sources(tmp_path / name for name in ("heading", "part", "rows"))
    for one in (*told, *usual):
        assert isinstance(one, Found), one
        kinds.setdefault(Path(str(one.document.path).split("#")[0]).name, []).append(one.kind)
    assert kinds == {name: found for name, (_, found) in NAMELESS.items()} | {"-": ["html", "pdf"]}


def test_plain_text_has_no_columns(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("headline,words\nBan,Orrin is banned.\n")
    (wrong,) = read_sources([tmp_path / "a"], columns={"text": "body"})
    assert isinstance(wrong, Skipped)
    assert "tell its format (--kind csv)" in wrong.reason


def test_the_format_may_be_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("text\nOrrin is banned.\n")
    (tmp_path / "b.txt").write_text("# No heading")
    found = [*read_sources([tmp_path / "a"], kind="csv"), *read_sources([tmp_path], kind="csv")]
    assert [one.kind for one in found if isinstance(one, Found)] == ["csv", "text"]
    with pytest.raises(DocumentError, match="there is no 'xlsx'; name text, markdown"):
        read_sources([tmp_path / "a"], kind="xlsx")


def test_patterns(tmp_path: Path) -> None:
    for name in ["b/2.txt", "a/1.txt", "a/x.md"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Text of {name}")
    (tmp_path / "b" / "up").symlink_to(tmp_path)
    for pattern, expected in [
        ("**/*.txt", ["a/1.txt", "b/2.txt"]),
        ("**", ["a/1.txt", "a/x.md", "b/2.txt"]),  # it fits the folders and the files in them
        ("a*", ["a/1.txt", "a/x.md"]),
    ]:
        found = [
            one.document.text for one in read_sources([f"{tmp_path}/{pattern}"]) if isinstance(one, Found)
        ]
        assert found == [f"Text of {name}" for name in expected]


def test_other_endings_are_told_where_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    (tmp_path / "b.xlsx").write_bytes(b"PK")
    (tmp_path / "c").symlink_to(tmp_path)
    for name in (REPORT, OUTPUTS[-1]):
        (tmp_path / name).write_text('{"text": "What a build wrote"}')
    left = [one for one in read_sources([tmp_path], others=True) if isinstance(one, Skipped)]
    assert [(one.path, one.stage) for one in left] == [
        (str(tmp_path / name), "ending") for name in ("b.xlsx", "build-report.jsonl", "c", "claims.jsonl")
    ]
    assert "a link to a folder" in left[2].reason
    assert len(list(read_sources([tmp_path]))) == 1


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.txt", "Das Ministerium hat die Firma Northgate am Montag aus dem Register gestrichen.", "German"),
        ("a.html", page(body="<p>Министерство исключило компанию из реестра.</p>"), "Russian"),
    ],
)
def test_other_languages_are_told(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (one,) = read_sources([tmp_path / name])
    assert isinstance(one, Skipped)
    assert one.stage == "language"
    assert reason in one.reason


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_row_has_its_reader(kind: object) -> None:
    assert isinstance(kind, type(KINDS[0]))
    assert callable(reader_of(kind))


def test_comments_at_the_head_of_a_file_take_no_time() -> None:
    started = time.process_time()
    assert kind_of("a.txt", b"<!-- --> " * 24 + b"words").name == "text"
    assert kind_of("a.txt", b"<!-- a --> <!-- b > c --> <html>").name == "html"
    assert time.process_time() - started < 0.5  # each comment more took twice the time
