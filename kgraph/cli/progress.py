"""A progress bar on standard error, only where a person sits in front of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TypeAlias

import click

from kgraph.errors import KgraphError
from kgraph.model import Document

__all__ = ["watched"]

FEW = 1_000
PATIENCE = 2.0
"""Seconds."""

Progress: TypeAlias = Callable[[Document], object]


@contextmanager
def watched(
    documents: Iterable[Document], *, prints_data: bool = False
) -> Iterator[tuple[Iterable[Document], Progress | None]]:
    """The documents, and what to call after each. Without a terminal both are as given, and None.

    `prints_data` says that data goes to standard output meanwhile: on a terminal, that shows enough. A bar
    needs to know how many documents there are, so up to `FEW` are read first, as long as that takes no more
    than the `PATIENCE`; of more, the number of those that are done is shown.
    """
    if not sys.stderr.isatty() or (prints_data and sys.stdout.isatty()):
        yield documents, None
        return
    found, count = _ahead(iter(documents))
    if count is None:
        counter = _Counter()
        yield found, counter.update
        counter.end()
        return
    with click.progressbar(length=count, label="Reading articles", file=sys.stderr) as bar:
        yield found, lambda document: bar.update(1)


def _ahead(rest: Iterator[Document]) -> tuple[Iterator[Document], int | None]:
    """The documents, and how many different ones; None where reading all of them first would take long.

    A fault among them waits for its turn, so that those before it are worked at.
    """
    found: list[Document] = []
    end = time.monotonic() + PATIENCE
    while len(found) < FEW and time.monotonic() < end:
        try:
            found.append(next(rest))
        except StopIteration:
            return iter(found), len({document.id for document in found})
        except KgraphError as fault:
            return chain(found, map(_raised, [fault])), None
    return chain(found, rest), None


def _raised(fault: KgraphError) -> Document:
    raise fault


class _Counter:
    """How many articles are done, on one line, ten times a second at most."""

    def __init__(self) -> None:
        self._done = 0
        self._shown = 0.0

    def update(self, document: Document) -> None:
        """One more is done."""
        self._done += 1
        if time.monotonic() > self._shown + 0.1:
            self._shown = time.monotonic()
            click.echo(f"\rReading articles  {self._done:,}", nl=False, err=True)

    def end(self) -> None:
        """Leave the last number on its line."""
        click.echo(f"\rReading articles  {self._done:,}", err=True)
