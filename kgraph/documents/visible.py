"""What a reader would see of a page, without building its tree: linear in time, at any depth and size.

This is the way for pages at which tree builders fail, and for short pieces of markup. It keeps all that
is not plainly furniture: menus, forms, scripts. https://html.spec.whatwg.org/multipage/syntax.html
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

__all__ = ["has_markup", "visible_text"]

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_MARKUP = re.compile(
    r"</?(?:p|br|div|a|li|ul|b|i|em|strong|span|h[1-6]|img|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE
)
_RAW = frozenset(
    {"script", "style", "noscript", "template", "textarea", "title", "iframe", "svg", "math", "object"}
)
"""Elements whose content nobody reads, dropped up to their end."""
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "select", "button", "menu", "dialog"})
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main",
    "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
_BLANKS = re.compile(r"[^\S\n]+")


def has_markup(text: str) -> bool:
    """Whether the text is written in HTML.

    >>> has_markup("<p>A ban</p>"), has_markup("a < b and c > d")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def visible_text(page: str) -> str:
    """The text of a page or of a part of one, a paragraph a line, blank lines between them.

    >>> visible_text("<nav>Menu</nav><p>A <b>ban</b> &amp; more</p><p>Next</p><script>x()</script>")
    'A ban & more\\n\\nNext'
    """
    lines = ("".join(block).strip() for block in _blocks(page))
    return "\n\n".join(_BLANKS.sub(" ", line) for line in lines if line)


def _blocks(page: str) -> Iterator[list[str]]:
    block: list[str] = []
    hidden = 0
    for kind, words in _tokens(page):
        if kind == "text":
            if not hidden:
                block.append(html.unescape(words).replace("\n", " "))
            continue
        name = words
        if name in _FURNITURE:
            hidden = max(hidden + (1 if kind == "start" else -1), 0)
        if name in _BLOCKS or name in _FURNITURE:
            yield block
            block = []
    yield block


def _tokens(page: str) -> Iterator[tuple[str, str]]:
    """`text`, `start` and `end`; what is opened and never closed takes all the rest, as in a browser."""
    at, end = 0, len(page)
    lower = page.lower() if len(page.lower()) == end else page
    while at < end:
        start = page.find("<", at)
        if start < 0:
            yield "text", page[at:]
            return
        if start > at:
            yield "text", page[at:start]
        if page.startswith("<!--", start):
            at = _after(page, "-->", start + 2)
        elif page.startswith(("<!", "<?"), start):
            at = _after(page, ">", start)
        elif tag := _TAG.match(page, start):
            name = tag[1].lower()
            at = _after(page, ">", tag.end())
            if page[start + 1] == "/":
                yield "end", name
            elif name in _RAW and page[at - 2] != "/":
                at = _after(page, ">", _after(lower, f"</{name}", at) - 1)
            else:
                yield "start", name
        else:
            yield "text", "<"
            at = start + 1


def _after(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)
