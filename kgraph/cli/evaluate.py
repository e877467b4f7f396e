"""`kgraph evaluate`: claims against gold."""

from __future__ import annotations

import json

import click

from kgraph.cli.inputs import open_any
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.table import one_line

__all__ = ["evaluate"]


@click.command(short_help="Claims against gold: precision, recall, stance, source.")
@click.argument("gold", metavar="GOLD")
@click.argument("claims", metavar="CLAIMS")
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
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def evaluate(gold: str, claims: str, by: str, errors: int, as_json: bool) -> None:
    """Measure CLAIMS against GOLD, the claims that a careful reader found.

    GOLD is JSON lines, one article each. CLAIMS is a graph file, a folder that `kgraph build` wrote, or
    claims as JSON lines (- for standard input). Articles that GOLD does not have are left out.
    """
    from kgraph.evaluate import evaluate as measure
    from kgraph.evaluate import read_gold

    report = measure(read_gold(gold), open_any(claims), by="document" if by == "document" else "relation")
    with writing(STDOUT) as stream:
        if as_json:
            told = report.as_json()
            told["errors"] = [error.as_json() for error in report.errors[:errors]]
            stream.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
            return
        stream.write(report.as_table() + "\n")
        if errors and report.errors:
            stream.write("\n" + "".join(f"{one_line(str(error))}\n" for error in report.errors[:errors]))
            more = len(report.errors) - errors
            stream.write(f"… and {more} more\n" if more > 0 else "")
