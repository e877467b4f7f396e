"""What a worker of a Dask cluster does: it lets processes of its own read, and ends those that are stuck."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock, Timer

from kgraph.errors import KgraphError
from kgraph.extraction.processes import Crew
from kgraph.extraction.rules import rules_version
from kgraph.extraction.stages import Batch, Outcome

__all__ = ["read_on_worker"]

IDLE = 60.0
"""Seconds after the last batch, until when the processes stay, with the models that they have loaded."""


@dataclass(slots=True)
class _Kept:
    """Processes that stay for the next batch; `hands` is how many batches they have."""

    crew: Crew
    hands: int = 0
    ending: Timer | None = None


_LOCK = Lock()
_KEPT: dict[bool, _Kept] = {}
"""By `thorough`."""


def read_on_worker(batch: Batch, thorough: bool, rules: str) -> list[Outcome]:
    """What each article of a batch says, read in a process apart, so that this one can answer its scheduler.

    A process that dies, or takes twenty times as long as it should, costs what it costs on one machine.
    Several threads may ask at a time, and each has a process.

    Raises:
        KgraphError: we go by other rules than whoever asks, or the processes cannot start.
    """
    own = rules_version(thorough)
    if own != rules:
        raise KgraphError(
            f"A worker reads by other rules ({own}) than this process ({rules}): install the same kgraph,"
            " spaCy and numpy, and use the same catalogue, everywhere."
        )
    kept = _taken(thorough)
    try:
        return kept.crew.start(batch).result()
    finally:
        with _LOCK:
            kept.hands -= 1
            if not kept.hands:
                kept.ending = Timer(IDLE, _end, (thorough, kept))
                kept.ending.daemon = True
                kept.ending.start()


def _taken(thorough: bool) -> _Kept:
    with _LOCK:
        kept = _KEPT.get(thorough)
        if kept is None:
            kept = _KEPT[thorough] = _Kept(Crew(_threads(), thorough))
        if kept.ending is not None:
            kept.ending.cancel()
        kept.hands += 1
        return kept


def _end(thorough: bool, kept: _Kept) -> None:
    with _LOCK:
        if kept.hands or _KEPT.get(thorough) is not kept:
            return
        del _KEPT[thorough]
    kept.crew.end()


def _threads() -> int:
    """Those of the worker that this process is; 1 where it is none."""
    from distributed import get_worker

    try:
        return int(get_worker().state.nthreads)
    except ValueError:
        return 1
