"""Where a verb's data goes: standard output, or a file written beside its place and then renamed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, TextIO

import click

from kgraph.errors import OutputError

__all__ = ["STDOUT", "say", "staged", "writing"]

STDOUT = "-"


def say(message: str) -> None:
    """One line of talk on standard error, never data."""
    from kgraph.cli.table import one_line

    click.echo(f"kgraph: {one_line(message)}", err=True)


@contextmanager
def writing(path: str) -> Iterator[TextIO]:
    """UTF-8 text to `path`, or to standard output for `-`.

    A file appears under its name only once it is complete. What UTF-8 cannot hold (half of a
    surrogate pair, from a file name that is not UTF-8) is written as a JSON escape.
    """
    if path == STDOUT:
        stream = click.get_text_stream("stdout", encoding="utf-8", errors="backslashreplace")
        yield stream
        stream.flush()
        return
    with (
        staged(path) as beside,
        beside.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file,
    ):
        yield file


@contextmanager
def staged(path: str) -> Iterator[Path]:
    """A path to write to, with the same suffix; on success it becomes `path` (`-`: standard output).

    Raises:
        OutputError: the place cannot be written to.
    """
    final = Path(path)
    folder = None if path == STDOUT else final.parent
    try:
        with TemporaryDirectory(prefix=".kgraph-", dir=folder) as made:
            beside = Path(made) / ("data" if folder is None else final.name)
            yield beside
            if folder is not None:
                beside.replace(final)
                return
            with beside.open("rb") as file:
                _copy(file)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot write here ({error.strerror}); name another file with -o.") from error


def _copy(file: BinaryIO) -> None:
    stdout = click.get_binary_stream("stdout")
    while chunk := file.read(1 << 20):
        stdout.write(chunk)
    stdout.flush()


def close_stdout() -> None:
    """Forget what is still buffered for a reader that has gone, so that the interpreter can end quietly."""
    with suppress(OSError, ValueError):
        sys.stdout = Path("/dev/null").open("w")  # noqa: SIM115
