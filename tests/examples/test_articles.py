"""The example articles and their gold belong together, and hold what the README says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import kgraph
from kgraph.evaluate import GoldClaim, GoldDocument, read_gold
from kgraph.ontology import ontology

EXAMPLES = Path(__file__).parents[2] / "examples"
ARTICLES = {path.stem: path for path in sorted((EXAMPLES / "articles").iterdir())}
GOLD = {row.id: row for row in read_gold(EXAMPLES / "gold.jsonl")}
SHORTEST, LONGEST = 250, 450  # words


def test_each_article_has_gold() -> None:
    assert sorted(GOLD) == sorted(ARTICLES)


@pytest.mark.parametrize("name", ARTICLES)
def test_articles_are_short_and_in_the_readme(name: str) -> None:
    path = ARTICLES[name]
    assert SHORTEST <= len(path.read_text(encoding="utf-8").split()) <= LONGEST
    assert f"`{path.name}`" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD.keys())
def test_gold_uses_words_of_the_article_and_relations_of_the_ontology(gold: GoldDocument) -> None:
    text = " ".join(ARTICLES[gold.id].read_text(encoding="utf-8").casefold().split())
    for claim in gold.claims:
        assert claim.relation in ontology().relations, claim
        for names in (claim.subject, claim.object, claim.source or claim.subject):
            assert any(name.casefold() in text for name in names), (claim.relation, names)


@pytest.mark.parametrize("gold", GOLD.values(), ids=GOLD.keys())
def test_gold_says_each_thing_once(gold: GoldDocument) -> None:
    said = [(c.subject[0], c.relation, c.object[0], c.stance) for c in gold.claims]
    assert len(said) == len(set(said))


def test_every_article_knows_who_published_it_when(example_graph: kgraph.Graph) -> None:
    for claim in example_graph.claims():
        assert claim.document.published, claim.document.path
        if not (claim.document.path or "").endswith(".txt"):
            assert claim.document.publisher, claim.document.path


def test_the_column_about_gardening_says_nothing(example_graph: kgraph.Graph) -> None:
    assert not [claim for claim in example_graph.claims() if "late-frost" in (claim.document.path or "")]


def _core(gold: GoldDocument) -> list[GoldClaim]:
    return [claim for claim in gold.claims if claim.core]


def test_gold_is_rich_enough_to_measure() -> None:
    core = [claim for gold in GOLD.values() for claim in _core(gold)]
    assert len(core) >= 100
    assert len({claim.relation for claim in core}) >= 25
    assert {claim.stance for claim in core} == {"asserted", "alleged", "denied", "proposed"}
