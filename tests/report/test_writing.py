"""Dossiers in sentences: who says what in which words, counter-claims beside the claims, honest counts."""

from __future__ import annotations

from datetime import date

import pytest

from kgraph.api import Graph
from kgraph.model import Stance, When
from kgraph.ontology import ontology
from kgraph.report.names import Names
from kgraph.report.notes import Notes
from kgraph.report.parts import Ref, Report, Section, Sentence, Statement
from kgraph.report.phrases import phrases
from kgraph.report.telling import Teller
from kgraph.report.writing import written
from tests.builders import article, claim, participant, source


def words(sentence: Sentence) -> str:
    return "".join(f"[{piece.number}]" if isinstance(piece, Ref) else piece.words for piece in sentence)


def section(report: Report, title: str) -> Section:
    return next(part for part in report.sections if part.title == title)


@pytest.fixture
def northgate(graph: Graph) -> Report:
    return written(graph.dossier("northgate"))


def test_a_denial_stands_beside_what_it_denies(northgate: Report) -> None:
    (dispute,) = section(northgate, "Disputes").blocks
    assert isinstance(dispute, Statement)
    assert [words(told.sentence) for told in dispute.claimed] == [
        "Northgate Systems is alleged by Senator Hale[1] to have shared data with the security service."
    ]
    assert [words(told.sentence) for told in dispute.against] == [
        "Northgate Systems[2] denies having shared data with the security service."
    ]
    assert dispute.behind == "Behind the claim: one article, one origin; surest reading 70%."


def test_sources_share_a_sentence_and_each_has_its_note(northgate: Report) -> None:
    (statement,) = section(northgate, "Lists and bans").blocks
    assert isinstance(statement, Statement)
    assert words(statement.claimed[0].sentence) == (
        "According to Daily Ledger[3] and Harbour Review[4], Northgate Systems was removed from the supplier "
        "register (time: 13 May 2024)."
    )
    assert statement.behind == "Behind the claim: 2 articles and 2 independent origins; surest reading 80%."


def test_a_note_has_the_sentence_and_its_document(northgate: Report) -> None:
    first = northgate.notes[0]
    assert (first.number, first.title, first.publisher) == (1, "Senator seeks drone ban", "Evening Wire")
    assert first.published == "2 June 2024"
    assert first.link == "https://wire.example/drones?id=7"
    assert first.quote.startswith("A senator says Northgate Systems shared")
    assert northgate.notes[1].place == "articles/ledger.txt"
    assert [document.notes for document in northgate.documents] == [(1,), (2, 3), (4,)]


def test_every_sentence_of_claims_has_a_note(graph: Graph) -> None:
    for entity in graph.entities():
        report = written(graph.dossier(entity))
        for block in (block for part in report.sections[:-1] for block in part.blocks):
            told = (*block.claimed, *block.against) if isinstance(block, Statement) else (block,)
            for one in told:
                sentence = one.told.sentence if hasattr(one, "told") else one.sentence
                assert any(isinstance(piece, Ref) for piece in sentence), words(sentence)


def test_the_summary_counts_and_judges_nothing(northgate: Report) -> None:
    assert [words(sentence) for sentence in northgate.summary] == [
        "The graph holds 4 claims about Northgate Systems from 3 articles, published 14 May 2024 to 1 July "
        "2024: 2 stated as fact, 1 alleged, 1 denied.",
        "They come to 2 statements, of which 1 is disputed: what is claimed and what is denied stand side by "
        "side below. As far as can be shown, 1 of them rests on a single origin, however many articles "
        "repeat it.",
        "This report tells who says what. It does not find that any of it is true.",
    ]


def test_copies_do_not_pass_for_origins() -> None:
    text = (
        "Northgate Systems was struck from the supplier register on Monday, the ministry's list shows. " * 4
    )
    papers = [article(text, publisher=name) for name in ("Evening Wire", "Daily Ledger", "Harbour Review")]
    graph = Graph(
        claim(
            "Northgate Systems", "removed_from", "supplier register", source=paper.publisher, document=paper
        )
        for paper in papers
    )
    (statement,) = section(written(graph.dossier("northgate")), "Lists and bans").blocks
    assert isinstance(statement, Statement)
    assert "3 articles but 1 independent origin" in statement.behind


def test_what_is_left_out_is_counted(graph: Graph) -> None:
    report = written(graph.dossier("orrin robotics"), most=1)
    assert section(report, "Who it is").left_out == "Left out for length: 2 more statements."


ORRIN, HALE = "Orrin Robotics", "Senator Hale"
TOLD = [
    (claim(ORRIN, "supplies", "Ministry of Works", source=None, document=article("It does.", publisher=None)),
     "According to an article of unknown publisher[1], Orrin Robotics supplies the Ministry of Works."),
    (claim("Orrin drones", "banned_by", "Avaria", stance="proposed", source=HALE),
     "According to Senator Hale[1], it is proposed or planned that Orrin drones be banned by Avaria."),
    (claim("Orrin drones", "banned_by", "Avaria", stance="alleged", source="Daily Ledger"),
     "Orrin drones are alleged by Daily Ledger[1] to have been banned by Avaria."),
    (claim(ORRIN, "supplies", "Avaria", source=ORRIN),
     "Orrin Robotics[1], by its own account, supplies Avaria."),
    (claim(ORRIN, "sued_by", "Avaria", source="Avaria"),
     "Avaria[1] says that it sued Orrin Robotics."),
    (claim(ORRIN, "sued_by", "Avaria", stance="denied", source="Avaria"),
     "Avaria[1] denies that Orrin Robotics was sued by it."),
    (claim(ORRIN, "lobbies", "Avaria", stance="denied", source=source("U.S. officials")),
     "U.S. officials[1] deny that Orrin Robotics lobbies Avaria."),
    (claim(ORRIN, "praised_by", "Avaria", source=HALE),
     "According to Senator Hale[1], Orrin Robotics stands in the relation “praised by” to Avaria."),
    (claim(ORRIN, "banned_by", participant("defense bill", "LegalInstrument", mention="a defense bill"),
           source=HALE, qualifiers={"accusation": "$5 {} %s"}),
     "According to Senator Hale[1], Orrin Robotics was banned by a defense bill (accusation: “$5 {} %s”)."),
    (claim(ORRIN, "contracted_by", "Avaria", when=When(date(2024, 1, 1), None, "interval", "since January")),
     "According to Daily Ledger[1], Orrin Robotics was contracted by Avaria (time: from 1 January 2024)."),
]  # fmt: skip


@pytest.mark.parametrize(("made", "told"), TOLD, ids=[told[:40] for _, told in TOLD])
def test_stance_in_words(made: object, told: str) -> None:
    one = Graph([made]).claims()[0]  # type: ignore[list-item]  # the table mixes claims and texts
    (sentence,) = Teller(Names([one]), Notes([one])).tell([one.subject], one.relation, [one.object], [one])
    assert words(sentence.sentence) == told
    assert sentence.stance is one.stance


def test_every_relation_has_a_phrase_and_no_phrase_is_spare() -> None:
    assert set(phrases()) == set(ontology().relations)
    for name, phrase in phrases().items():
        assert all((phrase.one, phrase.many, phrase.infinitive, phrase.proposed)), name


def test_sources_beyond_six_are_counted() -> None:
    claims = [claim(ORRIN, "supplies", "Avaria", source=f"Paper {letter}") for letter in "ABCDEFGH"]
    (told,) = Teller(Names(claims), Notes(claims)).tell(
        [claims[0].subject], "supplies", [claims[0].object], claims
    )
    assert "Paper F[1] and 2 other sources, Orrin" in words(told.sentence)
    assert told.stance is Stance.ASSERTED
