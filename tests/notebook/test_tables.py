"""What notebooks show: tables with stance and source, in which hostile texts stay texts."""

from __future__ import annotations

from base64 import b64decode
from html.parser import HTMLParser
from typing import Any

import pytest

from kgraph.api import Graph
from kgraph.model import Claim, Entity
from kgraph.notebook.tables import MOST_CLAIMS, MOST_ROWS
from tests.builders import article, claim, participant, sample_claims
from tests.draw.graphs import edge
from tests.hostile import HOSTILE, hostile_claims

_ALLOWED = {"bdi", "div", "b", "img", "table", "thead", "tbody", "tr", "th", "td"}
_PNG = "data:image/png;base64,"


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
    assert len(seen.attributes) == (3 if "img" in seen.tags else 0)
    for name, given in seen.attributes:
        assert name in ("alt", "width") or (
            name == "src" and b64decode(given.removeprefix(_PNG), validate=True)
        )
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


def test_a_graph_shows_its_most_connected_part(graph: Graph) -> None:
    shown = graph._repr_html_()
    assert shown.count("<img ") == 1
    data = b64decode(shown.split(_PNG)[1].split('"')[0])
    assert data.startswith(b"\x89PNG")
    width = int(shown.split(' width="')[1].split('"')[0])
    assert int.from_bytes(data[16:20], "big") == pytest.approx(2 * width, abs=2)
    large = Graph([*edge("A", "supplies", "B", *["asserted"] * (MOST_CLAIMS + 1))])
    assert "<img" not in large._repr_html_()
    assert len(_shown(large)) == 1


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


def test_an_article_is_told_without_the_folders_of_this_machine() -> None:
    paths = ["/home/mara/news/2024/a.txt", "/home/mara/news/b.txt"]
    texts = ["Told once.", "Told twice."]
    made = [
        claim("A", "supplies", "B", document=article(text, path=path))
        for text, path in zip(texts, paths, strict=True)
    ]
    graph = Graph(made)
    both = {"2024/a.txt", "b.txt"}
    for value, shown in ((made[0], {"a.txt"}), (graph.claims(), both), (graph.relations()[0], both)):
        assert {word.split(" (")[0] for word in _shown(value) if ".txt" in word} == shown


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
    for value in (made, *graph.relations(), *lists, Entity(text, text, text)):
        _shown(value)


def test_a_graph_of_hostile_texts_stays_a_table_and_a_picture() -> None:
    words = _shown(Graph(hostile_claims()))
    assert len(words) > MOST_ROWS
