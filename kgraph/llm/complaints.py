"""What a server says is wrong, out of whatever it wraps it in: JSON of many shapes, a page, plain text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser

__all__ = ["complaint"]

LONGEST = 20_000
"""Characters of a body that are looked at."""
MOST = 10
"""Entries of a list that are."""
WORDS = (
    "message",
    "msg",
    "error",
    "errors",
    "detail",
    "details",
    "error_description",
    "error_message",
    "title",
    "metadata",
    "raw",
)
"""Keys under which servers put words: those of OpenAI, llama.cpp and vLLM, of Ollama, FastAPI, and gateways,
which put the words of the server behind them under `raw`."""


def complaint(body: str) -> str:
    """The words of a body, with the name of the parameter that they are about; empty where there are none.

    >>> complaint('{"error": {"message": "Unsupported value", "param": "temperature"}}')
    'Unsupported value (temperature)'
    >>> complaint('{"detail": [{"loc": ["body", "seed"], "msg": "Extra inputs"}]}')
    'Extra inputs (body seed)'
    >>> complaint("<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1><hr>nginx</html>")
    '502 Bad Gateway; nginx'
    """
    text = body[:LONGEST].strip()
    if text.startswith("<"):
        return "; ".join(dict.fromkeys(_of_page(text)))
    try:
        value = json.loads(body)
        return "; ".join(dict.fromkeys(_of_value(value)))
    except (ValueError, RecursionError):
        return text


def _of_value(value: object) -> Iterator[str]:
    if isinstance(value, str):
        words = " ".join(value[:LONGEST].split())
        # a gateway repeats the body of another server in a string
        yield from [complaint(words)] if words.startswith("{") else [words] if words else []
    elif isinstance(value, list):
        for each in value[:MOST]:
            yield from _of_value(each)
    elif isinstance(value, dict):
        said = "; ".join(dict.fromkeys(words for key in WORDS for words in _of_value(value.get(key))))
        about = value.get("param") or value.get("loc")
        named = " ".join(map(str, about[:MOST])) if isinstance(about, list) else str(about or "")
        if said:
            yield f"{said} ({named[:LONGEST]})" if named and named not in said else said


def _of_page(text: str) -> list[str]:
    page = _Page()
    page.feed(text)
    page.close()
    return page.words


class _Page(HTMLParser):
    """The texts of a page, but for those that nobody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_hidden = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._is_hidden = False

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._is_hidden:
            self.words.append(words)
