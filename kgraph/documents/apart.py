"""Files read in a process apart, one after the other: what kills or blocks the process costs one piece."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any, Self, TypeAlias

from kgraph.documents.found import Found, Skipped
from kgraph.model import Document

__all__ = ["MEMORY", "NO_MEMORY", "SECONDS", "Apart", "Numbered"]

SECONDS = 15.0
"""Of the processor's time, that one piece may take."""
MEMORY = 1_600_000_000
"""Bytes of memory, program and libraries included."""
NO_MEMORY = 12
"""Exit code of the process: the memory did not suffice."""
_MOST_DEATHS = 50
"""Pieces of one file that may kill the process before the rest of the file is given up."""
_TOO_LONG = [-getattr(signal, name) for name in ("SIGALRM", "SIGPROF") if hasattr(signal, name)]
_ROOT = Path(__file__).parents[2]


Numbered: TypeAlias = tuple[int | None, Found | Skipped]
"""The number of a piece of a file, from 1, and what came of it."""


class Apart:
    """A process that reads, started when it is first needed. Use it as a context."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, path: str, name: str, *, published: date | None = None, **asked: Any
    ) -> Iterator[Found | Skipped]:
        """What a file holds. `name` is what people call it, `asked` the rest of the request."""
        return (one for _, one in self.numbered(path, name, published=published, **asked))

    def numbered(
        self, path: str, name: str, *, published: date | None = None, **asked: Any
    ) -> Iterator[Numbered]:
        """The same with the numbers of the pieces; None or 0 where the file, or its rest, is not read."""
        request = {
            "publisher": None,
            "kind": None,
            "charset": None,
            "url": None,
            "columns": {},
            "type": None,
            "part": (0, 1),
        } | asked
        request |= {"path": path, "name": name, "published": published and published.isoformat()}
        at, deaths = 0, 0
        while True:
            reading = None
            for row in self._rows({**request, "start": at}):
                if not row:
                    return
                at = row["n"]
                reading = row.get("name")
                if reading is None:
                    yield at, _of_row(row)
            reason = self._reason()
            deaths += 1
            if reading is None or deaths > _MOST_DEATHS:
                # It died between two pieces, and would again.
                yield None, Skipped(name, f"the rest is not read: it {reason}" if at else reason)
                return
            yield at, Skipped(reading, reason)

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process.wait()
            self._process = None

    def _rows(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answer, without its end where the process dies."""
        process = self._process or self._start()
        done = False
        try:
            source, target = _open(process.stdin), _open(process.stdout)
            try:
                source.write(json.dumps(request).encode() + b"\n")
                source.flush()
            except BrokenPipeError:
                return
            for line in target:
                if not line.endswith(b"\n"):
                    return
                row: dict[str, Any] = json.loads(line)
                done = not row
                yield row
                if done:
                    return
        except GeneratorExit:
            if not done:
                self.close()  # the rest of the answer would be taken for the next one
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        limits = (str(self._memory), str(self._seconds))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kgraph.documents.worker", *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        return self._process

    def _reason(self) -> str:
        """Why the process died, in words."""
        assert self._process is not None
        code = self._process.wait()
        self.close()
        if code in _TOO_LONG:
            return f"takes longer than {self._seconds:g} seconds to read: save the article as text"
        if code in (NO_MEMORY, -signal.SIGKILL if hasattr(signal, "SIGKILL") else NO_MEMORY):
            return f"needs more than {self._memory / 1e9:.1f} GB of memory to read: save the article as text"
        return f"breaks its reader (code {code}): save the article as text"


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _of_row(row: dict[str, Any]) -> Found | Skipped:
    if "skipped" in row:
        return Skipped(row["skipped"], row["reason"], row["stage"])
    document = Document(
        row["text"],
        path=row["path"],
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"] and date.fromisoformat(row["published"]),
        url=row["url"],
    )
    return Found(document, row["kind"], row["author"], row["language"])
