"""The client of a server, made to send it what kgraph sends, and nothing else, and to go nowhere else."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from kgraph.errors import LanguageModelError
from kgraph.llm.endpoint import Endpoint

if TYPE_CHECKING:
    from openai import AsyncOpenAI

__all__ = ["check_installed", "opened"]

INSTALL = "pip install 'kgraph[llm]'"
SENT = frozenset(
    {
        "accept",
        "accept-encoding",
        "authorization",
        "connection",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-stainless-raw-response",  # from which the client knows what to do with the answer
    }
)
"""The headers that a server gets. The client has more of its own accord: from `OPENAI_ORG_ID`,
`OPENAI_PROJECT_ID` and `OPENAI_CUSTOM_HEADERS`, which are meant for another server, and about the machine."""


def check_installed() -> None:
    """Raise `LanguageModelError` where the client is not installed."""
    if find_spec("openai") is None:
        raise LanguageModelError(f"The client for language models is not installed: run `{INSTALL}`.")


def opened(endpoint: Endpoint) -> AsyncOpenAI:
    """A client of the endpoint, for the event loop that runs. It neither tries twice nor is redirected."""
    import openai

    async def strip(request: Any) -> None:
        for name in set(request.headers) - SENT:
            del request.headers[name]
        request.headers["Authorization"] = f"Bearer {endpoint.api_key}"

    return openai.AsyncOpenAI(
        base_url=endpoint.base_url,
        api_key=endpoint.api_key,
        default_query=dict(parse_qsl(endpoint.query, keep_blank_values=True)),
        timeout=endpoint.timeout,
        max_retries=0,  # we know better which failures pass: also those amid an answer
        http_client=openai.DefaultAsyncHttpxClient(
            follow_redirects=False,  # articles and keys would go to whom the user did not name
            event_hooks={"request": [strip]},
        ),
    )
