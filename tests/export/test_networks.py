"""GraphML and GEXF open elsewhere, with labels to read, whatever the names."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import igraph
import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.export import FORMATS, export
from kgraph.export.network import edges, nodes, spoken
from kgraph.graph import ClaimGraph
from tests.builders import article, claim, sample_claims
from tests.strategies import claims

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


@pytest.fixture(params=READERS)
def read(request, tmp_path: Path):
    """Writes a graph in one of the formats, and gives what networkx reads."""

    def through(graph: ClaimGraph) -> networkx.Graph:
        path = tmp_path / f"graph.{request.param}"
        export(graph, path)
        return READERS[request.param](path)

    return through


def test_labels_and_attributes(read):
    found = read(ClaimGraph(sample_claims()))
    names = {known["label"]: node for node, known in found.nodes(data=True)}
    assert len(names) == 11
    assert found.nodes[names["Northgate Systems"]]["type"] == "Vendor"
    edge = found.edges[names["Northgate Systems"], names["security service"]]
    assert edge["label"] == "shared data with (alleged, denied)"
    assert (edge["relation"], edge["disputed"], edge["articles"]) == ("shared_data_with", True, 2)
    assert edge["sources"] == "Northgate Systems; Senator Hale"
    assert found.edges[names["Orrin Robotics"], names["400 million"]]["label"] == "has users"


def test_unknown_dates_are_left_out(read):
    made = claim("Tallis Networks", "praised_by", "Avaria", document=article(published=None))
    ((_, _, edge),) = read(ClaimGraph([made])).edges(data=True)
    assert edge["label"] == "praised_by"
    assert "first_seen" not in edge


@pytest.mark.parametrize("name", READERS)
@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
@given(made=st.lists(claims(), max_size=4))
def test_any_names_give_wellformed_xml(name, made):
    graph = ClaimGraph(made)
    text = "\n".join(FORMATS[name].lines(graph))
    root = ElementTree.fromstring(text.encode())
    counts = {
        kind: sum(element.tag.endswith(f"}}{kind}") for element in root.iter()) for kind in ("node", "edge")
    }
    assert counts == {"node": len(list(nodes(graph))), "edge": len(graph.relations())}


def test_an_edge_never_reads_as_a_fact_that_nobody_states():
    told = {spoken(relation) for relation in ClaimGraph(sample_claims()).relations()}
    assert "banned by (proposed)" in told
    assert "removed from" in told
    assert len({row.id for row in edges(ClaimGraph(sample_claims()))}) == 8


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(made=st.lists(claims(), max_size=4) | st.just(sample_claims()))
def test_igraph_reads_the_same_graphml_as_networkx(tmp_path, made):
    path = tmp_path / "graph.graphml"
    export(ClaimGraph(made), path)
    found, other = igraph.Graph.Read_GraphML(str(path)), networkx.read_graphml(path)
    assert (found.vcount(), found.ecount(), found.is_directed()) == (len(other), other.size(), True)
    if made:
        assert found.vs["label"] == [known["label"] for _, known in other.nodes(data=True)]
        told = [(edge["label"], edge["disputed"], edge["claims"]) for edge in found.es]
        assert sorted(told) == sorted(
            (edge["label"], edge["disputed"], edge["claims"]) for _, _, edge in other.edges(data=True)
        )


def test_gexf_has_the_parts_that_its_schema_asks_for_in_their_order():
    root = ElementTree.fromstring("\n".join(FORMATS["gexf"].lines(ClaimGraph(sample_claims()))).encode())
    space = {"g": "http://www.gexf.net/1.2draft"}
    assert (root.tag, root.get("version")) == (f"{{{space['g']}}}gexf", "1.2")
    graph = root.find("g:graph", space)
    assert [part.tag.partition("}")[2] for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    for side, kind in (("node", "nodes"), ("edge", "edges")):
        declared = {
            one.get("id"): one.get("type")
            for one in graph.findall(f"g:attributes[@class='{side}']/g:attribute", space)
        }
        assert set(declared.values()) <= {"string", "integer", "double", "boolean"}
        for value in graph.findall(f"g:{kind}//g:attvalue", space):
            kind_of = declared[value.get("for")]
            text = value.get("value")
            assert {"integer": text.isdecimal, "boolean": lambda t=text: t in ("true", "false")}.get(
                kind_of, lambda: True
            )()
    known = {node.get("id") for node in graph.findall("g:nodes/g:node", space)}
    ids = [edge.get("id") for edge in graph.findall("g:edges/g:edge", space)]
    ends = {edge.get(end) for edge in graph.findall("g:edges/g:edge", space) for end in ("source", "target")}
    assert ends <= known
    assert len(ids) == len(set(ids))
