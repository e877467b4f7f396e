"""`kgraph stats`: the numbers of a graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options, graph_argument
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.prose import plain
from kgraph.cli.table import table
from kgraph.cli.vocabulary import VocabularyCommand
from kgraph.model import Stance

if TYPE_CHECKING:
    from kgraph.query import Statistics

__all__ = ["stats"]


@click.command(cls=VocabularyCommand, short_help="The numbers of a graph: claims, stances, sources, dates.")
@graph_argument
@click.option(
    "--top",
    type=click.IntRange(1),
    default=10,
    show_default=True,
    metavar="N",
    help="Rows of a list at most.",
)
@filter_options
@json_option
def stats(graph: str, top: int, as_json: bool, **filters: Any) -> None:
    """Print how much of what is in a graph, from when, and said by whom.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). With filters it is the numbers of the claims that pass them.
    """
    numbers = open_any(graph, filters).statistics()
    if as_json:
        from kgraph.query.rows import statistics_as_row

        print_json(statistics_as_row(numbers))
        return
    with writing(STDOUT) as stream:
        stream.write("\n\n".join(_blocks(numbers, top)) + "\n")


def _blocks(numbers: Statistics, top: int) -> Iterator[str]:
    dates = f"{numbers.first} to {numbers.last}" if numbers.first else "none"
    optional = [("  without a claim", numbers.silent), ("  without a date", numbers.undated)]
    yield table(
        [
            ("articles", str(numbers.documents)),
            *((name, str(count)) for name, count in optional if count),
            ("published", dates),
            ("entities", str(numbers.entities)),
            ("claims", str(numbers.claims)),
            *((f"  {stance}", str(count)) for stance, count in numbers.stances.items() if count),
            ("relations", str(numbers.relations)),
            ("  disputed", str(numbers.disputed)),
            ("  of two or more origins", str(numbers.confirmed)),
        ]
    )
    if numbers.by_relation:
        stances = tuple(stance.value for stance in Stance)
        rows = [
            (name, *(counts.get(stance) or "" for stance in Stance))
            for name, counts in numbers.by_relation.items()
        ]
        yield table([("relation", *stances), *rows])
    yield from _ranking("entity", numbers.by_entity, "claims", top)
    yield from _ranking("entity type", numbers.types, "entities", top)
    yield from _ranking("source", numbers.sources, "claims", top)
    yield from _ranking("publisher", numbers.publishers, "articles", top)


def _ranking(what: str, counts: Mapping[Any, int], unit: str, top: int) -> Iterator[str]:
    """The highest counts, and how many lines are left out."""
    if not counts:
        return
    shown = [(plain(str(name)), count) for name, count in islice(counts.items(), top)]
    more = len(counts) - len(shown)
    left_out = f"\n… and {more} more" if more else ""
    yield table([(what, unit), *shown]) + left_out
