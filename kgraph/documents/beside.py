"""Large web archives read by several processes side by side, in the order of their pages.

To take the main text out of a page costs thirty times what it costs to unpack it. So each process unpacks the
whole archive, and reads every so many-th page of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Self

from kgraph.documents.apart import Apart, Numbered
from kgraph.documents.found import Found, Skipped

__all__ = ["Beside"]

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst", ".wacz")
_LARGE = 20_000_000
"""Bytes from which on an archive is worth more than one process."""
_CORES, _MOST = 4, 8
"""Cores for each process that reads files, the others being for the extraction; and how many there are."""


class Beside:
    """As `Apart`, with as many processes as the cores of the machine allow; others than the first are started
    for large archives.
    """

    def __init__(self, readers: int | None = None, *, large: int = _LARGE) -> None:
        self._large = large
        self._all = [Apart() for _ in range(readers or max(1, min(_MOST, _cores() // _CORES)))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._all:
            one.close()

    def read(self, path: str, name: str, **asked: Any) -> Iterator[Found | Skipped]:
        """What a file holds, as `Apart.read`: the same in the same order, however many read it."""
        parts = len(self._all)
        if parts == 1 or not name.lower().endswith(_ARCHIVES) or _size(path) < self._large:
            return self._all[0].read(path, name, **asked)
        return _merged(
            [one.numbered(path, name, part=(part, parts), **asked) for part, one in enumerate(self._all)]
        )


def _merged(streams: list[Iterator[Numbered]]) -> Iterator[Found | Skipped]:
    """The pieces by their numbers, of which each stream has every so many-th from its own place on.

    What ends a file is told by all of them, and here once.
    """
    ended: dict[Skipped, None] = {}
    waiting: list[Numbered | None] = [next(stream, None) for stream in streams]
    for number in count(1):
        turn = (number - 1) % len(streams)
        while (one := waiting[turn]) is not None and (one[0] is None or one[0] <= number):
            if one[0] == number:
                yield one[1]
            elif not one[0] and isinstance(one[1], Skipped):
                ended.setdefault(one[1])
            waiting[turn] = next(streams[turn], None)
        if not any(waiting):
            break
    yield from ended


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:  # who reads it will tell
        return 0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
