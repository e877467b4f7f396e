"""Timelines, matrices and chains: what they show, what they say they leave out, what cannot be drawn."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kgraph.api import Graph
from kgraph.draw import draw_graph
from kgraph.draw.marks import told
from kgraph.draw.timescale import Tick, time_scale
from kgraph.errors import GraphError, OutputError
from kgraph.model import Stance, When
from tests.builders import article, claim, sample_claims
from tests.draw.boxes import overlaps, text_boxes
from tests.draw.graphs import VENDOR, edge

GRAPH = Graph(
    [
        *sample_claims(),
        *edge(VENDOR, "contracted_by", "Ministry of Works", "asserted", "alleged"),
        *edge("Orrin Robotics", "alleged_ties", "Avaria", "denied", types=("Vendor", "Government")),
        *edge("Tallis Networks", "banned_by", "Avaria", "proposed", types=("Vendor", "Government")),
        *edge("Mara Voss", "worked_for", "security service", types=("Person", "IntelligenceAgency")),
    ]
)


def words_of(graph: Graph, **options: object) -> list[str]:
    figure = graph.draw(**options)
    assert figure
    return [" ".join(text.get_text().split()) for text in figure.axes[0].texts]


@pytest.mark.parametrize("size", ["auto", "A4-portrait", (6, 5)])
@pytest.mark.parametrize(
    "options",
    [
        {"kind": "timeline"},
        {"kind": "timeline", "focus": "northgate", "style": "dark"},
        {"kind": "matrix", "style": "accessible"},
        {"kind": "chain", "focus": "Mara Voss", "to": "Avaria"},
    ],
    ids=lambda options: "-".join(map(str, options.values())),
)
def test_no_words_overlap_or_leave_the_page(options, size):
    figure = GRAPH.draw(size=size, **options)
    found = text_boxes(figure)
    assert len(found) > 5
    assert overlaps(found) == []
    width, height = figure.get_size_inches() * 72
    for box in found:
        x, y, *half, turn = box.row
        if not turn:
            assert 0 <= x - half[0] <= x + half[0] <= width, box.words
            assert 0 <= y - half[1] <= y + half[1] <= height, box.words


def test_a_timeline_has_source_stance_and_words_in_the_order_of_time():
    words = words_of(GRAPH, kind="timeline", focus=VENDOR)
    assert f"{VENDOR}: who says what, and when" in words
    rows = [word for word in words if word.startswith(f"{VENDOR} ") and ":" not in word]
    assert f"{VENDOR} shared data with security service (denied)" in rows
    assert rows[0] == f"{VENDOR} contracted by Ministry of Works"  # 1 May, before the thirteenth
    assert "Senator Hale" in words
    assert {"Happened then, as the text says", "Published then, happened before"} <= set(words)
    assert "Disputed: some deny it" in words
    assert "Disputed: some deny it" not in words_of(GRAPH, kind="timeline", stance="alleged")


def test_a_timeline_says_what_it_leaves_out():
    claims = [claim("Tallis Networks", "supplies", "Avaria", document=article(published=None))]
    graph = Graph([*claims, *edge(VENDOR, "supplies", "A"), *edge(VENDOR, "supplies", "B")])
    caption = " ".join(words_of(graph, kind="timeline", max_events=1))
    assert "Left out: 1 event of 2024 and 1 claim without a date. Disputed and denied events are" in caption
    assert "No claim has a date." in words_of(Graph(claims), kind="timeline")
    assert "No claims to draw." in words_of(Graph(), kind="timeline")


def test_a_matrix_has_vendors_and_governments_only():
    words = words_of(GRAPH, kind="matrix")
    assert {VENDOR, "Orrin Robotics", "Ministry of Works", "security service", "Avaria"} <= set(words)
    assert not {"Mara Voss", "supplier register", "Orrin drones", "Port Avar"} & set(words)
    assert {"Alleged", "Denied", "Proposed", "Disputed: some deny it", "Procurement"} <= set(words)
    few = words_of(GRAPH, kind="matrix", max_nodes=3)
    assert "vendors and governments; those with most claimed relations are shown." in " ".join(few)
    nothing = words_of(Graph(edge("A", "led_by", "B", types=("Vendor", "Person"))), kind="matrix")
    assert "Nothing is claimed between a vendor and a government." in nothing


def test_a_chain_has_the_sentences_and_who_says_them():
    words = words_of(GRAPH, kind="chain", focus="Mara Voss", to=VENDOR)
    text = " ".join(words)
    assert {"Mara Voss", "security service", VENDOR} <= set(words)
    assert f"{VENDOR} shared data with security service: alleged and denied" in text
    assert "denies that it ever passed customer records" in text
    assert "A senator says" in text
    assert "Senator Hale, alleged" in text


@pytest.mark.parametrize(("count", "told"), [(3, "Left out: 2 other"), (60, "Left out: at least 50 other")])
def test_a_chain_says_how_many_others_there_are(count, told):
    between = [f"Office {number}" for number in range(count)]
    said = [claim for office in between for claim in edge(VENDOR, "supplies", office)]
    said += [claim for office in between for claim in edge("Orrin Robotics", "supplies", office)]
    caption = " ".join(words_of(Graph(said), kind="chain", focus=VENDOR, to="Orrin Robotics"))
    assert f"{told} chains; shown is, of the shortest, one whose weakest link has most claims." in caption


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"kind": "pie"}, OutputError, "no picture of the kind 'pie'; choose one of graph, timeline"),
        ({"kind": "chain", "focus": VENDOR}, OutputError, "A chain runs from one entity"),
        ({"to": VENDOR}, OutputError, "only a chain has both"),
        ({"kind": "matrix", "layout": "circle"}, OutputError, "A matrix has no layout: leave it out"),
        ({"kind": "timeline", "path": "x.gif"}, OutputError, r"x\.gif: a diagram is written as"),
        ({"kind": "chain", "focus": VENDOR, "to": "Port Avar", "max_steps": 1}, GraphError, "No chain of at"),
        ({"kind": "timeline", "focus": "Nobody at all"}, GraphError, "Nobody at all"),
        ({"dpi": 0}, OutputError, "cannot have 0 dots per inch; give 10 to 2400"),
        ({"depth": 2}, OutputError, "A depth counts steps from an entity: name one"),
        ({"kind": "timeline", "depth": 2}, OutputError, "A depth counts steps"),
        ({"kind": "matrix", "depth": 2}, OutputError, "A depth counts steps"),
        (
            {"focus": "tallis", "stance": "denied"},
            GraphError,
            "Nothing that is said about Tallis Networks pas",
        ),
        (
            {"kind": "timeline", "focus": "tallis", "stance": "denied"},
            GraphError,
            "Tallis Networks passes the",
        ),
        (
            {"kind": "chain", "focus": VENDOR, "to": "tallis", "stance": "denied"},
            GraphError,
            "Tallis Networks",
        ),
        ({"since": "2031-01-01"}, GraphError, "No claim passes the filters: leave some out"),
        ({"kind": "timeline", "since": "2031-01-01"}, GraphError, "No claim passes the filters"),
        ({"path": "x.html", "since": "2031-01-01"}, GraphError, "No claim passes the filters"),
        (
            {"path": "x.html", "focus": "tallis", "stance": "denied"},
            GraphError,
            "about Tallis Networks passes",
        ),
        ({"stanec": "denied"}, OutputError, "no option 'stanec'; did you mean stance"),
        ({"path": "x.html", "stanec": "denied"}, OutputError, "no option 'stanec'; did you mean stance"),
        ({"path": "x.html", "size": "A4"}, OutputError, "A page has no size: leave it out"),
        ({"path": "x.html", "dpi": 100}, OutputError, "A page has no dpi: leave it out"),
        ({"path": "x.html", "depth": 2}, OutputError, "A depth counts steps"),
        ({"path": "x.html", "focus": "Nobody at all"}, GraphError, "Nobody at all"),
        (
            {"path": "x.html", "focus": "tallis", "stance": "denied"},
            GraphError,
            "about Tallis Networks passes the",
        ),
        ({"kind": "matrix", "path": "x.html"}, OutputError, "draw a matrix into a PNG, SVG or PDF"),
    ],
)
def test_what_cannot_be_drawn(options, error, message):
    with pytest.raises(error, match=message):
        GRAPH.draw(**options)


@pytest.mark.parametrize(
    ("filters", "present", "absent"),
    [
        ({"relations": "removed_from"}, "removed from", "shared data with"),
        ({"relation": ["removed_from"]}, "removed from", "shared data with"),
        ({"stance": "proposed"}, "banned by", "removed from"),
        ({"since": "2024-07-01"}, "led by", "shared data with"),
        ({"disputed": True}, "shared data with", "led by"),
    ],
)
def test_filters_choose_claims(filters, present, absent):
    words = words_of(GRAPH, **filters)
    assert present in words
    assert absent not in words


def test_the_name_of_the_graph_is_in_every_caption():
    chain = {"kind": "chain", "focus": VENDOR, "to": "Mara Voss"}
    for options in ({}, {"kind": "timeline"}, {"kind": "matrix"}, chain):
        assert any(word.startswith("Case 7: ") for word in words_of(GRAPH, name="Case 7", **options))


def test_a_graph_is_called_like_its_file_or_its_build(tmp_path):
    (tmp_path / "leaks").mkdir()
    Graph(GRAPH).save(tmp_path / "case-7.kgraph")
    Graph(GRAPH).save(tmp_path / "leaks" / "graph.kgraph")
    graph = Graph.open(tmp_path / "case-7.kgraph")
    for options in ({}, {"kind": "timeline"}, {"kind": "matrix", "focus": VENDOR, "stance": "alleged"}):
        assert any(word.startswith("case-7: ") for word in words_of(graph, **options))
    part = Graph.open(tmp_path / "leaks" / "graph.kgraph").where(stance="denied")
    around = draw_graph(part, focus=VENDOR, depth=1)  # as reports do
    assert any(text.get_text().startswith("leaks: ") for text in around.axes[0].texts)


DAYS = [date(2017, 7, 10), date(2017, 7, 12), date(2024, 1, 5), date(2024, 3, 1), date(2024, 6, 30)]


def test_a_scale_keeps_order_and_shortens_empty_years():
    scale = time_scale(DAYS, 600.0)
    places = [scale.at(day) for day in DAYS]
    assert places == sorted(places)
    assert (places[0], places[-1]) == pytest.approx((0, 600))
    assert len(scale.breaks) == 1
    assert places[2] - places[1] < 450
    assert scale.ticks()[0] == Tick(0.0, "10 Jul 2017")  # what comes before the cut has its date too
    even = [date(2024, month, 1) for month in range(1, 13)]
    assert time_scale(even, 600.0).breaks == ()
    assert time_scale(even[:1], 600.0).at(even[0]) == pytest.approx(300)


@pytest.mark.parametrize(
    "days",
    [DAYS, DAYS[:1], DAYS[:2], [date(2020, 1, 1), date(2024, 12, 31)], [date(1, 1, 1), date(9999, 1, 1)]],
)
def test_ticks_are_apart_and_on_the_scale(days):
    ticks = time_scale(days, 600.0).ticks()
    places = [tick.at for tick in ticks]
    assert len(ticks) >= 1
    assert places == sorted(places)
    assert all(-1 <= place <= 601 for place in places)
    assert all(b - a >= 53 for a, b in pairwise(places)) or len(ticks) == 2


def test_intervals_with_an_open_side_are_drawn():
    begun = When(date(2023, 1, 1), None, "interval", "since 2023")
    until = When(None, date(2022, 1, 1), "interval", "until 2022")
    claims = [claim(VENDOR, "supplies", "Avaria", when=begun), claim(VENDOR, "supplies", "Port", when=until)]
    assert f"{VENDOR} supplies Avaria" in words_of(Graph(claims), kind="timeline")


def test_what_is_not_asserted_says_so():
    assert {told("x", stance) for stance in Stance} == {"x", "x (alleged)", "x (denied)", "x (proposed)"}
