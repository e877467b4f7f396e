"""The verbs that answer questions: show, path, search, stats, diff, and claims as relations."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.model.rows import claim_from_row
from tests.builders import claim, sample_claims
from tests.cli.conftest import Command

NORTHGATE = """\
Northgate Systems · vendor
  4 claims in 3 articles, 2024-05-14 to 2024-07-01: 2 asserted, 1 alleged, 1 denied
  most often with: security service (2), supplier register (2)

Disputes
  shared data with security service — 1 alleged, 1 denied; 2 articles, 1 origin
      alleged by Senator Hale: “A senator says Northgate Systems shared customer records with the
        security service.” [1], 2024-06-02, character 0
      denied by Northgate Systems: “Northgate Systems denies that it ever passed customer records to
        the security service.” [2], 2024-05-14, character 67

Lists and bans
  removed from supplier register (Monday) — 2 asserted; 2 articles, 2 origins
      asserted by Daily Ledger: “Northgate Systems was struck from the supplier register on Monday.”
        [2], 2024-05-14, character 0
      asserted by Harbour Review: “Northgate Systems was struck from the supplier register on
        Monday.” [3], 2024-07-01, character 139

What is missing
  official acts that only the news reports
    removed from supplier register: known only from Daily Ledger and Harbour Review

Timeline
  2024-05-13  removed from supplier register — Daily Ledger and Harbour Review
  2024-05-14  reported: shared data with security service (denied) — Northgate Systems
  2024-06-02  reported: shared data with security service (alleged) — Senator Hale

Articles
  [1] Senator seeks drone ban (Evening Wire, 2024-06-02), https://wire.example/drones?id=7
  [2] Register shrinks (Daily Ledger, 2024-05-14), articles/ledger.txt
  [3] Who is Orrin? (Harbour Review, 2024-07-01), articles/profile.txt
"""


@pytest.fixture(autouse=True)
def _width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def test_a_dossier_is_worth_reading(kgraph: Command, graph: Path) -> None:
    ran = kgraph("show", graph, "northgate")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == NORTHGATE


def test_a_dossier_tells_who_somebody_is_and_of_its_products(kgraph: Command, graph: Path) -> None:
    out = kgraph("show", graph, "orrin robotics").out
    assert "  see also: Orrin drones (1)\n" in out
    start = out.index("Who it is\n")
    assert out[start:].splitlines()[1:5] == [
        "  headquartered in Port Avar",
        "  led by Mara Voss",
        "  has users 400 million",
        "    asserted by Harbour Review: “Orrin Robotics, led by Mara Voss in Port Avar, has 400 million",
    ]
    assert "  contracted by Ministry of Works ($12 million)\n" in out


def test_a_dossier_counts_what_it_leaves_out(kgraph: Command, tmp_path: Path) -> None:
    path = tmp_path / "many.kgraph"
    buyers = ["Avaria", "Borland Isles", "Ministry of Works", "security service"]
    Graph(
        [
            *(claim("Orrin Robotics", "supplies", buyer) for buyer in buyers),
            *(claim("Orrin Robotics", "lobbies", "Avaria", source=f"Outlet {n}") for n in range(4)),
        ]
    ).save(path)
    out = kgraph("show", path, "orrin", "--rows", "3", "--sentences", "2").out
    assert "  … and 1 more relation; --rows shows more\n" in out
    assert out.count("asserted by Outlet") == 1, "one sentence for all"
    fewest = kgraph("show", path, "orrin", "--rows", "1", "--sentences", "1").out
    assert "  … and 3 earlier events; --rows shows more\n" in fewest
    assert fewest.count("reported:") == 2
    assert "  … and 3 more articles; --rows or --sentences shows more\n" in fewest
    assert "  supplied by Orrin Robotics\n" in kgraph("show", path, "avaria").out


def test_a_dossier_of_what_passes_filters(kgraph: Command, graph: Path) -> None:
    out = kgraph("show", graph, "northgate", "--until", "2024-05-31").out
    assert "[1]" in out
    assert "[2]" not in out
    assert "Disputes" not in out
    ran = kgraph("show", graph, "northgate", "--since", "2025-01-01")
    assert (ran.code, ran.out) == (1, "")
    assert "passes the filters" in ran.err


def test_path(kgraph: Command, graph: Path) -> None:
    ran = kgraph("path", graph, "mara", "tallis")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "1. Mara Voss — leads → Orrin Robotics — partners with → Tallis Networks\n"
    quotes = kgraph("path", graph, "mara", "tallis", "--quotes").out.splitlines()
    assert quotes[1] == "   Orrin Robotics led_by Mara Voss [1 asserted]"
    assert quotes[2].startswith("     asserted by Harbour Review: “Orrin Robotics, led by Mara Voss")
    (chain,) = json.loads(kgraph("path", graph, "mara", "tallis", "--json").out)
    assert (chain["steps"], len(chain["relations"])) == (2, 2)


def test_no_path_is_an_answer(kgraph: Command, graph: Path) -> None:
    for more in ((), ("--avoid", "orrin robotics")):
        ran = kgraph("path", graph, "mara", "tallis" if more else "northgate", *more)
        assert (ran.code, ran.out) == (0, "")
        assert "no chain of at most 4 steps" in ran.err
    assert json.loads(kgraph("path", graph, "mara", "northgate", "--json").out) == []


def test_filters_that_leave_nothing_are_told(kgraph: Command, graph: Path) -> None:
    for verb, *words in (("claims",), ("search", "register"), ("path", "mara", "tallis")):
        ran = kgraph(verb, graph, *words, "--since", "2031-01-01")
        assert ran.code == 0
        assert re.search("passe?s? the filters", ran.err), verb


def test_search(kgraph: Command, graph: Path) -> None:
    ran = kgraph("search", graph, '"supplier register"', "monday")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:3] == [
        "“Northgate Systems was struck from the supplier register on Monday.”",
        "  — Register shrinks (Daily Ledger, 2024-05-14), character 0",
        "  Northgate Systems removed_from supplier register [asserted, Daily Ledger]",
    ]
    limited = kgraph("search", graph, "register", "--limit", "1")
    assert limited.out.count("“") == 1
    assert "1 more sentence; --limit shows more" in limited.err
    rows = json.loads(kgraph("search", graph, "register", "--json", "--source", "harbour").out)
    assert [claim_from_row(row).relation for row in rows] == ["removed_from"]


def test_search_without_words_or_without_success(kgraph: Command, graph: Path) -> None:
    ran = kgraph("search", graph, "zeppelin")
    assert (ran.code, ran.out) == (0, "")
    assert "no sentence has all of these words" in ran.err
    ran = kgraph("search", graph, '"')
    assert (ran.code, ran.out) == (1, "")
    assert "has no word to search for" in ran.err


def test_stats(kgraph: Command, graph: Path) -> None:
    out = kgraph("stats", graph, "--top", "2").out
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["articles", "3"], ["published", "2024-05-14", "to", "2024-07-01"], ["entities", "10"],
    ]  # fmt: skip
    assert "\nrelation          asserted  alleged  denied  proposed\n" in out
    assert "\nOrrin Robotics          5\nNorthgate Systems       4\n… and 8 more\n" in out
    numbers = json.loads(kgraph("stats", graph, "--json", "--stance", "denied").out)
    assert (numbers["claims"], numbers["stances"]["denied"]) == (1, 1)


def test_stats_of_an_empty_graph(kgraph: Command, tmp_path: Path) -> None:
    Graph().save(tmp_path / "empty.kgraph")
    ran = kgraph("stats", tmp_path / "empty.kgraph")
    assert (ran.code, ran.err) == (0, "")
    assert "claims                    0\n" in ran.out


def test_diff(kgraph: Command, graph: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.kgraph"
    Graph(sample_claims()).as_of("2024-05-31").save(old)
    out = kgraph("diff", old, graph).out.splitlines()
    assert out[0] == "relations: 6 new, 2 changed, 0 gone; 2 articles added, 0 removed"
    place = out.index("  Northgate Systems shared_data_with security service [1 alleged, 1 denied]")
    assert out[place + 1 : place + 3] == [
        "      now alleged by Senator Hale; now disputed; articles 1 → 2; claims 1 → 2",
        "      — Senator seeks drone ban (Evening Wire, 2024-06-02)",
    ]
    quotes = kgraph("diff", old, graph, "--quotes", "--relation", "shared_data_with").out
    assert "alleged by Senator Hale: “A senator says" in quotes
    found = json.loads(kgraph("diff", graph, old, "--json").out)
    assert {change["kind"] for change in found["changes"]} == {"changed", "gone"}
    assert len(found["documents_removed"]) == 2
    same = kgraph("diff", graph, graph).out
    assert same == "relations: 0 new, 0 changed, 0 gone; 0 articles added, 0 removed\n"


def test_claims_as_json_and_as_relations(kgraph: Command, graph: Path) -> None:
    rows = json.loads(kgraph("claims", graph, "--json", "--stance", "denied").out)
    assert [claim_from_row(row).stance.value for row in rows] == ["denied"]
    lines = kgraph("claims", graph, "--fused", "--min-origins", "2").out.splitlines()
    expected = "Northgate Systems removed_from supplier register 2 2 2 2024-05-14 2024-07-01"
    assert lines[1].split() == expected.split()
    (relation,) = json.loads(kgraph("claims", graph, "--fused", "--json", "--disputed").out)
    assert (relation["origins"], relation["disputed"]) == (1, True)


@pytest.mark.parametrize("verb", ["show", "path", "search", "stats", "diff"])
def test_a_miss_is_one_line_with_suggestions(kgraph: Command, graph: Path, verb: str) -> None:
    words = {"show": ["orrin"], "path": ["mara", "orrin"], "search": ["register"], "diff": [graph]}
    ran = kgraph(verb, graph, *words.get(verb, []), "--subject", "Nortgate Sistems")
    assert (ran.code, ran.out, len(ran.told)) == (1, "", 1)
    assert "did you mean Northgate Systems" in ran.err


def test_what_articles_say_cannot_move_the_cursor(kgraph: Command, tmp_path: Path) -> None:
    path = tmp_path / "odd.kgraph"
    Graph([claim("Orrin\x1b[2J Robotics", "supplies", "Avaria")]).save(path)
    for args in (("show", path, "avaria"), ("path", path, "orrin-2j-robotics", "avaria", "--quotes"),
                 ("search", path, "supplies"), ("stats", path), ("claims", path, "--fused")):  # fmt: skip
        ran = kgraph(*args)
        assert ran.code == 0
        assert "\x1b" not in ran.out
