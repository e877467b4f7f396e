"""`kgraph path`: how two entities hang together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import given_filters, open_any
from kgraph.cli.options import filter_options, graph_argument
from kgraph.cli.output import STDOUT, say, writing
from kgraph.cli.prose import evidence_lines, wrapped
from kgraph.cli.vocabulary import VocabularyCommand

if TYPE_CHECKING:
    from kgraph.query import Chain

__all__ = ["path"]


@click.command(cls=VocabularyCommand, short_help="How two entities hang together: the shortest chains.")
@graph_argument
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "--max-steps",
    type=click.IntRange(1, 8),
    default=4,
    show_default=True,
    metavar="N",
    help="Relations in a chain at most.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Chains at most."
)
@click.option("--avoid", multiple=True, metavar="NAME", help="Not through this entity; may be repeated.")
@click.option("--quotes", is_flag=True, help="Print each relation with the sentences that state it.")
@filter_options
@json_option
def path(
    graph: str,
    a: str,
    b: str,
    max_steps: int,
    limit: int,
    avoid: tuple[str, ...],
    quotes: bool,
    as_json: bool,
    **filters: Any,
) -> None:
    """Print the chains of relations from A to B, the shortest first.

    A and B are names as people type them, or ids. Of equally long chains those come first whose weakest
    link has most claims. What is only denied is no link. A stance in brackets is how a relation is said
    where it is not plainly asserted.
    """
    given = given_filters(filters)
    chains = open_any(graph).paths(a, b, max_steps=max_steps, limit=limit, avoid=avoid, **given)
    if as_json:
        from kgraph.query.rows import chain_as_row

        print_json([chain_as_row(chain) for chain in chains])
        return
    if not chains:
        through = " through claims that pass the filters" if given else ""
        say(f"no chain of at most {max_steps} steps from {a} to {b}{through}; --max-steps looks farther.")
    with writing(STDOUT) as stream:
        for number, chain in enumerate(chains, start=1):
            stream.write(wrapped(f"{number}. {chain}", 0, 3) + "\n")
            stream.writelines(f"{line}\n" for line in _sentences(chain) if quotes)


def _sentences(chain: Chain) -> Iterator[str]:
    for relation in chain.relations:
        yield wrapped(str(relation), 3, 4)
        yield from evidence_lines(relation.claims, 5)
