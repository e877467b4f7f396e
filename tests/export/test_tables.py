"""CSV, Parquet and Neo4j: rows that come back as they went in, and run nothing."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.errors import OutputError
from kgraph.export import FORMATS, export
from kgraph.export.flat import COLUMNS, flat_row
from kgraph.export.neo4j import CLAIMS, DOCUMENTS, NODES, relationship_type
from kgraph.graph import ClaimGraph
from tests.builders import article, claim, participant, sample_claims
from tests.strategies import claims

parquet = pytest.importorskip("pyarrow.parquet")


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(st.lists(claims(), max_size=4))
def test_csv_reads_back(made):
    graph = ClaimGraph(made)
    header, *rows = rows_of("".join(f"{line}\n" for line in FORMATS["csv"].lines(graph)))
    assert header == list(COLUMNS)
    for row, one in zip(rows, graph, strict=True):
        known = dict(zip(header, row, strict=True))
        assert (known["claim"], known["stance"]) == (one.id, one.stance)
        assert known["quote"] == one.evidence.quote
        assert known["subject"] == one.subject.name
        assert float(known["confidence"]) == one.confidence


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", "＝", "  ="])
def test_a_spreadsheet_runs_nothing_in_the_safe_mode(start):
    name = f'{start}HYPERLINK("http://evil.example")'
    graph = ClaimGraph([claim(participant(name, "Vendor"), "sued_by", "Avaria")])
    plain, safe = (
        dict(zip(COLUMNS, rows_of("\n".join(FORMATS["csv"].lines(graph, **options)))[1], strict=True))
        for options in ({}, {"formula_safe": True})
    )
    assert plain["subject"] == name
    assert safe["subject"] == f"'{name}"
    assert safe["confidence"] == "0.8"


def test_options_of_other_formats_are_refused(tmp_path):
    with pytest.raises(OutputError, match="turtle has no such option; only csv has it"):
        FORMATS["turtle"].lines(ClaimGraph(), formula_safe=True)
    for name in ("neo4j", "parquet"):
        with pytest.raises(OutputError, match=f"{name} has no such option"):
            export(ClaimGraph(), tmp_path / name, name, formula_safe=True)
    assert not list(tmp_path.iterdir())


def test_parquet_has_the_same_rows_with_types(tmp_path):
    graph = ClaimGraph(sample_claims())
    export(graph, tmp_path / "claims.parquet")
    table = parquet.read_table(tmp_path / "claims.parquet")
    assert table.column_names == list(COLUMNS)
    assert [list(row.values()) for row in table.to_pylist()] == [flat_row(one) for one in graph]
    assert {type(day) for day in table["published"].to_pylist()} == {date}
    export(graph, tmp_path / "again.parquet")
    assert (tmp_path / "again.parquet").read_bytes() == (tmp_path / "claims.parquet").read_bytes()


def test_parquet_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(OutputError, match=r"pip install 'kgraph\[parquet\]'"):
        export(ClaimGraph(), tmp_path / "claims.parquet")
    assert not list(tmp_path.iterdir())


def test_neo4j_is_a_folder_that_hangs_together(tmp_path):
    graph = ClaimGraph(sample_claims())
    for _ in range(2):  # the second time into the folder that is there
        export(graph, tmp_path / "neo4j", "neo4j")
    read = {file.stem: rows_of(file.read_text("utf-8")) for file in (tmp_path / "neo4j").glob("*.csv")}
    assert {name: tuple(rows[0]) for name, rows in read.items()} == {
        "nodes": NODES, "documents": DOCUMENTS, "claims": CLAIMS
    }  # fmt: skip
    ids = [row[0] for name in ("nodes", "documents") for row in read[name][1:]]
    assert len(ids) == len(set(ids)) == 14
    ends = {end for row in read["claims"][1:] for end in row[:2]}
    assert ends <= set(ids)
    assert len(read["claims"]) == 11
    script = (tmp_path / "neo4j" / "import.cypher").read_text("utf-8")
    assert set(re.findall(r"row.`:TYPE` = '(\w+)'", script)) == {row[2] for row in read["claims"][1:]}
    assert set(re.findall(r"SET n:`(\w+)`", script)) >= {"Vendor", "VendorList", "Person"}
    for column in re.findall(r"row\.`?([\w:]+)`?", script):
        assert column in {*NODES, *DOCUMENTS, *CLAIMS}


@pytest.mark.parametrize(
    ("stance", "type"),
    [("asserted", "BANNED_BY"), ("alleged", "BANNED_BY_ALLEGED"), ("denied", "BANNED_BY_DENIED")],
)
def test_neo4j_tells_an_allegation_from_a_fact(stance, type):
    assert relationship_type(claim("Orrin drones", "banned_by", "Avaria", stance=stance)) == type


def test_neo4j_cells_suit_both_loaders(tmp_path):
    document = article('He said: "a\\"\nThen he left.\x00')
    export(
        ClaimGraph([claim("Orrin drones", "banned_by", "Avaria", document=document)]), tmp_path / "n", "neo4j"
    )
    text = (tmp_path / "n" / "claims.csv").read_text("utf-8")
    assert "\\" not in text
    assert text.count("\n") == 2


def test_neo4j_goes_into_no_pipe():
    with pytest.raises(OutputError, match="neo4j is no text"):
        FORMATS["neo4j"].lines(ClaimGraph())
