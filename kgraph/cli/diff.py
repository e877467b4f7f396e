"""`kgraph diff`: what changed from one graph to another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.as_json import json_option, print_json
from kgraph.cli.inputs import open_any
from kgraph.cli.options import filter_options
from kgraph.cli.output import STDOUT, writing
from kgraph.cli.prose import article, evidence_lines, several, wrapped
from kgraph.cli.vocabulary import VocabularyCommand

if TYPE_CHECKING:
    from kgraph.query import Change, Diff

__all__ = ["diff"]


@click.command(
    cls=VocabularyCommand, short_help="What changed between two graphs, and because of which article."
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--quotes", is_flag=True, help="Print the sentences that make each change.")
@filter_options
@json_option
def diff(old: str, new: str, quotes: bool, as_json: bool, **filters: Any) -> None:
    """Print the relations that are new, changed or gone in NEW, and the articles that made them so.

    OLD and NEW are graph files, folders that `kgraph build` wrote, or claims as JSON lines. A relation has
    changed where somebody says it who did not, with another stance, or in another article.
    """
    found = open_any(old, filters).diff(open_any(new, filters))
    if as_json:
        from kgraph.query.rows import diff_as_row

        print_json(diff_as_row(found))
        return
    with writing(STDOUT) as stream:
        stream.writelines(f"{line}\n" for line in _lines(found, quotes))


def _lines(found: Diff, quotes: bool) -> Iterator[str]:
    from kgraph.query import ChangeKind

    counts = {kind: sum(change.kind is kind for change in found.changes) for kind in ChangeKind}
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    came = f"{several(len(found.documents_added), 'article')} added"
    yield f"relations: {told}; {came}, {len(found.documents_removed)} removed"
    for kind in ChangeKind:
        changes = [change for change in found.changes if change.kind is kind]
        if changes:
            yield f"\n{kind}"
        for change in changes:
            yield from _change(change, quotes)


def _change(change: Change, quotes: bool) -> Iterator[str]:
    yield wrapped(str(change.relation), 2, 4)
    if change.what:
        yield wrapped("; ".join(change.what), 6, 2)
    if quotes:
        yield from evidence_lines((*change.added, *change.removed), 6)
        return
    for document in change.articles:
        yield wrapped(f"— {article(document)}", 6, 2)
