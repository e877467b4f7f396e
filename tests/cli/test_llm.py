"""The verbs that can have a language model read, and extractors side by side."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kgraph.cli.exits import ExitCode
from kgraph.llm.verifying import REASONS
from kgraph.model import Extractor, Stance
from kgraph.model.rows import claim_as_line
from tests.builders import sample_claims
from tests.cli.conftest import Command
from tests.llm.builders import ARTICLE, BAN, NORTHGATE, TRUE_ROWS
from tests.llm.table_server import Reply, TableServer, claims_text, row, table_server

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[TableServer]:
    """A model that says what is true and one thing that is not; the environment names it."""
    wrong = row(BAN, "Tallis Networks", "banned_by", "Germany")
    said = claims_text(*TRUE_ROWS, wrong)
    with table_server(lambda *_: Reply(said, pause=server.pause)) as server:
        monkeypatch.setenv("KGRAPH_LLM_BASE_URL", server.address)
        monkeypatch.setenv("KGRAPH_LLM_MODEL", "table")
        monkeypatch.setenv("KGRAPH_LLM_API_KEY", "sk-secret-1")
        monkeypatch.setenv("KGRAPH_LLM_CACHE", "")
        yield server


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE.text, encoding="utf-8")
    return path


def test_a_build_tells_what_it_refused(
    kgraph: Command, server: TableServer, article: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ran = kgraph("build", article, "-o", out, "--extractor", "llm", "--thorough")
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["claims", "4"] in rows
    assert ["claims", "refused", "2"] in rows
    assert ["subject", "1"] in rows
    withheld, told = map(json.loads, (out / "build-report.jsonl").read_text("utf-8").splitlines())
    assert (withheld["reason"], withheld["why"]) == ("order", "not sent"), withheld
    assert (told["stage"], told["reason"], told["quote"]) == ("llm", "subject", BAN)
    assert told["said"] == "Tallis Networks banned_by Germany [asserted]"
    listed = (out / "build-report.jsonl").read_bytes()
    again = kgraph("build", article, "-o", out, "--extractor", "llm", "--thorough")
    assert (again.code, len(server.asked)) == (ExitCode.OK, 1)
    assert (out / "build-report.jsonl").read_bytes() == listed, "its claims are still in the graph"
    graph = (out / "graph.kgraph").read_bytes()
    options = ("--extractor", "llm", "--thorough", "--dry-run")
    ran = kgraph("build", article, "-o", out, *options)
    assert [line.split() for line in ran.out.splitlines()][:2] == [
        ["documents", "0"],
        ["known", "already", "1"],
    ]
    assert kgraph("build", article, "-o", out, *options, "--again").out.split()[:2] == ["documents", "1"]
    assert ((out / "graph.kgraph").read_bytes(), len(server.asked)) == (graph, 1)
    for file in out.iterdir():
        assert b"sk-secret-1" not in file.read_bytes()


def test_extract_tells_it_beside_the_claims(
    kgraph: Command, server: TableServer, article: Path, tmp_path: Path
) -> None:
    listed, empty = tmp_path / "listed.jsonl", tmp_path / "empty.txt"
    empty.touch()
    options = ("--extractor", "both", "--thorough")
    ran = kgraph("extract", article, empty, *options, "--report", listed)
    told = "kgraph: 3 claims or sentences refused, with the language model: order 2, subject 1"
    assert (ran.code, ran.told[0]) == (ExitCode.SKIPPED, told)
    rows = [json.loads(line) for line in listed.read_text("utf-8").splitlines()]
    assert [row["stage"] for row in rows] == ["read", "llm", "llm", "llm"]
    assert kgraph("extract", article, *options).told == [f"{told}; --report FILE lists them"]
    names = {json.loads(line)["extractor"]["name"] for line in ran.out.splitlines()}
    assert "rules+llm" in names


def test_a_dry_run_asks_nothing(
    kgraph: Command, server: TableServer, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    for args in (("extract", article), ("build", article, "-o", out), ("extract", article)):
        ran = kgraph(*args, "--extractor", "llm", "--dry-run", "--price", "1/2", "--thorough")
        assert (ran.code, ran.err) == (ExitCode.OK, "")
        rows = dict(line.rsplit(maxsplit=1) for line in ran.out.splitlines())
        assert rows["passages to ask about"] == "1"
        assert 0.004 < float(rows["price, at most"]) < 0.02
        monkeypatch.delenv("KGRAPH_LLM_BASE_URL", raising=False)  # nobody is asked
    assert (server.asked, out.exists()) == ([], False)


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--extractor", "llm"), ExitCode.ERROR, "set KGRAPH_LLM_BASE_URL and KGRAPH_LLM_MODEL"),
        (("--max-tokens", "9"), ExitCode.USAGE, "--max-tokens is for a language model"),
        (("--dry-run",), ExitCode.USAGE, "--dry-run is for a language model"),
        (("--trust", "0.6"), ExitCode.USAGE, "--trust is for a language model"),
        (("--extractor", "llm", "--timeout", "0"), ExitCode.USAGE, "--timeout"),
        (("--extractor", "llm", "--price", "free"), ExitCode.USAGE, "0.15/0.60"),
        (("--extractor", "oracle"), ExitCode.USAGE, "'oracle' is not one of"),
    ],
)
def test_options_that_do_not_hold_are_told_in_one_line(
    kgraph: Command,
    monkeypatch: pytest.MonkeyPatch,
    article: Path,
    options: tuple[str, ...],
    code: ExitCode,
    told: str,
) -> None:
    for name in ("KGRAPH_LLM_BASE_URL", "KGRAPH_LLM_MODEL"):
        monkeypatch.delenv(name, raising=False)
    ran = kgraph("extract", article, *options)
    assert (ran.code, ran.out, len(ran.told)) == (code, "", 1)
    assert told in ran.err


def test_how_the_model_is_asked_can_be_told(kgraph: Command, server: TableServer, article: Path) -> None:
    ran = kgraph(
        "extract", article, "--extractor", "llm", "--thorough", "--trust", "0.7", "--answer-tokens", "99"
    )
    assert {json.loads(line)["confidence"] for line in ran.out.splitlines()} == {0.7}
    assert server.asked[0]["max_tokens"] == 99
    server.pause = 5.0
    ran = kgraph("extract", article, "--extractor", "llm", "--timeout", "0.5", "--retries", "0")
    assert (ran.code, len(server.asked)) == (ExitCode.ERROR, 2)
    assert "no whole answer in 0.5 seconds" in ran.err


def test_a_cluster_is_for_the_rules(
    kgraph: Command, server: TableServer, article: Path, tmp_path: Path
) -> None:
    for more in ((), ("--dry-run",)):
        ran = kgraph(
            "build", article, "-o", tmp_path / "out", "--extractor", "llm", "--engine", "dask", *more
        )
        assert ran.code == ExitCode.USAGE
        assert "--engine dask is for the rules alone" in ran.err


def test_a_stance_on_which_the_readers_differ_is_seen(kgraph: Command, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    differ = Extractor("rules/llm", "share; llama3.1 says asserted", "3; 2")
    said = [replace(one, extractor=differ) for one in sample_claims() if one.stance is Stance.ALLEGED]
    path.write_text(f"{claim_as_line(said[0])}\n", encoding="utf-8")
    seen = "alleged (llama3.1 says asserted)"
    assert f" {seen} " in kgraph("claims", path).out
    assert f"{seen} by " in " ".join(kgraph("show", path, said[0].subject.name).out.split())
    quoted, _ = kgraph("claims", path, "--quotes").out.splitlines()
    assert quoted == f"{said[0]} (llama3.1 says asserted)"


def test_extractors_side_by_side(
    kgraph: Command, server: TableServer, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wanted = (
        ("banned_by", "Germany", "asserted", "Ledger"),
        ("alleged_ties", "Russia", "denied", NORTHGATE),
        ("shared_data_with", "Russia", "asserted", "officials"),
        ("supplies", "Germany", "asserted", None),
    )
    claims = [
        {"s": [NORTHGATE], "p": relation, "o": [thing], "stance": stance, "core": True}
        | {"source": said_by and [said_by]}
        for relation, thing, stance, said_by in wanted
    ]
    Path("gold.jsonl").write_text(json.dumps({"id": "article", "claims": claims}) + "\n", encoding="utf-8")
    files = [f"{name}.jsonl" for name in ("rules", "llm", "both")]
    for file in files:
        ran = kgraph("extract", article, "--extractor", file.removesuffix(".jsonl"), "--thorough")
        Path(file).write_text(ran.out, encoding="utf-8")
    ran = kgraph("evaluate", "gold.jsonl", *files)
    assert (ran.code, ran.err) == (ExitCode.OK, "")
    # all find three of four, one in another stance, and how many users; the rules alone believe the order
    assert [line.split() for line in ran.out.splitlines()] == [
        ["claims", "precision", "recall", "F1", "hits", "extras", "misses", "stance", "source"],
        ["rules.jsonl", "0.600", "0.750", "0.667", "3", "2", "1", "0.667", "1.000"],
        ["llm.jsonl", "0.750", "0.750", "0.750", "3", "1", "1", "0.667", "1.000"],
        ["both.jsonl", "0.750", "0.750", "0.750", "3", "1", "1", "0.667", "1.000"],
    ]
    told = json.loads(kgraph("evaluate", "gold.jsonl", *files, "--json", "--errors", "0").out)
    assert [(path, row["f1"]) for path, row in told.items()] == [
        ("rules.jsonl", 2 / 3),
        ("llm.jsonl", 0.75),
        ("both.jsonl", 0.75),
    ]
    ran = kgraph("evaluate", "gold.jsonl", *files, "--errors", "3")
    assert (ran.code, ran.out) == (ExitCode.USAGE, "")
    assert "name one of them" in ran.err


def test_the_page_has_every_reason() -> None:
    page = (DOCS / "llm.md").read_text(encoding="utf-8")
    for reason, meaning in REASONS.items():
        assert f"| `{reason}` | {meaning} |" in page
