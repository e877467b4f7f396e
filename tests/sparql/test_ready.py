"""Every ready query is documented, takes what it says, and answers as `answers/` has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kgraph.api import Graph
from kgraph.errors import GraphError
from kgraph.model import Entity
from kgraph.sparql import Engine, Iri, read_query, ready_queries, ready_query
from kgraph.sparql.tokens import tokens

ANSWERS = Path(__file__).with_name("answers")
GIVEN = {
    "about": {"entity": "Fennarc"},
    "between": {"one": "fsb", "other": "kaspersky"},
    "evidence": {"relation": "removed from"},
    "most-told": {"articles": "1"},
    "timeline": {"entity": "tessellund networks"},
}
NARROWER = [
    ("allegations", {"entity": "kaspersky lab"}, 2),
    ("amounts", {"entity": "fennarc"}, 1),
    ("articles", {"since": "2025-01-01"}, 2),
    ("bans", {"entity": "bastrane"}, 1),
    ("customers", {"entity": "coast guard"}, 1),
    ("denials", {"entity": "kaspersky lab"}, 1),
    ("evidence", {"relation": "added_to", "stance": "proposed"}, 2),
    ("foreign-ties", {"entity": "bastrane"}, 1),
    ("most-told", {}, 0),
    ("owners", {"entity": "fennarc"}, 3),
    ("proposed", {"entity": "defense bill"}, 1),
    ("removals", {"entity": "lindqvale"}, 1),
    ("removals", {"since": "2020-01-01"}, 1),
    ("unanswered", {"entity": "k5"}, 1),
]


def test_there_are_twenty() -> None:
    assert len(ready_queries()) == 20


@pytest.mark.parametrize("name", ready_queries())
def test_answers(name: str, examples: Graph, engine: Engine) -> None:
    asked = ready_query(name)
    answer = engine.ask(asked.text, asked.values(examples, GIVEN.get(name, {})))
    expected = (ANSWERS / f"{name}.csv").read_text(encoding="utf-8")
    assert len(answer) > 0
    assert answer.to_csv().replace("\r\n", "\n") == expected


@pytest.mark.parametrize(("name", "given", "count"), NARROWER)
def test_values_narrow_the_answer(
    name: str, given: dict[str, str], count: int, examples: Graph, engine: Engine
) -> None:
    asked = ready_query(name)
    assert len(engine.ask(asked.text, asked.values(examples, given))) == count


@pytest.mark.parametrize("name", ready_queries())
def test_heads_say_what_is_asked_and_taken(name: str) -> None:
    asked = ready_query(name)
    assert asked.title
    assert not asked.title.endswith(".")
    assert asked.about.endswith(".")
    used = {word.text[1:] for word in tokens(asked.text) if word.text.startswith("$")}
    assert used == {parameter.name for parameter in asked.parameters}
    assert asked.text.endswith("\n")


def test_kinds_of_values(examples: Graph) -> None:
    text = """# All kinds
#
# $a  entity       an entity
# $b  relation     a relation
# $c  stance       a stance
# $d  type         a type
# $e  day          a day
# $f  number=2.5   a number
# $g  text?        words

ASK {}"""
    given = {"a": "kaspersky lab", "b": "Banned by", "c": "denied", "d": "vendor", "e": "2024-02-29"}
    asked = read_query("kinds", text)
    assert (asked.title, asked.about) == ("All kinds", "")
    assert asked.values(examples, given) == {
        "a": Entity("kaspersky-lab", "Kaspersky Lab", "Vendor"),
        "b": Iri("urn:kgraph:ontology#banned_by"),
        "c": Iri("urn:kgraph:ontology#denied"),
        "d": Iri("urn:kgraph:ontology#Vendor"),
        "e": date(2024, 2, 29),
        "f": 2.5,
    }
    assert asked.values(examples, {**given, "g": "a word"})["g"] == "a word"


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("about", {}, r"The query about needs \$entity, whom or what it is about\."),
        ("about", {"entiti": "x"}, r"has no \$entiti; did you mean entity\?"),
        ("about", {"entity": "Kasperski Lab"}, "did you mean Kaspersky Lab"),
        ("articles", {"since": "May"}, r"\$since='May' is not a day: write it as YYYY-MM-DD\."),
        ("most-told", {"articles": "two"}, r"\$articles='two' is not a number\."),
        ("evidence", {"relation": "banned"}, "did you mean banned_by"),
        ("evidence", {"relation": "banned_by", "stance": "hoped"}, "There is no stance 'hoped'"),
    ],
)
def test_wrong_values(name: str, given: dict[str, str], message: str, examples: Graph) -> None:
    with pytest.raises(GraphError, match=message):
        ready_query(name).values(examples, given)


def test_unknown_names_and_kinds() -> None:
    with pytest.raises(GraphError, match="no ready query 'removal'; did you mean removals"):
        ready_query("removal")
    with pytest.raises(GraphError, match=r"\$x of kind 'colour'; there are day, entity"):
        read_query("mine", "# T\n#\n# $x  colour  a colour\n\nASK {}")


def test_a_text_without_a_head_is_a_query() -> None:
    assert read_query("mine", "ASK {}").parameters == ()


def test_the_page_lists_them_all() -> None:
    page = (Path(__file__).parents[2] / "docs" / "sparql.md").read_text(encoding="utf-8")
    for asked in ready_queries().values():
        takes = ", ".join(f"`{parameter.name}`" for parameter in asked.parameters)
        assert f"| `{asked.name}` | {asked.title} | {takes} |\n" in page
