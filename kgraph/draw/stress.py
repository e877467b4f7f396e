"""First places for the entities of one component, before their boxes matter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kgraph.draw.geometry import Floats, crossings

__all__ = ["STARTERS", "Edges", "ideal_distances", "majorizer"]

Edges = NDArray[np.int_]
_STARTS = 6
_STEPS = 90
_LOWEST = 1e-6


def ideal_distances(count: int, edges: Edges, lengths: Floats) -> Floats:
    """Distances (n, n) of a connected graph: the shortest ways along edges of these lengths."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(count))
    for (a, b), length in zip(edges.tolist(), lengths.tolist(), strict=True):
        graph.add_edge(a, b, length=length)
    return np.asarray(nx.floyd_warshall_numpy(graph, nodelist=range(count), weight="length"), float)


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
        apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
        ratio = pull / np.maximum(apart, _LOWEST)
        moved: Floats = solve @ (ratio.sum(axis=1)[:, None] * centres - ratio @ centres)
        return moved

    return step


def _stress(ideal: Floats, edges: Edges, seed: int) -> list[Floats]:
    """Least stress from several starts, those with few crossings first."""
    step = majorizer(ideal)
    random = np.random.default_rng(seed)
    scaled = _scaling(ideal)
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
    """Classical multidimensional scaling (Torgerson, 1952) of the ideal distances to the plane."""
    squared = ideal**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    largest = np.abs(vectors).argmax(axis=0)
    vectors = vectors * np.sign(vectors[largest, np.arange(len(ideal))])
    found: Floats = vectors[:, :-3:-1] * np.sqrt(np.maximum(values[:-3:-1], 0))
    return found


def _misfit(centres: Floats, ideal: Floats) -> float:
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    upper = np.triu_indices(len(ideal), 1)
    return float((((apart - ideal)[upper] / ideal[upper]) ** 2).mean())
