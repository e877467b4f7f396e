"""What a large graph costs: making its file, asking it, exporting and drawing it.

    python benchmarks/load.py [CLAIMS]      1,000,000 unless given

Each step runs in a process of its own; its seconds are those of the processor, its memory the most that it
took.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

from made import claims

from kgraph import Graph
from kgraph import open as open_graph

STEPS: list[Callable[[Path, int], str]] = []


def step(function: Callable[[Path, int], str]) -> Callable[[Path, int], str]:
    """A step to be measured, in the order of the file; it returns what there is to say of the result."""
    STEPS.append(function)
    return function


@step
def make(path: Path, count: int) -> str:
    """make the claims, save the file"""
    Graph(claims(count, seed=1)).save(path)
    return f"{path.stat().st_size / 1e6:,.0f} MB"


@step
def ask(path: Path, count: int) -> str:
    """open, and the dossier of a vendor"""
    graph = open_graph(path)
    name = graph.claims(relation="sanctioned_by")[0].subject.name
    return f"{graph.dossier(name).entity.name}: {len(graph.claims(entity=name)):,} claims"


@step
def relate(path: Path, count: int) -> str:
    """read whole, and count what is disputed"""
    graph = open_graph(path)
    relations = graph.relations()
    return f"{len(relations):,} relations, {sum(bool(one.disputed) for one in relations):,} disputed"


@step
def turtle(path: Path, count: int) -> str:
    """export as Turtle"""
    out = path.with_suffix(".ttl")
    open_graph(path).to_turtle(out)
    return f"{out.stat().st_size / 1e6:,.0f} MB"


@step
def table(path: Path, count: int) -> str:
    """export as CSV"""
    out = path.with_suffix(".csv")
    open_graph(path).export(out)
    return f"{out.stat().st_size / 1e6:,.0f} MB"


@step
def around(path: Path, count: int) -> str:
    """draw what is around a vendor"""
    graph = open_graph(path)
    name = graph.claims(relation="sanctioned_by")[0].subject.name
    graph.draw(path.with_suffix(".png"), focus=name, depth=1, max_nodes=40)
    return f"{path.with_suffix('.png').stat().st_size / 1e3:,.0f} kB"


@step
def whole(path: Path, count: int) -> str:
    """draw the whole graph, its 60 most connected entities"""
    open_graph(path).draw(path.with_suffix(".svg"), max_nodes=60)
    return f"{path.with_suffix('.svg').stat().st_size / 1e3:,.0f} kB"


def measured(number: int, path: Path, count: int) -> tuple[float, float, str]:
    """Seconds, megabytes and result of a step."""
    started = time.process_time()
    said = STEPS[number](path, count)
    spent = time.process_time() - started
    return spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, said


def main(count: int) -> None:
    """Print the table."""
    print(f"{count:,} made claims\n\n| | seconds | MB of memory | |\n| --- | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory() as folder:
        for number, each in enumerate(STEPS):
            with get_context("spawn").Pool(1) as pool:
                seconds, memory, said = pool.apply(measured, (number, Path(folder, "made.kgraph"), count))
            print(f"| {each.__doc__} | {seconds:,.1f} | {memory:,.0f} | {said} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
