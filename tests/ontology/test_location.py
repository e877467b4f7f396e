"""Where the ontology is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.errors import OntologyError
from kgraph.ontology import ontology_dir, read_ontology


def test_it_lies_beside_the_package_in_a_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KGRAPH_ONTOLOGY", raising=False)
    assert ontology_dir() == Path(__file__).parents[2] / "ontologies"


def test_a_researcher_may_name_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KGRAPH_ONTOLOGY", str(tmp_path))
    assert ontology_dir() == tmp_path


def test_a_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KGRAPH_ONTOLOGY", str(tmp_path / "nowhere"))
    with pytest.raises(OntologyError, match=r"nowhere: no such folder; point KGRAPH_ONTOLOGY"):
        ontology_dir()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, r"kgraph\.ttl: the ontology cannot be read"),
        ("@prefix kg: <urn:k#> .\nkg:a kg:b", r"kgraph\.ttl:2: not valid Turtle"),
        ("", r"kgraph\.ttl: no vann:preferredNamespaceUri, expected one"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, text: str | None, message: str) -> None:
    path = tmp_path / "kgraph.ttl"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        read_ontology(path)
