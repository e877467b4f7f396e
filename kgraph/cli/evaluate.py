"""`kgraph evaluate`: claims against gold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import open_any
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.table import table
from kgraph.words import one_line

if TYPE_CHECKING:
    from kgraph.evaluate.report import By, Report

__all__ = ["evaluate"]


@click.command(short_help="Claims against gold: precision, recall, stance, source.")
@click.argument("gold", metavar="GOLD")
@click.argument("claims", metavar="CLAIMS...", nargs=-1, required=True)
@click.option(
    "--by",
    type=click.Choice(["relation", "document"]),
    default="relation",
    show_default=True,
    help="What a row of the report is.",
)
@click.option(
    "--errors", type=click.IntRange(0), default=0, metavar="N", help="Show the first N differences."
)
@json_option
def evaluate(gold: str, claims: tuple[str, ...], by: str, errors: int, as_json: bool) -> None:
    """Measure CLAIMS against GOLD, the claims that a careful reader found.

    GOLD is JSON lines, one article each. CLAIMS is a graph file, a folder that `kgraph build` wrote, or
    claims as JSON lines (- for standard input). Articles that GOLD does not have are left out. Several
    CLAIMS, of several extractors for instance, are set side by side, a row each.
    """
    from kgraph.evaluate import evaluate as measure
    from kgraph.evaluate import read_gold

    if errors and len(claims) > 1:
        raise click.UsageError(
            "--errors shows the differences of one CLAIMS: name one of them.", click.get_current_context()
        )
    wanted = read_gold(gold)
    grouped: By = "document" if by == "document" else "relation"
    reports = {path: measure(wanted, open_any(path), by=grouped) for path in claims}
    if as_json:
        rows = {path: _row(report, errors) for path, report in reports.items()}
        print_json(rows if len(rows) > 1 else rows[claims[0]])
        return
    with writing(STDOUT) as stream:
        if len(reports) > 1:
            stream.write(_side_by_side(reports) + "\n")
            return
        (report,) = reports.values()
        stream.write(report.as_table() + "\n")
        if errors and report.errors:
            stream.write("\n" + "".join(f"{one_line(str(error))}\n" for error in report.errors[:errors]))
            more = len(report.errors) - errors
            stream.write(f"… and {more} more\n" if more > 0 else "")


def _row(report: Report, errors: int) -> dict[str, object]:
    return report.as_json() | {"errors": [error.as_json() for error in report.errors[:errors]]}


def _side_by_side(reports: Mapping[str, Report]) -> str:
    """A row for each of several claims that were measured against the same gold."""
    head = ("claims", "precision", "recall", "F1", "hits", "extras", "misses", "stance", "source")
    rows: list[tuple[str | int, ...]] = [head]
    for path, report in reports.items():
        total = report.total
        ratios = (f"{ratio:.3f}" for ratio in (total.precision, total.recall, total.f1))
        counts = (total.hits, total.extras, total.misses)
        rows.append((one_line(path), *ratios, *counts, str(report.stance), str(report.source)))
    return table(rows)
