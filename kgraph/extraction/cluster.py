"""Articles read by the workers of a Dask cluster, in the order in which they came."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

from kgraph.errors import KgraphError
from kgraph.extraction.rules import rules_version
from kgraph.extraction.stages import Batch, Failure, Outcome, batches, outcomes
from kgraph.model import Document

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["read_by_cluster", "read_on_worker"]

INSTALL = "pip install 'kgraph[dask]'"
AHEAD = 3
"""Batches a thread of the cluster that are given out before the first of them is done."""
WAIT = 30
"""Seconds in which the scheduler has to answer."""

_ONE_AT_A_TIME = Lock()


def read_by_cluster(
    documents: Iterable[Document], scheduler: str, *, thorough: bool
) -> Iterator[tuple[Document, Outcome]]:
    """Each article with its outcome, in their order, read by whatever workers the cluster has at the time.

    A batch whose worker is lost is read by another one. If that happens four times, its articles are read
    one by one, and one that loses four workers by itself has a `Failure`.

    Raises:
        KgraphError: Dask is not installed, no scheduler answers, or a worker has other rules than we.
    """
    try:
        from distributed import Client
    except ImportError:
        raise KgraphError(f"The engine dask is not installed: run `{INSTALL}`.") from None
    try:
        client = Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KgraphError(
            f"{scheduler}: no Dask scheduler answers there ({error}); check the address."
        ) from error
    with client:
        yield from _read(client, documents, thorough)


def read_on_worker(batch: Batch, thorough: bool, rules: str) -> list[Outcome]:
    """What a worker of the cluster does. Raises `KgraphError` if it would go by other rules."""
    own = rules_version(thorough)
    if own != rules:
        raise KgraphError(
            f"A worker reads by other rules ({own}) than this process ({rules}): install the same kgraph,"
            " spaCy and numpy, and use the same catalogue, everywhere."
        )
    with _ONE_AT_A_TIME:  # a worker may have several threads, a model only one reader
        return outcomes(batch, None, thorough)


def _read(
    client: Client, documents: Iterable[Document], thorough: bool
) -> Iterator[tuple[Document, Outcome]]:
    rules = rules_version(thorough)

    def start(batch: Batch) -> Any:
        return client.submit(read_on_worker, batch, thorough, rules, pure=False)

    waiting: deque[tuple[Batch, Any]] = deque()
    for batch in batches(documents):
        waiting.append((batch, start(batch)))
        if len(waiting) > AHEAD * max(1, sum(client.nthreads().values())):
            yield from _done(waiting, start)
    while waiting:
        yield from _done(waiting, start)


def _done(waiting: deque[tuple[Batch, Any]], start: Any) -> Iterator[tuple[Document, Outcome]]:
    from distributed import KilledWorker

    batch, future = waiting.popleft()
    try:
        yield from zip(batch, future.result(), strict=True)
    except KilledWorker:
        for document in batch:
            try:
                yield document, start([document]).result()[0]
            except KilledWorker:
                yield document, Failure("all workers that read it died, of memory most likely; leave it out")
