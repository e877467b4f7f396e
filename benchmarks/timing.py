"""How long something takes, in time of the processor, which a busy machine changes little."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

__all__ = ["timed"]


def timed(run: Callable[[], object], runs: int) -> float:
    """Seconds of the processor, the median of some runs."""
    spent = []
    for _ in range(runs):
        start = time.process_time()
        run()
        spent.append(time.process_time() - start)
    return median(spent)
