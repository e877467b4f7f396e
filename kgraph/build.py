"""The composer: articles in, claims or a graph out. The only file that names every stage.

    read_documents → parse → find_mentions → find_claims → Graph

Stages are imported when the first article comes, so that this module costs nothing to import.
"""

from __future__ import annotations

import os
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import DocumentError, OutputError
from kgraph.model import Claim, Document, Stance

if TYPE_CHECKING:
    from spacy import Language

    from kgraph.api import Graph
    from kgraph.documents import Skipped

__all__ = ["BuildReport", "SkippedWarning", "Sources", "build", "extract", "gather"]

Source: TypeAlias = "str | os.PathLike[str] | Document"
Sources: TypeAlias = "Source | Iterable[Source]"
"""Paths of files and folders (`-` is standard input), documents made in Python, or a mix of both."""


class SkippedWarning(UserWarning):
    """An article was left out, and nobody passed a `BuildReport` that would tell."""


@dataclass(slots=True)
class BuildReport:
    """What a run did, filled while it runs. `seconds` is wall-clock time, of `build` only."""

    documents: int = 0
    entities: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    claims: Counter[tuple[str, Stance]] = field(default_factory=Counter)
    seconds: float = 0.0


def gather(
    sources: Sources,
    *,
    publisher: str | None = None,
    published: date | None = None,
    report: BuildReport | None = None,
) -> Iterator[Document]:
    """The articles of the sources, each once: a second copy with the same id is left out as skipped.

    `publisher` and `published` hold for every article that does not say its own.

    Raises:
        DocumentError: a path does not exist, or no article could be read at all.
    """
    from kgraph.documents import Skipped, read_documents

    given = [sources] if isinstance(sources, str | os.PathLike | Document) else list(sources)
    documents = [source for source in given if isinstance(source, Document)]
    paths = [os.fspath(source) for source in given if not isinstance(source, Document)]
    seen: dict[str, str] = {}
    skipped: list[Skipped] = []

    def skip(what: Skipped) -> None:
        skipped.append(what)
        if report is not None:
            report.skipped.append(what)

    yield from documents
    for read in read_documents(paths, publisher=publisher, published=published):
        if isinstance(read, Skipped):
            skip(read)
        elif read.id in seen:
            skip(Skipped(read.label, f"the same article as {seen[read.id]}"))
        else:
            seen[read.id] = read.label
            yield read
    if report is None:
        for what in skipped:
            warnings.warn(f"skipped {what.path}: {what.reason}", SkippedWarning, stacklevel=2)
    if paths and not seen and not documents:
        raise DocumentError(_nothing_read(paths, skipped), [f"{s.path}: {s.reason}" for s in skipped])


def _nothing_read(paths: list[str], skipped: list[Skipped]) -> str:
    if len(skipped) == 1:
        return f"{skipped[0].path}: {skipped[0].reason}"
    where = ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")
    if skipped:
        return f"{where}: none of {len(skipped)} files could be read as an article."
    return f"{where}: no article found; name text or Markdown files, or a folder that holds some."


def extract(
    sources: Sources,
    *,
    publisher: str | None = None,
    published: date | None = None,
    model: Language | None = None,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Iterator[Claim]:
    """The claims of the articles, in the order of the articles and of the places in their text.

    Lazy: an article is read when its claims are asked for. `model` is a spaCy pipeline with a
    parser (default: the installed English one). `progress` is called after each article.

    Raises:
        DocumentError: a path does not exist, or no article could be read at all.
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.claims import find_claims
    from kgraph.language import parse
    from kgraph.mentions import find_mentions

    report = BuildReport() if report is None else report
    for document, doc in parse(gather(sources, publisher=publisher, published=published, report=report), model):
        claims = find_claims(document, doc, find_mentions(document, doc))
        report.documents += 1
        report.claims.update((claim.relation, claim.stance) for claim in claims)
        yield from sorted(claims, key=lambda claim: (claim.evidence.start, claim.evidence.end))
        if progress is not None:
            progress(document)
