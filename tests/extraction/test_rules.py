"""The name of the rules changes with them, and only with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph.claims import EXTRACTOR_VERSION
from kgraph.extraction import rules_version
from kgraph.ontology.location import ontology_dir


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    rules_version.cache_clear()
    yield
    rules_version.cache_clear()


def test_it_is_the_same_for_the_same_rules() -> None:
    first = rules_version()
    rules_version.cache_clear()
    assert rules_version() == first
    assert first.startswith(f"{EXTRACTOR_VERSION}+")
    assert rules_version(thorough=True) != first


def test_a_catalogue_that_is_added_or_changed_makes_other_rules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = {rules_version()}
    added = tmp_path / "vendors.csv"
    shutil.copy(ontology_dir() / "catalogue" / "vendors.csv", added)
    monkeypatch.setenv("KGRAPH_CATALOGUE", str(added))
    for _ in range(2):
        rules_version.cache_clear()
        seen.add(rules_version())
        added.write_text(added.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert len(seen) == 3
