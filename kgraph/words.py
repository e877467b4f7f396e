"""Words on their way to people: counts with their nouns, lists, and text of articles that cannot do harm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["counted", "encodable", "harmless", "joined", "one_line"]

# Control characters and bidirectional overrides could move the cursor or reorder the line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_JOINERS = "\u200c\u200d"  # part of how Persian and Indic words are written


def counted(count: int, one: str, more: str | None = None, *, comma: str = ",") -> str:
    """A count with its noun; `comma` stands between thousands.

    >>> counted(1, "claim"), counted(1200, "entity", "entities"), counted(1200, "claim", comma="")
    ('1 claim', '1,200 entities', '1200 claims')
    """
    return f"{count:{comma}} {one if count == 1 else more or one + 's'}"


def joined(words: Iterable[str]) -> str:
    """Words, each once, as a list in a sentence.

    >>> joined(["a", "b", "a"]), joined("abc"), joined([])
    ('a and b', 'a, b and c', '')
    """
    each = list(dict.fromkeys(words))
    return " and ".join(filter(None, (", ".join(each[:-1]), *each[-1:])))


def one_line(text: str) -> str:
    r"""Text for a terminal: on one line, with control characters made harmless.

    >>> one_line("two\nlines \x1b[31m")
    'two lines  [31m'
    """
    return _UNSAFE.sub(" ", text).strip()


def harmless(text: str) -> str:
    r"""Text for a picture or a page: on one line with single blanks, without what no SVG or HTML may hold.

    Those are controls, halves of surrogate pairs and non-characters. Marks that turn the direction of text
    are dropped too: they would reach past its end.

    >>> harmless("two\n  lines\x00 \u202eback"), harmless("\ud800")
    ('two lines back', '�')
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = []
    for char in text:
        kind = unicodedata.category(char)
        if kind in ("Cc", "Zl", "Zp"):
            kept.append(" ")
        elif kind == "Cs" or ord(char) & 0xFFFE == 0xFFFE:
            kept.append("\ufffd")
        elif kind != "Cf" or char in _JOINERS:
            kept.append(char)
    return " ".join("".join(kept).split())


def encodable(text: str) -> str:
    r"""Text with what UTF-8 cannot hold, half of a surrogate pair, made a question mark.

    >>> encodable("half \ud800 pair")
    'half ? pair'
    """
    return text.encode("utf-8", "replace").decode("utf-8")
