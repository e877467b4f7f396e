"""The one place that speaks to a language model: many questions at a time, each with patience and bounds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import Future
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kgraph.llm.answers import read_answer
from kgraph.llm.budget import Budget, most_tokens
from kgraph.llm.cache import Answer, AnswerCache
from kgraph.llm.client import check_installed, opened
from kgraph.llm.complaints import complaint
from kgraph.llm.endpoint import Endpoint
from kgraph.llm.patience import fault_of, wait_before, without_secrets
from kgraph.llm.prompting import Messages, Prompts
from kgraph.model import content_id

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["Asker", "NoAnswerError", "question_key"]

MOST_BYTES = 8_000_000
"""Of one answer: a hundred times what any model writes."""


class NoAnswerError(Exception):
    """One question got no answer. `is_for_all`: neither would any other."""

    def __init__(self, reason: str, *, is_for_all: bool = False) -> None:
        super().__init__(reason)
        self.is_for_all = is_for_all


def question_key(endpoint: Endpoint, prompts: Prompts, messages: Messages) -> str:
    """What answers are kept under: a digest of the server, the model, the prompts and the passage."""
    address = f"{endpoint.base_url}?{endpoint.query}" if endpoint.query else endpoint.base_url
    asked = (address, endpoint.model, prompts.digest, str(endpoint.answer_tokens), *messages)
    return content_id(*asked, size=16)


class Asker:
    """Asks one endpoint; its requests run in a thread of its own until the end of `with`.

    Raises `LanguageModelError` where the client is not installed, or answers cannot be kept.
    """

    def __init__(self, endpoint: Endpoint, prompts: Prompts) -> None:
        check_installed()
        self.endpoint = endpoint
        self.prompts = prompts
        self._left_out: set[str] = set()
        self._has_answered = False
        self._cache = AnswerCache(endpoint.cache)
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="kgraph-llm", daemon=True)
        self._thread.start()
        self._client, self._places, self.budget = self._do(self._opened())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._do(self._closed())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._cache.close()

    def ask(self, messages: Messages) -> Future[Answer]:
        """The answer to come, kept or new.

        Its `result` raises `NoAnswerError`, or `BudgetSpentError` where the budget has no room for it.
        """
        return asyncio.run_coroutine_threadsafe(self._answer(messages), self._loop)

    async def _opened(self) -> tuple[AsyncOpenAI, asyncio.Semaphore, Budget]:
        endpoint = self.endpoint
        return opened(endpoint), asyncio.Semaphore(endpoint.requests), Budget(endpoint.max_tokens)

    async def _closed(self) -> None:
        running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._client.close()
        await self._loop.shutdown_asyncgens()

    def _do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _answer(self, messages: Messages) -> Answer:
        key = question_key(self.endpoint, self.prompts, messages)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        async with self._places:
            most = self.prompts.at_most(messages) + self.endpoint.answer_tokens
            held = await self.budget.hold(most)
            used = 0
            try:
                answer = await self._patiently(messages)
                used = answer.asked + answer.answered
            finally:
                await self.budget.settle(most, held, used)
        # what is no answer, or not all of one, may be one the next time
        if not answer.is_cut and read_answer(answer.text)[2]:
            self._cache.put(key, answer)
        return answer

    async def _patiently(self, messages: Messages) -> Answer:
        endpoint = self.endpoint
        tries = 0
        while True:
            left_out = frozenset(self._left_out)
            try:
                async with asyncio.timeout(endpoint.timeout):
                    answer = await self._once(messages, left_out)
            except Exception as error:
                fault = fault_of(error, endpoint)
                if fault is None:
                    raise
                if fault.stumbled and fault.stumbled not in left_out:
                    self._left_out.add(fault.stumbled)
                    continue
                tries += 1
                if not fault.passes or tries > endpoint.retries:
                    is_for_all = fault.is_for_all or (fault.passes and not self._has_answered)
                    # `from None`: the request behind the error has the key in its head
                    raise NoAnswerError(fault.reason, is_for_all=is_for_all) from None
                await asyncio.sleep(wait_before(tries, endpoint.first_wait, fault.wait))
            else:
                self._has_answered = True
                return answer

    async def _once(self, messages: Messages, left_out: frozenset[str]) -> Answer:
        system, user = messages
        options: dict[str, Any] = {"temperature": 0, "max_tokens": self.endpoint.answer_tokens}
        options["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": self.prompts.schema},
        }
        if "temperature" in left_out:
            del options["temperature"]
        if "schema" in left_out:
            del options["response_format"]
        if "max_completion_tokens" in left_out:
            options["max_completion_tokens"] = options.pop("max_tokens")
        body = bytearray()
        asked: Any = self._client.chat.completions.with_streaming_response.create(
            model=self.endpoint.model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            **options,
        )
        async with asked as response:
            parts = response.iter_bytes()
            while True:
                try:
                    body += await anext(parts)
                except StopAsyncIteration:
                    break
                except Exception as error:  # of whatever transport the client has: it broke amid the answer
                    raise ConnectionError(*error.args) from error
                if len(body) > MOST_BYTES:
                    raise NoAnswerError(f"the answer is longer than {MOST_BYTES} bytes")
        return _read(bytes(body), self.prompts.at_most(messages), self.endpoint)


def _read(body: bytes, most: int, endpoint: Endpoint) -> Answer:
    """The answer in what a server sent; what it does not count, tokens of the question or of the answer, is
    counted at its `most`. Raises `NoAnswerError` where there is none.
    """
    try:
        value = json.loads(body)
        choice = value["choices"][0]
        text = choice["message"]["content"]
        if text is not None and not isinstance(text, str):
            raise TypeError
    except (ValueError, TypeError, KeyError, IndexError, RecursionError):
        said = without_secrets(complaint(body.decode("utf-8", "replace")), endpoint.secrets)
        told = f" ({said})" if said else ""
        raise NoAnswerError(f"what the server sent is no answer of a chat model{told}") from None
    usage = value.get("usage")
    counts = usage if isinstance(usage, dict) else {}
    return Answer(
        text or "",
        _count(counts.get("prompt_tokens"), most),
        _count(counts.get("completion_tokens"), most_tokens(text or "")),
        is_cut=choice.get("finish_reason") == "length",
    )


def _count(given: object, otherwise: int) -> int:
    """What the server counted, if that is a number of tokens.

    >>> _count(12, 9), _count(-3, 9), _count("12", 9)
    (12, 9, 9)
    """
    is_count = isinstance(given, int) and not isinstance(given, bool) and given >= 0
    return given if is_count and isinstance(given, int) else otherwise
