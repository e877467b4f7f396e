"""same, different, reject, accept, decisions: what they keep, what they say, what they leave alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.folder import write_outputs
from tests.builders import claim, sample_claims
from tests.cli.conftest import Command


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as `kgraph build` leaves it."""
    graph = Graph([*sample_claims(), claim("Orrin Robotics Ltd", "supplies", "Avaria")])
    graph.save(tmp_path / "graph.kgraph")
    write_outputs(graph, tmp_path)
    return tmp_path


def test_entities_are_joined_and_parted(kgraph: Command, folder: Path) -> None:
    (merge,) = json.loads(kgraph("decisions", folder, "--merges", "--json").out)
    assert (merge["name"], merge["id"]) == ("Orrin Robotics Ltd", "orrin-robotics")
    merges = kgraph("decisions", folder, "--merges").out.splitlines()
    assert [line.split("  ")[0] for line in merges] == ["name", "Orrin Robotics Ltd"]
    ran = kgraph("different", folder, "orrin robotics", "Orrin Robotics Ltd", "--note", "a subsidiary")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Orrin Robotics Ltd is an entity of its own: Orrin Robotics Ltd (orrin-robotics-ltd)\n"
    )
    assert "orrin-robotics-ltd" in (folder / "graph.ttl").read_text(encoding="utf-8")
    ran = kgraph("same", folder / "graph.kgraph", "tallis", "northgate")
    assert ran.out == "tallis and northgate are one entity: Northgate Systems (northgate-systems)\n"
    assert "tallis-networks" not in (folder / "claims.jsonl").read_text(encoding="utf-8")
    ran = kgraph("different", folder, "northgate", "tallis networks", "--json")
    assert json.loads(ran.out)["id"] == "tallis-networks", ran.err
    ran = kgraph("same", folder, "tallis", "northgate", "--json")
    assert json.loads(ran.out) == {"id": "northgate-systems", "name": "Northgate Systems", "type": "Vendor"}
    listed = kgraph("decisions", folder).out.splitlines()
    assert [line.split()[0] for line in listed] == ["decision", "same", "different"] or [
        line.split()[0] for line in listed
    ] == ["decision", "different", "same"]
    assert "a subsidiary" in "".join(listed)


def test_claims_are_rejected_and_accepted(kgraph: Command, folder: Path) -> None:
    before = (folder / "graph.ttl").read_bytes()
    (row,) = kgraph("claims", folder, "--relation", "led_by", "--format", "jsonl").out.splitlines()
    id = json.loads(row)["id"]
    ran = kgraph("reject", folder, id[:10], "--note", "misread")
    assert ran.out == f"rejected {id}: Orrin Robotics led_by Mara Voss [asserted, Harbour Review]\n"
    assert kgraph("claims", folder, "--relation", "led_by", "--format", "jsonl").out == ""
    assert (
        kgraph("claims", folder, "--relation", "led_by", "--format", "jsonl", "--rejected").out == f"{row}\n"
    )
    assert id not in (folder / "graph.ttl").read_text(encoding="utf-8")
    assert kgraph("accept", folder, id).out.startswith(f"accepted {id}")
    assert (folder / "graph.ttl").read_bytes() == before
    shown = kgraph("claims", folder, "--relation", "led_by").out.splitlines()
    short = shown[1].split()[-1]
    assert id.startswith(short)
    assert json.loads(kgraph("reject", folder, short, "--json").out) == json.loads(row)
    assert json.loads(kgraph("accept", folder, short, "--json").out)["id"] == id


def test_decisions_go_from_one_graph_into_another(kgraph: Command, folder: Path, graph: Path) -> None:
    kgraph("same", folder, "tallis", "northgate")
    kgraph("different", folder, "orrin robotics", "Orrin Robotics Ltd")
    file = folder / "decisions.jsonl"
    assert kgraph("decisions", folder, "--export", file).out == ""
    assert len(file.read_text(encoding="utf-8").splitlines()) == 2
    assert kgraph("decisions", folder, "--export", "-").out == file.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert json.loads(kgraph("decisions", folder, "--json").out) == rows
    assert json.loads(kgraph("decisions", graph, "--json").out) == []
    ran = kgraph("decisions", graph, "--import", file)
    assert (ran.code, ran.out) == (0, "2 decisions read, 2 of them new\n")
    assert kgraph("decisions", graph, "--import", file).out == "2 decisions read, 0 of them new\n"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    assert kgraph("decisions", graph, "--import", file).out == "1 decision read, 0 of them new\n"
    assert Graph.open(graph).decisions() == Graph.open(folder / "graph.kgraph").decisions()
    assert Graph.open(graph).entity("tallis networks").name == "Northgate Systems"


def test_no_decisions_are_talk_not_data(kgraph: Command, graph: Path) -> None:
    for args, words in (((), "has no decisions"), (("--merges",), "has no merges")):
        ran = kgraph("decisions", graph, *args)
        assert (ran.code, ran.out) == (0, "")
        assert words in ran.err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("same", "GRAPH", "tallis", "nobody at all"), "knows no entity 'nobody at all'"),
        (("different", "GRAPH", "tallis", "tallis"), "is one name in all articles"),
        (("reject", "GRAPH", "zz"), "has no claim 'zz'"),
        (("same", "CLAIMS", "tallis", "northgate"), "decisions are kept in a graph file"),
        (("accept", "no-such.kgraph", "zz"), "no such graph file"),
        (("decisions", "GRAPH", "--import", "no-such.jsonl"), "no-such.jsonl: cannot be read"),
        (("decisions", "GRAPH", "--export", "no-such-folder/a.jsonl"), "cannot be written"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else None,
)
def test_faults_are_told_in_one_line(
    kgraph: Command, graph: Path, claims: Path, args: tuple[str, ...], words: str
) -> None:
    before = graph.read_bytes()
    named = {"GRAPH": graph, "CLAIMS": claims}
    ran = kgraph(*(named.get(arg, arg) for arg in args))
    assert (ran.code, ran.out, len(ran.told)) == (1, "", 1), ran
    assert words in ran.err
    assert graph.read_bytes() == before
