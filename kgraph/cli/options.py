"""Options and arguments that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from kgraph.cli.vocabulary import FORMAT, KIND, RELATION, STANCE

__all__ = [
    "article_options",
    "day",
    "filter_options",
    "format_option",
    "graph_argument",
    "output_option",
    "reading_options",
    "strict_option",
]

Function = TypeVar("Function", bound=Callable[..., Any])


def article_options(function: Function) -> Function:
    """PATH..., and how it is read: `paths`, `publisher`, `published`, `columns`, `kind`, `fetch`."""
    return _all(
        function,
        click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
        click.option("--publisher", metavar="NAME", help="Publisher of all articles, whatever they say."),
        click.option(
            "--published",
            metavar="YYYY-MM-DD",
            callback=day,
            help="Date of all articles, whatever they say.",
        ),
        click.option(
            "--columns",
            metavar="FIELD=NAME,...",
            callback=_columns,
            help="What the columns of dumps are called: text=body,title=headline,published=date.",
        ),
        click.option(
            "--kind",
            type=KIND,
            help="Format of standard input and of files that are named, whatever these look like.",
        ),
        click.option("--fetch", is_flag=True, help="Read addresses (https://…) from the network."),
    )


def reading_options(function: Function) -> Function:
    """How articles are read: `workers`, `thorough`, `cache`."""
    return _all(
        function,
        click.option(
            "--workers",
            type=click.IntRange(1),
            metavar="N",
            help="Processes that read (default: one a core; few articles are read by one).",
        ),
        click.option(
            "--thorough",
            is_flag=True,
            help="Parse all sentences, also those that look as if they said nothing.",
        ),
        click.option(
            "--cache",
            default=True,
            metavar="FILE",
            type=click.UNPROCESSED,
            help="Where claims of articles are kept between runs (default: in your cache folder).",
        ),
        click.option(
            "--no-cache", "cache", flag_value=False, type=click.UNPROCESSED, help="Keep no claims, take none."
        ),
    )


def strict_option(function: Function) -> Function:
    """`--strict`, as `strict`."""
    return click.option("--strict", is_flag=True, help="Stop at the first document that is to be skipped.")(
        function
    )


def filter_options(function: Function) -> Function:
    """The filters of `ClaimGraph.where`, as keyword arguments; empty or None where not given."""
    return _all(
        function,
        click.option("--relation", multiple=True, type=RELATION, help="Only this relation; may be repeated."),
        click.option("--stance", multiple=True, type=STANCE, help="Only this stance; may be repeated."),
        click.option("--subject", metavar="NAME", help="The subject, by name or id."),
        click.option("--object", metavar="NAME", help="The object, by name or id."),
        click.option("--entity", metavar="NAME", help="The entity on either side, by name or id."),
        click.option("--type", metavar="TYPE", help="An entity type on either side, narrower ones included."),
        click.option("--source", metavar="NAME", help="Who says it."),
        click.option("--document", metavar="NAME", help="The article: its path, title, address or id."),
        click.option("--since", metavar="YYYY-MM-DD", callback=day, help="Published on this day or later."),
        click.option("--until", metavar="YYYY-MM-DD", callback=day, help="Published on this day or earlier."),
        click.option(
            "--min-confidence", type=click.FloatRange(0, 1), metavar="0..1", help="The least confidence."
        ),
        click.option(
            "--min-origins",
            type=click.IntRange(1),
            default=1,
            metavar="N",
            help="Said by so many independent origins.",
        ),
        click.option("--disputed", is_flag=True, default=None, help="Only what one says and another denies."),
        click.option("--rejected", is_flag=True, default=None, help="Also claims that somebody rejected."),
    )


def graph_argument(function: Function) -> Function:
    """GRAPH, as `graph`: what `open_any` opens."""
    return click.argument("graph", metavar="GRAPH")(function)


def output_option(help: str, default: str | None = None) -> Callable[[Function], Function]:
    """`-o FILE`, as `output`; required where there is no default."""
    return click.option(
        "-o", "--output", default=default, required=default is None, metavar="FILE", help=help
    )


def format_option(default: str | None) -> Callable[[Function], Function]:
    """`--format`, as `format`."""
    return click.option(
        "--format",
        type=FORMAT,
        default=default,
        show_default=default is not None,
        help="How to write the claims.",
    )


def _columns(context: click.Context, parameter: click.Parameter, value: str | None) -> dict[str, str] | None:
    """An option that maps fields of an article to the columns of a dump."""
    if not value:
        return None
    pairs = [part.partition("=") for part in value.split(",")]
    for field, mark, name in pairs:
        if not (mark and field.strip() and name.strip()):
            raise click.BadParameter(
                "write FIELD=NAME, with commas between: text=body,title=headline.", context, parameter
            )
    from kgraph.documents.columns import checked_columns

    told = {field.strip(): name.strip() for field, _, name in pairs}
    if wrong := checked_columns(told):
        raise click.BadParameter(f"{wrong.removeprefix('columns: ')}.", context, parameter)
    return told


def day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """An option that is a day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(
            f"{value!r} is no date: write it as YYYY-MM-DD.", context, parameter
        ) from None


def _all(function: Function, *decorators: Callable[[Function], Function]) -> Function:
    for decorate in reversed(decorators):
        function = decorate(function)
    return function
