"""Candidates: the sentences and pairs that are looked at, and what they look like to the model."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kgraph.claims.pairs import candidates, count_mentions, relations_between, views
from kgraph.model import Entity, Mention, MentionKind
from kgraph.ontology import ontology
from tests.claims.marked import parsed, read, view

BANNED = "{Government:Avaria} banned {Vendor:Orrin}."
LISTED = "{Government:Avaria} banned {Vendor:Tallis}, {Vendor:Vega} and {Vendor:Orrin}."


def features(marked: str, subject: str, thing: str) -> list[str]:
    (found,) = (
        each.features
        for each in candidates(view(marked))
        if (each.subject.text, each.object.text) == (subject, thing)
    )
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (BANNED, {("Orrin", "Avaria"), ("Avaria", "Orrin")}),
        ("{Government:Avaria} banned {Government:Avaria}.", set()),
        ("{Place:Port Avar} grew by 3,000 people.", set()),
        ("{Vendor:Orrin} has 40 million users.", {("Orrin", "40 million")}),
    ],
)
def test_pairs_are_those_that_the_ontology_allows(marked: str, expected: set[tuple[str, str]]) -> None:
    assert {(each.subject.text, each.object.text) for each in candidates(view(marked))} == expected


def test_a_candidate_knows_its_rows_and_apex() -> None:
    candidate = next(each for each in candidates(view(BANNED)) if each.subject.text == "Orrin")
    assert parsed("Avaria banned Orrin.")[candidate.apex].text == "banned"
    assert "banned_by" in {firing.row.relation for firing in candidate.fired}


def test_relations_between_types() -> None:
    assert "banned_by" in relations_between("Vendor", "Agency")
    assert relations_between("Vendor", "count") == ("has_users",)
    assert relations_between("Place", "count") == ()
    assert set(relations_between("Vendor", "Vendor")) <= set(ontology().relations)


def test_counts_are_mentions() -> None:
    doc = parsed("It has 40 million users and 3,100 shops; it paid $2 million.")
    found = [(mention.text, mention.value, mention.entity.type) for mention in count_mentions(doc)]
    assert found == [("40 million", 40e6, "count"), ("3,100", 3100.0, "count")]
    assert all(doc.text[each.start : each.end] == each.text for each in count_mentions(doc))


def test_views_are_the_sentences_with_mentions() -> None:
    doc, mentions = read("It rained. {Vendor:Orrin} grew. It rained again. {Vendor:Vega} has 20,000 users.")
    seen = [
        (each.sentence.text.strip(), [mention.text for mention in each.mentions])
        for each in views(doc, mentions)
    ]
    assert seen == [("Orrin grew.", ["Orrin"]), ("Vega has 20,000 users.", ["Vega", "20,000"])]


@pytest.mark.parametrize(
    ("marked", "subject", "thing", "expected"),
    [
        (BANNED, "Orrin", "Avaria",
         {"types=Vendor>Government", "kinds=name>name", "shape=dobj|nsubj", "apex=ban", "role=dobj>nsubj",
          "frame=ban:dobj>nsubj", "plen=2", "order=False", "gap=1:False", "bw=ban:False", "sdep=dobj",
          "ohead=ban:nsubj", "listed=False:False", "row=banned_by", "row=banned_by:0", "atrg=banned_by"}),
        (LISTED, "Orrin", "Avaria",
         {"shape=dobj|nsubj", "listed=True:False", "rivals=2", "rivals_o=0"}),
        (LISTED, "Orrin", "Vega", {"siblings", "siblings:Vendor>Vendor", "shape=conj|", "apex=O"}),
        ("{Vendor:Orrin} sold radios to the army of {Government:Avaria}.", "Orrin", "Avaria",
         {"preps=->of:Vendor>Government", "shape=nsubj|prepvpobjvprepvpobj", "pw2=to army", "pw=army",
          "ac=dobj:radio", "af=sell:dobj:radio:nsubj>prep", "plen=5"}),
        ("The radios of {Vendor:the firm} were banned by {Government:Avaria}.",
         "the firm", "Avaria",
         {"kinds=nominal>name", "sown=firm", "sb=of", "sa=be", "preps=of>by:Vendor>Government",
          "ac=auxpass:be", "ptrg=banned_by"}),
    ],
)  # fmt: skip
def test_features(marked: str, subject: str, thing: str, expected: set[str]) -> None:
    assert expected <= set(features(marked, subject, thing))


def test_nothing_is_learned_about_a_name() -> None:
    swapped = BANNED.replace("Orrin", "Vega").replace("Avaria", "Borland")
    assert features(BANNED, "Orrin", "Avaria") == features(swapped, "Vega", "Borland")


def test_a_name_that_the_parser_split_is_read_whole() -> None:
    words = ["Orrin", ".", "Net", "serves", "Avaria"]
    doc = Doc(Vocab(), words, heads=[0, 0, 3, 3, 3], deps=["ROOT", "punct", "nsubj", "ROOT", "dobj"])
    vendor, state = Entity("orrin-net", "Orrin.Net", "Vendor"), Entity("avaria", "Avaria", "Government")
    mentions = [
        Mention(0, 11, "Orrin . Net", 0, 2, 2, MentionKind.NAME, vendor),
        Mention(19, 25, "Avaria", 4, 4, 4, MentionKind.NAME, state),
    ]
    (seen,) = views(doc, mentions)
    assert [each.subject.text for each in candidates(seen)] == ["Orrin . Net", "Avaria"]
