"""The composer: articles in, claims or a graph out.

    read_documents → parse → find_mentions → find_claims → Graph

`kgraph.extraction` has the three stages in the middle, and the processes and machines that run them.

With an output folder the graph grows in its file, article by article; the folder's other files are made
from it at the end. Stages are imported when they are first needed, so that this module costs nothing to
import.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.folder import GRAPH_FILE, OUTPUTS, output_folder, reporting, write_outputs
from kgraph.gathering import BuildReport, SkippedWarning, Source, Sources, gather
from kgraph.model import Claim, Document

if TYPE_CHECKING:
    from spacy.language import Language

    from kgraph.api import Graph
    from kgraph.llm import Endpoint
    from kgraph.llm.extractors import ChosenExtractor

__all__ = ["OUTPUTS", "BuildReport", "SkippedWarning", "Source", "Sources", "build", "extract", "gather"]

IN_PART = " in part"
"""Behind the version that read an article whose claims are not all there, so that it is read again."""


def extract(
    sources: Sources,
    *,
    publisher: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = False,
    kind: str | None = None,
    strict: bool = False,
    model: Language | None = None,
    workers: int | None = None,
    thorough: bool = False,
    extractor: str = "rules",
    endpoint: Endpoint | None = None,
    cache: str | os.PathLike[str] | bool = True,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Iterator[Claim]:
    """The claims of the articles, by article and place in its text.

    Lazy: an article is read when its claims are asked for, and some ahead of it. `model` is a spaCy pipeline
    with a parser (default: the English one that is installed). `progress` is called after each article. The
    arguments before them are those of `gather`.

    `workers` processes read (default: one a core; few articles are read by this process alone). Paragraphs
    that look as if they said nothing are not parsed (docs/scale.md), unless it is to be `thorough`. What
    articles said is kept in a file and taken from there, as long as rules and articles stay: `cache` names
    another one than the user's (docs/scale.md); `False`: none.

    The `extractor` is `rules`, `llm` (a language model, whose claims are verified) or `both` (docs/llm.md).
    The last two ask the `endpoint`, by default that of the environment, and read in this process.

    Raises:
        DocumentError: a path does not exist, a folder holds no article, or nothing could be read.
        LanguageModelError: no language model is named, or it does not answer.
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.extraction import Reading
    from kgraph.llm import extractor_of

    own = BuildReport() if report is None else report
    # `report`, not `own`: without one, skipped inputs are warned of.
    documents = gather(
        sources,
        publisher=publisher,
        published=published,
        columns=columns,
        fetch=fetch,
        kind=kind,
        strict=strict,
        report=report,
    )
    chosen = extractor_of(extractor, Reading(model, workers, thorough=thorough, cache=cache), endpoint)
    for document, claims, _ in _read_all(documents, chosen, own, strict, told=report is not None):
        own.documents += 1
        own.claims.update((claim.relation, claim.stance) for claim in claims)
        yield from claims
        if progress is not None:
            progress(document)


def build(
    sources: Sources,
    output: str | os.PathLike[str] | None = None,
    *,
    publisher: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = False,
    kind: str | None = None,
    strict: bool = False,
    model: Language | None = None,
    workers: int | None = None,
    engine: str = "processes",
    scheduler: str | None = None,
    thorough: bool = False,
    extractor: str = "rules",
    endpoint: Endpoint | None = None,
    again: bool = False,
    cache: str | os.PathLike[str] | bool = True,
    report: BuildReport | None = None,
    progress: Callable[[Document], object] | None = None,
) -> Graph:
    """The graph of the articles; with an `output` folder it is kept there, as `OUTPUTS`.

    A folder that has a graph already gets what is new: articles that it has are not read again (unless
    `again` says so, or another version of the extraction read them), and where a file holds another
    text than before, the claims of the old one go. Articles whose files are gone stay. The order in
    which articles come never matters.

    Each article is kept in the graph file as soon as it is done, and a run that was cut short goes on
    where it ended. The other files appear together at the end. With the engine `dask` the workers of the
    cluster at the address `scheduler` read, and not processes of this machine; the graph is the same. Other
    arguments and errors as in `extract`.

    Raises:
        OutputError: the output folder cannot be made or written to, or another run is writing into it.
        GraphError: the graph file in it is damaged, newer than this program, or locked.
    """
    from kgraph.api import Graph
    from kgraph.extraction import Reading
    from kgraph.llm import extractor_of

    started = time.perf_counter()
    own = BuildReport() if report is None else report
    # `report`, not `own`: without one, skipped inputs are warned of.
    articles = gather(
        sources,
        publisher=publisher,
        published=published,
        columns=columns,
        fetch=fetch,
        kind=kind,
        strict=strict,
        report=report,
        copies=True,
    )
    reading = Reading(model, workers, engine, scheduler, thorough, cache, again)
    chosen = extractor_of(extractor, reading, endpoint)
    if output is None:
        graph = Graph()
        new = _new(articles, own, lambda one: False, graph.add_document)
        for document, claims, read_by in _read_all(new, chosen, own, strict, told=report is not None):
            graph.add_document(document, read_by)
            graph.add(claims)
            own.documents += 1
            if progress is not None:
                progress(document)
    else:
        graph = _grown(articles, Path(output), chosen, again, strict, own, progress, told=report is not None)
    own.in_graph = len(graph.documents())
    own.entities = len(graph.entities())
    own.claims.update((claim.relation, claim.stance) for claim in graph)
    own.seconds = time.perf_counter() - started
    return graph


def _grown(
    articles: Iterable[Document],
    output: Path,
    extractor: ChosenExtractor,
    again: bool,
    strict: bool,
    report: BuildReport,
    progress: Callable[[Document], object] | None,
    *,
    told: bool,
) -> Graph:
    """The graph in the file of the output folder, with these articles."""
    from kgraph.api import Graph
    from kgraph.graph.growing import GrowingFile

    version = extractor.version

    def known(document: Document) -> bool:
        if again or not file.knows(document, version):
            return False
        report.known += 1
        done(document)
        return True

    def done(document: Document) -> None:
        report.documents += 1
        if progress is not None:
            progress(document)

    read: set[str] = set()
    with output_folder(output), reporting(report, output, read):
        path = output / GRAPH_FILE
        with GrowingFile(path) as file:
            new = _new(articles, report, known, file.note)
            for document, claims, read_by in _read_all(new, extractor, report, strict, told=told):
                if read_by != version and file.knows(document, version):
                    continue  # `again`, and it was read whole before
                file.add(document, read_by, claims)
                read.add(document.path or document.label)
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


def _read_all(
    documents: Iterable[Document],
    extractor: ChosenExtractor,
    report: BuildReport,
    strict: bool,
    *,
    told: bool,
) -> Iterator[tuple[Document, list[Claim], str]]:
    """The articles with their claims, and the version that read them, in part or whole.

    Those that failed go into the report, and not `told` into a warning.
    """
    from kgraph.documents import Skipped
    from kgraph.extraction import Failure

    for document, outcome in extractor.read(documents, report):
        if isinstance(outcome, Failure):
            skipped = Skipped(document.path or document.label, outcome.reason, "claims")
            report.skip(skipped, strict=strict, told=told)
            if outcome.claims:
                yield document, list(outcome.claims), f"{extractor.version}{IN_PART}"
        else:
            yield document, outcome, extractor.version
