"""Web pages: the main text by trafilatura, within bounds, and by simpler ways where that finds nothing.

trafilatura 2.3 takes quadratic time over very many paragraphs and finds nothing under about a thousand
nested elements, where the tree of libxml2 is cut. Such pages are read without a tree.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

from kgraph.documents.article import Article
from kgraph.documents.decoding import UnreadableError, decode
from kgraph.documents.page_facts import PageFacts, page_facts
from kgraph.documents.piece import Piece
from kgraph.documents.visible import visible_text

__all__ = ["article_of_page", "page_in", "read_page"]

_MOST_TAGS, _MOST_CHARACTERS = 60_000, 5_000_000
"""Of a page that trafilatura is asked about; newspapers have 500 to 10,000 tags."""

_SHORT = 250
"""Characters. A main text below that may be a mistake, so the whole page is looked at, too."""

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_NOTHING = "shows no text (a picture, a login or a page that scripts would fill): save the article as text"


def read_page(piece: Piece) -> Iterator[Article]:
    """The article of a page. Raises `UnreadableError` where the page shows no text."""
    yield article_of_page(piece.name, page_in(piece.whole(), piece.charset), piece.url)


def page_in(data: bytes, charset: str | None = None) -> str:
    """The page in the bytes, in the charset that is told, else in the one that the page itself says."""
    said = _CHARSET.search(data[:4096])
    return decode(data, charset or (said and (said[1] or said[2]).decode("ascii")) or None)


def article_of_page(name: str, page: str, url: str | None = None) -> Article:
    """The article of a page that is text already. Raises `UnreadableError` where it shows no text."""
    facts = page_facts(page, url)
    text = _main_text(page)
    if facts.body and len(facts.body) > 2 * len(text):
        text = facts.body
    if len(text) < _SHORT:
        whole = visible_text(page)
        text = whole if len(whole) > 2 * len(text) else text
    if not text.strip():
        raise UnreadableError(_NOTHING)
    return _article(name, text, facts)


def _main_text(page: str) -> str:
    if page.count("<") > _MOST_TAGS or len(page) > _MOST_CHARACTERS:
        return ""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(page, include_comments=False, include_tables=True)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # of broken pages it raises whatever its parts do; there is a simpler way
        return ""
    return "\n\n".join(line for line in (found or "").split("\n") if line.strip())


def _article(name: str, text: str, facts: PageFacts) -> Article:
    return Article(
        name,
        text,
        "html",
        title=facts.title,
        publisher=facts.publisher,
        published=facts.published,
        url=facts.url,
        author=facts.author,
        apart=True,
    )
