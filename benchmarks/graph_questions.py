"""How fast a graph takes claims in and answers, against rdflib and networkx in the same run.

    python benchmarks/graph_questions.py [CLAIMS]

Each time is the median of some runs, of processor time; a ratio is the other's median by ours. rdflib holds
the triples that kgraph writes for the same claims and is asked in SPARQL; both must give the same answers.
networkx starts, as we do, from a finished graph, so that the conversion is in its time and in ours; it gets
fewer claims where it would take hours. That articles are copies of each other was found before.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from statistics import median

import networkx
import rdflib
from made import claims
from timing import timed

from kgraph import Claim, Graph
from kgraph.model import Participant

RUNS = 5
QUESTIONS = 20
POINT = "SELECT ?claim WHERE { ?claim kg:subject <urn:kgraph:entity:%s> }"
TWO_HOPS = """
SELECT DISTINCT ?far WHERE {
    ?one kg:subject <urn:kgraph:entity:%s> ; kg:object ?near .
    ?two kg:subject ?near ; kg:object ?far .
}"""


def main(count: int) -> None:
    """Print the tables."""
    made = list(claims(count, seed=1))
    graph = Graph(made)
    text = graph.to_turtle() or ""
    parsed = rdflib.Graph().parse(data=text, format="turtle")
    print(f"{count:,} claims, {len(parsed):,} triples, {len(graph.entities()):,} entities\n")
    print(f"{'against rdflib':34}{'kgraph':>12}{'rdflib':>12}{'ratio':>9}   target")
    adding(made, parsed)
    asking(graph, parsed)
    print(f"\n{'against networkx, from a graph':34}{'kgraph':>12}{'networkx':>12}{'ratio':>9}   target")
    measuring(graph, count)


def adding(made: list[Claim], parsed: rdflib.Graph) -> None:
    """The claims into an empty graph, and the triples of the claims into an empty graph."""
    triples = list(parsed)
    some = made[0].subject.id

    def theirs() -> None:
        empty = rdflib.Graph()
        for triple in triples:
            empty.add(triple)

    def ours_asked() -> None:
        Graph(made).claims(subject=some)

    slow = timed(theirs, 3)
    row("add all claims", timed(lambda: Graph(made), RUNS), slow, "≥ 6")
    row("add them, and ask once", timed(ours_asked, RUNS), slow, "")


def asking(graph: Graph, parsed: rdflib.Graph) -> None:
    """The same questions about the same entities, chosen by chance among those that claims are about."""
    subjects = sorted({claim.subject.id for claim in graph})
    chosen = random.Random(7).sample(subjects, QUESTIONS)

    def point(id: str) -> int:
        return len(graph.claims(subject=id))

    def two_hops(id: str) -> int:
        near = {one.object.id for one in graph.claims(subject=id) if isinstance(one.object, Participant)}
        steps = (two.object for other in near for two in graph.claims(subject=other))
        return len({far.id for far in steps if isinstance(far, Participant)})

    for what, ours, query in (("point question", point, POINT), ("two hops", two_hops, TWO_HOPS)):

        def theirs(id: str, query: str = query) -> int:
            return len(parsed.query(query % id))

        mine = [timed(lambda id=id, ours=ours: ours(id), RUNS) for id in chosen]
        other = [timed(lambda id=id, theirs=theirs: theirs(id), 1) for id in chosen]
        assert [ours(id) for id in chosen] == [theirs(id) for id in chosen], "both give the same answers"
        row(what, median(mine), median(other), "≥ 100")


def measuring(graph: Graph, count: int) -> None:
    """Centrality, communities and shortest chains."""
    small = Graph(claims(count // 10, seed=1))
    for of in (graph, small):
        assert all(relation.origins for relation in of.relations())
    vendors = [entity for entity in small.entities("Vendor") if small.claims(subject=entity)]
    one, other = vendors[0], vendors[-1]

    def simple(of: Graph) -> networkx.Graph[str]:
        return networkx.Graph(of.to_networkx())

    def louvain() -> None:
        networkx.community.louvain_communities(simple(graph), seed=0)

    rows: tuple[tuple[str, Callable[[], object], Callable[[], object], Graph], ...] = (
        ("pagerank", lambda: graph.centrality("pagerank"), lambda: networkx.pagerank(simple(graph)), graph),
        ("communities", graph.communities, louvain, graph),
        (
            "betweenness",
            lambda: small.centrality("betweenness"),
            lambda: networkx.betweenness_centrality(simple(small)),
            small,
        ),
        (
            "closeness",
            lambda: small.centrality("closeness"),
            lambda: networkx.harmonic_centrality(simple(small)),
            small,
        ),
        (
            "shortest chains",
            lambda: small.paths(one, other),
            lambda: list(networkx.all_shortest_paths(simple(small), one.id, other.id)),
            small,
        ),
    )
    for what, ours, theirs, of in rows:
        mine = timed(lambda ours=ours, of=of: fresh(of, ours), RUNS)
        row(f"{what}, {len(of):,} claims", mine, timed(theirs, 1 if of is small else 3), "≥ 15")


def fresh(graph: Graph, ask: Callable[[], object]) -> None:
    """A question without what earlier ones have left, so that our conversion is in the time too."""
    graph.__dict__.pop("_views", None)
    ask()


def row(what: str, ours: float, theirs: float, target: str) -> None:
    """One line of a table."""
    print(
        f"{what:34}{1000 * ours:9.2f} ms{1000 * theirs:9.0f} ms{theirs / ours:8.0f} ×   {target}", flush=True
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
