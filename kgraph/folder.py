"""The folder that a build writes into: made, held by one run at a time, its files written together."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kgraph.errors import KgraphError, OutputError

if TYPE_CHECKING:
    from kgraph.api import Graph

__all__ = ["OUTPUTS", "output_folder", "write_outputs"]

OUTPUTS = ("graph.kgraph", "graph.ttl", "graph.png", "claims.jsonl")
"""What a build leaves in its folder: the graph file, in which the graph grows, and what is made from it."""


@contextmanager
def output_folder(output: Path) -> Iterator[None]:
    """The folder, made where there is none and held for this run; removed again if it is still empty.

    Raises `OutputError` where it cannot be made or written to, or another run holds it.
    """
    made = [folder for folder in (output, *output.parents) if not folder.exists()]
    try:
        with _told_of(output):
            output.mkdir(parents=True, exist_ok=True)
            # Found out now, not after hours of reading.
            with TemporaryDirectory(prefix=".kgraph-", dir=output):
                pass
        for name in OUTPUTS:
            if (output / name).is_dir():
                raise OutputError(f"{output / name}: is a folder; move it, or choose another output folder.")
        with _held(output):
            yield
    finally:
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def write_outputs(graph: Graph, output: Path) -> None:
    """Write all files but the graph file, in the place of older ones, when all of them are complete."""
    with _told_of(output), TemporaryDirectory(prefix=".kgraph-", dir=output) as staging:
        folder = Path(staging)
        try:
            graph.to_turtle(folder / "graph.ttl")
            graph.to_jsonl(folder / "claims.jsonl")
            graph.draw(folder / "graph.png")
        except KgraphError as error:
            # People know the output folder, not the hidden one in it.
            message = str(error).replace(str(folder), str(output))
            raise type(error)(message, error.faults) from error
        for file in folder.iterdir():
            file.replace(output / file.name)


@contextmanager
def _held(output: Path) -> Iterator[None]:
    """The folder for this process alone; the system lets go of it when the process ends, however it does."""
    if sys.platform == "win32":
        # Folders cannot be locked there; the graph file's own locks keep its data whole.
        yield
        return
    import fcntl

    with _told_of(output):
        descriptor = os.open(output, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise OutputError(
                f"{output}: another kgraph is writing into it; wait until it is done, or choose another."
            ) from None
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _told_of(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(f"{output}: cannot be the output folder ({reason}); choose another.") from error
