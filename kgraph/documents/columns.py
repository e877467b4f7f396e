"""Rows of dumps into articles: which column holds what, by the names that data sets give them, or as told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.documents.article import EMPTY, Article
from kgraph.documents.days import day_of
from kgraph.documents.decoding import UnreadableError
from kgraph.documents.found import Skipped
from kgraph.documents.page import article_of_page
from kgraph.documents.visible import has_markup, visible_text

__all__ = ["FIELDS", "NO_ROW", "article_of_row", "checked_columns", "columns_of"]

FIELDS = {
    "text": (
        "text", "body", "content", "article", "maintext", "article_text", "fulltext", "full_text",
        "articlebody", "content_text", "content_html",
    ),
    "title": (
        "title", "headline", "heading",
    ),
    "published": (
        "published", "date", "published_at", "date_publish", "publish_date", "published_date",
        "publication_date", "pub_date", "pubdate", "datepublished", "date_published", "publishedat",
        "timestamp",
    ),
    "publisher": (
        "publisher", "outlet", "source", "publication", "site", "source_name", "sitename", "source_domain",
    ),
    "url": (
        "url", "link", "source_url", "uri",
    ),
    "author": (
        "author", "authors", "byline",
    ),
}  # fmt: skip
"""What a row may give, and under which names, the best first; case does not matter."""

NO_ROW = "holds no row: put an article into it, or leave it out"
"""Why a dump is not read that has nothing, or nothing but a header."""


def checked_columns(columns: Mapping[str, str]) -> str | None:
    """What is wrong with a map of columns, in words; None where it holds.

    >>> checked_columns({"text": "body"}), checked_columns({"txt": "body"})
    (None, "columns: there is no 'txt'; name text, title, published, publisher, url or author")
    """
    for name in columns:
        if name not in FIELDS:
            *most, last = FIELDS
            return f"columns: there is no {name!r}; name {', '.join(most)} or {last}"
    return None


def columns_of(names: Iterable[str], told: Mapping[str, str], *, header: bool = True) -> dict[str, str]:
    """For each field the column that holds it, of those that the dump has.

    Without a `header` the names are those of one row, which need not have all: only its text must be there.

    >>> columns_of(["id", "Headline", "body"], {"url": "id"})
    {'text': 'body', 'title': 'Headline', 'url': 'id'}
    >>> columns_of(["text"], {"published": "day"}, header=False)
    {'text': 'text'}

    Raises:
        UnreadableError: no column holds a text, or one that was told does not exist.
    """
    has = list(names)
    lower = {name.strip().lower(): name for name in reversed(has)}
    found: dict[str, str] = {}
    for field, usual in FIELDS.items():
        if column := told.get(field):
            if column.split(".")[0] not in has and column not in has:
                if not header and field != "text":
                    continue
                raise UnreadableError(f"has no column {column!r}, but {_listed(has)}")
            found[field] = column
        elif known := next((lower[name] for name in usual if name in lower), None):
            found[field] = known
    if "text" not in found:
        raise UnreadableError(
            f"no column of it holds a text ({_listed(has)}): name it with --columns text=NAME"
        )
    return found


def article_of_row(
    name: str, kind: str, row: Mapping[str, Any], columns: Mapping[str, str]
) -> Article | Skipped:
    """The article of a row; markup in its text goes."""
    text = _value(row, columns["text"])
    if not isinstance(text, str) or not text.strip():
        return Skipped(name, EMPTY if text in (None, "") or isinstance(text, str) else "its text is no text")
    given = {field: _words(_value(row, column)) for field, column in columns.items()}
    if text.lstrip()[:1] == "<" and has_markup(text[:20_000]):
        try:
            read = article_of_page(name, text, given.get("url"))
        except UnreadableError as fault:
            return Skipped(name, str(fault))
    else:
        read = Article(name, visible_text(text) if has_markup(text[:20_000]) else text, kind)
    return Article(
        name,
        read.text,
        kind,
        title=given.get("title") or read.title,
        publisher=given.get("publisher") or read.publisher,
        published=day_of(_value(row, columns["published"])) if "published" in columns else read.published,
        url=given.get("url") or read.url,
        author=given.get("author") or read.author,
        apart=True,
    )


def _value(row: Mapping[str, Any], column: str) -> Any:
    """A value; `source.name` is that of a value within a value."""
    if column in row:
        return row[column]
    value: Any = row
    for part in column.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _words(value: object) -> str | None:
    if isinstance(value, list | tuple):
        return ", ".join(words for item in value[:20] if (words := _words(item))) or None
    if isinstance(value, Mapping):
        return _words(value.get("name"))
    return str(value).strip()[:2000] or None if isinstance(value, str | int) else None


def _listed(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:12])
    return (
        f"it has {shown}" + (f" and {len(names) - 12} more" if len(names) > 12 else "")
        if names
        else "it has none"
    )
