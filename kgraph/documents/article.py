"""From what a reader found to a document: cleaned, completed by guesses, and checked for its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from kgraph.documents.dates import published_in_lines, published_in_path
from kgraph.documents.decoding import clean
from kgraph.documents.found import Found, Skipped
from kgraph.documents.head import guess_publisher, guess_title
from kgraph.documents.tongue import language_of
from kgraph.model import Document

__all__ = ["EMPTY", "MAX_CHARACTERS", "Article", "finished"]

EMPTY = "empty: put the text of the article into it, or leave it out"
MAX_CHARACTERS = 20_000_000


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and what its source says of it; None where it says nothing.

    `apart` says that the source keeps the headline beside the text: it is put before the text, for it
    states things, too.
    """

    name: str
    text: str
    kind: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    author: str | None = None
    apart: bool = False


def finished(
    article: Article, *, publisher: str | None = None, published: date | None = None
) -> Found | Skipped:
    """The article as a document, or why it is none.

    What the caller says comes first, then what the source says, then its first lines, its path, its address.
    """
    text = clean(article.text)
    if not text.strip():
        return Skipped(article.name, EMPTY)
    if len(text) > MAX_CHARACTERS:
        return Skipped(
            article.name, f"longer than {MAX_CHARACTERS // 1_000_000} million characters: split it"
        )
    title = _line(article.title)
    if title and article.apart and not _begins(text, title):
        text = f"{title}\n\n{text}"
    language = language_of(text)
    if language.code != "en":
        return Skipped(
            article.name, f"not in English but in {language.name}: kgraph reads English", "language"
        )
    lines = [line for line in text.split("\n", 5000)[:5000] if line.strip()]
    last = [line for line in text[-5000:].split("\n") if line.strip()]
    document = Document(
        text,
        path=article.name,
        title=title or guess_title(text),
        publisher=publisher or _line(article.publisher) or guess_publisher([*lines[:6], *last[-6:]]),
        published=published
        or article.published
        or published_in_lines(lines)
        or published_in_path(article.name)
        or (published_in_path(urlsplit(article.url).path) if article.url else None),
        url=clean(article.url).strip() or None if article.url else None,
    )
    return Found(document, article.kind, _line(article.author), language.code)


def _line(words: str | None) -> str | None:
    """The words on one line, cleaned; None where nothing is left.

    >>> _line(" Register\\n shrinks "), _line(" ")
    ('Register shrinks', None)
    """
    return " ".join(clean(words).split())[:500] or None if words else None


def _begins(text: str, title: str) -> bool:
    """Whether one of the first lines of the text is the title already, or begins with it; case aside.

    >>> _begins("News\\n\\nRegister  shrinks\\nText", "Register shrinks"), _begins("A ban.", "Ban")
    (True, False)
    """
    lines = (" ".join(line.split()).casefold() for line in text[: len(title) + 500].split("\n")[:6])
    return any(re.match(rf"{re.escape(title.casefold())}(?!\w)", line) for line in lines)
