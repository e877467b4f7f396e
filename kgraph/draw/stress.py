"""First places for the entities of one component, before their boxes matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kgraph.draw.geometry import Floats, crossings

__all__ = ["LARGE", "STARTERS", "Edges", "ideal_distances", "majorizer"]

Edges = NDArray[np.int_]
LARGE = 120
"""Entities; of components that have more, fewer ways are tried."""
_STARTS = 6
_STEPS = 90
_PIVOTS = 60
_LOWEST = 1e-6


def ideal_distances(count: int, edges: Edges, lengths: Floats) -> Floats:
    """Distances (n, n) of a connected graph: the shortest ways along edges of these lengths.

    All starts at once, one more edge a round (Bellman, 1958), until nothing gets shorter. In large graphs
    what has one edge only is added to the others at the end.

    >>> ideal_distances(3, np.array([(0, 1), (1, 2)]), np.array([1.0, 2.0]))[0].tolist()
    [0.0, 1.0, 3.0]
    """
    if count <= LARGE:
        return _shortest(count, edges, lengths, np.float64)
    tips = np.bincount(edges.ravel(), minlength=count)[edges] == 1
    outer = tips[:, 0] != tips[:, 1]
    held, extra = np.arange(count), np.zeros(count)
    held[edges[outer][tips[outer]]] = edges[outer][~tips[outer]]
    extra[edges[outer][tips[outer]]] = lengths[outer]
    inner, number = np.unique(held, return_inverse=True)
    within = _shortest(len(inner), np.searchsorted(inner, edges[~outer]), lengths[~outer], np.float32)
    whole: Floats = within[number[:, None], number] + extra[:, None] + extra
    np.fill_diagonal(whole, 0.0)
    return whole


def _shortest(
    count: int, edges: Edges, lengths: Floats, exact: type[np.float32] | type[np.float64]
) -> Floats:
    """Distances (n, n), worked out in the precision `exact`."""
    found = np.full((count, count), np.inf, exact)
    np.fill_diagonal(found, 0.0)
    if not len(edges):
        return found.astype(float)
    source, target = np.concatenate([edges, edges[:, ::-1]]).T
    order = np.argsort(target, kind="stable")
    source, length = source[order], np.concatenate([lengths, lengths])[order].astype(exact)
    ends, first = np.unique(target[order], return_index=True)
    while True:
        nearer = np.minimum(found[ends], np.minimum.reduceat(found[source] + length[:, None], first, axis=0))
        if np.array_equal(nearer, found[ends]):
            return found.astype(float)
        found[ends] = nearer


def majorizer(ideal: Floats) -> Callable[[Floats], Floats]:
    """One step of stress majorization (Gansner, Koren & North, 2004) with weights 1/distance².

    The Laplacian of the weights is singular; with its null space (moving all) added, its inverse is the
    pseudo-inverse for everything that is centred.
    """
    with np.errstate(divide="ignore"):
        weights = np.where(ideal > 0, ideal**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solve = np.linalg.inv(laplacian + weights.max() / len(ideal))
    pull = weights * ideal

    def step(centres: Floats) -> Floats:
        ratio = pull / np.maximum(_apart(centres), _LOWEST)
        moved: Floats = solve @ (ratio.sum(axis=1)[:, None] * centres - ratio @ centres)
        return moved

    return step


def _apart(centres: Floats) -> Floats:
    """Distances (n, n) between points."""
    x, y = centres.T
    square = (x[:, None] - x) ** 2
    square += (y[:, None] - y) ** 2
    apart: Floats = np.sqrt(square, out=square)
    return apart


def _stress(ideal: Floats, edges: Edges, seed: int) -> list[Floats]:
    """Least stress from several starts, those with few crossings first; of large graphs just a start."""
    random = np.random.default_rng(seed)
    scaled = _scaling(ideal)
    if len(ideal) > LARGE:
        return [scaled + random.normal(size=(len(ideal), 2)) * ideal.max() / 60]
    step = majorizer(ideal)
    found: list[tuple[float, int, Floats]] = []
    for number in range(_STARTS):
        noise = random.normal(size=(len(ideal), 2)) * ideal.max() / (60 if number == 0 else 3)
        centres = scaled + noise
        for _ in range(_STEPS):
            centres = step(centres)
        cost = crossings(centres, edges) + 4 * _misfit(centres, ideal)
        found.append((round(cost, 6), number, centres))
    return [centres for _, _, centres in sorted(found, key=lambda entry: entry[:2])]


def _spring(ideal: Floats, edges: Edges, seed: int) -> list[Floats]:
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(ideal)))
    graph.add_edges_from(edges.tolist())
    found = nx.spring_layout(graph, seed=seed, iterations=200, method="force")
    return [np.array([found[i] for i in range(len(ideal))]) * ideal.max() * 0.6]


def _circle(ideal: Floats, edges: Edges, seed: int) -> list[Floats]:
    count = len(ideal)
    angles = np.linspace(0, 2 * np.pi, count + 1)[:-1]
    radius = max(float(np.median(ideal)), count * 18.0)
    return [np.column_stack([np.cos(angles), np.sin(angles)]) * radius]


STARTERS: Mapping[str, Callable[[Floats, Edges, int], list[Floats]]] = MappingProxyType(
    {"circle": _circle, "spring": _spring, "stress": _stress}
)
"""Layouts by name: from ideal distances (n, n), edges (m, 2) and a seed to places, the best first."""


def _scaling(ideal: Floats) -> Floats:
    """Classical multidimensional scaling (Torgerson, 1952) of the ideal distances to the plane.

    Of many entities, distances to some pivots do (Brandes & Pich, 2007).
    """
    count = len(ideal)
    pivots = np.linspace(0, count - 1, _PIVOTS if count > LARGE else count).astype(int)
    squared = ideal[:, pivots] ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    if count > LARGE:
        vectors, values, _ = np.linalg.svd(-centred / 2, full_matrices=False)
        values = values * (count / _PIVOTS) ** 0.5
    else:
        values, vectors = np.linalg.eigh(-centred / 2)
        values, vectors = values[::-1], vectors[:, ::-1]
    largest = np.abs(vectors).argmax(axis=0)
    vectors = vectors * np.sign(vectors[largest, np.arange(vectors.shape[1])])
    found: Floats = vectors[:, :2] * np.sqrt(np.maximum(values[:2], 0))
    return found


def _misfit(centres: Floats, ideal: Floats) -> float:
    apart = _apart(centres)
    upper = np.triu_indices(len(ideal), 1)
    return float((((apart - ideal)[upper] / ideal[upper]) ** 2).mean())
