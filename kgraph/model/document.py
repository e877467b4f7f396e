"""A document: the text of one article as it was read, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

__all__ = ["Document", "content_id"]


def content_id(*parts: str | None, size: int = 8) -> str:
    """A stable hexadecimal id of `2 * size` characters over the parts, in their order.

    BLAKE2b (RFC 7693); parts are joined with a separator that text cannot contain.

    >>> content_id("a", "b") == content_id("a", "b") != content_id("ab")
    True
    """
    joined = "\x00".join("\x01" if part is None else part for part in parts)
    return blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=size).hexdigest()


@dataclass(frozen=True, slots=True)
class Document:
    """One article. `text` never changes once read: every offset is a code point of it.

    `id` depends on the text and on what says who published it when, not on where the file lies:
    a moved file is the same document, a copy by another publisher is another one. Equality leaves
    `text` out (the id stands for it), so that claims read back without their articles stay equal.
    """

    text: str = field(repr=False, compare=False)
    path: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            published = self.published.isoformat() if self.published else None
            parts = (self.text, self.title, self.publisher, published, self.url)
            object.__setattr__(self, "id", content_id(*parts))

    @property
    def label(self) -> str:
        """What a person would call it: title, else path, else id."""
        return self.title or self.path or self.id

    @property
    def reference(self) -> str:
        """How a person would cite it: its label, publisher and day.

        >>> Document("", title="A ban ends", publisher="Daily Ledger", published=date(2024, 5, 2)).reference
        'A ban ends (Daily Ledger, 2024-05-02)'
        >>> Document("", path="ban.txt").reference
        'ban.txt (unknown publisher, undated)'
        """
        day = self.published.isoformat() if self.published else "undated"
        return f"{self.label} ({self.publisher or 'unknown publisher'}, {day})"
