"""Making very many objects at once without Python's search for circles of garbage among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Puts the search off until the end; for objects that make no circles, such as claims and rows.

    Python searches again and again while a heap grows: that was a third of the time of reading claims, and
    two thirds of making rows beside a large graph. Reference counting goes on; so do other threads, which
    the search waits for, too.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
