"""The folder that a build writes into: made, held by one run at a time, its files written together."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import KgraphError, OutputError
from kgraph.placing import placed, placed_together

if TYPE_CHECKING:
    from kgraph.api import Graph
    from kgraph.documents import Skipped
    from kgraph.gathering import Refusal

__all__ = [
    "GRAPH_FILE",
    "OUTPUTS",
    "REPORT",
    "output_folder",
    "report_lines",
    "write_outputs",
    "write_report",
]

GRAPH_FILE = "graph.kgraph"
"""The file in which the graph of a folder grows."""

OUTPUTS = (GRAPH_FILE, "graph.ttl", "graph.png", "claims.jsonl")
"""What a build leaves in its folder: the graph file, and what is made from it."""

REPORT = "build-report.jsonl"
"""What was left out, and why: documents by the last build, and claims of a language model; empty where
nothing.
"""
LLM = "llm"


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


def report_lines(skipped: Iterable[Skipped], refusals: Iterable[Refusal] = ()) -> Iterator[str]:
    """A line of JSON for each document that was skipped: `document`, `stage` and `reason`.

    Then one for each claim of a language model that was refused: with the stage `llm`, and `why`, `said` and
    `quote` beside these.
    """
    for one in skipped:
        row = {"document": one.path, "stage": one.stage, "reason": one.reason}
        yield json.dumps(row, ensure_ascii=False)
    for each in refusals:
        row = {"document": each.document, "stage": LLM, "reason": each.reason}
        row |= {"why": each.why, "said": each.said, "quote": each.quote}
        yield json.dumps(row, ensure_ascii=False)


def write_report(
    skipped: Iterable[Skipped], output: Path, refusals: Iterable[Refusal] = (), read: Container[str] = ()
) -> None:
    """Write the `report_lines` of a run that `read` these documents, by path or label.

    What a language model was refused in others stays listed, as their claims stay in the graph.
    """
    with (
        _told_of(output),
        placed(output / REPORT) as made,
        made.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream,
    ):
        lines = report_lines(skipped)
        for line in chain(lines, _still_refused(output / REPORT, read), report_lines((), refusals)):
            stream.write(f"{line}\n")


def _still_refused(report: Path, read: Container[str]) -> Iterator[str]:
    if not report.is_file():
        return
    with report.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        for line in stream:
            try:
                row = json.loads(line)
            except ValueError:
                continue  # somebody wrote into it
            if isinstance(row, dict) and row.get("stage") == LLM and row.get("document") not in read:
                yield line.rstrip("\n")


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
