"""`kgraph claims`: ask a graph for claims."""

from __future__ import annotations

from typing import Any

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, format_option, graph_argument
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.table import one_line
from kgraph.cli.vocabulary import VocabularyCommand

__all__ = ["claims"]


@click.command(cls=VocabularyCommand, short_help="Ask a graph: claims by relation, stance, subject, source …")
@graph_argument
@filter_options
@format_option("table")
@click.option("--quotes", is_flag=True, help="Print each claim with the sentence that states it.")
def claims(graph: str, format: str, quotes: bool, **filters: Any) -> None:
    """Print the claims that pass all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). Names may be typed as people type them: "kaspersky" finds Kaspersky Lab.
    """
    from kgraph.export import FORMATS

    found = open_any(graph, filters)
    with writing(STDOUT) as stream:
        if quotes:
            stream.writelines(
                f"{one_line(str(claim))}\n    {one_line(' '.join(claim.evidence.quote.split()))}\n"
                for claim in found
            )
        else:
            stream.writelines(f"{line}\n" for line in FORMATS[format].lines(found))
