"""`kgraph search`: words in the sentences that carry claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import given_filters, open_any
from kgraph.cli.options import filter_options, graph_argument
from kgraph.cli.output import STDOUT, say, writing
from kgraph.cli.prose import article, by_sentence, plain, several, wrapped
from kgraph.cli.vocabulary import VocabularyCommand
from kgraph.model import Claim

__all__ = ["search"]


@click.command(cls=VocabularyCommand, short_help="Words in the evidence: the sentences that carry claims.")
@graph_argument
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Sentences at most."
)
@filter_options
@json_option
def search(graph: str, words: tuple[str, ...], limit: int, as_json: bool, **filters: Any) -> None:
    """Print the sentences that have all the words, the best first, with the claims in them.

    WORDS are words, "phrases" in quotation marks (put single ones around them in a shell), and beginnings
    with a star: '"joint projects" minist*'. Case, accents and English endings do not matter.
    """
    given = given_filters(filters)
    claims = open_any(graph).search(" ".join(words), **given)
    found = by_sentence(claims)
    if as_json:
        from kgraph.model.rows import claim_as_row

        print_json([claim_as_row(claim) for group in found[:limit] for claim in group])
        return
    if not found:
        which = "sentence that passes the filters" if given else "sentence"
        say(f"no {which} has all of these words; try fewer, or a beginning with a star (minist*).")
    with writing(STDOUT) as stream:
        stream.writelines(f"{line}\n" for group in found[:limit] for line in _sentence(group))
    if len(found) > limit:
        say(f"{several(len(found) - limit, 'more sentence')}; --limit shows more.")


def _sentence(claims: Sequence[Claim]) -> Iterator[str]:
    yield wrapped(f"“{claims[0].evidence.quote}”", 0)
    yield wrapped(f"— {article(claims[0].document)}, character {claims[0].evidence.start}", 2, 2)
    yield from (f"  {plain(str(claim))}" for claim in claims)
    yield ""
