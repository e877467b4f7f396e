"""Feeds (RSS, Atom, RDF) by feedparser: an article an entry."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

from kgraph.documents.article import Article
from kgraph.documents.days import day_of
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Skipped
from kgraph.documents.piece import Piece
from kgraph.documents.visible import visible_text

__all__ = ["read_feed"]


def read_feed(piece: Piece) -> Iterator[Article | Skipped]:
    """The entries of a feed, each with its own words: what it links to is not fetched.

    Raises:
        UnreadableError: it is no feed, or a feed without entries.
    """
    import feedparser

    data = piece.whole()
    try:
        # A stream of bytes: a string would be taken for an address and fetched.
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # of broken feeds it raises whatever its parsers do
        raise UnreadableError(f"damaged feed ({type(error).__name__}: {error}): save it again") from error
    if not feed.entries:
        fault = f" ({feed.bozo_exception})" if feed.get("bozo") else ""
        what = (
            "a feed without entries" if feed.get("version") else "XML, but no feed: save the article's text"
        )
        raise UnreadableError(f"{what}{fault}")
    publisher = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, start=1):
        name = f"{piece.name}#{number}"
        text = _text(entry)
        if not text:
            yield Skipped(name, "the entry has no text: fetch what it links to")
            continue
        yield Article(
            name,
            text,
            "feed",
            title=_plain(entry.get("title")),
            publisher=_plain(entry.get("source", {}).get("title")) or publisher,
            published=_day(entry),
            url=entry.get("link") or None,
            author=_plain(entry.get("author")),
            apart=True,
        )


def _text(entry: Any) -> str:
    """The content of an entry, else its summary; the longest where there are several."""
    texts = [part.get("value") or "" for part in entry.get("content", ())] or [entry.get("summary") or ""]
    return visible_text(max(texts, key=len))


def _plain(words: str | None) -> str | None:
    return visible_text(words) or None if words else None


def _day(entry: Any) -> date | None:
    """The day in the time zone that the feed gives, else as feedparser reads it, in UTC."""
    for name in ("published", "updated"):
        if name not in entry:
            continue
        if day := day_of(entry[name]):
            return day
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, time.struct_time) and 1900 <= parsed[0] <= 2100:
            return date(*parsed[:3])
    return None
