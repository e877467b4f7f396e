"""Where articles are read: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kgraph.errors import KgraphError
from kgraph.extraction.processes import cores, read_by_processes
from kgraph.extraction.rules import rules_version
from kgraph.extraction.stages import Outcome, batches, outcomes
from kgraph.model import Document

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["ENGINES", "Reading", "read_articles"]

ENGINES = ("processes", "dask")

AT_ONCE = 8_000
"""Characters that this process reads together: enough for the parser to be fast, and soon done."""
WORTH_PROCESSES = 40_000
"""Characters. Less is read here in the time that other processes need to load their models."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads articles, and how.

    `workers` is how many processes read, by default as many as there are cores; few articles are read by
    this process alone, and so are all with a `model` of the caller's own. The engine `dask` has the workers
    of the cluster at the address `scheduler` read instead. `thorough` parses all sentences, also those that
    look as if they said nothing (`kgraph.language.gate`). `cache` is where claims are kept and taken from
    (`kgraph.extraction.kept.cache_file`), not taken if all is to be read `again`; with a `model` it is none.

    Raises:
        KgraphError: an engine that is none, or lacks its scheduler; less than one worker.
    """

    model: Language | None = None
    workers: int | None = None
    engine: str = "processes"
    scheduler: str | None = None
    thorough: bool = False
    cache: str | os.PathLike[str] | bool = False
    again: bool = False

    def __post_init__(self) -> None:
        if self.engine not in ENGINES:
            raise KgraphError(f"There is no engine {self.engine!r}: choose one of {', '.join(ENGINES)}.")
        if self.workers is not None and self.workers < 1:
            raise KgraphError(f"{self.workers} processes cannot read anything: choose 1 or more.")
        if self.engine == "dask" and self.scheduler is None:
            raise KgraphError("The engine dask needs a scheduler: give its address, as tcp://127.0.0.1:8786.")
        if self.engine == "dask" and self.model is not None:
            raise KgraphError("The workers of a cluster load their own model: leave out `model`.")
        if self.engine != "dask" and self.scheduler is not None:
            raise KgraphError("Only the engine dask has a scheduler: choose it, or leave out the scheduler.")


def read_articles(documents: Iterable[Document], reading: Reading) -> Iterator[tuple[Document, Outcome]]:
    """Each article with what it says, in their order: the same claims, whatever reads them.

    Raises:
        KgraphError: the engine cannot work.
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.extraction.kept import KeptClaims, cache_file, read_new

    path = cache_file(reading.cache) if reading.model is None else None
    if path is None:
        return _by_engine(documents, reading)
    kept = KeptClaims(path, rules_version(reading.thorough), must=not isinstance(reading.cache, bool))
    return read_new(documents, lambda new: _by_engine(new, reading), kept, again=reading.again)


def _by_engine(documents: Iterable[Document], reading: Reading) -> Iterator[tuple[Document, Outcome]]:
    if reading.engine == "dask" and reading.scheduler is not None:
        from kgraph.extraction.cluster import read_by_cluster

        return read_by_cluster(documents, reading.scheduler, thorough=reading.thorough)
    count = cores() if reading.workers is None else reading.workers
    if count == 1 or reading.model is not None:
        return _read_here(documents, reading.model, reading.thorough)
    return _read(iter(documents), count, reading.thorough)


def _read(documents: Iterator[Document], count: int, thorough: bool) -> Iterator[tuple[Document, Outcome]]:
    first: list[Document] = []
    size = 0
    for document in documents:
        first.append(document)
        size += len(document.text)
        if size > WORTH_PROCESSES:
            yield from read_by_processes(chain(first, documents), count, thorough=thorough)
            return
    yield from _read_here(first, None, thorough)


def _read_here(
    documents: Iterable[Document], model: Language | None, thorough: bool
) -> Iterator[tuple[Document, Outcome]]:
    for batch in batches(documents, AT_ONCE):
        yield from zip(batch, outcomes(batch, model, thorough), strict=True)
