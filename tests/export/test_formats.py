"""The table of formats, the small formats, and files that appear whole or not at all."""

from __future__ import annotations

import pytest

from kgraph.errors import OutputError
from kgraph.export import FORMATS, Format, export, format_for
from kgraph.export.formats import register
from kgraph.graph import ClaimGraph
from kgraph.model import Literal
from kgraph.model.rows import read_claims
from tests.builders import article, claim, sample_claims


@pytest.mark.parametrize(("name", "suffix"), [("turtle", ".other"), ("other", ".ttl")])
def test_duplicates_are_refused(name, suffix):
    with pytest.raises(ValueError, match=r"turtle \(\.ttl\) is there"):
        register(FORMATS["turtle"], Format(name, suffix, "", FORMATS["turtle"].make))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("turtle", "turtle"),
        ("out/graph.TTL", "turtle"),
        ("a.jsonl", "jsonl"),
        ("a.txt", "table"),
        ("a.nanopub.trig", "nanopub"),
        ("b.trig", "trig"),
        ("a.ftm.jsonl", "ftm"),
        ("neo4j", "neo4j"),
    ],
)
def test_formats_by_name_and_suffix(asked, found):
    assert format_for(asked).name == found


def test_unknown_formats_list_the_known_ones():
    with pytest.raises(OutputError, match=r"graph\.xyz: there is no such format; there are turtle \(\.ttl\)"):
        format_for("graph.xyz")


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.make])
def test_files_are_whole_and_alone(tmp_path, name):
    graph = ClaimGraph(sample_claims())
    path = tmp_path / f"graph{FORMATS[name].suffix}"
    export(graph, path)
    assert path.read_text(encoding="utf-8") == "".join(f"{line}\n" for line in FORMATS[name].lines(graph))
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_export_leaves_the_old_file(tmp_path):
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    endless = claim("Orrin Robotics", "has_users", Literal(float("inf"), "endless"))
    with pytest.raises(OutputError, match="must be finite"):
        export(ClaimGraph([*sample_claims(), endless]), path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(OutputError, match="cannot be written"):
        export(ClaimGraph(), tmp_path / "absent" / "graph.ttl")


def test_jsonl_reads_back():
    graph = ClaimGraph(sample_claims())
    assert ClaimGraph(read_claims(FORMATS["jsonl"].lines(graph))) == graph


def test_table_is_aligned_and_harmless():
    made = [
        claim(
            "Northgate Systems",
            "sued_by",
            "Avaria",
            document=article("Text.", title="\x1b[31mred\nline\u202e"),
        ),
        claim(
            "日本 Works " + "long " * 20, "sued_by", "Avaria", source=None, document=article(published=None)
        ),
    ]
    header, *rows = FORMATS["table"].lines(ClaimGraph(made))
    columns = ["subject", "relation", "object", "stance", "source", "published", "document", "id"]
    assert header.split() == columns
    assert {row.split()[-1] for row in rows} == {one.id[:8] for one in made}
    assert "[31mred line" in "".join(rows)
    assert not {"\x1b", "\n", "\u202e"} & set("".join(rows))
    plain = next(row for row in rows if row.startswith("Northgate"))
    wide = next(row for row in rows if row.startswith("日本"))
    assert "…" in wide
    assert plain.index("sued_by") == wide.index("sued_by") + 2, "two characters take two columns each"
    assert header.index("relation") == plain.index("sued_by")
