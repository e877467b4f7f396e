"""`kgraph doctor` in words, as JSON, and its exit code."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from tests.cli.conftest import Command


def test_words_and_json_say_the_same(kgraph: Command) -> None:
    words, rows = kgraph("doctor"), kgraph("doctor", "--json")
    assert (words.code, words.err, rows.code, rows.err) == (0, "", 0, "")
    checks = json.loads(rows.out)
    assert {frozenset(check) for check in checks} == {frozenset({"name", "state", "found", "cure"})}
    lines = [line for line in words.out.splitlines() if not line.startswith(" ")]
    assert len(lines) == len(checks)
    for line, check in zip(lines, checks, strict=True):
        assert line.split()[0] == {"ok": "ok", "absent": "-"}[check["state"]]
        assert check["name"] in line


def test_a_fault_is_told_with_its_cure_and_ends_with_1(
    kgraph: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_CACHE", "/dev/null/kgraph")
    ran = kgraph("doctor")
    assert ran.code == 1
    told = ran.out.splitlines()
    line, cure = next(pair for pair in pairwise(told) if "FAULT" in pair[0])
    assert line.startswith("FAULT  cache folder")
    assert "KGRAPH_CACHE" in cure
