"""One thing to read: a stream of bytes with a name, and what is known of it beforehand."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO

from kgraph.documents.decoding import UnreadableError

__all__ = ["MAX_BYTES", "Piece"]

MAX_BYTES = 20_000_000
"""Of one article, unpacked. Archives and dumps may have any size: they are read article by article."""


@dataclass(slots=True)
class Piece:
    """Bytes to read. `kind` is the name of their format where somebody says it, `charset` likewise."""

    name: str
    stream: IO[bytes]
    kind: str | None = None
    charset: str | None = None
    url: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, data: bytes) -> Piece:
        """A piece whose bytes are in memory."""
        return cls(name, io.BytesIO(data))

    def whole(self) -> bytes:
        """All bytes of one article. Raises `UnreadableError` where they are too many."""
        data = self.stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB: split it into single articles")
        return data
