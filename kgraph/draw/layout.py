"""Places for entities: stress majorization, then pushing until no boxes overlap. All in points."""

from __future__ import annotations

import networkx as nx
import numpy as np

from kgraph.draw.geometry import Floats, crossings
from kgraph.draw.pack import pack
from kgraph.draw.push import Plan, blocked, pushed, reach, separated
from kgraph.draw.stress import LARGE, STARTERS, Edges, ideal_distances, majorizer
from kgraph.errors import OutputError

__all__ = ["Layout", "arrange", "components", "layout_names"]

_BUNCHED = 0.8  # power of the ideal distances; less than 1 brings what is far apart closer
_ROUNDS, _FEW_ROUNDS = 90, 6
_FEW_STEPS = 10  # of stress majorization alone, before the rounds of a large component
_SETTLING = 60
_RELAXED = 2  # so many of the starts are worked out to the end


def layout_names() -> list[str]:
    """The layouts that `arrange` knows."""
    return sorted(["auto", *STARTERS])


class Layout:
    """Components of a plan, each laid out by itself, to be put on a page at any density."""

    def __init__(self, plan: Plan, parts: list[list[int]], places: list[Floats], aspect: float) -> None:
        self.plan, self._parts, self._places, self._aspect = plan, parts, places, aspect

    def at(self, spread: float) -> Floats:
        """Centres (n, 2) with all distances multiplied by `spread` as far as the boxes allow."""
        placed = np.zeros((len(self.plan.sizes), 2))
        for members, places in zip(self._parts, self._places, strict=True):
            part, centres = self.plan.part(members), places * spread
            for _ in range(_SETTLING if spread < 1 else 0):
                centres = pushed(centres, part)
            placed[members] = separated(centres, part.sizes)
        return pack(self._parts, placed, self.plan.sizes, self._aspect)


def arrange(
    plan: Plan, *, layout: str = "auto", seed: int = 0, aspect: float = 1.5, stretch: float = 1.3
) -> Layout:
    """Lay out the components of a plan for a page of `aspect`.

    A component that is the greater part of the graph is stretched towards that, at most by `stretch`.

    Raises:
        OutputError: there is no such layout.
    """
    if layout not in layout_names():
        raise OutputError(f"There is no layout {layout!r}; choose one of {', '.join(layout_names())}.")
    count = len(plan.sizes)
    parts = components(count, plan.edges)
    places = []
    for members in parts:
        part = plan.part(members)
        centres = _component(part, "stress" if layout == "auto" else layout, seed)
        if len(members) > max(count / 2, 2):
            centres = _stretched(centres, part.sizes, aspect, stretch)
        places.append(centres)
    return Layout(plan, parts, places, aspect)


def components(count: int, edges: Edges) -> list[list[int]]:
    """What hangs together, the largest first."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges.tolist())
    return sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))


def _component(part: Plan, layout: str, seed: int) -> Floats:
    """Places for a connected component."""
    count = len(part.sizes)
    if count == 1:
        return np.zeros((1, 2))
    lengths = part.lengths
    ideal = ideal_distances(count, part.edges, lengths)
    nearest = lengths.min()
    ideal = nearest * (ideal / nearest) ** _BUNCHED
    if count == 2:
        starts = [np.array([(0.0, 0.0), (1.0, 0.0)])]
    else:
        starts = [_level(start) for start in STARTERS[layout](ideal, part.edges, seed)[:_RELAXED]]
    rounds = _FEW_ROUNDS if count > LARGE else _ROUNDS
    worked_out = [
        separated(_relaxed(start, part, ideal, rounds, pull=layout == "stress"), part.sizes)
        for start in starts
    ]
    if len(worked_out) == 1:
        return worked_out[0]
    return min(worked_out, key=lambda centres: crossings(centres, part.edges) + 3 * blocked(centres, part))


def _level(centres: Floats) -> Floats:
    """Turned so that the long axis lies flat, as pages and words do."""
    centred = centres - centres.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axis = vectors[:, 1] * (1 if vectors[np.abs(vectors[:, 1]).argmax(), 1] > 0 else -1)
    level: Floats = centred @ np.array([(axis[0], -axis[1]), (axis[1], axis[0])])
    return level


def _relaxed(centres: Floats, part: Plan, ideal: Floats, rounds: int, *, pull: bool) -> Floats:
    """Pull towards the ideal distances while pushing, ever less of the first."""
    large = len(centres) > LARGE
    step = majorizer(ideal)
    for _ in range(_FEW_STEPS if large and pull else 0):
        centres = step(centres)
    for number in range(rounds):
        heat = 1 - number / rounds
        if pull and not large and number % 15 == 0 and heat > 0.3:
            step = majorizer(_directed(ideal, centres, part))
        if pull:
            centres = centres + 0.5 * heat * (step(centres) - centres)
        centres = pushed(centres, part)
    return centres


def _directed(ideal: Floats, centres: Floats, part: Plan) -> Floats:
    """The ideal distances, those of edges set by how far boxes reach in the edge's direction."""
    a, b = part.edges[:, 0], part.edges[:, 1]
    way = centres[b] - centres[a]
    renewed = ideal.copy()
    renewed[a, b] = renewed[b, a] = part.gaps + reach(way, part.sizes[a]) + reach(way, part.sizes[b])
    return renewed


def _stretched(centres: Floats, sizes: Floats, aspect: float, most: float) -> Floats:
    """Spread along one axis towards `aspect`, at most by `most`; boxes only come further apart."""
    extent = np.ptp(centres, axis=0) + sizes.max(axis=0, initial=1.0)
    ratio = float(extent[0] / extent[1]) / aspect
    factors = np.array([1 / ratio, 1.0]) if ratio < 1 else np.array([1.0, ratio])
    stretched: Floats = centres * np.minimum(factors, most)
    return stretched
