"""Articles read by several processes of this machine, in the order in which they came."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Timer
from typing import IO, cast

from kgraph.errors import KgraphError
from kgraph.extraction.frames import receive, send
from kgraph.extraction.own import ONE_THREAD
from kgraph.extraction.stages import Batch, Failure, Outcome, batches
from kgraph.model import Document

__all__ = ["Crew", "cores", "read_by_processes"]

AHEAD = 3
"""Batches a process that are given out before the first is done: a long one does not stop the others."""

PATIENCE = 180.0
"""Seconds that a batch may take, whatever is in it."""
SLOWEST = 400
"""Characters a second, besides: a twentieth of what one core usually reads."""

UNABLE = (
    "A process that should read articles ended before it could, of memory most likely: choose fewer with"
    " --workers."
)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_by_processes(
    documents: Iterable[Document], count: int, *, thorough: bool
) -> Iterator[tuple[Document, Outcome]]:
    """Each article with its outcome, in their order; as many processes as `count` says, each with all models.

    They are processes of their own, which share nothing with this one and need nothing of its main module.
    Reads ahead by a few batches for each of them. If one dies (of memory, most often) or takes twenty times
    as long as it should, its articles are read again one by one, and the one that kills a second process has
    a `Failure`.

    Raises:
        KgraphError: the processes cannot start, or what they tell of why they cannot read.
    """
    with Crew(count, thorough) as crew:
        waiting: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
        for batch in batches(documents):
            waiting.append((batch, crew.start(batch)))
            if len(waiting) > AHEAD * count:
                yield from _done(waiting)
        while waiting:
            yield from _done(waiting)


def _done(waiting: deque[tuple[Batch, Future[list[Outcome]]]]) -> Iterator[tuple[Document, Outcome]]:
    batch, future = waiting.popleft()
    yield from zip(batch, future.result(), strict=True)


class Crew:
    """Processes that are started when they are first needed, and ended by `end`, or at the end of `with`.

    Raises:
        KgraphError: in what `start` gives back: the processes cannot start, or what they tell of why not.
    """

    def __init__(self, count: int, thorough: bool) -> None:
        self._thorough = thorough
        self._threads = ThreadPoolExecutor(count, "kgraph-worker")
        self._free: SimpleQueue[_Worker | None] = SimpleQueue()
        self._all: list[_Worker] = []
        self._lock = Lock()
        self._is_over = False
        self._has_started = False
        for _ in range(count):
            self._free.put(None)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def end(self) -> None:
        """End all processes, whatever they are doing."""
        with self._lock:
            self._is_over = True
            for worker in self._all:
                worker.kill()  # the thread that waits for its answer gets the end of the stream
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.end()

    def start(self, batch: Batch) -> Future[list[Outcome]]:
        """Let the next process that is free read a batch."""
        return self._threads.submit(self._read, batch)

    def _read(self, batch: Batch) -> list[Outcome]:
        found = self._ask(batch)
        if found is not None:
            return found
        single = [self._ask([document]) or self._ask([document]) for document in batch]
        died = Failure("the process that read it died twice, of memory or of time; split it, or leave it out")
        return [one[0] if one else died for one in single]

    def _ask(self, batch: Batch) -> list[Outcome] | None:
        """The outcomes; None where the process died."""
        worker = self._free.get()
        try:
            with self._lock:
                if self._is_over:
                    raise CancelledError
                if worker is None:
                    worker = _Worker(self._thorough)
                    self._all.append(worker)
            found = worker.ask(batch)
            self._has_started = True
        except (EOFError, OSError):
            if worker is not None and worker.is_ready:
                self._has_started = True  # what it died of are its articles
            if not self._has_started and not self._is_over:
                raise KgraphError(UNABLE) from None
            with self._lock:
                if worker is not None:
                    self._all.remove(worker)
                    worker.end()
                worker = None
                if self._is_over:
                    raise CancelledError from None
            return None
        finally:
            self._free.put(worker)
        return found


class _Worker:
    """A process of `kgraph.extraction.worker`."""

    def __init__(self, thorough: bool) -> None:
        command = [
            sys.executable,
            "-P",
            "-m",
            "kgraph.extraction.worker",
            *(["--thorough"] if thorough else []),
        ]
        paths = os.pathsep.join(path or os.curdir for path in sys.path)
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ONE_THREAD | {"PYTHONPATH": paths},
        )
        self.is_ready = False

    def ask(self, batch: Batch) -> list[Outcome]:
        """Read a batch. Raises `EOFError` or `OSError` where the process is dead, or its `KgraphError`."""
        asked, answers = cast(IO[bytes], self._process.stdin), cast(IO[bytes], self._process.stdout)
        limit = Timer(PATIENCE + sum(len(document.text) for document in batch) / SLOWEST, self.kill)
        limit.daemon = True
        limit.start()
        try:
            send(asked, batch)
            if not self.is_ready:
                error = receive(answers)
                if isinstance(error, KgraphError):
                    raise error
                self.is_ready = True
            found: list[Outcome] = receive(answers)
        finally:
            limit.cancel()
        return found

    def kill(self) -> None:
        """Stop it at once; it holds nothing that could be lost."""
        self._process.kill()

    def end(self) -> None:
        """Stop it, and leave nothing of it behind. Nobody may be waiting for its answer."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what was still to be written to it
                cast(IO[bytes], stream).close()
