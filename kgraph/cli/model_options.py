"""Options of the verbs that can have a language model read, and what they tell of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import floor, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgraph.cli.output import say
from kgraph.cli.table import table
from kgraph.model import Document

if TYPE_CHECKING:
    from kgraph.gathering import BuildReport
    from kgraph.llm import Endpoint

__all__ = ["estimated", "model_options", "named_endpoint", "price_text", "tell_refused"]

Function = TypeVar("Function", bound=Callable[..., Any])

RULES = "rules"


def model_options(function: Function) -> Function:
    """`extractor`, `dry_run`, and the fields of an `Endpoint` that a run may choose."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def named_endpoint(extractor: str, dry_run: bool, asked: Mapping[str, Any]) -> Endpoint | None:
    """The endpoint of the environment with the options that were given; None for the rules, which ask nobody.

    Raises `click.UsageError` where an option is for a language model and none is to read.
    """
    given = {name: value for name, value in asked.items() if value is not None}
    if extractor == RULES:
        if given or dry_run:
            option = "dry_run" if dry_run else next(iter(given))
            named = option.replace("_", "-")
            raise click.UsageError(f"--{named} is for a language model: add --extractor llm or both.")
        return None
    from kgraph.llm import Endpoint

    return Endpoint.to_estimate(**given) if dry_run else Endpoint.from_environment(**given)


def estimated(documents: Iterable[Document], endpoint: Endpoint, thorough: bool, report: BuildReport) -> str:
    """What a run would ask and cost, as a table; articles that `report` counts as known are not in it."""
    from kgraph.llm import estimate

    found = estimate(documents, endpoint, thorough=thorough)
    rows: list[tuple[str, str | int]] = [
        ("documents", found.documents),
        *([("known already", report.known)] if report.known else []),
        ("passages to ask about", found.passages),
        ("answers kept already", found.kept),
        ("tokens asked, about", found.asked),
        ("tokens answered, at most", found.answered_at_most),
    ]
    if found.price is not None:
        rows.append(("price, at most", price_text(found.price)))
    return table(rows)


def price_text(price: float) -> str:
    """A price with two places, or, below 1, with two digits that count.

    >>> price_text(12.5), price_text(0.0432), price_text(0.000071), price_text(0)
    ('12.50', '0.043', '0.000071', '0.00')
    """
    if not 0 < price < 1:
        return f"{price:.2f}"
    digits = max(2, 1 - floor(log10(price)))
    return f"{price:.{digits}f}"


def tell_refused(report: BuildReport, *, are_listed: bool) -> None:
    """A line on how many claims of a model were dropped, and why, where that happened.

    Sentences that were not sent count under `order`.
    """
    if report.refused:
        why = ", ".join(f"{reason} {count}" for reason, count in report.refused.most_common())
        where = "" if are_listed else "; --report FILE lists them"
        say(f"{report.refused.total()} claims or sentences refused, with the language model: {why}{where}")


def _price(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    if value is None:
        return None
    try:
        asked, answered = (float(part) for part in value.split("/"))
    except ValueError:
        asked = answered = -1.0
    if not (0 <= asked < float("inf") and 0 <= answered < float("inf")):
        raise click.BadParameter(
            "write two prices of a million tokens, asked/answered: 0.15/0.60.", context, parameter
        )
    return asked, answered


_OPTIONS = (
    click.option(
        "--extractor",
        type=click.Choice([RULES, "llm", "both"]),
        default=RULES,
        show_default=True,
        help="Who reads: rules, a language model (its claims verified), or both.",
    ),
    click.option("--dry-run", is_flag=True, help="Tell what a language model would be asked; ask nothing."),
    click.option(
        "--max-tokens",
        type=click.IntRange(1),
        metavar="N",
        help="Stop asking the model after so many tokens.",
    ),
    click.option("--price", metavar="IN/OUT", callback=_price, help="Of a million tokens, for --dry-run."),
    click.option(
        "--prompts",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="A folder with system.md and passage.md of your own.",
    ),
    click.option(
        "--requests", type=click.IntRange(1), metavar="N", help="To the model at a time (default: 4)."
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="How long the model may take for an answer (default: 120).",
    ),
    click.option(
        "--retries",
        type=click.IntRange(0),
        metavar="N",
        help="How often a question that failed for now is asked again (default: 5).",
    ),
    click.option(
        "--answer-tokens",
        type=click.IntRange(1),
        metavar="N",
        help="The longest answer of the model (default: 2000).",
    ),
    click.option(
        "--trust",
        type=click.FloatRange(0, 1),
        metavar="0..1",
        help="The confidence of what the model alone claims (default: 0.5).",
    ),
)
