"""Text of articles on its way into a report: on one line, and without what could act on a page."""

from __future__ import annotations

from urllib.parse import urlsplit

from kgraph.words import harmless

__all__ = ["plain", "web_address"]

LONGEST = 1200
"""Characters of a text at most; of a longer one the middle is left out."""

_BETWEEN = " […] "


def plain(text: str, longest: int = LONGEST) -> str:
    r"""The text on one line: no controls, no marks that turn the direction, no halves of surrogate pairs.

    >>> plain("two\n  lines\x00 \u202eback"), plain("\ud800"), plain("abcdefghij", 8)
    ('two lines back', '�', 'ab […] j')
    """
    if len(text) > longest:
        room = longest - len(_BETWEEN)
        text = text[: room - room // 3] + _BETWEEN + text[len(text) - room // 3 :]
    return harmless(text)


def web_address(url: str | None) -> str | None:
    """The address if it is one of the web, which a reader may follow; None for anything else.

    >>> web_address("https://wire.example/a?b=1"), web_address("javascript:alert(1)"), web_address("//x")
    ('https://wire.example/a?b=1', None, None)
    """
    if url is None or any(char.isspace() or not char.isprintable() or char in "<>\"'\\`" for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None
