"""What cannot be asked is told before anything is sent: addresses, keys, prompts, a missing client."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from kgraph.build import build
from kgraph.errors import KgraphError, LanguageModelError
from kgraph.llm import Endpoint
from tests.llm.builders import ARTICLE, TRUE_ROWS, endpoint, read
from tests.llm.table_server import Reply, claims_text, table_server


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"base_url": "127.0.0.1"}, "no address"),
        ({"base_url": "http://127.0.0.1:99999/v1"}, "no address"),
        ({"base_url": "http://127.0.0.1:abc/v1"}, "no address"),
        ({"base_url": "http://127.0.0.1:0/v1"}, "no address"),
        ({"base_url": "http://127.0.0.1/\tv1"}, "no address"),
        ({"base_url": "http://127.0.0.1 /v1"}, "no address"),
        ({"base_url": "http://me:hunter2@127.0.0.1/v1"}, "KGRAPH_LLM_API_KEY"),
        ({"model": ""}, "KGRAPH_LLM_MODEL"),
        ({"api_key": "sk\nno"}, "copy it again"),
        ({"requests": 0}, "1 or more"),
        ({"trust": 1.5}, "from 0 to 1"),
    ],
)
def test_an_endpoint_that_cannot_be_is_told(fields: dict[str, Any], told: str) -> None:
    values: dict[str, Any] = {"base_url": "http://127.0.0.1/v1", "model": "table"}
    with pytest.raises(LanguageModelError, match=told) as caught:
        Endpoint(**values | fields)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("passage.md", "no passage", "must have \\$passage"),
        ("system.md", "$riddles", "knows no \\$riddles"),
        ("system.md", "costs $ 5", "write a dollar"),
        ("other.md", "", "has no system.md"),
    ],
)
def test_prompts_that_do_not_hold_are_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with (
        table_server(lambda *_: Reply(claims_text(*TRUE_ROWS))) as server,
        pytest.raises(LanguageModelError, match=told),
    ):
        read(endpoint(server, prompts=tmp_path))
    assert server.asked == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"extractor": "oracle"}, "choose one of rules, llm, both"),
        ({"extractor": "rules", "endpoint": Endpoint("http://127.0.0.1:9/v1", "table")}, "llm or both"),
        (
            {"extractor": "both", "engine": "dask", "scheduler": "tcp://127.0.0.1:9"},
            "leave out the engine dask",
        ),
    ],
)
def test_readers_that_cannot_be_are_told(options: dict[str, Any], told: str) -> None:
    with pytest.raises(KgraphError, match=told):
        build(ARTICLE, **options)


def test_a_client_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)  # as Python has it for what it cannot import
    with pytest.raises(LanguageModelError, match=r"pip install 'kgraph\[llm\]'"):
        read(Endpoint("http://127.0.0.1:9/v1", "table"))
