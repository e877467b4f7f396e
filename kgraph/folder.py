"""The folder that a build writes into: made, held by one run at a time, its files written together."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kgraph.errors import KgraphError, OutputError
from kgraph.placing import placed_together

if TYPE_CHECKING:
    from kgraph.api import Graph
    from kgraph.documents import Skipped
    from kgraph.gathering import BuildReport, Refusal

__all__ = ["GRAPH_FILE", "OUTPUTS", "REPORT", "output_folder", "reporting", "write_outputs"]

GRAPH_FILE = "graph.kgraph"
"""The file in which the graph of a folder grows."""

OUTPUTS = (GRAPH_FILE, "graph.ttl", "graph.png", "claims.jsonl")
"""What a build leaves in its folder: the graph file, and what is made from it."""

REPORT = "build-report.jsonl"
"""What the last build left out, and why, however it ended: documents, and claims of a language model."""


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
            with placed_together(output):
                pass
        for name in (*OUTPUTS, REPORT):
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
    with _told_of(output), placed_together(output) as folder:
        try:
            graph.to_turtle(folder / "graph.ttl")
            graph.to_jsonl(folder / "claims.jsonl")
            graph.draw(folder / "graph.png", name=output.resolve().name)
        except KgraphError as error:
            # People know the output folder, not the hidden one in it.
            message = str(error).replace(str(folder), str(output))
            raise type(error)(message, error.faults) from error


@contextmanager
def reporting(report: BuildReport, output: Path) -> Iterator[None]:
    """Write what the report has, and is told meanwhile, as a line of JSON each, as soon as it is known.

    `document`, `stage` and `reason` of each document that was skipped; of each claim of a language model
    that was refused the stage is `llm`, and `why`, `said` and `quote` stand beside these. However the run
    ends, the lines are there; an older report stays only where a run ends in an error before it has
    anything to tell.
    """
    file: TextIO | None = None

    def opened() -> TextIO:
        nonlocal file
        if file is None:
            (output / REPORT).unlink(missing_ok=True)  # it may be a link to some other file
            file = (output / REPORT).open("x", encoding="utf-8", errors="backslashreplace", newline="\n")
        return file

    def tell(one: Skipped | Refusal) -> None:
        with _told_of(output):
            opened().write(json.dumps(_row(one), ensure_ascii=False) + "\n")
            opened().flush()

    before, report.listener = report.listener, tell
    kept: list[Skipped | Refusal] = [*report.skipped, *report.refusals]
    try:
        for one in kept:
            tell(one)
        yield
        with _told_of(output):
            opened()
    finally:
        report.listener = before
        if file is not None:
            file.close()


def _row(one: Skipped | Refusal) -> dict[str, str]:
    from kgraph.gathering import Refusal

    if not isinstance(one, Refusal):
        return {"document": one.path, "stage": one.stage, "reason": one.reason}
    row = {"document": one.document, "stage": "llm", "reason": one.reason}
    return row | {"why": one.why, "said": one.said, "quote": one.quote}


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
