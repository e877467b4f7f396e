"""`kgraph decisions`: what people decided on a graph, out of its file and into another."""

from __future__ import annotations

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.deciding import change
from kgraph.cli.inputs import open_any
from kgraph.cli.options import graph_argument
from kgraph.cli.output import STDOUT, say, writing
from kgraph.cli.prose import several
from kgraph.cli.table import table
from kgraph.words import one_line

__all__ = ["decisions"]


@click.command(short_help="What was decided on entities and claims; export and import it.")
@graph_argument
@click.option("--merges", is_flag=True, help="Instead: each name read as another entity's, and why.")
@click.option(
    "--export", "to", metavar="FILE", help="Write the decisions as JSON lines; - for standard output."
)
@click.option("--import", "source", metavar="FILE", help="Take over decisions that --export wrote.")
@json_option
def decisions(graph: str, merges: bool, to: str | None, source: str | None, as_json: bool) -> None:
    """Print the decisions that `same`, `different`, `accept` and `reject` keep in a graph file.

    Decisions that are imported take the place of older ones about the same. Those about entities or
    claims that the graph does not have wait until it has them.
    """
    from kgraph.graph.decisions import decision_as_line, decision_as_row, read_decisions

    if source is not None:
        given = read_decisions(source)
        new = change(graph, lambda opened: opened.decide(given))
        if not as_json:
            click.echo(f"{several(len(given), 'decision')} read, {new} of them new")
            if to is None:
                return
    opened = open_any(graph)
    if to is not None:
        with writing(to) as stream:
            stream.writelines(f"{decision_as_line(decision)}\n" for decision in opened.decisions())
        return
    if as_json:
        print_json(
            [
                {"name": one.other, "id": one.entity.id, "is": one.entity.name, "because": one.reason}
                for one in opened.merges()
            ]
            if merges
            else [decision_as_row(decision) for decision in opened.decisions()]
        )
        return
    if merges:
        rows = [(one_line(m.other), one_line(m.entity.name), one_line(m.reason)) for m in opened.merges()]
        heads = ("name", "is", "because")
    else:
        rows = [
            (decision.verdict.value, one_line(decision.says), one_line(decision.note or ""))
            for decision in opened.decisions()
        ]
        heads = ("decision", "about", "note")
    if not rows:
        say(f"{graph} has no {'merges' if merges else 'decisions'}.")
        return
    with writing(STDOUT) as stream:
        stream.write(f"{table([heads, *rows])}\n")
