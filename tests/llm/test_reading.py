"""How far a run reads ahead, when it ends, and what it tells where the model has too little room."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kgraph.build import BuildReport, extract
from kgraph.errors import LanguageModelError
from kgraph.llm.reading import AHEAD, MOST_FAILURES
from kgraph.model import Document
from tests.llm.builders import BAN, TRUE_ROWS, endpoint, read
from tests.llm.table_server import Reply, claims_text, table_server

GOOD = Reply(claims_text(*TRUE_ROWS))


def numbered(count: int) -> list[Document]:
    return [Document(f"{BAN} It was note {n}.", path=f"{n}.txt") for n in range(count)]


def test_only_so_many_documents_are_read_ahead_as_are_asked_about() -> None:
    taken: list[Document] = []

    def documents() -> Iterator[Document]:
        for each in numbered(40):
            taken.append(each)
            yield each

    with table_server(lambda *_: Reply(claims_text(TRUE_ROWS[0]))) as server:
        asked = endpoint(server, requests=1)
        next(extract(documents(), extractor="llm", endpoint=asked, thorough=True, report=BuildReport()))
    assert len(taken) == AHEAD + 1


def test_five_documents_without_an_answer_end_the_run() -> None:
    def answering(asked: dict[str, Any], number: int) -> Reply:
        is_first = "note 0" in asked["messages"][1]["content"]
        return Reply(claims_text(TRUE_ROWS[0])) if is_first else Reply(body=b"<html>")

    with (
        table_server(answering) as server,
        pytest.raises(LanguageModelError, match=f"gave up after {MOST_FAILURES}"),
    ):
        read(endpoint(server), numbered(1 + MOST_FAILURES))


@pytest.mark.parametrize(
    "said",
    [
        "request (5031 tokens) exceeds the available context size (4096 tokens), try increasing it",
        "'max_tokens' is too large: 2000. This model's maximum context length is 4096 tokens.",
        "context_length_exceeded",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "`inputs` tokens + `max_new_tokens` must be <= 4096.",
    ],
)
def test_a_context_that_is_too_small_is_told_with_its_cure(said: str) -> None:
    reply = Reply(status=400, body=json.dumps({"error": {"message": said}}).encode())
    with table_server(lambda *_: reply) as server:
        _, report = read(endpoint(server))
    ((skipped),) = report.skipped
    assert ("8,192" in skipped.reason, len(server.asked)) == (True, 1)


def test_an_answer_for_which_the_context_has_no_room_is_told() -> None:
    usage = {"prompt_tokens": 100, "completion_tokens": 60, "total_tokens": 160}
    with table_server(lambda *_: Reply(GOOD.text[:-3], finish="length", usage=usage)) as server:
        _, report = read(endpoint(server, answer_tokens=77))
    told = next(each.why for each in report.refusals if each.reason == "cut")
    assert told == "after 60 of 77 tokens: the context of the model is full"
