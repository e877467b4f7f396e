"""What docs/threats.md says is tested here or where it says so."""

from __future__ import annotations

import ast
import re
import time
import tomllib
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kgraph.documents import read_documents
from kgraph.errors import GraphError
from kgraph.sparql.guard import LONGEST
from kgraph.sparql.tokens import tokens
from tests.test_docs import load

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kgraph"
SOURCES = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")


def test_every_named_test_is_there() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
    assert len(named) > 40
    for file, name in named:
        assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{name}"
    for row in rows:
        assert "::test_" in row or row.endswith("| test |"), row


RUNS_CODE = {"eval", "exec", "os.system", "os.popen", "yaml.load", "marshal.loads", "shelve.open"}
PICKLES = {"kgraph/extraction/frames.py"}
"""It speaks to processes that kgraph itself has started, over pipes that nobody else has."""


def test_no_data_runs_code() -> None:
    pickles = set()
    for path, source in SOURCES.items():
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                if names & {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"}:
                    pickles.add(place)
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                assert called not in RUNS_CODE, f"{place}:{node.lineno}"
                assert given.get("shell", "False") == "False", f"{place}:{node.lineno}"
                if called in {"np.load", "numpy.load"}:
                    assert given.get("allow_pickle") == "False", f"{place}:{node.lineno}"
    assert pickles == PICKLES


CLOCKS = re.compile(
    r"\btime\.(?:time|time_ns|localtime|gmtime|strftime)\(|\.(?:now|today|utcnow)\(|\bst_[mac]time"
)
MAY_READ_THEM = {
    "kgraph/documents/fetch.py",  # keeps the day on which a page was fetched, for people to read
    "kgraph/graph/settled.py",  # knows by it, while one process runs, that a file is as it was
}


def test_nothing_reads_the_clock() -> None:
    found = {path.relative_to(ROOT).as_posix() for path, source in SOURCES.items() if CLOCKS.search(source)}
    assert found == MAY_READ_THEM


def test_libraries_have_their_oldest_safe_versions() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    required = {each.name: each.specifier for each in map(Requirement, stated)}
    for name, unsafe in {"lxml": "6.0.2", "pypdf": "7.0.0", "trafilatura": "2.2.0"}.items():
        assert unsafe not in required[name], name
    for name, specifier in required.items():
        assert any(each.operator in {">=", "=="} for each in specifier), f"{name} has no oldest version"


def test_members_of_archives_are_never_written(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "inside"
    folder.mkdir(parents=True)
    path = folder / "a.wacz"
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: file:///../../x\r\nContent-Length: 4\r\n\r\n"
    record = head + b"word\r\n\r\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("archive/../../../evil.warc", "/archive/evil.warc", "../../archive/evil.txt"):
            archive.writestr(name, record)
    before = sorted(tmp_path.rglob("*"))
    assert list(read_documents([path]))
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("pump", ["a.", "a-", "<a", "<\\U1", '"""', "'a", "a:%", "1.", "$a"])
def test_the_longest_query_is_looked_through_in_seconds(pump: str) -> None:
    started = time.process_time()
    with suppress(GraphError):
        list(tokens((pump * LONGEST)[:LONGEST]))
    assert time.process_time() - started < 5  # two words that come near to a name took 40


patterns = load(ROOT / "benchmarks" / "patterns.py")


def test_no_regular_expression_explodes() -> None:
    for place, pattern, ways in patterns.every_pattern():
        for start, pump in sorted(patterns.attacks(pattern)):
            for way in ways:
                assert not patterns.explodes(pattern, way, start, pump), (
                    f"{place}.{way}: {start!r}, {pump!r} …"
                )


@pytest.mark.parametrize(
    ("pattern", "explodes"),
    [
        (r"(a+)+b", True),
        (r"<\s*\|?\s*/?\s*(?:system|user)", True),
        (r"<\s*\|?\s*(?:system|user)", False),
        (r"a+b", False),
    ],
)
def test_one_that_explodes_would_be_noticed(pattern: str, explodes: bool) -> None:
    compiled = re.compile(pattern)
    found = [patterns.explodes(compiled, "match", *each) for each in sorted(patterns.attacks(compiled))]
    assert any(found) is explodes
