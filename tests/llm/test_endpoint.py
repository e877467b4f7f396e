"""What cannot be asked is told before anything is sent: addresses, keys, prompts, a missing client."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kgraph.build import build
from kgraph.errors import KgraphError, LanguageModelError
from kgraph.llm import Endpoint
from kgraph.llm.cache import Answer, AnswerCache
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
        ({"timeout": float("nan")}, "above 0"),
    ],
)
def test_an_endpoint_that_cannot_be_is_told(fields: dict[str, Any], told: str) -> None:
    values: dict[str, Any] = {"base_url": "http://127.0.0.1/v1", "model": "table"}
    with pytest.raises(LanguageModelError, match=told) as caught:
        Endpoint(**values | fields)
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("ending", "path"),
    [
        ("/", "/v1/chat/completions"),
        ("/chat/completions", "/v1/chat/completions"),
        ("/chat/completions/?code=secret77&v=2", "/v1/chat/completions?code=secret77&v=2"),
        ("?v=#part", "/v1/chat/completions?v="),
        ("#part", "/v1/chat/completions"),
    ],
)
def test_addresses_as_people_copy_them(ending: str, path: str) -> None:
    refused = Reply(status=400, body=b"no secret77 here")
    with table_server(lambda asked, number: Reply(claims_text()) if number == 1 else refused) as server:
        asked = replace(endpoint(server), base_url=server.address + ending)
        assert read(asked)[1].skipped == []
        ((skipped),) = read(asked)[1].skipped
    assert set(server.paths) == {path}
    assert "secret77" not in f"{asked} {skipped}" or "?code" not in ending
    assert replace(asked, retries=7).query == asked.query


def test_servers_get_nothing_that_is_not_meant_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "of-another-server"
    for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID"):
        monkeypatch.setenv(f"OPENAI_{name}", secret)
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", f"Authorization: Bearer {secret}\nX-Team: {secret}")
    with table_server(lambda *_: Reply(claims_text())) as server:
        read(endpoint(server))
    (head,) = server.heads
    assert head["authorization"] == "Bearer sk-secret-1"
    assert secret not in str(head)
    assert {name for name in head if name.startswith(("x-", "openai-"))} <= {"x-stainless-raw-response"}


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_nobody_is_sent_on_to_another_server(status: int) -> None:
    with table_server(lambda *_: Reply(claims_text())) as other:
        there = {"Location": f"{other.address}/chat/completions?k=sk-secret-1"}
        with table_server(lambda *_: Reply(status=status, headers=there)) as server:
            with pytest.raises(LanguageModelError, match="KGRAPH_LLM_BASE_URL") as caught:
                read(endpoint(server))
            assert (len(server.asked), other.asked) == (1, [])
    assert f"on to {other.address}, where" in str(caught.value)
    assert "sk-secret-1" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("text", "not a database"),
        ("graph", "not one of kept answers"),
        ("other answers", "not one of kept answers"),
    ],
)
def test_a_cache_of_another_kind_is_told_and_left_alone(tmp_path: Path, kind: str, told: str) -> None:
    path = tmp_path / "kept"
    if kind == "text":
        path.write_text("Notes on Orrin. " * 100, encoding="utf-8")
    else:
        statements = {
            "graph": "CREATE TABLE document (id TEXT, text TEXT)",
            "other answers": "CREATE TABLE answer (question TEXT, yes INTEGER)",
        }
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript(statements[kind])
    before = path.read_bytes()
    with (
        table_server(lambda *_: Reply(claims_text(*TRUE_ROWS))) as server,
        pytest.raises(LanguageModelError, match=told) as caught,
    ):
        read(endpoint(server, cache=path))
    assert "KGRAPH_LLM_CACHE" in str(caught.value)
    assert (server.asked, path.read_bytes()) == ([], before)


def test_answers_that_were_kept_before_files_had_a_kind_are_found(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE answer (key TEXT PRIMARY KEY, text, asked, answered) WITHOUT ROWID")
        connection.execute("INSERT INTO answer VALUES ('k', 'said', 1, 2)")
        connection.commit()
    for _ in range(2):
        with closing(AnswerCache(path)) as cache:
            assert cache.get("k") == Answer("said", 1, 2, is_new=False)
    with closing(AnswerCache(path)) as cache, closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE answer")
        with pytest.raises(LanguageModelError, match="kept: the kept answers cannot be read"):
            cache.get("k")


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
