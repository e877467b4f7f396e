"""The composer: articles in, claims or a graph out. The only file that names every stage.

    read_documents → parse → find_mentions → find_claims → Graph

Stages are imported when they are first needed, so that this module costs nothing to import.
"""

from __future__ import annotations

import os
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import DocumentError, KgraphError, OutputError
from kgraph.model import Claim, Document, Stance

if TYPE_CHECKING:
    from spacy.language import Language

    from kgraph.api import Graph
    from kgraph.documents import Skipped

__all__ = ["OUTPUTS", "BuildReport", "SkippedWarning", "Source", "Sources", "build", "extract", "gather"]

Source: TypeAlias = str | os.PathLike[str] | Document
Sources: TypeAlias = Source | Iterable[Source]
"""Paths of files and folders (`-` is standard input), documents made in Python, or both."""

OUTPUTS = ("graph.kgraph", "graph.ttl", "graph.png", "claims.jsonl")
"""What `build` writes into its output folder."""


class SkippedWarning(UserWarning):
    """An input was skipped, and nobody passed a `BuildReport` that would tell."""


@dataclass(slots=True)
class BuildReport:
    """What a run did; it fills while the run goes on.

    `copies` counts inputs that are an article already read. `entities` and `seconds` (of wall-clock
    time) are set by `build` at its end.
    """

    documents: int = 0
    copies: int = 0
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
    """The articles of the sources in their order, each once. What cannot be read is skipped and reported.

    `publisher` and `published` hold for every article that does not say its own.

    Raises:
        DocumentError: a path does not exist, a folder holds no article, or nothing could be read.
    """
    own = BuildReport() if report is None else report
    seen: set[str] = set()
    last: Skipped | None = None
    for read in _read(sources, publisher, published):
        if not isinstance(read, Document):
            own.skipped.append(read)
            last = read
            if report is None:
                warnings.warn(f"skipped {read.path}: {read.reason}", SkippedWarning, stacklevel=2)
        elif read.id in seen:
            own.copies += 1
        else:
            seen.add(read.id)
            yield read
    if last is not None and not seen:
        faults = [f"{skipped.path}: {skipped.reason}" for skipped in own.skipped]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise DocumentError(f"No article could be read: {last.path}: {last.reason}{more}", faults)


def extract(
    sources: Sources,
    *,
    publisher: str | None = None,
    published: date | None = None,
    model: Language | None = None,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Iterator[Claim]:
    """The claims of the articles, by article and place in its text.

    Lazy: an article is read when its claims are asked for. `model` is a spaCy pipeline with a
    parser (default: the English one that is installed). `progress` is called after each article.

    Raises:
        DocumentError: a path does not exist, a folder holds no article, or nothing could be read.
        ModelMissingError: no English spaCy model is installed.
    """
    report = BuildReport() if report is None else report
    documents = gather(sources, publisher=publisher, published=published, report=report)
    for document, claims in _stages(documents, model):
        report.documents += 1
        report.claims.update((claim.relation, claim.stance) for claim in claims)
        yield from claims
        if progress is not None:
            progress(document)


def build(
    sources: Sources,
    output: str | os.PathLike[str] | None = None,
    *,
    publisher: str | None = None,
    published: date | None = None,
    model: Language | None = None,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Graph:
    """The graph of the articles; with an `output` folder also written into it, as `OUTPUTS`.

    The files appear together when all of them are complete, in the place of older ones; after an
    error nothing has changed. Other arguments and errors as in `extract`.

    Raises:
        OutputError: the output folder cannot be made or written to.
    """
    from kgraph.api import Graph
    from kgraph.claims import EXTRACTOR_VERSION

    started = time.perf_counter()
    own = BuildReport() if report is None else report
    graph = Graph()
    with nullcontext() if output is None else _staged(Path(output)) as folder:
        # `report`, not `own`: without one, skipped inputs are warned of.
        documents = gather(sources, publisher=publisher, published=published, report=report)
        for document, claims in _stages(documents, model):
            graph.add_document(document, EXTRACTOR_VERSION)
            graph.add(claims)
            own.documents += 1
            if progress is not None:
                progress(document)
        own.entities = len(graph.entities())
        own.claims.update((claim.relation, claim.stance) for claim in graph)
        if folder is not None:
            _write(graph, folder)
    own.seconds = time.perf_counter() - started
    return graph


def _read(sources: Sources, publisher: str | None, published: date | None) -> Iterator[Document | Skipped]:
    """Documents as they are, paths read; neighbouring ones together, to tell of all their faults at once."""
    from kgraph.documents import read_documents

    given = [sources] if isinstance(sources, str | os.PathLike | Document) else sources
    for _, group in groupby(given, key=lambda source: isinstance(source, Document)):
        paths: list[str | os.PathLike[str]] = []
        for source in group:
            if isinstance(source, Document):
                yield source
            else:
                paths.append(source)
        if paths:
            yield from read_documents(paths, publisher=publisher, published=published)


def _stages(documents: Iterable[Document], model: Language | None) -> Iterator[tuple[Document, list[Claim]]]:
    from kgraph.claims import find_claims
    from kgraph.language import parse
    from kgraph.mentions import find_mentions

    for document, doc in parse(documents, model):
        yield document, find_claims(document, doc, find_mentions(document, doc))


@contextmanager
def _staged(output: Path) -> Iterator[Path]:
    """A hidden folder in the output folder; what is in it at the end moves up. Both are made here."""
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    try:
        with _told_of(output):
            output.mkdir(parents=True, exist_ok=True)
            staging = TemporaryDirectory(prefix=".kgraph-", dir=output)
        with staging as folder:
            for name in OUTPUTS:
                if (output / name).is_dir():
                    raise OutputError(
                        f"{output / name}: is a folder; move it, or choose another output folder."
                    )
            yield Path(folder)
            with _told_of(output):
                for file in Path(folder).iterdir():
                    file.replace(output / file.name)
    finally:
        for folder_made in made:
            if folder_made.is_dir() and not any(folder_made.iterdir()):
                folder_made.rmdir()


@contextmanager
def _told_of(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{output}: cannot be the output folder ({reason}); choose another.") from error


def _write(graph: Graph, folder: Path) -> None:
    try:
        graph.save(folder / "graph.kgraph")
        graph.to_turtle(folder / "graph.ttl")
        graph.to_jsonl(folder / "claims.jsonl")
        graph.draw(folder / "graph.png")
    except KgraphError as error:
        # People know the output folder, not the hidden one in it.
        message = str(error).replace(str(folder), str(folder.parent))
        raise type(error)(message, error.faults) from error
