"""How fast SPARQL over a graph answers, against raw pyoxigraph and against rdflib in the same run.

    python benchmarks/sparql.py [CLAIMS]

All three hold the triples that kgraph writes for the same claims, and must give the same number of rows.
Times are medians of runs that take turns, from the text of the query to all rows as Python values (kgraph),
solutions (pyoxigraph) or result rows (rdflib). They are processor time, so that a busy machine changes
little; kgraph asks a process of its own, whose time counts with ours, as does that of the way there and
back. (Needs Linux, which tells the time of another process in nanoseconds.) rdflib gets one run of a query
that takes it a minute.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pyoxigraph
import rdflib
from made import claims
from rdflib.namespace import XSD

from kgraph import Graph
from kgraph.sparql import Engine
from kgraph.sparql.prefixes import query_prefixes

RUNS = 9
LONG = 60.0
ROWS = 10_000_000

SHAPES = {
    "point: bans of one vendor": """
        SELECT ?claim ?by WHERE {
          ?claim kg:subject <urn:kgraph:entity:%s> ; kg:relation kg:banned_by ; kg:object ?by . }""",
    "two hops: who shares an object with it": """
        SELECT DISTINCT ?other WHERE {
          ?one kg:subject <urn:kgraph:entity:%s> ; kg:relation kg:owned_by ; kg:object ?owner .
          ?two kg:object ?owner ; kg:relation kg:owned_by ; kg:subject ?other . }""",
    "count: claims by relation": """
        SELECT ?relation (COUNT(?claim) AS ?count) WHERE { ?claim kg:relation ?relation }
        GROUP BY ?relation ORDER BY DESC(?count)""",
    "filter: denials of one half-year": """
        SELECT ?claim ?day WHERE {
          ?claim kg:stance kg:denied ; kg:document ?document . ?document dcterms:issued ?day .
          FILTER (?day >= "2020-01-01"^^xsd:date && ?day < "2020-07-01"^^xsd:date) }""",
    "optional: vendors and who leads them": """
        SELECT ?name ?leader WHERE {
          ?vendor a kg:Vendor ; rdfs:label ?name . OPTIONAL { ?vendor kg:led_by/rdfs:label ?leader } }""",
    "scan: every claim in four columns": """
        SELECT ?claim ?subject ?relation ?object WHERE {
          ?claim kg:subject ?subject ; kg:relation ?relation ; kg:object ?object . }""",
}


def main(count: int) -> None:
    """Print the tables."""
    graph = Graph(claims(count, seed=1))
    text = graph.to_turtle() or ""
    subject = max(graph.entities(), key=lambda entity: len(graph.claims(subject=entity))).id
    print(f"{count:,} claims, {len(text) >> 20} MB of Turtle\n")
    ours, raw, theirs = loading(graph, text)
    print(f"\n{'query':40}{'rows':>9}{'kgraph':>11}{'pyoxigraph':>12}{'ratio':>7}{'rdflib':>11}{'ratio':>7}")
    for name, shape in SHAPES.items():
        asking(name, shape.replace("%s", subject), ours, raw, theirs)
    ours.close()


def loading(graph: Graph, text: str) -> tuple[Engine, pyoxigraph.Store, rdflib.Graph]:
    """From claims to something that answers: our way, then the triples added one by one, and rdflib."""
    start = time.process_time()
    ours = Engine.of(graph)
    took = time.process_time() - start + of_worker(ours)
    start = time.process_time()
    raw = pyoxigraph.Store()
    raw.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    bulk = time.process_time() - start
    triples = [tuple(map(as_rdflib, quad.triple)) for quad in raw]
    start = time.process_time()
    theirs = rdflib.Graph()
    for triple in triples:
        theirs.add(triple)
    added = time.process_time() - start
    print(f"claims to a store that answers, {len(theirs):,} triples: {took:.1f} s")
    print(f"pyoxigraph, bulk load of finished Turtle:    {bulk:.1f} s  ({bulk / took:.1f}×)")
    print(f"rdflib, adding finished triples:             {added:.1f} s  ({added / took:.1f}×)")
    return ours, raw, theirs


def as_rdflib(term: pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal) -> rdflib.term.Node:
    """A new term of rdflib, as its parser makes them, which takes minutes for what is not measured here."""
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    kind = None if term.language else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=None if kind == XSD.string else kind)


def asking(name: str, query: str, ours: Engine, raw: pyoxigraph.Store, theirs: rdflib.Graph) -> None:
    """One row of the table."""
    prefixes = query_prefixes()

    def our_rows() -> int:
        return len(ours.ask(query, max_rows=ROWS, timeout=600).rows)

    def raw_rows() -> int:
        return len(list(_solutions(raw.query(query, prefixes=prefixes))))

    def their_rows() -> int:
        return len(list(theirs.query(query, initNs=prefixes)))

    counts = {our_rows(), raw_rows()}
    pairs = [(timed(our_rows, ours), timed(raw_rows)) for _ in range(RUNS)]
    our, bare = (median(times) for times in zip(*pairs, strict=True))
    first = timed(their_rows)
    their = first if first > LONG else median([first, timed(their_rows), timed(their_rows)])
    counts.add(their_rows() if first < LONG else min(counts))
    if len(counts) != 1:
        raise SystemExit(f"{name}: the answers differ, {counts}")
    print(
        f"{name:40}{counts.pop():>9,}{our * 1e3:>8.1f} ms{bare * 1e3:>9.1f} ms{our / bare:>6.2f}×"
        f"{their * 1e3:>8.0f} ms{their / our:>6.1f}×",
        flush=True,
    )


def timed(run: Callable[[], int], engine: Engine | None = None) -> float:
    """Seconds of processor time of this process, and of an engine's."""
    before = of_worker(engine)
    start = time.process_time()
    run()
    return time.process_time() - start + of_worker(engine) - before


def of_worker(engine: Engine | None) -> float:
    """Seconds that the process of an engine has run, all its threads together."""
    if engine is None:
        return 0.0
    threads = Path(f"/proc/{engine._process.pid}/task").glob("*/schedstat")
    return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9


def _solutions(found: object) -> Iterator[pyoxigraph.QuerySolution]:
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return iter(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
