"""The folder that a build writes into: made, held by one run at a time, its files written together."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kgraph.errors import KgraphError, OutputError
from kgraph.placing import GRAPH_FILE, OUTPUTS, REPORT, placed, placed_together

if TYPE_CHECKING:
    from kgraph.api import Graph
    from kgraph.documents import Skipped
    from kgraph.gathering import BuildReport, Refusal

__all__ = ["GRAPH_FILE", "OUTPUTS", "REPORT", "output_folder", "report_lines", "reporting", "write_outputs"]

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


@contextmanager
def reporting(report: BuildReport, output: Path, read: Container[str] = ()) -> Iterator[None]:
    """Write what the report has, and is told meanwhile, as `report_lines`, each as soon as it is known.

    What a language model was refused in articles that are not `read` again (by path or label) stays listed,
    as their claims stay in the graph. However the run ends, the lines are there; an older report stays as it
    is only where a run ends in an error before it has anything to tell.
    """
    before = _of_models(output / REPORT)
    file: TextIO | None = None

    def opened() -> TextIO:
        nonlocal file
        if file is None:
            (output / REPORT).unlink(missing_ok=True)  # it may be a link to some other file
            file = (output / REPORT).open("x", encoding="utf-8", errors="backslashreplace", newline="\n")
            file.writelines(line for line, _ in before)
        return file

    def tell(one: Skipped | Refusal) -> None:
        with _told_of(output):
            opened().write(_line(one))
            opened().flush()

    listener, report.listener = report.listener, tell
    kept: list[Skipped | Refusal] = [*report.skipped, *report.refusals]
    try:
        for one in kept:
            tell(one)
        yield
        with _told_of(output):
            opened()
    finally:
        report.listener = listener
        if file is not None:
            file.close()
            with _told_of(output):
                _forget(output / REPORT, before, read)


def report_lines(skipped: Iterable[Skipped], refusals: Iterable[Refusal] = ()) -> Iterator[str]:
    """A line of JSON for each document that was skipped: `document`, `stage` and `reason`.

    Then one for each claim of a language model that was refused: with the stage `llm`, and `why`, `said` and
    `quote` beside these.
    """
    yield from map(_line, skipped)
    yield from map(_line, refusals)


def _line(one: Skipped | Refusal) -> str:
    from kgraph.gathering import Refusal

    if isinstance(one, Refusal):
        row = {"document": one.document, "stage": LLM, "reason": one.reason}
        row |= {"why": one.why, "said": one.said, "quote": one.quote}
    else:
        row = {"document": one.path, "stage": one.stage, "reason": one.reason}
    return json.dumps(row, ensure_ascii=False) + "\n"


def _of_models(report: Path) -> list[tuple[str, object]]:
    """The lines of a report on claims of a language model, each with its document."""
    if not report.is_file():
        return []
    found: list[tuple[str, object]] = []
    with report.open(encoding="utf-8", errors="replace", newline="\n") as stream:
        for line in stream:
            try:
                row = json.loads(line)
            except ValueError:
                continue  # somebody wrote into it
            if isinstance(row, dict) and row.get("stage") == LLM:
                found.append((line.rstrip("\n") + "\n", row.get("document")))
    return found


def _forget(report: Path, before: Sequence[tuple[str, object]], read: Container[str]) -> None:
    """Take what older runs told of documents that were read again out of a report that begins with it."""
    if not any(document in read for _, document in before):
        return
    with (
        report.open(encoding="utf-8", newline="\n") as lines,
        placed(report) as made,
        made.open("w", encoding="utf-8", newline="\n") as stream,
    ):
        stream.writelines(line for line, document in before if document not in read)
        stream.writelines(islice(lines, len(before), None))


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
