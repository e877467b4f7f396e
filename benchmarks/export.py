"""How fast Turtle and the other formats are written, against rdflib and pyoxigraph in the same run.

    python benchmarks/export.py [CLAIMS]

Names, titles and quotes have quotation marks, accents and backslashes here and there, as in news. Each time
is the median of some runs, of processor time. `flat` is the most that one writer held at once, beside the
graph that it wrote.
"""

from __future__ import annotations

import io
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph
import rdflib
from made import claims
from timing import timed

from kgraph import Claim, Document, Graph
from kgraph.export import FORMATS
from kgraph.export.terms import prefixes

RUNS = 5
ODD = ('the "{}" group', "{} & Søn", "{} \\ Partners", "{} – Österreich", "{}’s “lab”")


def main(count: int) -> None:
    """Print the table."""
    graph = Graph(harder(claims(count, seed=1)))
    text = written(graph, "turtle")
    print(f"{count:,} claims, {len(text.encode()):,} bytes of Turtle", end="")
    store = pyoxigraph.Store()
    store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    print(f", {len(store):,} triples")
    parsed = rdflib.Graph().parse(data=text, format="turtle")
    ours = timed(lambda: written(graph, "turtle"), RUNS)
    slowest = timed(lambda: parsed.serialize(format="turtle"), 1)
    dump = timed(lambda: dumped(store), RUNS)
    print(f"{'Turtle from claims':28}{ours:9.3f} s")
    print(f"{'rdflib serializer':28}{slowest:9.3f} s   {slowest / ours:6.1f} × ours")
    print(f"{'pyoxigraph dump of a store':28}{dump:9.3f} s   {dump / ours:6.1f} × ours")
    for row in FORMATS.values():
        if row.make and row.name != "turtle":
            spent = timed(lambda name=row.name: written(graph, name), 1)
            print(f"{row.name:28}{spent:9.3f} s   {spent / ours:6.1f} × Turtle")
    for name in ("turtle", "ntriples", "jsonl", "csv"):
        print(f"{name + ', flat':28}{peak(graph, name) / count:9.0f} bytes a claim")


def harder(made: Iterable[Claim]) -> Iterator[Claim]:
    """Claims, some with names, titles and quotes that need escaping."""
    documents: dict[str, Document] = {}
    for number, claim in enumerate(made):
        document = documents.setdefault(
            claim.document.id, replace(claim.document, title=_odd(claim.document.title or ""))
        )
        mention = _odd(claim.subject.mention) if number % 3 == 0 else claim.subject.mention
        quote = claim.evidence.quote
        if number % 4 == 0:
            quote = f'"{quote[1:-1]}"'
        yield replace(
            claim,
            document=document,
            subject=replace(claim.subject, mention=mention),
            evidence=replace(claim.evidence, quote=quote),
        )


def written(graph: Graph, format: str) -> str:
    """All of it as one text."""
    return "\n".join(FORMATS[format].lines(graph))


def dumped(store: pyoxigraph.Store) -> None:
    """What pyoxigraph makes of the same triples, with the same prefixes."""
    store.dump(
        io.BytesIO(),
        pyoxigraph.RdfFormat.TURTLE,
        from_graph=pyoxigraph.DefaultGraph(),
        prefixes=dict(prefixes()),
    )


def peak(graph: Graph, format: str) -> int:
    """The most bytes that a writer holds while its lines go nowhere."""
    tracemalloc.start()
    for _ in FORMATS[format].lines(graph):
        pass
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return held


def _odd(name: str) -> str:
    return ODD[sum(map(ord, name)) % len(ODD)].format(name)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
