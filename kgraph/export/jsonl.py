"""Claims as JSON lines, the format that `kgraph.read_claims` reads back."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.graph import ClaimGraph
from kgraph.model.rows import claim_as_line

__all__ = ["jsonl_lines"]


def jsonl_lines(graph: ClaimGraph) -> Iterator[str]:
    """One claim a line, by document and place in it."""
    return map(claim_as_line, graph.claims())
