"""The process that holds the triples and runs queries, so that no query can harm any other process.

It is run as a file, with the name of the ontology's graph, the bytes of memory that a query may use and
the prefixes as JSON, and imports nothing of kgraph. It reads frames (eight bytes of length, big-endian,
then the bytes) from standard input: Turtle of the default graph, an empty one, Turtle of the ontology,
an empty one, then one request after the other as JSON; each is answered with a frame of JSON that says
what follows, and one of data. Once loaded it can open no file and no connection, and only use so much
memory. It ends when its input does, and at once when a query takes too long.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

LENGTH = 8


class TooMuchError(Exception):
    """The answer is larger than the asker wants."""


class Frames(io.RawIOBase):
    """Frames up to an empty one, as one stream of bytes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._frames = iter(lambda: read_frame(stream), b"")
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        if not self._left:
            self._left = memoryview(next(self._frames, b""))
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


class Sink(io.RawIOBase):
    """Keeps what is written, up to a number of lines and bytes."""

    def __init__(self, lines: int, size: int) -> None:
        self.parts: list[bytes] = []
        self._lines = lines
        self._size = size

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: Any) -> int:
        """Keep some bytes. Raises `TooMuchError`."""
        part = bytes(data)
        self._lines -= part.count(b"\n")
        self._size -= len(part)
        if self._lines < 0:
            raise TooMuchError("rows")
        if self._size < 0:
            raise TooMuchError("bytes")
        self.parts.append(part)
        return len(part)


def read_frame(stream: IO[bytes]) -> bytes:
    """The next frame. Raises `EOFError` at the end of the stream."""
    head = stream.read(LENGTH)
    if len(head) < LENGTH:
        raise EOFError
    return stream.read(int.from_bytes(head, "big"))


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one frame."""
    stream.write(len(data).to_bytes(LENGTH, "big"))
    stream.write(data)
    stream.flush()


def answer(store: ox.Store, prefixes: dict[str, str], asked: dict[str, Any]) -> Iterator[bytes]:
    """What is answered to a request: the head and the data."""
    # The header of the rows is a line, too.
    sink = Sink(asked["rows"] + 1, asked["bytes"])
    try:
        found = store.query(asked["query"], prefixes=prefixes)
        if isinstance(found, ox.QueryBoolean):
            kind = "truth"
            sink.write(b"true" if found else b"false")
        elif isinstance(found, ox.QuerySolutions):
            kind = "rows"
            found.serialize(cast("IO[bytes]", sink), format=ox.QueryResultsFormat.TSV)
        else:
            kind = "triples"
            sink = Sink(asked["rows"], asked["bytes"])
            found.serialize(cast("IO[bytes]", sink), format=ox.RdfFormat.N_TRIPLES)
    except TooMuchError as error:
        yield from (_as_json({"fault": "much", "text": str(error)}), b"")
    except MemoryError:
        yield from (_as_json({"fault": "memory", "text": ""}), b"")
    except (SyntaxError, ValueError) as error:
        yield from (_as_json({"fault": "syntax", "text": str(error)}), b"")
    except Exception as error:
        yield from (_as_json({"fault": "other", "text": f"{type(error).__name__}: {error}"}), b"")
    else:
        yield from (_as_json({"kind": kind}), b"".join(sink.parts))


def confine(memory: int) -> None:
    """Allow no more open files, and so many bytes of memory more than now. Only where Unix has that."""
    try:
        import resource
    except ImportError:
        return
    limit = _memory_now() + memory
    # The lowest free number is the limit: nothing can be opened any more, files and sockets alike.
    with Path("/dev/null").open() as probe:
        free = probe.fileno()
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _memory_now() -> int:
    import resource

    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _as_json(row: dict[str, Any]) -> bytes:
    return json.dumps(row).encode()


def main() -> None:
    """Load, then answer until the input ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    store = ox.Store()
    store.bulk_load(io.BufferedReader(Frames(source), 1 << 16), format=ox.RdfFormat.TURTLE)
    name = ox.NamedNode(sys.argv[1])
    store.bulk_load(io.BufferedReader(Frames(source), 1 << 16), format=ox.RdfFormat.TURTLE, to_graph=name)
    prefixes = json.loads(sys.argv[3])
    confine(int(sys.argv[2]))
    write_frame(target, b"ready")
    while True:
        try:
            asked = json.loads(read_frame(source))
        except EOFError:
            return
        if hasattr(signal, "setitimer"):
            # The signal's default ends the process, whatever the library is doing just then.
            signal.setitimer(signal.ITIMER_REAL, asked["seconds"])
        for frame in answer(store, prefixes, asked):
            write_frame(target, frame)
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    main()
