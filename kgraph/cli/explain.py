"""`kgraph explain`: why claims were made of an article, and why others were not."""

from __future__ import annotations

from datetime import date

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.options import day
from kgraph.cli.output import STDOUT, writing
from kgraph.errors import DocumentError

__all__ = ["explain"]

FEATURES = 6
"""Of those for a reading, and of those against it."""


@click.command(short_help="Why claims were made of an article, and others not, sentence by sentence.")
@click.argument("file", metavar="FILE")
@click.option("--publisher", metavar="NAME", help="Publisher of the article, whatever it says.")
@click.option("--published", metavar="YYYY-MM-DD", callback=day, help="Its date, whatever it says.")
@click.option(
    "--min", "least", type=click.FloatRange(0, 1), default=0.1, show_default=True, metavar="CHANCE",
    help="Leave out readings less likely than this, from 0 to 1.",
)  # fmt: skip
@click.option(
    "--sentence", "only", type=click.IntRange(1), multiple=True, metavar="N",
    help="Only the sentence with this number; may be repeated.",
)  # fmt: skip
@click.option("--features", is_flag=True, help="Show what spoke most for and against each reading.")
@json_option
def explain(
    file: str,
    publisher: str | None,
    published: date | None,
    least: float,
    only: tuple[int, ...],
    features: bool,
    as_json: bool,
) -> None:
    """Print what kgraph sees in an article, sentence by sentence, and what it makes of it.

    First the mentions: whom they stand for, and why. Then the words that may state relations, with the
    mentions around them and the rows of the lexicon that fired. Then the readings: log-odds by two models,
    the confidence (0 to 1), and whether it became a claim, or why not. FILE is an article of any format that
    kgraph reads, or - for standard input.
    """
    from kgraph.cli.explanation_text import lines
    from kgraph.explain import explain as explained

    found = explained(
        file, least=least, features=FEATURES if features else 0, publisher=publisher, published=published
    )
    missing = [number for number in only if number > len(found.sentences)]
    if missing:
        raise DocumentError(f"{file}: has {len(found.sentences)} sentences, none with number {missing[0]}.")
    if only:
        found = found.only(only)
    if as_json:
        print_json(found.as_row())
        return
    with writing(STDOUT) as stream:
        stream.writelines(f"{line}\n" for line in lines(found))
