"""Several graph files into one, with all that they hold: texts, claims as extracted, decisions, places.

So that what was built in parts, on several machines or on several days, is the graph of one build: the
texts tell which articles are copies of each other, and articles that were read are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection

from kgraph.errors import OutputError
from kgraph.graph import file
from kgraph.graph.schema import bring_up_to_date, version_of
from kgraph.model import Claim

__all__ = ["join", "size"]


def join(path: Path, sources: Sequence[Path]) -> None:
    """Add the graphs of files to that of `path`, which is made where there is none: all of them, or none.

    Where another version of the extraction read an article, the claims of the later file count, and so
    does a later decision. The outcome does not depend on the order else. One source at a time is in memory.

    Raises:
        OutputError: there is no folder to write into.
        GraphError: one of the files is no graph file, damaged, newer than this program, or locked.
    """
    if not path.absolute().parent.is_dir():
        raise OutputError(f"{path}: there is no folder {path.parent} to write into; make it first.")
    new = not path.exists()
    try:
        with file.connection_to(path) as connection:
            connection.execute("BEGIN IMMEDIATE")
            bring_up_to_date(connection, version_of(path, connection))
            for source in sources:
                if source.resolve() != path.resolve():
                    _take(connection, source)
            file.settle(connection)
            connection.execute("COMMIT")
    finally:
        if new and path.exists() and not path.stat().st_size:
            path.unlink()


def size(path: Path) -> tuple[int, int]:
    """The number of claims, rejected ones too, and of documents of a graph file."""
    with file.connection_to(path) as connection:
        counts = "SELECT (SELECT count(*) FROM claim), (SELECT count(*) FROM document)"
        claims, documents = connection.execute(counts).fetchone()
    return claims, documents


def _take(connection: Connection, source: Path) -> None:
    contents = file.read(source)
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in contents.claims:
        claims[claim.document.id].append(claim)
    for document, version in contents.documents:
        file.insert(connection, document, version, claims[document.id])
    file.insert_decisions(connection, contents.decisions)
    with file.connection_to(source) as other:
        if version_of(source, other) > 1:
            places = other.execute("SELECT path, document FROM file")
            connection.executemany("INSERT OR IGNORE INTO file VALUES (?, ?)", places)
