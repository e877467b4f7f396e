"""`kgraph build`: articles into a folder with a graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.exits import ExitCode
from kgraph.cli.model_options import estimated, model_options, named_endpoint
from kgraph.cli.options import article_options, reading_options, strict_option
from kgraph.cli.output import say
from kgraph.cli.progress import watched
from kgraph.cli.table import table
from kgraph.model import Document, Stance

if TYPE_CHECKING:
    from kgraph.build import BuildReport
    from kgraph.documents import Skipped
    from kgraph.llm import Endpoint

__all__ = ["build", "tell_skipped"]


@click.command(short_help="Articles into a graph, a diagram, Turtle and claims.")
@article_options
@strict_option
@click.option("-o", "--output", required=True, metavar="DIR", help="The folder to write into.")
@click.option("--again", is_flag=True, help="Read articles again that the graph has already.")
@reading_options
@click.option(
    "--engine", type=click.Choice(["processes", "dask"]), default="processes", help="Where articles are read."
)
@click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster, such as tcp://127.0.0.1:8786.")
@model_options
def build(
    paths: tuple[str, ...],
    publisher: str | None,
    published: date | None,
    columns: dict[str, str] | None,
    fetch: bool,
    kind: str | None,
    strict: bool,
    output: str,
    again: bool,
    workers: int | None,
    thorough: bool,
    cache: str | bool,
    engine: str,
    scheduler: str | None,
    extractor: str,
    dry_run: bool,
    **asked: Any,
) -> int:
    """Read articles, extract their claims, and write the graph into a folder.

    PATH is a file, a folder of them, a pattern ('news/**/*.html'), an address (with --fetch), or - for
    standard input: text, Markdown, HTML, PDF, mail, Word, feeds, web archives and dumps, packed or not;
    `kgraph sources PATH` shows what would be read. The folder gets graph.kgraph (to ask with the other verbs
    and in Python), graph.ttl (Turtle), graph.png (the diagram), claims.jsonl, and build-report.jsonl with
    a line for each document that was skipped, and each claim of a language model that was refused.

    If the folder has a graph already, only what is new is read: articles that it has are left alone, and
    where a file holds another text than before, the claims of the old text go. Articles whose files are
    gone stay. Each article is kept as soon as it is done: a run that was cut short goes on where it ended.

    With --extractor llm or both, a language model reads the articles (docs/llm.md): the server and the model
    that KGRAPH_LLM_BASE_URL and KGRAPH_LLM_MODEL name, with the key in KGRAPH_LLM_API_KEY.
    """
    from kgraph.build import BuildReport, gather
    from kgraph.build import build as build_graph
    from kgraph.extraction.own import prepare

    endpoint = named_endpoint(extractor, dry_run, asked)
    if endpoint is not None and engine != "processes":
        raise click.UsageError(f"--engine {engine} is for the rules alone: leave it out, or --extractor.")
    prepare()
    report = BuildReport()
    articles = gather(
        paths,
        publisher=publisher,
        published=published,
        columns=columns,
        fetch=fetch,
        kind=kind,
        strict=strict,
        report=report,
        copies=True,
    )
    if dry_run and endpoint is not None:
        known = frozenset[str]() if again else _read_before(output, extractor, endpoint, thorough)
        click.echo(estimated(_unread(articles, known, report), endpoint, thorough, report))
        return tell_skipped(report.skipped)
    with watched(articles) as (documents, progress):
        graph = build_graph(
            documents,
            output,
            strict=strict,
            workers=workers,
            engine=engine,
            scheduler=scheduler,
            thorough=thorough,
            extractor=extractor,
            endpoint=endpoint,
            again=again,
            cache=cache,
            report=report,
            progress=progress,
        )
    differing = sum(bool(claim.extractor.other_reading) for claim in graph) if extractor == "both" else 0
    click.echo("\n".join(_summary(report, differing)))
    click.echo(f"\nWritten to {output}")
    return tell_skipped(report.skipped)


def _read_before(output: str, extractor: str, endpoint: Endpoint, thorough: bool) -> frozenset[str]:
    """The ids of the articles that a folder has, as they would be read now."""
    from kgraph.extraction import Reading
    from kgraph.folder import GRAPH_FILE
    from kgraph.graph.growing import read_with
    from kgraph.llm import extractor_of

    graph = Path(output) / GRAPH_FILE
    if not graph.is_file():
        return frozenset()
    return read_with(graph, extractor_of(extractor, Reading(thorough=thorough), endpoint).version)


def _unread(articles: Iterable[Document], known: frozenset[str], report: BuildReport) -> Iterator[Document]:
    """Each article once; those that are known are counted."""
    seen: set[str] = set()
    for document in articles:
        if document.id in seen:
            continue
        seen.add(document.id)
        if document.id in known:
            report.known += 1
        else:
            yield document


def tell_skipped(skipped: Iterable[Skipped]) -> int:
    """A line for each input that was skipped, and the exit code of a run that went on without them."""
    code = ExitCode.OK
    for one in skipped:
        say(f"skipped {one.path}: {one.reason}")
        code = ExitCode.SKIPPED
    return code


def _summary(report: BuildReport, differing: int) -> Iterator[str]:
    rows: list[tuple[str, str | int]] = [
        ("documents", report.documents),
        ("skipped", len(report.skipped)),
        ("copies left out", report.copies),
        ("known already", report.known),
        ("replaced", report.replaced),
        ("in the graph", report.in_graph if report.in_graph != report.documents else 0),
        ("entities", report.entities),
        ("claims", report.claims.total()),
        ("read otherwise by the model", differing),
        ("claims refused", report.refused.total()),
        ("tokens", report.tokens),
    ]
    kept = ("documents", "entities", "claims")
    yield table([*(row for row in rows if row[0] in kept or row[1]), ("seconds", f"{report.seconds:.1f}")])
    if report.refused:
        yield ""
        yield table([("refused because of", "claims"), *report.refused.most_common()])
    if report.claims:
        yield ""
        yield table([("relation", *(stance.value for stance in Stance)), *_by_relation(report)])


def _by_relation(report: BuildReport) -> Iterator[tuple[str | int, ...]]:
    """A row a relation, the most frequent first; a zero is left blank."""
    totals: dict[str, int] = {}
    for (relation, _), count in report.claims.items():
        totals[relation] = totals.get(relation, 0) + count
    for relation in sorted(totals, key=lambda name: (-totals[name], name)):
        yield relation, *(report.claims[relation, stance] or "" for stance in Stance)
