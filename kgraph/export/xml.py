"""Text in XML 1.0, which has no place for control characters, not even as a reference."""

from __future__ import annotations

import re

__all__ = ["DECLARATION", "xml_text"]

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
# Production [2] Char of XML 1.0, fifth edition.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_SPECIAL = re.compile('[&<>"\r\n\t]')


def xml_text(text: str) -> str:
    r"""Text for an attribute or an element. What XML cannot hold becomes U+FFFD, the replacement character.

    >>> xml_text("a < b & c\x00\r")
    'a &lt; b &amp; c�&#13;'
    """
    if not text.isprintable():
        text = _FORBIDDEN.sub("\ufffd", text)
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text)
