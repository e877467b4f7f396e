"""The verbs that work on a graph that is there: claims, export, draw, evaluate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.model.rows import read_claims
from tests.builders import sample_claims
from tests.cli.conftest import Command

GOLD = {
    "id": "ledger",
    "claims": [
        {
            "s": ["Northgate Systems"],
            "p": "removed_from",
            "o": ["supplier register"],
            "stance": "asserted",
            "source": ["Daily Ledger"],
        },
        {"s": ["Northgate Systems"], "p": "sued_by", "o": ["Avaria"], "stance": "alleged", "source": None},
    ],
}


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ((), 10),
        (("--relation", "removed_from"), 2),
        (("--relation", "removed_from", "--relation", "led_by"), 3),
        (("--relation", "removed from"), 2),
        (("--stance", "denied"), 1),
        (("--stance", "denied", "--stance", "alleged"), 2),
        (("--subject", "northgate"), 4),
        (("--object", "mara voss"), 1),
        (("--entity", "orrin robotics"), 5),
        (("--type", "VendorList"), 2),
        (("--source", "Senator Hale"), 2),
        (("--document", "Senator seeks drone ban"), 3),
        (("--since", "2024-06-01", "--until", "2024-06-30"), 3),
        (("--min-confidence", "0.9"), 2),
        (("--min-origins", "2", "--relation", "removed_from"), 2),
        (("--disputed",), 2),
    ],
)
def test_claims_pass_all_filters(kgraph: Command, graph: Path, filters: tuple[str, ...], count: int) -> None:
    ran = kgraph("claims", graph, "--format", "jsonl", *filters)
    assert (ran.code, ran.err) == (0, "")
    assert len(read_claims(ran.out.splitlines())) == count


def test_claims_are_a_table_to_people(kgraph: Command, graph: Path) -> None:
    lines = kgraph("claims", graph, "--stance", "proposed").out.splitlines()
    assert [line.split("  ")[0] for line in lines] == ["subject", "Orrin drones"]


def test_quotes_show_the_sentence_of_each_claim(kgraph: Command, graph: Path) -> None:
    ran = kgraph("claims", graph, "--stance", "denied", "--quotes")
    assert ran.out.splitlines() == [
        "Northgate Systems shared_data_with security service [denied, Northgate Systems]",
        "    Northgate Systems denies that it ever passed customer records to the security service.",
    ]


@pytest.mark.parametrize(
    ("option", "name", "suggestion"),
    [("--subject", "Northgate Sistems", "Northgate Systems"), ("--relation", "removed_form", "removed_from")],
)
def test_an_unknown_name_gets_a_suggestion(
    kgraph: Command, graph: Path, option: str, name: str, suggestion: str
) -> None:
    ran = kgraph("claims", graph, option, name)
    assert (ran.code, ran.out, len(ran.told)) == (1, "", 1)
    assert f"did you mean {suggestion}" in ran.err


def test_a_graph_is_a_file_a_folder_or_json_lines(
    kgraph: Command, process: Command, graph: Path, claims: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    graph.rename(folder / "graph.kgraph")
    expected = "".join(f"{line}\n" for line in (Graph(sample_claims()).to_jsonl() or "").splitlines())
    for given in (folder, folder / "graph.kgraph", claims):
        assert kgraph("export", given, "--format", "jsonl").out == expected
    assert process("export", "-", "--format", "jsonl", stdin=expected).out == expected


def test_export_to_a_file_goes_by_its_ending(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    for name, start in (("a.ttl", "@prefix"), ("a.jsonl", '{"id"'), ("a.txt", "subject")):
        ran = kgraph("export", graph, "-o", tmp_path / name)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert kgraph("export", graph).out == (tmp_path / "a.ttl").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "magic"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")])
def test_draw_writes_a_picture(kgraph: Command, graph: Path, tmp_path: Path, name: str, magic: bytes) -> None:
    ran = kgraph("draw", graph, "-o", tmp_path / name, "--focus", "northgate", "--stance", "asserted")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_a_page_is_named_after_its_graph(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    assert kgraph("draw", graph, "-o", tmp_path / "a.html").code == 0
    assert f'<p id="caption" dir="auto">{graph.stem}: ' in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_draw_prints_a_png(graph: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    from kgraph.cli.app import run

    assert run(["draw", str(graph), "-o", "-"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"\x89PNG")


def test_evaluate_counts_and_shows_differences(kgraph: Command, claims: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    table = kgraph("evaluate", gold, claims)
    assert (table.code, table.err) == (0, "")
    assert table.out.splitlines()[0].split() == [
        "relation",
        "precision",
        "recall",
        "F1",
        "hits",
        "extras",
        "misses",
    ]
    assert kgraph("evaluate", gold, claims, "--by", "document").out.splitlines()[1].startswith("ledger")
    errors = kgraph("evaluate", gold, claims, "--errors", "1").out.splitlines()
    assert errors[-2].startswith("miss   ledger: Northgate Systems sued_by Avaria [alleged]")
    assert errors[-1] == "… and 1 more"


def test_evaluate_as_json(kgraph: Command, claims: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(GOLD), encoding="utf-8")
    report = json.loads(kgraph("evaluate", gold, claims, "--json", "--errors", "9").out)
    assert (report["documents"], report["hits"], report["extras"], report["misses"]) == (1, 1, 1, 1)
    assert [error["kind"] for error in report["errors"]] == ["miss", "extra"]
