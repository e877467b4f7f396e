"""The budget of tokens: never overdrawn, however a server counts."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kgraph.build import BuildReport, build
from kgraph.llm.budget import Budget, BudgetSpentError
from kgraph.llm.prompting import Prompts
from kgraph.llm.reading import SPENT
from kgraph.model import Document
from tests.llm.builders import BAN, TRUE_ROWS, endpoint, notes, read
from tests.llm.table_server import Reply, claims_text, table_server

GOOD = Reply(claims_text(*TRUE_ROWS))


def test_a_budget_is_never_overdrawn_and_a_run_goes_on_with_more(tmp_path: Path) -> None:
    documents = notes(7)
    with table_server(lambda *_: Reply(claims_text(TRUE_ROWS[0]), pause=0.01)) as server:
        asked = endpoint(server, cache=tmp_path / "kept", requests=3, answer_tokens=100)
        prompts = Prompts.read()
        room = prompts.at_most(prompts.messages(documents[0], documents[0].text)) + 100
        spare = endpoint(server, cache=tmp_path / "kept", answer_tokens=100, max_tokens=room + 4 * 120)
        report = BuildReport()
        out = tmp_path / "out"
        build(documents, out, extractor="llm", endpoint=spare, thorough=True, report=report)
        assert report.tokens <= room + 4 * 120
        assert all(f"{SPENT}, up to {room}" in skipped.reason for skipped in report.skipped)
        done = len(server.asked)
        assert done + len(report.skipped) == len(documents)
        again = BuildReport()
        graph = build(documents, out, extractor="llm", endpoint=asked, thorough=True, report=again)
        assert (again.known, again.skipped, len(graph.documents())) == (done, [], 7)
        assert len(server.asked) == 7


@pytest.mark.parametrize("more", [0, 3_000], ids=["a token a byte", "and a prompt of its own"])
def test_no_way_to_count_overdraws_a_budget(more: int) -> None:
    """The most that a tokenizer can make of a question and its schema, and answers at their longest."""

    def answering(asked: dict[str, Any], number: int) -> Reply:
        said = [each["content"] for each in asked["messages"]]
        said.append(json.dumps(asked["response_format"]["json_schema"]["schema"]))
        counted = sum(len(words.encode()) for words in said) + more
        return Reply(claims_text(), usage={"prompt_tokens": counted, "completion_tokens": 500})

    with table_server(answering) as server:
        asked = endpoint(server, requests=2, answer_tokens=500, max_tokens=30_000)
        _, report = read(asked, [Document(f"Ω{BAN} {n}") for n in range(12)])
    assert 15_000 < report.tokens <= 30_000
    assert 0 < len(report.skipped) < 12


def test_a_server_that_counts_more_than_there_is_overdraws_it_for_what_is_under_way() -> None:
    budget = Budget(1_000)

    async def spend() -> None:
        while True:
            held = await budget.hold(10)
            await budget.settle(10, held, 300)

    # in a thread: the browser of other tests keeps a loop running in this one
    with ThreadPoolExecutor(1) as thread, pytest.raises(BudgetSpentError) as caught:
        thread.submit(lambda: asyncio.run(spend())).result()
    assert (budget.used, caught.value.tokens) == (900, 300)
