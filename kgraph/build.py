"""The composer: articles in, claims or a graph out. The only file that names every stage.

    read_documents → parse → find_mentions → find_claims → Graph

With an output folder the graph grows in its file, article by article; the folder's other files are made
from it at the end. Stages are imported when they are first needed, so that this module costs nothing to
import.
"""

from __future__ import annotations

import os
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import DocumentError
from kgraph.folder import OUTPUTS, output_folder, write_outputs
from kgraph.model import Claim, Document, Stance

if TYPE_CHECKING:
    from spacy.language import Language

    from kgraph.api import Graph
    from kgraph.documents import Skipped

__all__ = ["OUTPUTS", "BuildReport", "SkippedWarning", "Source", "Sources", "build", "extract", "gather"]

Source: TypeAlias = str | os.PathLike[str] | Document
Sources: TypeAlias = Source | Iterable[Source]
"""Paths of files and folders (`-` is standard input), documents made in Python, or both."""


class SkippedWarning(UserWarning):
    """An input was skipped, and nobody passed a `BuildReport` that would tell."""


@dataclass(slots=True)
class BuildReport:
    """What a run did; it fills while the run goes on.

    `documents` counts the articles given, `known` those among them that a graph file had already,
    `copies` inputs that are an article given before. The others are set by `build` at its end:
    `replaced` articles whose files hold other texts now, `in_graph` all articles of the graph, its
    `entities` and `claims`, and `seconds` of wall-clock time.
    """

    documents: int = 0
    known: int = 0
    copies: int = 0
    replaced: int = 0
    in_graph: int = 0
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
    copies: bool = False,
) -> Iterator[Document]:
    """The articles of the sources in their order, each once. What cannot be read is skipped and reported.

    `publisher` and `published` hold for every article that does not say its own. With `copies` an
    article comes as often as it is found, for whoever wants to know all its paths.

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
        elif read.id in seen and not copies:
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
    again: bool = False,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Graph:
    """The graph of the articles; with an `output` folder it is kept there, as `OUTPUTS`.

    A folder that has a graph already gets what is new: articles that it has are not read again (unless
    `again` says so, or another version of the extraction read them), and where a file holds another
    text than before, the claims of the old one go. Articles whose files are gone stay. The order in
    which articles come never matters.

    Each article is kept in the graph file as soon as it is done, and a run that was cut short goes on
    where it ended. The other files appear together at the end. Other arguments and errors as in `extract`.

    Raises:
        OutputError: the output folder cannot be made or written to, or another run is writing into it.
        GraphError: the graph file in it is damaged, newer than this program, or locked.
    """
    from kgraph.api import Graph
    from kgraph.claims import EXTRACTOR_VERSION

    started = time.perf_counter()
    own = BuildReport() if report is None else report
    # `report`, not `own`: without one, skipped inputs are warned of.
    articles = gather(sources, publisher=publisher, published=published, report=report, copies=True)
    if output is None:
        graph = Graph()
        for document, claims in _stages(_new(articles, own, lambda one: False, graph.add_document), model):
            graph.add_document(document, EXTRACTOR_VERSION)
            graph.add(claims)
            own.documents += 1
            if progress is not None:
                progress(document)
    else:
        graph = _grown(articles, Path(output), model, again, own, progress)
    own.in_graph = len(graph.documents())
    own.entities = len(graph.entities())
    own.claims.update((claim.relation, claim.stance) for claim in graph)
    own.seconds = time.perf_counter() - started
    return graph


def _grown(
    articles: Iterable[Document],
    output: Path,
    model: Language | None,
    again: bool,
    report: BuildReport,
    progress: Callable[[Document], object] | None,
) -> Graph:
    """The graph in the file of the output folder, with these articles."""
    from kgraph.api import Graph
    from kgraph.claims import EXTRACTOR_VERSION
    from kgraph.graph.growing import GrowingFile

    def known(document: Document) -> bool:
        if again or not file.knows(document, EXTRACTOR_VERSION):
            return False
        report.known += 1
        done(document)
        return True

    def done(document: Document) -> None:
        report.documents += 1
        if progress is not None:
            progress(document)

    with output_folder(output):
        path = output / OUTPUTS[0]
        with GrowingFile(path) as file:
            for document, claims in _stages(_new(articles, report, known, file.note), model):
                file.add(document, EXTRACTOR_VERSION, claims)
                done(document)
            report.replaced = file.finish()
        graph = Graph.open(path)
        write_outputs(graph, output)
    return graph


def _new(
    articles: Iterable[Document],
    report: BuildReport,
    known: Callable[[Document], bool],
    note: Callable[[Document], object],
) -> Iterator[Document]:
    """The articles that are to be read, each once; a copy is only noted, for its path."""
    seen: set[str] = set()
    for document in articles:
        if document.id in seen:
            report.copies += 1
            note(document)
            continue
        seen.add(document.id)
        if not known(document):
            yield document


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
