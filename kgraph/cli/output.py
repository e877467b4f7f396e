"""Where a verb's output goes: talk to standard error, data to standard output or to a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

import click

from kgraph.errors import OutputError
from kgraph.placing import placed
from kgraph.words import one_line

__all__ = ["STDOUT", "drop_stdout", "print_bytes", "say", "use_utf8", "writing"]

STDOUT = "-"


def say(message: str) -> None:
    """One line of talk on standard error, never data."""
    click.echo(f"kgraph: {one_line(message)}", err=True)


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """Text to a UTF-8 file, or to standard output for `-`.

    A file appears under its name only when it is complete. What UTF-8 cannot hold, half of a
    surrogate pair, becomes an escape as in JSON.

    Raises:
        OutputError: nothing can be written there.
    """
    if path == STDOUT:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with (
            placed(Path(path)) as made,
            made.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
        ):
            yield file
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); choose another place.") from error


def print_bytes(data: bytes) -> None:
    """Data that is not text, to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def use_utf8() -> None:
    """Make standard output UTF-8 with "\\n" line ends, whatever the locale says: it is data."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def drop_stdout() -> None:
    """Give up on a standard output that nobody reads any more, so that Python can end quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
