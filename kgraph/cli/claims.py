"""`kgraph claims`: ask a graph for claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import given_filters, open_any
from kgraph.cli.options import filter_options, format_option, graph_argument
from kgraph.cli.output import STDOUT, say, writing
from kgraph.cli.prose import plain
from kgraph.cli.table import table
from kgraph.cli.vocabulary import VocabularyCommand
from kgraph.model import Claim, Stance
from kgraph.words import one_line

if TYPE_CHECKING:
    from kgraph.api import Graph

__all__ = ["claims"]


@click.command(cls=VocabularyCommand, short_help="Ask a graph: claims by relation, stance, subject, source …")
@graph_argument
@filter_options
@format_option("table")
@click.option("--quotes", is_flag=True, help="Print each claim with the sentence that states it.")
@click.option("--fused", is_flag=True, help="Print what is said, fused: stances, articles, origins, dates.")
@json_option
def claims(graph: str, format: str, quotes: bool, fused: bool, as_json: bool, **filters: Any) -> None:
    """Print the claims that pass all filters.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines (- for standard
    input). Names may be typed as people type them: "kaspersky" finds Kaspersky Lab.
    """
    from kgraph.export import FORMATS

    found = open_any(graph, filters)
    if given_filters(filters) and not len(found):
        say("no claim passes the filters.")
    if as_json:
        print_json(_rows(found, fused))
        return
    with writing(STDOUT) as stream:
        if fused:
            stream.write(_table(found) + "\n")
            return
        if quotes:
            stream.writelines(f"{line}\n" for claim in found for line in _with_quote(claim))
        else:
            stream.writelines(f"{line}\n" for line in FORMATS[format].lines(found))


def _with_quote(claim: Claim) -> Iterator[str]:
    other = claim.extractor.other_reading
    yield one_line(f"{claim}{f' ({other})' if other else ''}")
    yield f"    {plain(claim.evidence.quote)}"


def _rows(found: Graph, fused: bool) -> list[dict[str, Any]]:
    from kgraph.model.rows import claim_as_row
    from kgraph.query.rows import relation_as_row

    if fused:
        return [relation_as_row(relation) for relation in found.relations()]
    return [claim_as_row(claim) for claim in found.claims()]


def _table(found: Graph) -> str:
    """A line a relation; a stance or a dispute that there is not is left blank."""
    stances = [stance.value for stance in Stance]
    rows: list[tuple[str | int, ...]] = [
        (
            "subject",
            "relation",
            "object",
            *stances,
            "articles",
            "origins",
            "disputed",
            "first seen",
            "last seen",
        )
    ]
    for relation in found.relations():
        names = (plain(relation.subject.name), relation.relation, plain(relation.object.name))
        counts = (relation.stances.get(stance, "") for stance in Stance)
        seen = (str(relation.first_seen or ""), str(relation.last_seen or ""))
        disputed = "disputed" if relation.disputed else ""
        rows.append((*names, *counts, relation.articles, relation.origins, disputed, *seen))
    return table(rows)
