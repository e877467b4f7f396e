"""What a web page says of its article: headline, date, author, publisher, address.

Read from JSON-LD (https://schema.org/Article), Open Graph and other `<meta>` elements, `<link
rel="canonical">` and `<time>`, in this order. Only the first part of a page is looked at.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from kgraph.documents.days import day_of
from kgraph.documents.visible import has_markup, visible_text

__all__ = ["PageFacts", "page_facts"]

_PART = 2_000_000
"""Characters of the page that are looked at."""

_NESTED = 12
_ARTICLES = ("article", "blogposting", "socialmediaposting", "report", "pressrelease")
"""Endings of types of articles (LiveBlogPosting is a BlogPosting); a JobPosting is none."""

_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "publish-date", "publish_date", "pubdate", "publication_date", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "date",
    "citation_publication_date", "citation_date",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl",
)  # fmt: skip
_PUBLISHERS = (
    "og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title",
    "application-name",
)  # fmt: skip
_TITLES = (
    "og:title", "parsely-title", "sailthru.title", "dc.title", "citation_title", "twitter:title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageFacts:
    """None where the page does not say it. `body` is the article's text where JSON-LD has that, too."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    body: str | None = None


def page_facts(page: str, address: str | None = None) -> PageFacts:
    """What a page says of its article. `address` is where it was found, for relative addresses."""
    import lxml.etree as etree

    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(page[:_PART].encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None:
        return PageFacts(url=address)
    meta = _meta(root)
    data = list(_linked_data(root))
    linked = next((each for value in data for each in _nodes(value, 0)), {})
    known = {name: each for value in data for name, each in _with_name(value, 0)}
    publisher = _name(_resolved(linked.get("publisher"), known)) or _first(meta, _PUBLISHERS)
    title = _text(linked.get("headline")) or _first(meta, _TITLES) or _heading(root, publisher)
    return PageFacts(
        title=title,
        published=day_of(linked.get("datePublished")) or _published(meta, root),
        author=_name(_resolved(linked.get("author"), known)) or _person(_first(meta, _AUTHORS)),
        publisher=publisher,
        url=_address(root, meta, linked, address),
        body=_text(linked.get("articleBody")),
    )


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content[:1000])
    return found


def _linked_data(root: Any) -> Iterator[object]:
    """The JSON-LD of the page."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            yield json.loads(_without_wrapping(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _without_wrapping(text: str) -> str:
    bare = re.sub(r"\A(?:<!\[CDATA\[|<!--|//<!\[CDATA\[)", "", text.strip())
    return re.sub(r"(?:\]\]>|-->|//\]\]>)\Z", "", bare.rstrip("; \t\r\n")).strip().rstrip(";")


def _with_name(value: object, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The things that have a name and an `@id`, by which others of the page refer to them."""
    if depth > _NESTED:
        return
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" in value:
        yield value["@id"], value
    if isinstance(value, list | dict):
        for each in value[:200] if isinstance(value, list) else value.values():
            yield from _with_name(each, depth + 1)


def _resolved(value: object, known: dict[str, dict[str, Any]]) -> object:
    """What a reference like `{"@id": "#site"}` refers to; everything else as it is."""
    if isinstance(value, list):
        return [_resolved(each, known) for each in value[:20]]
    name = value.get("@id") if isinstance(value, dict) and "name" not in value else value
    return known.get(name, value) if isinstance(name, str) else value


def _nodes(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _NESTED:
        return
    if isinstance(value, list):
        for item in value[:200]:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        names = types if isinstance(types, list) else [types]
        if any(isinstance(name, str) and name.lower().endswith(_ARTICLES) for name in names):
            yield value
        for key in ("@graph", "mainEntity", "itemListElement"):
            yield from _nodes(value.get(key), depth + 1)


def _name(value: object) -> str | None:
    """A name, of a thing of schema.org, or of several of them."""
    if isinstance(value, list):
        names = [name for item in value[:20] if (name := _name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
        return _name(value) if isinstance(value, list) else _text(value)
    return _person(_text(value))


def _person(words: str | None) -> str | None:
    """The words, if they are a name and no address.

    >>> _person("By Mara Voss"), _person("https://ledger.example/mara")
    ('Mara Voss', None)
    """
    if not words or re.match(r"https?://|www\.|@", words):
        return None
    return re.sub(r"\Aby ", "", words, flags=re.IGNORECASE)


def _text(value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    words = html.unescape(value)
    return (visible_text(words) if has_markup(words) else words).strip() or None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := _text(meta.get(name)))), None)


def _heading(root: Any, publisher: str | None) -> str | None:
    """The only `<h1>`, else the `<title>` without the name of the site behind it."""
    headings = {words for each in root.iter("h1") if (words := " ".join("".join(each.itertext()).split()))}
    if len(headings) == 1:
        return headings.pop()
    element = root.find(".//title")
    title = "" if element is None else " ".join(" ".join(element.itertext()).split())
    head, mark, site = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if mark and (publisher is None or publisher.casefold() in site.casefold()):
        return head or None
    return title or None


def _published(meta: dict[str, str], root: Any) -> date | None:
    """The day that all elements of the best kind agree on."""
    for name in _DATES:
        if day := day_of(meta.get(name)):
            return day
    for wanted in ("pubdate", "datepublished"):
        days = {
            day_of(each.get("datetime") or each.get("content") or "".join(each.itertext()))
            for each in root.iter("time", "span", "abbr", "div")
            if (
                wanted in each.attrib
                if wanted == "pubdate"
                else (each.get("itemprop") or "").lower() == wanted
            )
        }
        if len(days) == 1:
            return days.pop()
    days = {day_of(each.get("datetime")) for each in root.iter("time") if each.get("datetime")}
    return days.pop() if len(days) == 1 else None


def _address(root: Any, meta: dict[str, str], linked: dict[str, Any], found_at: str | None) -> str | None:
    entity = linked.get("mainEntityOfPage")
    given = [
        next(
            (
                each.get("href")
                for each in root.iter("link")
                if (each.get("rel") or "").lower() == "canonical"
            ),
            None,
        ),
        meta.get("og:url"),
        linked.get("url"),
        entity.get("@id") if isinstance(entity, dict) else entity,
    ]
    for value in given:
        if isinstance(value, str) and value.strip():
            try:
                url = urljoin(found_at or "", value.strip())
                # A site names its front page on every page when it is badly set up.
                if urlsplit(url).scheme in ("http", "https") and urlsplit(url).path.strip("/"):
                    return url
            except ValueError:
                continue
    return found_at
