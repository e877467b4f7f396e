"""`kgraph sources`: what would be read of files, folders and archives, and what not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.as_json import json_option, print_json_rows
from kgraph.cli.exits import ExitCode
from kgraph.cli.options import article_options
from kgraph.cli.output import STDOUT, say, writing
from kgraph.words import one_line

if TYPE_CHECKING:
    from kgraph.documents import Found, Skipped

__all__ = ["sources"]

COLUMNS = (
    ("document", 40),
    ("kind", 8),
    ("published", 10),
    ("publisher", 20),
    ("language", 8),
    ("characters", 10),
)
"""And their widths; the title comes last. Rows are shown as they are found, so that widths are fixed."""


@click.command(short_help="What would be read: document, kind, date, publisher, length, or why not.")
@article_options
@json_option
def sources(
    paths: tuple[str, ...],
    publisher: str | None,
    published: date | None,
    columns: dict[str, str] | None,
    fetch: bool,
    kind: str | None,
    as_json: bool,
) -> int:
    """Show what `kgraph build` would read of PATH, without extracting anything.

    A line for each article: where it is, its format, when and by whom it was published, its language,
    how long it is, and its title. What would be skipped is told with the reason, and so are the files of a
    folder whose endings are none that kgraph reads.
    """
    from kgraph.documents import Skipped, read_sources

    found = read_sources(
        paths,
        publisher=publisher,
        published=published,
        columns=columns,
        fetch=fetch,
        kind=kind,
        others=True,
    )
    counts: Counter[str] = Counter()

    def counted() -> Iterator[Found | Skipped]:
        for one in found:
            left_out = isinstance(one, Skipped) and one.stage == "ending"
            counts["left out" if left_out else "skipped" if isinstance(one, Skipped) else "read"] += 1
            yield one

    if as_json:
        print_json_rows(map(_row, counted()))
    else:
        with writing(STDOUT) as stream:
            stream.write(_line([name for name, _ in COLUMNS], "title"))
            for one in counted():
                stream.writelines(_lines(one))
    read, skipped, left_out = (counts[name] for name in ("read", "skipped", "left out"))
    parts = [f"{read} to read", f"{skipped} to skip", f"{left_out} left out"]
    say(", ".join(part for part in parts if not part.startswith("0 ") or part == parts[0]))
    return ExitCode.SKIPPED if skipped else ExitCode.OK


def _row(one: Found | Skipped) -> dict[str, Any]:
    from kgraph.documents import Skipped

    if isinstance(one, Skipped):
        return {"document": one.path, "stage": one.stage, "reason": one.reason}
    document = one.document
    return {
        "document": document.path,
        "kind": one.kind,
        "published": document.published.isoformat() if document.published else None,
        "publisher": document.publisher,
        "language": one.language,
        "characters": len(document.text),
        "title": document.title,
        "author": one.author,
        "url": document.url,
    }


def _lines(one: Found | Skipped) -> Iterator[str]:
    row = _row(one)
    if "reason" in row:
        yield f"{_cell(row['document'], COLUMNS[0][1])}  not read: {one_line(row['reason'])}\n"
    else:
        cells = ["-" if row[name] is None else str(row[name]) for name, _ in COLUMNS]
        yield _line(cells, row["title"] or "-")


def _line(cells: list[str], last: str) -> str:
    shown = [_cell(cell, width) for cell, (_, width) in zip(cells, COLUMNS, strict=True)]
    return "  ".join([*shown, one_line(last)]).rstrip() + "\n"


def _cell(text: str, width: int) -> str:
    """The text in so many characters; of a longer one the end, which tells files apart, or the beginning.

    >>> _cell("archive/2017/ban.html", 12), _cell("Daily Ledger of Avaria", 12)
    ('…17/ban.html', 'Daily Ledge…')
    """
    text = one_line(text)
    if len(text) <= width:
        return f"{text:<{width}}"
    return f"…{text[1 - width :]}" if "/" in text else f"{text[: width - 1]}…"
