"""How fast a graph file opens, answers, takes decisions, and what a claim costs in it and in memory.

    python benchmarks/graph_open.py [CLAIMS]      1,000,000 unless given

Prints medians of many questions, and how much faster the file answers than reading the whole graph does
in the same run. Every question is about another entity; the first one includes all that opening put off.
"""

from __future__ import annotations

import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from made import claims

from kgraph import Graph
from kgraph import open as open_graph
from kgraph.graph import Copies

QUESTIONS = 200


def timed(ask: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started


def median(ask: Callable[[str], object], about: Sequence[str]) -> float:
    """The median of the seconds that a question takes, each asked about another thing."""
    return statistics.median(timed(partial(ask, one)) for one in about)


def memory() -> int:
    """Bytes of memory that this process has taken at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(count: int) -> None:
    """Make a file of so many claims, then measure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.kgraph"
        # In a process of its own, so that its memory is not counted here.
        with get_context("spawn").Pool(1) as pool:
            saving = timed(lambda: pool.apply(make, (path, count)))
        size = path.stat().st_size / count
        print(f"{count:,} claims saved in {saving:.0f} s, {size:,.0f} bytes a claim in the file")
        measure(path, count)


def make(path: Path, count: int) -> None:
    """Save so many made claims."""
    Graph(claims(count, seed=1)).save(path)


def measure(path: Path, count: int) -> None:
    """Ask the file, then read it whole and ask memory."""
    before = memory()
    opening = statistics.median(timed(lambda: open_graph(path)) for _ in range(20))
    graph = open_graph(path)
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name FROM entity WHERE type = 'Vendor' ORDER BY id").fetchall()
    connection.close()
    names = [name for (name,) in found][:QUESTIONS]
    first = timed(lambda: graph.claims(entity=names[0]))
    by_name = median(lambda name: graph.claims(entity=name), names)
    origins = timed(lambda: [relation.origins for relation in graph.relations(entity=names[0])])
    by_id = median(graph.claim, [claim.id for claim in graph.claims(entity=names[0])])
    dossiers = median(graph.dossier, names)
    asked = memory() - before
    claim = graph.claims(entity=names[0])[0]
    rejected = timed(lambda: (graph.reject(claim), graph.save(path)))
    graph.accept(claim)
    graph.save(path)
    merged = timed(lambda: (graph.same(names[0], names[1]), graph.save(path)))
    graph.different(names[0], names[1])
    graph.save(path)
    graph = open_graph(path)
    reading = timed(lambda: list(graph))
    whole = memory() - before
    again = median(lambda name: graph.claims(entity=name), names)
    documents = graph.documents()
    comparing = timed(lambda: Copies(documents).all())
    print("| | time | whole graph read first |\n| --- | ---: | ---: |")
    for what, seconds in (
        ("open", opening),
        ("first question", first),
        ("claims of a name, median", by_name),
        ("origins of what is said of a name, first time", origins),
        ("claim of an id, median", by_id),
        ("dossier of a name, median", dossiers),
        ("reject a claim, and save", rejected),
        ("two names are the same, and save", merged),
    ):
        print(f"| {what} | {seconds * 1000:,.2f} ms | {reading / seconds:,.0f} times as long |")
    print(f"\nRead whole in {reading:.1f} s; then claims of a name take {again * 1000:.3f} ms (median).")
    print(f"To compare the texts of {len(documents):,} articles, when some are added: {comparing:.1f} s.")
    read, kept = asked / 2**20, whole / count
    print(f"Memory: {read:,.0f} MB for the questions, {kept:,.0f} bytes a claim when read whole.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
