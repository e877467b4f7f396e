"""The process in which files of risky formats are read, so that none can harm or stop any other process.

It reads requests from standard input, a JSON object a line, and answers each with objects a line: the
number of a piece with its name, before it is read, or with what came of it; `{}` ends an answer. A piece
that takes too long ends the process, and it can only use so much memory; whoever asked starts another,
behind that piece. It ends when its input does.
"""

from __future__ import annotations

import json
import logging
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kgraph.documents.apart import NO_MEMORY
from kgraph.documents.found import Found, Skipped
from kgraph.documents.opening import articles_of
from kgraph.documents.piece import Piece

__all__ = ["main"]

_PATIENCE = 8
"""Seconds on the clock for each of the processor, at most: a busy machine, a slow disk."""


def main() -> int:
    """Answer requests until the input ends; the exit code, `NO_MEMORY` where a piece needs too much."""
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked decides when to stop
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    _confine(memory)
    source, target = sys.stdin.buffer, sys.stdout.buffer
    for line in source:
        try:
            for row in _answers(json.loads(line), seconds):
                target.write(json.dumps(row).encode() + b"\n")
                if not row or "name" in row:
                    target.flush()
        except MemoryError:
            return NO_MEMORY
    return 0


def _answers(asked: dict[str, Any], seconds: float) -> Iterator[dict[str, Any]]:
    published = asked["published"] and date.fromisoformat(asked["published"])
    try:
        with Path(asked["path"]).open("rb") as stream:
            piece = Piece(
                asked["name"], stream, asked["kind"], asked["charset"], asked["url"], asked["columns"]
            )
            steps = articles_of(
                piece,
                start=asked["start"],
                part=tuple(asked["part"]),
                publisher=asked["publisher"],
                published=published,
                media_type=asked["type"],
            )
            _allow(seconds)
            for number, one in steps:
                _allow(0)  # whoever asked may take its time
                yield {"n": number, "name": one} if isinstance(one, str) else {"n": number, **_as_row(one)}
                _allow(seconds)
    except OSError as error:
        yield {"n": 0, **_as_row(Skipped(asked["name"], f"cannot be read ({error.strerror or error})"))}
    finally:
        _allow(0)
    yield {}


def _allow(seconds: float) -> None:
    """So many seconds from now the process ends; 0 takes that back."""
    if hasattr(signal, "setitimer"):
        # The signals' default ends the process, whatever a library is doing just then. The time of the
        # processor counts, so that what is read does not depend on what else the machine does.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE * seconds)


def _as_row(one: Found | Skipped) -> dict[str, Any]:
    """What was found or skipped, as JSON has it."""
    if isinstance(one, Skipped):
        return {"skipped": one.path, "reason": one.reason, "stage": one.stage}
    document = one.document
    return {
        "text": document.text,
        "path": document.path,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published and document.published.isoformat(),
        "url": document.url,
        "kind": one.kind,
        "author": one.author,
        "language": one.language,
    }


def _confine(memory: int) -> None:
    """Allow so many bytes of memory in all. Only where Unix has that."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    raise SystemExit(main())
