"""Which failures of a request may pass, how long to wait for that, and what is told of the others."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from http.client import responses
from urllib.parse import urljoin

from kgraph.llm.answers import on_one_line
from kgraph.llm.complaints import complaint
from kgraph.llm.endpoint import CHAT, Endpoint, without_chat

__all__ = ["Fault", "fault_of", "wait_before", "without_secrets"]

LONGEST_WAIT = 60.0
"""Seconds between two tries, whatever the server asks for."""

FOR_NOW = frozenset({408, 409, 425, 429})
"""Statuses below 500 after which the same request may succeed."""
FOR_ALL = frozenset({401, 402, 403, 404, 405, 501})
"""Statuses that no other request of the run will fare better with."""
REFUSED = frozenset({400, 422})
"""Statuses of a request that is written wrongly."""

ADAPTATIONS = (
    ("schema", ("response_format", "json_schema", "grammar", "guided")),
    ("max_completion_tokens", ("max_completion_tokens", "'max_tokens'", '"max_tokens"')),
    ("temperature", ("temperature",)),
)
"""What is left out, or renamed, when a server refuses it with one of these words."""

CURES = {
    401: "the key in KGRAPH_LLM_API_KEY is not accepted",
    402: "the account has nothing left to pay with",
    403: "the key in KGRAPH_LLM_API_KEY may not do that",
    404: "there is no such address or model: check KGRAPH_LLM_BASE_URL, which often ends in /v1, and "
    "KGRAPH_LLM_MODEL",
    405: "it is no address of a chat model: check KGRAPH_LLM_BASE_URL, which often ends in /v1",
    501: "it is no server of a chat model: check KGRAPH_LLM_BASE_URL",
}
QUOTA = re.compile("insufficient_quota|billing_hard_limit_reached")
"""What servers say with a 429 that no waiting helps against."""
WINDOW = re.compile(
    r"context[ _](?:length|size|window)|\btoo long\b.{0,80}\btokens\b|\bmax_new_tokens` must be <=",
    re.IGNORECASE,
)
"""What servers say where question and answer are more than the model takes."""
TOO_LONG = (
    "question and answer need more room than this model has: start the server with a context of 8,192"
    " tokens, or have answers that are shorter (answer_tokens)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a request failed: in words, whether it may succeed later, whether all others will fail alike, for
    how many seconds the server asks to wait, and what `ADAPTATIONS` name that it may have stumbled over.
    """

    reason: str
    passes: bool = False
    is_for_all: bool = False
    wait: float | None = None
    stumbled: str | None = None


def fault_of(error: Exception, endpoint: Endpoint) -> Fault | None:
    """What an exception of the client or of its transport means; None for one that is a fault of ours."""
    import openai

    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return Fault(f"no whole answer in {endpoint.timeout:g} seconds", passes=True)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, endpoint)
    if isinstance(error, openai.APIConnectionError | ConnectionError):
        cause = error.__cause__ or error
        told = without_secrets(str(cause) or type(cause).__name__, endpoint.secrets)
        return Fault(f"the connection failed ({told})", passes=True)
    return None


def _of_status(error: object, endpoint: Endpoint) -> Fault:
    import openai

    assert isinstance(error, openai.APIStatusError)
    status = error.status_code
    said = complaint(error.response.text)
    words = without_secrets(said or responses.get(status, "without a word"), endpoint.secrets)
    if 300 <= status < 400 and (location := error.response.headers.get("location")):
        there = without_secrets(_place(endpoint.base_url, location), endpoint.secrets)
        return Fault(
            f"the server answers {status}: it sends on to {there}, where neither articles nor the key go; if"
            " you know that server, set KGRAPH_LLM_BASE_URL to its address",
            is_for_all=True,
        )
    if status in FOR_NOW or (status >= 500 and status not in FOR_ALL):
        return Fault(
            f"the server answers {status} ({words})",
            passes=not _is_spent(status, error.response.text),
            is_for_all=_is_spent(status, error.response.text),
            wait=_seconds(error.response.headers.get("retry-after")),
        )
    if status in REFUSED:
        if WINDOW.search(error.response.text):
            return Fault(f"the server answers {status} ({words}); {TOO_LONG}")
        for name, signs in ADAPTATIONS:
            if any(sign in said for sign in signs):
                return Fault(f"the server answers {status} ({words})", stumbled=name)
    cure = f": {CURES[status]}" if status in CURES else ""
    return Fault(f"the server answers {status} ({words}){cure}", is_for_all=status in FOR_ALL)


def _place(base_url: str, location: str) -> str:
    """Where a redirection leads, as an address to be set.

    >>> _place("http://models.example/v1", "https://models.example/v1/chat/completions?code=7")
    'https://models.example/v1'
    """
    with suppress(ValueError):  # of what is no address at all
        location = urljoin(f"{base_url}{CHAT}", location)
    return without_chat(location.partition("?")[0])


def _is_spent(status: int, body: str) -> bool:
    """Whether a server that is asked too much will not answer later either: nothing is left to pay with.

    >>> _is_spent(429, '{"error": {"code": "insufficient_quota"}}'), _is_spent(429, "Rate limit reached")
    (True, False)
    """
    return status == 429 and QUOTA.search(body) is not None


def wait_before(number: int, first: float, asked: float | None) -> float:
    """Seconds before the try with this number, counted from 1: doubling, with a quarter of chance in it.

    >>> 3.0 <= wait_before(3, 1.0, None) <= 5.0, wait_before(1, 1.0, 7.0), wait_before(1, 1.0, 1e9)
    (True, 7.0, 60.0)
    """
    if asked is not None:
        return min(asked, LONGEST_WAIT)
    # Chance keeps many clients from coming back at the same moment.
    return min(first * 2.0 ** (number - 1) * random.uniform(0.75, 1.25), LONGEST_WAIT)


def without_secrets(words: str, secrets: Iterable[str]) -> str:
    """Words of a server on one line, without keys, which some repeat.

    >>> without_secrets("bad key sk-1234567\\nof you", ["sk-1234567"])
    'bad key … of you'
    """
    for secret in secrets:
        words = words.replace(secret, "…")
    return on_one_line(words)


def _seconds(header: str | None) -> float | None:
    """What `Retry-After` says in seconds; a date there is not read.

    >>> _seconds("2"), _seconds("-1"), _seconds("Wed, 21 Oct 2015 07:28:00 GMT")
    (2.0, None, None)
    """
    try:
        value = float(header) if header else -1.0
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None
