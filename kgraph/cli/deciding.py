"""What the verbs share that keep a decision: the graph file, changed and followed by its folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from kgraph.cli.inputs import is_claim_lines
from kgraph.errors import GraphError

if TYPE_CHECKING:
    from kgraph.api import Graph

__all__ = ["change", "note_option"]

Result = TypeVar("Result")
Function = TypeVar("Function", bound=Callable[..., object])


def note_option(function: Function) -> Function:
    """`--note TEXT`, as `note`."""
    return click.option("--note", metavar="TEXT", help="Why, to be kept with the decision.")(function)


def change(given: str, decide: Callable[[Graph], Result]) -> Result:
    """Let `decide` take decisions on a graph, and keep them in its file.

    `given` is a graph file or a folder that `kgraph build` wrote, whose other files are made anew.
    Raises `GraphError` for anything else, and whatever `decide` raises; then nothing has changed.
    """
    from kgraph.api import Graph
    from kgraph.folder import GRAPH_FILE, OUTPUTS, output_folder, write_outputs
    from kgraph.graph import file

    path = Path(given)
    if is_claim_lines(given):
        raise GraphError(f"{given}: decisions are kept in a graph file; make one with `kgraph build`.")
    if path.is_dir():
        path /= GRAPH_FILE
    folder = path.parent
    built = path.name == GRAPH_FILE and all((folder / name).is_file() for name in OUTPUTS)
    with output_folder(folder) if built else nullcontext():
        graph = Graph.open(path)
        before = graph.decisions()
        result = decide(graph)
        if (after := graph.decisions()) != before:
            file.write(path, (), (), after)
            if built:
                write_outputs(graph, folder)
    return result
