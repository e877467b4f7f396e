"""What notebooks show: tables with stance and source, in which hostile texts stay texts."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from kgraph.api import Graph
from kgraph.model import Claim, Entity
from tests.builders import claim, participant, sample_claims
from tests.draw.graphs import edge
from tests.hostile import HOSTILE

_ALLOWED = {"bdi", "div", "b", "table", "thead", "tbody", "tr", "th", "td"}


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[Any] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _shown(value: Any) -> list[str]:
    seen = _Seen()
    seen.feed(value._repr_html_())
    assert seen.tags <= _ALLOWED
    assert seen.attributes == []
    return seen.words


@pytest.fixture
def graph() -> Graph:
    return Graph(sample_claims())


def test_a_graph_shows_its_counts_and_what_is_told_most(graph: Graph) -> None:
    words = _shown(graph)
    assert "Graph: 3 documents" in words[0]
    row = words.index("shared data with")
    assert words[row - 1 : row + 4] == [
        "Northgate Systems", "shared data with", "security service", "◌ alleged 1, ✕ denied 1", "1",
    ]  # fmt: skip


def test_a_relation_has_those_who_deny_it(graph: Graph) -> None:
    (relation,) = graph.relations(disputed=True)
    words = _shown(relation)
    assert "Northgate Systems shared data with security service" in words[0]
    assert "disputed" in words[0]
    assert [word for word in words if word[0] in "◌✕"] == ["✕ denied", "◌ alleged"]


def test_a_claim_and_an_entity(graph: Graph) -> None:
    first = sample_claims()[2]
    words = _shown(first)
    assert words[words.index("source") + 1] == "Senator Hale"
    assert words[words.index("stance") + 1] == "◌ alleged"
    assert words[words.index("sentence") + 1] == f"“{first.evidence.quote}”"
    assert _shown(graph.entity("orrin robotics"))[:4] == ["entity", "Orrin Robotics", "type", "vendor"]


def test_a_dossier_has_its_counts_and_its_disputes_first(graph: Graph) -> None:
    words = _shown(graph.dossier("northgate"))
    assert words[0].startswith("Northgate Systems (vendor) · claims: ")
    assert words[0].endswith("disputed: 1")
    heads = words.index("origins")
    assert words[heads + 1 : heads + 4] == ["Northgate Systems", "shared data with", "security service"]
    assert words.count("Northgate Systems") == len(graph.relations(entity="northgate"))


def test_lists_of_claims_and_of_relations(graph: Graph) -> None:
    claims = graph.claims()
    assert claims == list(claims)
    words = _shown(claims)
    assert words[:5] == ["claim", "stance", "source", "sentence", "article"]
    assert sum(word[0] in "●◌◇✕" for word in words) == len(claims)
    assert _shown(graph.disputed())[5:8] == ["Northgate Systems", "shared data with", "security service"]
    assert _shown(graph.relations()) != _shown(graph.disputed())
    assert "Senator Hale" in _shown(graph.search("senator"))
    assert _shown(Graph().claims()) == ["none"]
    many = [*edge("A", "supplies", "B", *["asserted"] * 15)]
    assert _shown(Graph(many).claims())[-1] == "… and 3 more claims"


def test_a_picture_shows_itself_where_pyplot_is_not_loaded(graph: Graph) -> None:
    figure: Any = graph.draw(dpi=300)
    data, shown = figure._repr_png_()
    assert data.startswith(b"\x89PNG")
    width = int.from_bytes(data[16:20], "big")
    assert width == pytest.approx(2 * shown["width"], abs=2)


def test_an_empty_graph_has_counts() -> None:
    assert len(_shown(Graph())) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    made: Claim = claim(participant(text, "Vendor"), "banned_by", participant(f"{text} 2", text), quote=text)
    graph = Graph([made])
    lists = graph.claims(), graph.relations(), *(graph.dossier(one) for one in graph.entities())
    for value in (made, graph, *graph.relations(), *lists, Entity(text, text, text)):
        _shown(value)
