"""`kgraph extract`: articles into claims on standard output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.build import tell_skipped
from kgraph.cli.model_options import estimated, model_options, named_endpoint, tell_refused
from kgraph.cli.options import article_options, format_option, output_option, reading_options, strict_option
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.progress import watched
from kgraph.cli.vocabulary import VocabularyCommand
from kgraph.errors import DocumentError
from kgraph.model import Document

if TYPE_CHECKING:
    from kgraph.build import BuildReport

__all__ = ["extract"]


@click.command(cls=VocabularyCommand, short_help="Articles into claims: JSON lines, a table or Turtle.")
@article_options
@strict_option
@format_option("jsonl")
@reading_options
@click.option("--show-text", is_flag=True, help="Print the text of one article, which the offsets count.")
@click.option(
    "--report", "listed", metavar="FILE", help="Write what was skipped or refused here, as JSON lines."
)
@model_options
@output_option("Write here instead of to standard output.", default=STDOUT)
def extract(
    paths: tuple[str, ...],
    publisher: str | None,
    published: date | None,
    columns: dict[str, str] | None,
    fetch: bool,
    kind: str | None,
    strict: bool,
    format: str,
    workers: int | None,
    thorough: bool,
    cache: str | bool,
    show_text: bool,
    listed: str | None,
    output: str,
    extractor: str,
    dry_run: bool,
    **asked: Any,
) -> int:
    """Print the claims of articles, by article and place in its text.

    PATH is a file, a folder, a pattern, an address (with --fetch) or - for standard input, of any format
    that `kgraph build` reads; `kgraph sources PATH` shows what would be read. JSON lines come article by
    article; they are a GRAPH to the other verbs, and `kgraph.read_claims` reads them.
    """
    from kgraph.build import BuildReport, build, gather
    from kgraph.build import extract as extract_claims
    from kgraph.extraction.own import prepare
    from kgraph.model.rows import claim_as_line

    endpoint = named_endpoint(extractor, dry_run, asked)
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
    )
    with (
        _listing(report, listed),
        writing(output) as stream,
        watched(articles, prints_data=output == STDOUT) as (documents, progress),
    ):
        how: dict[str, Any] = {
            "strict": strict,
            "workers": workers,
            "thorough": thorough,
            "extractor": extractor,
            "endpoint": endpoint,
            "cache": cache,
            "report": report,
            "progress": progress,
        }
        if show_text:
            stream.write(_only(documents).text)
        elif dry_run and endpoint is not None:
            stream.write(f"{estimated(documents, endpoint, thorough, report)}\n")
        elif format == "jsonl":
            stream.writelines(f"{claim_as_line(claim)}\n" for claim in extract_claims(documents, **how))
        else:
            from kgraph.export import FORMATS

            stream.writelines(f"{line}\n" for line in FORMATS[format].lines(build(documents, **how)))
    tell_refused(report, are_listed=listed is not None)
    return tell_skipped(report.skipped)


@contextmanager
def _listing(report: BuildReport, path: str | None) -> Iterator[None]:
    """What the report has in the end, in a file, also where the run is cut short: it was paid for."""
    if path is None:
        yield
        return
    from kgraph.folder import report_lines

    ended: BaseException | None = None
    # opened before anything is asked
    with writing(path) as stream:
        try:
            yield
        except BaseException as error:
            ended = error
        stream.writelines(report_lines(report.skipped, report.refusals))
    if ended is not None:
        raise ended


def _only(documents: Iterable[Document]) -> Document:
    found = list(documents)
    if len(found) != 1:
        raise DocumentError(f"--show-text shows one article, and here are {len(found)}; name one file.")
    return found[0]
