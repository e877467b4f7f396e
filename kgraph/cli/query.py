"""`kgraph query`: ask a graph in SPARQL, with a query of one's own or a ready one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.inputs import STDIN, open_any
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.table import table
from kgraph.errors import GraphError
from kgraph.words import one_line

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from kgraph.sparql import Answer, ReadyQuery

__all__ = ["query"]

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples")
SUFFIXES = (".rq", ".sparql")
WIDEST = 60
"""Characters of a cell in a table."""


def _complete_ready(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from kgraph.sparql import ready_queries

    known = ready_queries().values()
    return [CompletionItem(q.name, help=q.title) for q in known if q.name.startswith(incomplete)]


def _as_pairs(context: click.Context, parameter: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    pairs = dict(word.partition("=")[::2] for word in given if "=" in word)
    if wrong := [word for word in given if "=" not in word]:
        raise click.BadParameter(f"{wrong[0]!r} has no =: write NAME=VALUE.", context, parameter)
    return {name.lstrip("$"): value for name, value in pairs.items()}


@click.command(short_help="Ask a graph in SPARQL, or with one of the ready queries.")
@click.argument("graph", metavar="GRAPH", required=False)
@click.argument("question", metavar="[QUERY]", required=False)
@click.option(
    "--ready", metavar="NAME", shell_complete=_complete_ready, help="Run a ready query instead of QUERY."
)
@click.option("--list", "listed", is_flag=True, help="List the ready queries and what they take.")
@click.option("--show", is_flag=True, help="Print the query instead of running it.")
@click.option(
    "--set",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    callback=_as_pairs,
    help="A value for a $NAME of the query; may be repeated.",
)
@click.option("--format", type=click.Choice(FORMATS), help="How to write the answer.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.001),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="The time that the query may take; a server has limits of its own.",
)
@click.option(
    "--max-rows",
    type=click.IntRange(1),
    default=100_000,
    show_default=True,
    metavar="N",
    help="The rows that the answer may have, but from a server.",
)
@click.option(
    "--endpoint",
    metavar="URL",
    help="Ask the query service of a graph server instead of GRAPH, which is then left out.",
)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="The file to write into.")
def query(
    graph: str | None,
    question: str | None,
    ready: str | None,
    listed: bool,
    show: bool,
    given: dict[str, str],
    format: str | None,
    timeout: float,
    max_rows: int,
    endpoint: str | None,
    output: str,
) -> None:
    """Print the answer to a SPARQL query.

    GRAPH is a graph file, a folder that `kgraph build` wrote, or claims as JSON lines. QUERY is a file
    (.rq, .sparql, - for standard input) or the query itself; kg:, entity:, rdfs: and other common prefixes
    are declared. SELECT and ASK are written as a table, csv, tsv, json or xml, CONSTRUCT and DESCRIBE as
    turtle or ntriples. A query can neither read files, nor reach the network, nor change data.
    """
    with writing(output) as stream:
        if listed:
            stream.writelines(f"{line}\n" for line in _listing())
            return
        without_graph = (show or endpoint is not None) and question is None
        asked = _asked(graph if without_graph else question, ready)
        if show:
            stream.write(asked.text if asked.text.endswith("\n") else f"{asked.text}\n")
            return
        if endpoint is not None:
            stream.write(_written(_answered_by(endpoint, asked, given), format))
            return
        if graph is None:
            raise click.UsageError("Missing argument 'GRAPH'.", click.get_current_context())
        asked_of = open_any(graph)
        answer = asked_of.sparql(
            asked.text, asked.values(asked_of, given), timeout=timeout, max_rows=max_rows
        )
        stream.write(_written(answer, format))


def _answered_by(endpoint: str, asked: ReadyQuery, given: dict[str, str]) -> Answer:
    from kgraph.sparql.guard import with_values
    from kgraph.sparql.remote import ServerEntities, ask_server

    values = asked.values(ServerEntities(endpoint), given)
    return ask_server(endpoint, with_values(asked.text, values))


def _asked(question: str | None, ready: str | None) -> ReadyQuery:
    from kgraph.sparql import read_query, ready_query

    if ready is not None and question is not None:
        raise click.UsageError("Give QUERY or --ready, not both.", click.get_current_context())
    if ready is not None:
        return ready_query(ready)
    if question is None:
        raise click.UsageError("Missing argument 'QUERY', or --ready NAME.", click.get_current_context())
    if question == STDIN:
        return read_query("from standard input", _decoded("standard input", sys.stdin.buffer.read()))
    if question.endswith(SUFFIXES):
        path = Path(question)
        try:
            return read_query(path.stem, _decoded(question, path.read_bytes()))
        except OSError as error:
            raise GraphError(f"{question}: cannot be read ({error.strerror}).") from error
    return read_query("that was typed", question)


def _decoded(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GraphError(f"{name}: is not UTF-8 (byte {error.start}); convert it first.") from error


def _written(answer: Answer, format: str | None) -> str:
    if format is None:
        format = {"rows": "table", "triples": "turtle"}.get(answer.kind)
    if format is None or (format == "table" and answer.kind == "truth"):
        return "yes\n" if answer else "no\n"
    if format == "table" and answer.kind == "rows":
        rows = (tuple(map(_shown, row)) for row in answer.rows)
        return f"{table([answer.variables, *rows])}\n" if answer.variables else ""
    return answer.to_text(format)


def _shown(value: object) -> str | int:
    from kgraph.sparql import Iri
    from kgraph.sparql.prefixes import shortened

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, Iri):
        value = shortened(value) if not value.startswith("_:") else value
    text = "" if value is None else one_line(str(value))
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1].rstrip()}…"


def _listing() -> Iterator[str]:
    from kgraph.sparql import ready_queries

    for ready in ready_queries().values():
        yield f"{ready.name}: {ready.title}"
        for parameter in ready.parameters:
            state = "" if parameter.required else f" (else {parameter.default or 'all'})"
            yield f"    --set {parameter.name}=…  {parameter.about}{state}"
