"""What is drawn, what is folded, and what the words around it say."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.api import Graph
from kgraph.draw import draw_graph
from kgraph.draw.fold import fold
from kgraph.draw.view import View, choose
from kgraph.draw.widths import stroke_width
from kgraph.graph import ClaimGraph
from kgraph.model import Literal, Participant, Stance
from kgraph.ontology import ontology
from kgraph.query.disputes import Denied
from tests.builders import article, claim, participant, sample_claims
from tests.draw.graphs import GRAPHS, VENDOR, edge, generated


def view_of(
    graph: ClaimGraph, focus: str | None = None, depth: int | None = None, max_nodes: int = 60
) -> View:
    return choose(graph, ontology(), focus=focus, depth=depth, max_nodes=max_nodes)


def words_of(graph: ClaimGraph, **settings: object) -> list[str]:
    return [text.get_text() for text in draw_graph(graph, **settings).axes[0].texts]


CHAIN = ClaimGraph(
    [
        *edge("A", "supplies", "B"),
        *edge("C", "supplies", "B"),
        *edge("C", "supplies", "D"),
        *edge("X", "supplies", "Y"),
    ]
)


@pytest.mark.parametrize(
    ("focus", "depth", "names"),
    [
        (None, None, "ABCDXY"),
        ("A", None, "ABCD"),
        ("a", 1, "AB"),
        ("A", 2, "ABC"),
        ("B", 1, "ABC"),
        ("A", 0, "A"),
        ("X", 5, "XY"),
    ],
)
def test_focus_and_depth(focus, depth, names):
    view = view_of(CHAIN, focus, depth)
    assert "".join(node.name for node in view.nodes) == names
    assert (view.focus.name if view.focus else None) == (focus.upper() if focus else None)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_what_is_around_is_drawn_as_in_the_whole_graph(depth, tmp_path):
    everybody = Participant("any-government", "any government", "Government", "any government", named=False)
    claims = [*sample_claims(), *generated(40)]
    for state in ("Avaria", "Borland Isles"):
        claims.append(claim("Orrin Robotics", "alleged_ties", state, stance="alleged"))
    claims.append(claim("Orrin Robotics", "alleged_ties", everybody, stance="denied"))
    whole = Graph(claims)
    whole.save(tmp_path / "made.kgraph")
    graph = Graph.open(tmp_path / "made.kgraph")
    for entity in ("avaria", "orrin-robotics", "northgate-systems", *list(whole._index.entities)[:8]):
        around = graph.around(entity, depth)
        assert view_of(around, entity, depth) == view_of(whole, entity, depth)
    assert graph._lookup is not None, "the file is read whole"


@pytest.mark.parametrize(
    ("most", "kept"), [(9, "abcdef"), (5, "abcde"), (4, "abcd"), (2, "ab"), (1, "a"), (0, "a")]
)
def test_fold_keeps_the_most_connected(most, kept):
    links = [("a", other, 1) for other in "bcde"]
    links += [
        ("b", "c", 1),
        ("b", "d", 1),
        ("b", "c", 1),
        ("e", "f", 1),
    ]
    found = fold(links, dict.fromkeys("abcdef", 0), most)
    assert len(found) == len(kept)
    assert most < 2 or found == set(kept)


def test_what_is_left_out_is_said():
    graph = GRAPHS["star of 25"]()
    view = view_of(graph, max_nodes=10)
    assert (len(view.nodes), view.left_out, view.relations_left_out) == (10, 16, 16)
    assert VENDOR in {node.name for node in view.nodes}
    caption = " ".join(words_of(graph, max_nodes=10))
    assert "Left out: 16 less connected entities and 16 relations." in caption
    assert "Left out" not in " ".join(words_of(graph))


def test_counts_and_dates():
    view = view_of(ClaimGraph(sample_claims()))
    assert (view.relations, view.claims, view.documents) == (8, 10, 3)
    assert (view.first, view.last) == (date(2024, 5, 14), date(2024, 7, 1))
    caption = " ".join(words_of(ClaimGraph(sample_claims())))
    assert "8 relations from 10 claims in 3 documents, published 14 May 2024 to 1 Jul 2024." in caption


def test_undated_articles_have_no_dates_in_the_caption():
    graph = ClaimGraph([claim(VENDOR, "supplies", "Avaria", document=article(published=None))])
    assert "1 relation from 1 claim in 1 document. Each line" in " ".join(words_of(graph))


def test_relations_of_a_pair_that_look_alike_share_a_line():
    other = "Ministry of Works"
    claims = edge(VENDOR, "banned_by", other) + edge(VENDOR, "restricted_by", other)
    claims += edge(VENDOR, "warned_against_by", other, "alleged") + edge(VENDOR, "supplies", other)
    lines = view_of(ClaimGraph(claims)).lines
    assert sorted((line.labels, line.stance.value) for line in lines) == [
        (("banned by", "restricted by"), "asserted"),
        (("supplies",), "asserted"),
        (("warned against by",), "alleged"),
    ]


def test_a_line_is_no_thicker_than_each_of_its_relations():
    other = "Ministry of Works"
    claims = edge(VENDOR, "contracted_by", other, "asserted", "asserted") + edge(VENDOR, "supplies", other)
    claims += edge(VENDOR, "contract_ended_by", other)
    lines = view_of(ClaimGraph(claims)).lines
    assert sorted((line.labels, line.origins) for line in lines) == [
        (("contract ended by", "supplies"), 1),
        (("contracted by",), 2),
    ]


@pytest.mark.parametrize(
    ("stances", "drawn", "disputed"),
    [
        (["asserted"], Stance.ASSERTED, None),
        (["alleged", "proposed"], Stance.ALLEGED, None),
        (["proposed"], Stance.PROPOSED, None),
        (["denied"], Stance.DENIED, None),
        (["denied", "alleged"], Stance.ALLEGED, Denied.ITSELF),
        (["asserted", "denied"], Stance.ASSERTED, Denied.ITSELF),
        (["proposed", "denied"], Stance.PROPOSED, Denied.ITSELF),
    ],
)
def test_the_strongest_stance_is_drawn_and_disputes_are_kept(stances, drawn, disputed):
    (line,) = view_of(ClaimGraph(edge(VENDOR, "supplies", "Avaria", *stances))).lines
    assert (line.stance, line.disputed) == (drawn, disputed)


def test_a_value_is_a_node_of_its_own():
    graph = ClaimGraph(
        edge(VENDOR, "has_users", Literal(7, "seven")) + edge("Tallis", "has_users", Literal(7, "seven"))
    )
    assert [node.name for node in view_of(graph).nodes].count("seven") == 2


def test_unknown_types_and_relations_are_drawn():
    odd = participant("Oddity", "Wormhole")
    words = words_of(ClaimGraph([claim(odd, "hums_at", participant("Nebula", "Wormhole"))]))
    assert {"Oddity", "Nebula", "hums at", "Other"} <= set(words)


@pytest.mark.parametrize(("origins", "width"), [(0, 1.0), (1, 1.0), (2, 1.8), (4, 2.7), (5, 3.8), (99, 3.8)])
def test_width_by_origins(origins, width):
    assert stroke_width(origins) == width


def test_the_legend_has_only_what_occurs():
    words = words_of(ClaimGraph(edge(VENDOR, "supplies", "Avaria", types=("Vendor", "Government"))))
    assert {"Vendor", "Government", "Procurement", "Stated as fact"} <= set(words)
    absent = {"Agency", "Alleged", "Denied", "Proposed", "Ties and influence", "Independent origins"}
    assert not absent & set(words)


def test_narrower_types_look_like_wider_ones():
    words = words_of(ClaimGraph(edge(VENDOR, "alleged_ties", "S", types=("Vendor", "IntelligenceAgency"))))
    assert "Agency" in words
    assert "Intelligence agency" not in words
