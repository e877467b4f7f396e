"""Articles read by the workers of a Dask cluster, in the order in which they came."""

from __future__ import annotations

import logging
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from kgraph.errors import KgraphError
from kgraph.extraction.far import read_on_worker
from kgraph.extraction.rules import rules_version
from kgraph.extraction.stages import Batch, Failure, Outcome, batches
from kgraph.model import Document

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["read_by_cluster"]

INSTALL = "pip install 'kgraph[dask]'"
AHEAD = 3
"""Batches a thread of the cluster that are given out before the first of them is done."""
WAIT = 30
"""Seconds in which the scheduler has to answer."""
LOOK = 1.0
"""Seconds between two looks at whether the cluster is still there."""
SILENCE, PATIENCE = 10.0, 300.0
"""Seconds without a single worker after which that is told, and after which nobody waits any longer."""


def read_by_cluster(
    documents: Iterable[Document], scheduler: str, *, thorough: bool
) -> Iterator[tuple[Document, Outcome]]:
    """Each article with its outcome, in their order, read by whatever workers the cluster has at the time.

    A batch whose worker is lost is read by another one. If that happens four times, its articles are read
    one by one, and one that loses four workers by itself has a `Failure`. A cluster without workers is told
    in a warning after `SILENCE` seconds.

    Raises:
        KgraphError: Dask is not installed, no scheduler answers, the scheduler is lost, no worker has come
            for `PATIENCE` seconds, or a worker has other rules than we, or no kgraph.
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
    with _only_own_words(), client:
        yield from _read(_Cluster(client, scheduler, thorough), documents)


@contextmanager
def _only_own_words() -> Iterator[None]:
    """Keep Dask from telling with tracebacks what is told here in a sentence: that its scheduler is lost."""
    logger = logging.getLogger("distributed.client")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _read(cluster: _Cluster, documents: Iterable[Document]) -> Iterator[tuple[Document, Outcome]]:
    waiting: deque[tuple[Batch, Any]] = deque()
    for batch in batches(documents):
        waiting.append((batch, cluster.start(batch)))
        if len(waiting) > AHEAD * max(1, cluster.threads()):
            yield from _done(waiting, cluster)
    while waiting:
        yield from _done(waiting, cluster)


def _done(waiting: deque[tuple[Batch, Any]], cluster: _Cluster) -> Iterator[tuple[Document, Outcome]]:
    batch, future = waiting.popleft()
    found = cluster.result(future)
    if found is not None:
        yield from zip(batch, found, strict=True)
        return
    for document in batch:
        single = cluster.result(cluster.start([document]))
        died = Failure("all workers that read it died, of memory most likely; leave it out")
        yield document, died if single is None else single[0]


class _Cluster:
    """A scheduler that gives batches to its workers; every call tells when it is gone."""

    def __init__(self, client: Client, address: str, thorough: bool) -> None:
        self._client = client
        self._address = address
        self._thorough = thorough
        self._rules = rules_version(thorough)
        self._last_seen = time.monotonic()
        """When there was a worker."""
        self._told = False

    def start(self, batch: Batch) -> Any:
        """Give a batch to the next worker that is free."""
        return self._client.submit(read_on_worker, batch, self._thorough, self._rules, pure=False)

    def threads(self) -> int:
        """How many batches the workers read at a time."""
        try:
            count: int = sum(self._client.nthreads().values())
        except (CancelledError, OSError) as error:
            raise self._gone() from error
        if count:
            self._last_seen = time.monotonic()
        return count

    def result(self, future: Any) -> list[Outcome] | None:
        """The outcomes of a batch as soon as they are there; None where it has lost too many workers."""
        from distributed import KilledWorker

        while True:
            if self._client.status != "running":
                raise self._gone()
            with suppress(TimeoutError):
                try:
                    found: list[Outcome] = future.result(timeout=LOOK)
                except KilledWorker:
                    return None
                except CancelledError as error:
                    raise self._gone() from error
                except (KgraphError, TimeoutError):
                    raise
                except Exception as error:  # whatever a worker fails with before it reads
                    raise KgraphError(
                        f"A worker of the cluster cannot read ({type(error).__name__}: {error}): install the"
                        " same kgraph on all of them."
                    ) from error
                return found
            self._look()

    def _look(self) -> None:
        """Tell where there are no workers, and wait for them only so long."""
        if self.threads():
            return
        alone = time.monotonic() - self._last_seen
        if alone > PATIENCE:
            raise KgraphError(
                f"{self._address}: the scheduler has had no worker for {PATIENCE:g} seconds: start some with"
                f" `dask worker {self._address}`, then the same command again; it goes on where it ended."
            )
        if alone > SILENCE and not self._told:
            self._told = True
            warnings.warn(
                f"{self._address}: the Dask scheduler has no worker; waiting {PATIENCE:g} seconds for one"
                f" (`dask worker {self._address}`)",
                stacklevel=2,
            )

    def _gone(self) -> KgraphError:
        return KgraphError(
            f"{self._address}: the Dask scheduler is gone: start it and its workers, then the same command"
            " again; it goes on where it ended."
        )
