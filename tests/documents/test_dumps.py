"""Dumps: columns by their names or as told, markup in cells, rows that do not hold, lines without end."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kgraph.documents import Skipped, lines, read_documents
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.piece import Piece
from kgraph.errors import DocumentError
from kgraph.model import Document


def rows(path: Path, data: str | bytes, **options: object) -> list[Document | Skipped]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_documents([path], **options))  # type: ignore[arg-type]  # options of many types


def test_one_bad_row_in_a_thousand(tmp_path: Path) -> None:
    written = [json.dumps({"text": f"The ministry banned the drone {n}."}) for n in range(1000)]
    written[500] = '{"text": "cut'
    found = rows(tmp_path / "a.jsonl", "\n".join(written))
    assert len(found) == 1000
    (bad,) = [one for one in found if isinstance(one, Skipped)]
    assert bad.path == f"{tmp_path}/a.jsonl#501"
    assert "damaged JSON" in bad.reason


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ('"A stray quote begins,2017-07-12', 1),
        ('"The "ban" of Orrin",2017-07-12', 1),
        ('"Two\nlines of "one" row",2017-07-12', 2),
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_one_stray_quote_costs_its_row(tmp_path: Path, bad: str, told: int, quoted: bool) -> None:
    texts = [f"The ministry banned the drone {n}." for n in range(20)]
    written = [f'"{text}",2017-07-12' if quoted else f"{text},2017-07-12" for text in texts]
    written[10:10] = [bad]
    found = rows(tmp_path / "a.csv", "\n".join(["text,date", *written]))
    assert [one.text for one in found if isinstance(one, Document)] == texts
    skipped = [one for one in found if isinstance(one, Skipped)]
    assert [one.path for one in skipped] == [f"{tmp_path}/a.csv#{12 + n}" for n in range(told)]
    assert "damaged CSV" in skipped[0].reason


def test_what_quotes_without_end_have_read_twice_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_AGAIN", 100)
    data = "text,x\n" + '"Orrin is banned,y\n' + "A ban,y\n" * 20
    with pytest.raises(UnreadableError, match=r"at row 2 .*: the rest is not read"):
        list(lines.read_csv(Piece.of("a.csv", data.encode())))


def test_columns_as_told(tmp_path: Path) -> None:
    row = {"words": "Orrin is banned.", "when": 1499860800, "by": {"name": "Daily Ledger"}, "title": "Ban"}
    (read,) = rows(
        tmp_path / "a.jsonl",
        json.dumps(row),
        columns={"text": "words", "published": "when", "publisher": "by.name"},
    )
    assert isinstance(read, Document)
    assert (read.text, read.publisher, read.published) == (
        "Ban\n\nOrrin is banned.",
        "Daily Ledger",
        date(2017, 7, 12),
    )


def test_what_the_caller_says_holds_for_all(tmp_path: Path) -> None:
    data = "text,date,source\nOrrin is banned.,2017-07-12,Ledger\n"
    (read,) = rows(tmp_path / "a.csv", data, publisher="Other", published=date(2020, 1, 1))
    assert isinstance(read, Document)
    assert (read.publisher, read.published) == ("Other", date(2020, 1, 1))


@pytest.mark.parametrize("columns", [{"txt": "body"}, {"": "body"}])
def test_wrong_maps_are_told_before_anything_is_read(tmp_path: Path, columns: dict[str, str]) -> None:
    (tmp_path / "a.csv").write_text("text\nA ban\n")
    with pytest.raises(DocumentError, match="columns: there is no"):
        read_documents([tmp_path / "a.csv"], columns=columns)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.jsonl", '{"text": "A \\ud800ban", "url": "https://ledger.example/\\udfff1"}', None),
        ("a.csv", "body;date\nA ban;2017-07-12\n", None),
        ("a.tsv", "text, or body, or lead\ttext\nx\tA ban\n", None),
        ("a.csv", '\ufeff"Text"\r\n"Two\r\nlines, and ""quotes"""\r\n', None),
        ("a.csv", "Text\n".encode("utf-16") + "A ban\n".encode("utf-16-le"), None),
        ("a.jsonl", '{"content": "<p>A <b>ban</b></p><p>Next</p>"}', None),
        ("a.json", '{"text": "One object"}', None),
        ("a.csv", "id,name\n1,2\n", "it has id, name"),
        ("a.csv", "text\n", "holds no row"),
        ("a.csv", "text\n\n\n", "holds no row"),
        ("a.csv", "text,x\n,1\n", "empty"),
        ("a.csv", "text\na,b,c\n", "has 3 cells, but the header has 1"),
        ("a.jsonl", "\n\n", "holds no row"),
        ("a.jsonl", "[1, 2]", "no object"),
        ("a.jsonl", '{"text": 5}', "no text"),
        ("a.json", "[]", "holds no row"),
        ("a.json", "[", "damaged JSON"),
    ],
)
def test_rows(tmp_path: Path, name: str, data: str | bytes, reason: str | None) -> None:
    (found,) = rows(tmp_path / name, data)
    if reason is None:
        assert isinstance(found, Document)
        assert not set("<>;\ud800") & set(found.text)
        assert found.url in (None, "https://ledger.example/1")
    else:
        assert isinstance(found, Skipped)
        assert reason in found.reason


ROWS = [{"title": "Ban", "text": "Orrin is banned."}, {"text": "It is not."}]
LINES = "\n".join(map(json.dumps, ROWS))
OVER_LINES = "\n".join(json.dumps(row, indent=2) for row in ROWS)


@pytest.mark.parametrize(
    ("name", "data", "rows_named"),
    [
        ("a.json", json.dumps(ROWS, indent=2), ["1", "2"]),
        ("a.json", LINES, ["1", "2"]),
        ("a.json", OVER_LINES, ["1", "2"]),
        ("a.txt", OVER_LINES, ["1", "2"]),
        ("a.jsonl", f"\ufeff{LINES}", ["1", "2"]),
        ("a.json", json.dumps({"status": "ok", "tags": [{"n": 1}], "articles": ROWS}), ["1.1", "1.2"]),
        ("a.json", json.dumps({"articles": ROWS}, indent=2), ["1", "2"]),
        ("a.json", json.dumps({"response": {"results": ROWS}}, indent=2), ["1", "2"]),
        ("a.json", f'{{"articles": [\n{LINES}]}}'.replace("}\n{", "},\n{"), ["1", "2"]),
        ("a.jsonl", json.dumps({"articles": ROWS[:1]}) + "\n" + json.dumps(ROWS[1]), ["1.1", "2"]),
    ],
)
def test_shapes_of_json(tmp_path: Path, name: str, data: str, rows_named: list[str]) -> None:
    found = rows(tmp_path / name, data)
    assert [one.text for one in found if isinstance(one, Document)] == [
        "Ban\n\nOrrin is banned.",
        "It is not.",
    ]
    assert [str(one.path) for one in found] == [f"{tmp_path}/{name}#{row}" for row in rows_named]


def test_damage_in_json_costs_the_rest(tmp_path: Path) -> None:
    good, bad = rows(tmp_path / "a.json", OVER_LINES[:-5])
    assert isinstance(good, Document)
    assert isinstance(bad, Skipped)
    assert "the rest is not read" in bad.reason


def test_bytes_that_are_no_text_are_not_told_as_damaged_json(tmp_path: Path) -> None:
    (found,) = rows(tmp_path / "a.json", b"[\0]")
    assert isinstance(found, Skipped)
    assert found.reason.startswith("binary (it holds NUL bytes)")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_a_row_of_json_may_lack_what_others_have(tmp_path: Path, name: str) -> None:
    """All but its text: only a header says what every row has."""
    data = [
        {"words": "Orrin is banned.", "day": "2017-07-12"},
        {"words": "It is not."},
        {"day": "2017-07-12"},
    ]
    written = "\n".join(map(json.dumps, data)) if name == "a.jsonl" else json.dumps(data)
    with_day, without, bad = rows(tmp_path / name, written, columns={"text": "words", "published": "day"})
    assert isinstance(with_day, Document)
    assert isinstance(without, Document)
    assert isinstance(bad, Skipped)
    assert (with_day.published, without.published) == (date(2017, 7, 12), None)
    assert "has no column 'words'" in bad.reason


def test_a_column_that_was_told_must_exist(tmp_path: Path) -> None:
    (found,) = rows(tmp_path / "a.csv", "text\nA ban\n", columns={"title": "head"})
    assert isinstance(found, Skipped)
    assert "has no column 'head', but it has text" in found.reason
