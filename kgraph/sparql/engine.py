"""Runs checked queries in a process of its own, which is ended when one takes too long or too much.

Why a process: pyoxigraph cannot be stopped within a query, and a query can use up the memory or the
stack. The worker keeps its store from one query to the next; answers come back as TSV, which costs less
than making Python objects of every solution.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import Lock, Timer
from typing import IO, Self

from kgraph.errors import GraphError
from kgraph.export.turtle import turtle_lines
from kgraph.graph import ClaimGraph
from kgraph.ontology import ontology_dir
from kgraph.sparql.answers import Answer
from kgraph.sparql.guard import Value, check, with_values
from kgraph.sparql.prefixes import query_prefixes
from kgraph.sparql.worker import read_frame, write_frame

__all__ = ["Engine"]

SECONDS = 30.0
ROWS = 100_000
MEMORY = 2 << 30
"""Bytes that a query may use, beyond the store."""
ANSWER = 256 << 20
"""Bytes of an answer."""
CHUNK = 1 << 20
ONTOLOGY_GRAPH = "urn:kgraph:ontology"

_SYNTAX = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<rest>.*)", re.DOTALL)
_WORKER = Path(__file__).with_name("worker.py")


class Engine:
    """A store that never changes, in a process of its own; `close` ends it, and so does forgetting it."""

    def __init__(self, turtle: Iterable[str], ontology: Iterable[str] = ()) -> None:
        """Start the process and load Turtle, given as lines, and the ontology into a graph of its own.

        Raises `GraphError` where the process cannot be started or the text is no Turtle.
        """
        path = os.pathsep.join(entry for entry in sys.path if entry)
        # Every error is told in an answer; what else a dying process says is of no use to anybody.
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_WORKER), ONTOLOGY_GRAPH, str(MEMORY), json.dumps(query_prefixes())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._end = weakref.finalize(self, _end, self._process)
        self._lock = Lock()
        try:
            for lines in (turtle, ontology):
                self._send(lines)
            if read_frame(self._output) != b"ready":
                raise EOFError
        except (EOFError, OSError) as error:
            self.close()
            raise GraphError("The graph cannot be loaded for SPARQL; `kgraph validate` tells why.") from error

    @classmethod
    def of(cls, graph: ClaimGraph) -> Self:
        """The engine for a graph as it is now, with the ontology in the graph `urn:kgraph:ontology`."""
        ontology = (ontology_dir() / "kgraph.ttl").read_text(encoding="utf-8")
        return cls(turtle_lines(graph), ontology.splitlines())

    @property
    def alive(self) -> bool:
        """Whether it still takes queries."""
        return self._end.alive and self._process.poll() is None

    def ask(
        self,
        query: str,
        values: Mapping[str, Value] | None = None,
        *,
        timeout: float = SECONDS,
        max_rows: int = ROWS,
    ) -> Answer:
        """The answer to a query; `values` stand for its `$names`.

        The time limit is in seconds. A query that hits it, or the memory limit, ends the process: the
        next one needs a new engine. Raises `GraphError` for a query that does not hold or hits a limit.
        """
        query = with_values(query, values or {})
        check(query)
        asked = {"query": query, "seconds": timeout, "rows": max_rows, "bytes": ANSWER}
        with self._lock:
            if not self.alive:
                raise GraphError("The process that answers queries has ended: start another engine.")
            timer = self._timer(timeout)
            try:
                write_frame(self._input, json.dumps(asked).encode())
                head, data = json.loads(read_frame(self._output)), read_frame(self._output)
            except (EOFError, OSError):
                late = timer is not None and timer.finished.is_set()
                code = self._process.wait()
                self.close()
                raise GraphError(_why_ended(code, late, timeout)) from None
            finally:
                if timer is not None:
                    timer.cancel()
        if "fault" in head:
            raise GraphError(_fault(head["fault"], head["text"], max_rows))
        return Answer(head["kind"], data)

    def close(self) -> None:
        """End the process."""
        self._end()

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout
        return self._process.stdout

    def _timer(self, timeout: float) -> Timer | None:
        """Ends the process where it cannot do so itself; Unix has an alarm for that."""
        if hasattr(signal, "setitimer"):
            return None
        timer = Timer(timeout, self._process.kill)
        timer.daemon = True
        timer.start()
        return timer

    def _send(self, lines: Iterable[str]) -> None:
        held: list[str] = []
        size = 0
        for line in lines:
            held.append(line)
            size += len(line)
            if size > CHUNK:
                write_frame(self._input, _joined(held))
                held, size = [], 0
        if held:
            write_frame(self._input, _joined(held))
        write_frame(self._input, b"")


def _joined(lines: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            try:
                pipe.close()
            except OSError:  # what was still to be written cannot be any more
                continue
    process.wait()


def _why_ended(code: int, late: bool, timeout: float) -> str:
    if late or code == -getattr(signal, "SIGALRM", 0):
        return f"The query took longer than {timeout:g} seconds: ask for less, or allow more time."
    if code == -getattr(signal, "SIGSEGV", 0):
        return "The query is too deep for the SPARQL engine: write it with fewer parts within parts."
    return f"The query needed more than {MEMORY >> 30} GB of memory: ask for less, or add a LIMIT within it."


def _fault(kind: str, text: str, max_rows: int) -> str:
    if kind == "much" and text == "rows":
        return f"The answer has more than {max_rows:,} rows: add a LIMIT, or allow more rows."
    if kind == "much":
        return f"The answer is larger than {ANSWER >> 20} MB: ask for fewer or shorter values."
    if kind == "memory":
        return _why_ended(0, False, 0)
    if kind == "syntax":
        return _syntax_fault(text)
    return f"The query cannot be run ({text})."


def _syntax_fault(text: str) -> str:
    """What is wrong, from the parser's words, which list every character that would have been right."""
    found = _SYNTAX.match(text)
    if not found:
        return f"The query does not hold: {' '.join(text.split())}."
    where = f"line {found['line']}, column {found['column']}"
    if "Prefix not found" in text:
        known = ", ".join(sorted(query_prefixes()))
        return f"The query uses a prefix before {where} that it does not declare; known are {known}."
    words = [
        word for word in re.split(r", | or ", found["rest"]) if re.fullmatch(r"[A-Z]+|\"[^\w\s]\"", word)
    ]
    wanted = f": there {', '.join(words[:5])} would be right" if words else ""
    return f"The query does not hold at {where}{wanted}."
