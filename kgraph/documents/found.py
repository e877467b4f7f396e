"""What reading gives, piece by piece: an article that was found, or an input that was skipped and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kgraph.model import Document

__all__ = ["Found", "Skipped", "Stage"]

Stage: TypeAlias = Literal["ending", "fetch", "read", "language", "claims"]
"""Where a document was lost: by its ending, on the way here, as it was read, by its language, or later."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read as an article, and why; `path` can name a place in it (`a.csv#7`)."""

    path: str
    reason: str
    stage: Stage = "read"


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and what `kgraph sources` shows beside it.

    `kind` is the name of its format, in a container that of the piece: `html` for a page of a web archive.
    `language` is a code of ISO 639-1; articles in others than English (`en`) are not found but skipped.
    """

    document: Document
    kind: str
    author: str | None = None
    language: str = "en"
