"""The graph that a verb works on, from any of the files that hold one."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import ClaimError, GraphError
from kgraph.folder import GRAPH_FILE

if TYPE_CHECKING:
    from kgraph.api import Graph

__all__ = ["STDIN", "given_filters", "graph_file_of", "is_claim_lines", "open_any"]

STDIN = "-"
_SQLITE = b"SQLite format 3\0"
"""What graph files begin with."""


def open_any(path: str, filters: Mapping[str, Any] | None = None) -> Graph:
    """The graph of a graph file, of a folder that `kgraph build` wrote, or of claims as JSON lines.

    `-` is claims as JSON lines on standard input. `filters` are those of `filter_options`.
    """
    graph = _open(path)
    given = given_filters(filters or {})
    return graph.where(**given) if given else graph


def is_claim_lines(path: str) -> bool:
    """Whether claims as JSON lines are there, by the ending of the path or because it is standard input.

    >>> is_claim_lines("Claims.JSONL"), is_claim_lines("-"), is_claim_lines("out/graph.kgraph")
    (True, True, False)
    """
    return path == STDIN or Path(path).suffix.lower() in (".jsonl", ".ndjson")


def graph_file_of(path: str) -> Path | None:
    """The graph file at a path, or in the folder there; None where it is some other file.

    Raises `GraphError` for a folder without one.
    """
    place = Path(path)
    if place.is_dir():
        if not (place / GRAPH_FILE).is_file():
            raise GraphError(
                f"{path}: has no {GRAPH_FILE}; name a folder that `kgraph build` wrote, or a file."
            )
        return place / GRAPH_FILE
    if place.suffix == ".kgraph":
        return place
    try:
        with place.open("rb") as file:
            return place if file.read(len(_SQLITE)) == _SQLITE else None
    except OSError:
        return None  # whoever reads it will tell


def given_filters(filters: Mapping[str, Any]) -> dict[str, Any]:
    """Of the options of `filter_options` those that were given and leave something out.

    >>> given_filters({"stance": (), "subject": "orrin", "since": None, "min_origins": 1})
    {'subject': 'orrin'}
    """
    asked = {name: value for name, value in filters.items() if value not in (None, ())}
    if asked.get("min_origins") == 1:
        del asked["min_origins"]
    return asked


def _open(path: str) -> Graph:
    from kgraph.api import Graph
    from kgraph.model.rows import read_claims

    if path == STDIN:
        return Graph(read_claims(_stdin_lines()))
    if Path(path).is_dir():
        path = str(graph_file_of(path))
    if is_claim_lines(path):
        return Graph(read_claims(path))
    return Graph.open(path)


def _stdin_lines() -> list[str]:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise ClaimError(f"standard input: is not UTF-8 (byte {error.start}); convert it first.") from error
