"""What a run would ask and cost, told before it does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.llm.cache import AnswerCache
from kgraph.llm.endpoint import Endpoint
from kgraph.llm.passages import passages
from kgraph.llm.prompting import Prompts
from kgraph.model import Document

__all__ = ["Estimate", "estimate"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of a run: its `documents`, the `passages` worth asking about, those `kept` with their answers already,
    the tokens that the other questions have, more or less, and those that their answers have at most.

    `price` is what all that costs at most, in the currency of `Endpoint.price`; None where no price is given.
    """

    documents: int
    passages: int
    kept: int
    asked: int
    answered_at_most: int
    price: float | None


def estimate(documents: Iterable[Document], endpoint: Endpoint, *, thorough: bool = False) -> Estimate:
    """What reading the documents would cost. Asks nobody: tokens are counted by length.

    Raises `LanguageModelError` where prompts or kept answers cannot be read.
    """
    # It needs asyncio, which those who let the rules read do without.
    from kgraph.llm.asking import question_key

    prompts = Prompts.read(endpoint.prompts)
    # only a file that is there: a look does not leave one behind
    there = endpoint.cache is not None and endpoint.cache.is_file()
    cache = AnswerCache(endpoint.cache if there else None)
    read = found = kept = asked = 0
    seen: set[str] = set()
    try:
        for document in documents:
            read += 1
            for passage in passages(document.text, thorough=thorough):
                if not passage.sent:
                    continue
                messages = prompts.messages(document, passage.sent)
                key = question_key(endpoint, prompts, messages)
                found += 1
                if key in seen or cache.get(key) is not None:
                    kept += 1
                else:
                    asked += prompts.about(messages)
                seen.add(key)
    finally:
        cache.close()
    answered = (found - kept) * endpoint.answer_tokens
    price = None
    if endpoint.price is not None:
        price = (asked * endpoint.price[0] + answered * endpoint.price[1]) / 1_000_000
    return Estimate(read, found, kept, asked, answered, price)
