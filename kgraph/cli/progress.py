"""A progress bar on standard error, only where a person sits in front of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

import click

from kgraph.model import Document

__all__ = ["watched"]

Progress: TypeAlias = Callable[[Document], object]


@contextmanager
def watched(
    documents: Iterable[Document], *, prints_data: bool = False
) -> Iterator[tuple[Iterable[Document], Progress | None]]:
    """The documents, and what to call after each. Without a terminal both are as given, and None.

    `prints_data` says that data goes to standard output meanwhile: on a terminal, that shows enough.
    A bar needs to know how many documents there are, so all are read first.
    """
    if not sys.stderr.isatty() or (prints_data and sys.stdout.isatty()):
        yield documents, None
        return
    found = list(documents)
    count = len({document.id for document in found})
    with click.progressbar(length=count, label="Reading articles", file=sys.stderr) as bar:
        yield found, lambda document: bar.update(1)
