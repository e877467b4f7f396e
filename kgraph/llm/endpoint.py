"""Which language model is asked, and with what patience: any server that speaks OpenAI's chat protocol."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from kgraph.errors import LanguageModelError

__all__ = ["CHAT", "NO_KEY", "Endpoint", "without_chat"]

BASE_URL, MODEL, KEY = "KGRAPH_LLM_BASE_URL", "KGRAPH_LLM_MODEL", "KGRAPH_LLM_API_KEY"
CACHE = "KGRAPH_LLM_CACHE"
NO_KEY = "none"
"""What servers that want no key are sent: the client does not go without."""
CHAT = "/chat/completions"
"""What the client puts behind an address; people copy it along."""
SHORTEST_SECRET = 6
"""Characters of what stands in a query and may be a secret."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server, a model of it, and how it is asked.

    `prompts` is a folder whose `system.md` and `passage.md` stand for those of the package. `requests` run at
    the same time. A request that fails for now (429, 5xx, no connection, no answer in `timeout` seconds) is
    sent again up to `retries` times, first after `first_wait` seconds, then after twice as long each time.
    `max_tokens` is the budget of a run, prompts and answers together; None is no limit. An answer has at most
    `answer_tokens`. Answers are kept in the file `cache` (None: nowhere). `trust` is the confidence, 0 to 1,
    of a claim that the model alone makes: measure yours and set it. `price` is what a million tokens of
    prompts and of answers cost, in whatever currency.

    An address may end in `/chat/completions`, which is left out. What stands behind a `?` in it goes into
    `query`, and is sent with each request.

    Raises:
        LanguageModelError: an address or a number that cannot be.
    """

    base_url: str
    model: str
    api_key: str = field(default=NO_KEY, repr=False)
    prompts: Path | None = None
    requests: int = 4
    retries: int = 5
    first_wait: float = 1.0
    timeout: float = 120.0
    max_tokens: int | None = None
    answer_tokens: int = 2000
    cache: Path | None = None
    trust: float = 0.5
    price: tuple[float, float] | None = None
    query: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        place = self.base_url.partition("?")[0]  # for people: what stands behind may be a secret
        try:
            parts = urlsplit(self.base_url)
            # `port` raises ValueError where it is none; urlsplit itself drops tabs and line ends
            right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
            right = right and self.base_url.isprintable() and " " not in self.base_url
            signed = parts.username is not None or parts.password is not None
        except ValueError:
            right = signed = False
        if signed:
            raise LanguageModelError(
                f"The address of the language model holds a name or a password: put the key into {KEY}."
            )
        if not right:
            raise LanguageModelError(
                f"{place!r} is no address of a language model: set {BASE_URL} to one such as"
                " http://127.0.0.1:11434/v1."
            )
        if not self.model:
            raise LanguageModelError(f"Which model? Set {MODEL} to the name that the server has for it.")
        if not self.api_key.isascii() or not self.api_key.isprintable():
            raise LanguageModelError(f"{KEY} has characters that no key has: copy it again.")
        for name, least in (("requests", 1), ("retries", 0), ("answer_tokens", 1), ("max_tokens", 1)):
            value = getattr(self, name)
            if value is not None and value < least:
                raise LanguageModelError(f"{name} is {value}: it must be {least} or more.")
        if not 0 < self.timeout < float("inf") or self.first_wait < 0 or not 0 <= self.trust <= 1:
            raise LanguageModelError("timeout must be above 0, first_wait 0 or more, and trust from 0 to 1.")
        address, _, query = self.base_url.partition("#")[0].partition("?")
        object.__setattr__(self, "base_url", without_chat(address))
        object.__setattr__(self, "query", query or self.query)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What is in no message: the key, and what stands in the query.

        >>> Endpoint("https://models.example/v1?code=secret7&v=2", "m", "sk-1").secrets
        ('sk-1', 'secret7')
        """
        key = () if self.api_key == NO_KEY else (self.api_key,)
        return *key, *(value for _, value in parse_qsl(self.query) if len(value) >= SHORTEST_SECRET)

    @classmethod
    def from_environment(cls, **changes: Any) -> Endpoint:
        """The endpoint that `KGRAPH_LLM_BASE_URL`, `…_MODEL` and `…_API_KEY` name, with fields of your own.

        Answers are kept in the file that `KGRAPH_LLM_CACHE` names, by default in the user's cache folder; set
        it to nothing to keep none. Raises `LanguageModelError` where the address or the model is missing.
        """
        found = {name: os.environ.get(name, "").strip() for name in (BASE_URL, MODEL, KEY)}
        if missing := [name for name in (BASE_URL, MODEL) if not found[name]]:
            raise LanguageModelError(
                f"No language model is named: set {' and '.join(missing)} (docs/llm.md has examples)."
            )
        values: dict[str, Any] = {
            "base_url": found[BASE_URL],
            "model": found[MODEL],
            "api_key": found[KEY] or NO_KEY,
            "cache": _cache_file(),
        }
        return cls(**values | changes)

    @classmethod
    def to_estimate(cls, **changes: Any) -> Endpoint:
        """That of the environment, or a stand-in where it names none: for an estimate, which asks nobody."""
        if all(os.environ.get(name, "").strip() for name in (BASE_URL, MODEL)):
            return cls.from_environment(**changes)
        return cls(**{"base_url": "http://unnamed.invalid", "model": "unnamed"} | changes)


def without_chat(address: str) -> str:
    """An address up to where the client goes on.

    >>> without_chat("https://models.example/v1/chat/completions/")
    'https://models.example/v1'
    """
    return address.rstrip("/").removesuffix(CHAT).rstrip("/")


def _cache_file() -> Path | None:
    named = os.environ.get(CACHE)
    if named is not None:
        return Path(named) if named else None
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "kgraph" / "answers.sqlite"
