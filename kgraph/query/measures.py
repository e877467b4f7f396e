"""Who stands in the middle and who belongs together, computed by igraph on the bare pairs of a network."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.errors import GraphError
from kgraph.model import Entity, Literal
from kgraph.query.extras import require
from kgraph.query.network import Network

if TYPE_CHECKING:
    import igraph

__all__ = ["MEASURES", "as_igraph", "centrality", "communities"]

MEASURES: Mapping[str, Callable[[Any], list[float]]] = {
    "betweenness": lambda made: _betweenness(made),
    "closeness": lambda made: [0.0 if score != score else score for score in made.harmonic_centrality()],
    "degree": lambda made: [count / max(made.vcount() - 1, 1) for count in made.degree()],
    # PRPACK, the default, keeps all cores spinning and is slower on a busy machine; both agree to 1e-15.
    "pagerank": lambda made: made.pagerank(implementation="arpack"),
}
"""Each kind of centrality, all 0 to 1:

- `betweenness`: the share of shortest chains between two others that lead through it (Freeman 1977);
- `closeness`: the mean of 1 / steps to all others, 0 for those out of reach (harmonic centrality);
- `degree`: the share of all others that it is connected with;
- `pagerank`: how often a walk at random, 0.85 of its steps along links, is there (Brin and Page 1998).
"""


def centrality(network: Network, kind: str) -> dict[str, float]:
    """The score of each entity by id, the highest first. Links have no direction and no weight here.

    Raises:
        GraphError: there is no such kind, or igraph is not installed.
    """
    if kind not in MEASURES:
        raise GraphError(f"There is no centrality {kind!r}; there are {', '.join(MEASURES)}.")
    made = _bare(network)
    scores = MEASURES[kind](made) if network.ids else []
    ranked = sorted(zip(network.ids, scores, strict=True), key=lambda one: (-one[1], one[0]))
    return dict(ranked)


def communities(network: Network, seed: int) -> list[list[str]]:
    """Groups of ids that have more to do with each other than with the rest; the largest first.

    By two rounds of the Leiden method (Traag, Waltman and van Eck 2019) on modularity, where a pair weighs
    as much as it has claims. It starts from chance: one seed always gives the same groups. Ids within a
    group stand by their number of links.

    Raises:
        GraphError: igraph is not installed.
    """
    igraph = require("igraph")
    made = _bare(network)
    if not network.ids:
        return []
    igraph.set_random_number_generator(random.Random(seed))
    try:
        found = made.community_leiden(
            objective_function="modularity", weights=network.weights.tolist(), n_iterations=2
        )
    finally:
        igraph.set_random_number_generator(random)
    links = made.degree()
    groups = [
        [network.ids[place] for place in sorted(group, key=lambda place: (-links[place], place))]
        for group in found
    ]
    return sorted(groups, key=lambda group: (-len(group), group))


def as_igraph(
    nodes: Mapping[str, Entity | Literal], edges: Sequence[tuple[str, str, Mapping[str, object]]]
) -> igraph.Graph:
    """A directed multigraph with attributes: nodes by id, edges from id to id.

    Raises:
        GraphError: igraph is not installed.
    """
    igraph = require("igraph")
    places = {id: place for place, id in enumerate(nodes)}
    made = igraph.Graph(n=len(nodes), edges=[(places[a], places[b]) for a, b, _ in edges], directed=True)
    made.vs["name"] = list(nodes)
    made.vs["label"] = [thing.name for thing in nodes.values()]
    made.vs["type"] = [thing.type for thing in nodes.values()]
    made.vs["named"] = [isinstance(thing, Entity) and thing.named for thing in nodes.values()]
    for name in dict.fromkeys(name for _, _, attributes in edges for name in attributes):
        made.es[name] = [attributes.get(name) for _, _, attributes in edges]
    return made


def _bare(network: Network) -> igraph.Graph:
    """The network for igraph: its vertices are the places of the network."""
    return require("igraph").Graph(n=len(network.ids), edges=network.pairs)


def _betweenness(made: igraph.Graph) -> list[float]:
    others = made.vcount() - 1
    pairs = others * (others - 1) / 2
    return [score / pairs if pairs else 0.0 for score in made.betweenness()]
