"""RDF is read by the letter of the standards: the W3C's own tests of Turtle and TriG."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest

from kgraph.errors import GraphError
from kgraph.export.reading import SYNTAXES, read_quads, syntax_of

HERE = Path(__file__).parent / "w3c"
TESTS = [json.loads(line) for line in (HERE / "tests.jsonl").read_text(encoding="utf-8").splitlines()]
BASE = "https://w3c.github.io/rdf-tests/rdf/rdf11/rdf-"


def canonical(quads) -> set[str]:
    found = pyoxigraph.Dataset(quads)
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in found}


def read(test: dict[str, str], folder: Path) -> list[pyoxigraph.Quad]:
    path = folder / test["file"]
    path.write_text(test["text"], encoding="utf-8", newline="")
    return list(read_quads(path, base=f"{BASE}{test['suite']}/{test['file']}"))


@pytest.mark.parametrize("suite", ["turtle", "trig"])
def test_w3c(suite: str, tmp_path: Path) -> None:
    """All tests of a suite in one: they are small, and there are hundreds."""
    failed = []
    for test in TESTS:
        if test["suite"] != suite:
            continue
        try:
            quads = read(test, tmp_path)
        except GraphError as error:
            if test["kind"] != "negative":
                failed.append(f"{test['name']}: {error}")
            continue
        if test["kind"] == "negative":
            failed.append(f"{test['name']}: was read")
        elif test["kind"] == "eval":
            form = pyoxigraph.RdfFormat.N_TRIPLES if suite == "turtle" else pyoxigraph.RdfFormat.N_QUADS
            if canonical(quads) != canonical(pyoxigraph.parse(test["result"].encode(), format=form)):
                failed.append(f"{test['name']}: other statements")
    assert not failed


def test_all_of_both_suites_are_there() -> None:
    assert Counter(test["suite"] for test in TESTS) == {"turtle": 313, "trig": 356}


@pytest.mark.parametrize("ending", [*SYNTAXES, ".TTL"])
def test_endings(ending: str) -> None:
    assert hasattr(pyoxigraph.RdfFormat, syntax_of(Path(f"a{ending}")))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "<urn:a>\n<urn:b> .", "a.ttl:2: is not valid RDF"),
        ("a.csv", "a,b", "a.csv: its ending is none of RDF; there are .ttl"),
        ("a.rdf", "<rdf:RDF", "is not valid RDF"),
        ("a.jsonld", '{"@context": "https://context.example/", "a": "b"}', "is not valid RDF"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(GraphError) as caught:
        list(read_quads(tmp_path / name))
    assert words in str(caught.value)


def test_entities_of_xml_do_not_swell(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    text = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "lol">{entities}]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:">'
        '<rdf:Description rdf:about="urn:a"><e:b>&e11;</e:b></rdf:Description></rdf:RDF>'
    )
    (tmp_path / "bomb.rdf").write_text(text, encoding="utf-8")
    with pytest.raises(GraphError, match="could swell without bound"):
        list(read_quads(tmp_path / "bomb.rdf"))


def test_entities_for_namespaces_are_fine(tmp_path: Path) -> None:
    (tmp_path / "a.owl").write_text(
        '<!DOCTYPE rdf:RDF [<!ENTITY e "urn:e:">]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="&e;">'
        '<rdf:Description rdf:about="&e;a"><e:b rdf:resource="&e;c"/></rdf:Description></rdf:RDF>',
        encoding="utf-8",
    )
    (quad,) = read_quads(tmp_path / "a.owl")
    assert (quad.subject.value, quad.object.value) == ("urn:e:a", "urn:e:c")
