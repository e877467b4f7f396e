"""The graph that users hold, and what `import kgraph` gives."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date

import networkx
import pytest
import rdflib

import kgraph
from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.model import Literal
from tests.builders import article, claim, sample_claims


@pytest.fixture
def graph():
    return Graph(sample_claims())


def test_a_graph_stays_a_graph(graph, tmp_path):
    assert isinstance(graph.where(subject="northgate"), Graph)
    graph.save(tmp_path / "claims.kgraph")
    read = kgraph.open(tmp_path / "claims.kgraph")
    assert isinstance(read, Graph)
    assert read == graph
    assert repr(graph).startswith("<Graph: 3 documents, 10 entities, 10 claims (")


def test_text_or_file(graph, tmp_path):
    for write, name in ((graph.to_turtle, "graph.ttl"), (graph.to_jsonl, "claims.jsonl")):
        text = write()
        assert text.endswith("\n")
        assert write(tmp_path / name) is None
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert Graph(kgraph.read_claims(tmp_path / "claims.jsonl")) == graph


def test_export(graph, tmp_path):
    graph.export(tmp_path / "graph.trig")
    assert "graph:" in (tmp_path / "graph.trig").read_text(encoding="utf-8")
    graph.export(tmp_path / "facts.csv", view="facts", formula_safe=True, subject="orrin robotics")
    assert len((tmp_path / "facts.csv").read_text(encoding="utf-8").splitlines()) == 5
    graph.export(tmp_path / "neo4j", format="neo4j")
    assert (tmp_path / "neo4j" / "import.cypher").is_file()


def test_networkx(graph, tmp_path):
    made = graph.to_networkx()
    assert made.number_of_edges() == len(graph.relations())
    assert made.nodes["northgate-systems"] == {"name": "Northgate Systems", "type": "Vendor", "named": True}
    edge = made.edges["northgate-systems", "security-service", "shared_data_with"]
    assert edge == {
        "relation": "shared_data_with", "label": "shared data with", "stances": "alleged denied",
        "claims": 2, "articles": 2, "origins": 1, "disputed": True, "confidence": 0.9,
        "first_seen": "2024-05-14", "last_seen": "2024-06-02",
    }  # fmt: skip
    (value,) = (node for node, known in made.nodes(data=True) if known["type"] == "count")
    assert made.nodes[value]["name"] == "400 million"
    networkx.write_gexf(made, tmp_path / "graph.gexf")
    networkx.write_graphml_xml(made, tmp_path / "graph.graphml")


def test_networkx_of_undated_articles_and_unknown_relations():
    made = Graph(
        [claim("Tallis Networks", "praised_by", "Avaria", document=article(published=None))]
    ).to_networkx()
    ((_, _, edge),) = made.edges(data=True)
    assert edge["label"] == "praised_by"
    assert not edge.keys() & {"first_seen", "last_seen"}


def test_rdflib(graph):
    found = graph.to_rdflib()
    assert isinstance(found, rdflib.Graph)
    assert len(found) == 335


def test_draw(graph, tmp_path):
    graph.draw(tmp_path / "graph.svg")
    graph.draw(tmp_path / "near.svg", focus="northgate", depth=1)
    assert (tmp_path / "near.svg").stat().st_size < (tmp_path / "graph.svg").stat().st_size
    with pytest.raises(GraphError, match="knows no entity 'nobody'"):
        graph.draw(tmp_path / "none.svg", focus="nobody")


def test_exports_are_complete_sorted_and_there():
    assert kgraph.__all__ == sorted(kgraph.__all__)
    for name in kgraph.__all__:
        assert getattr(kgraph, name) is not None
    assert set(kgraph.__all__) <= set(dir(kgraph))
    with pytest.raises(AttributeError, match="module 'kgraph' has no attribute 'absent'"):
        kgraph.absent  # noqa: B018 - the access is what is tested


def test_functions_win_over_modules_of_the_same_name():
    code = (
        "import kgraph.build, kgraph.evaluate, sys; from kgraph.evaluate import read_gold; "
        "from kgraph import build; "
        "assert callable(kgraph.build) and callable(kgraph.evaluate) and build is kgraph.build; "
        "assert sys.modules['kgraph.build'].build is build"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_version_is_that_of_the_project(request):
    project = tomllib.loads((request.config.rootpath / "pyproject.toml").read_text())["project"]
    assert kgraph.__version__ == project["version"]


@pytest.mark.parametrize(
    "heavy",
    ["spacy", "matplotlib", "rdflib", "networkx", "igraph", "pandas", "pyoxigraph", "rapidfuzz", "sqlite3"],
)
def test_import_loads_nothing_heavy(heavy):
    code = f"import sys, kgraph; sys.exit({heavy!r} in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_asking_loads_nothing_heavy():
    code = (
        "import sys, kgraph; g = kgraph.Graph(); g.claims(); g.relations(); g.to_turtle(); "
        "sys.exit(bool({'spacy', 'matplotlib', 'networkx'} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_first_example_of_the_docstring():
    made = claim(
        "Orrin Robotics",
        "has_users",
        Literal(4e8, "400 million"),
        document=article(published=date(2024, 1, 1)),
    )
    assert Graph(made).claims(subject="orrin", since="2024-01-01") == [made]
