"""Places for entities: stress majorization, then pushing until no boxes overlap. All in points."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kgraph.draw.geometry import Floats, crossings
from kgraph.errors import OutputError

__all__ = ["arrange", "layout_names", "settle"]

Edges = NDArray[np.int_]
_STARTS = 6
_CLEAR = 10.0  # least space between two boxes
_APART = 26.0  # between components


def layout_names() -> list[str]:
    """The layouts that `arrange` knows."""
    return sorted(["auto", *_LAYOUTS])


def arrange(
    sizes: Floats,
    edges: Edges,
    gaps: Floats,
    broad: Floats,
    *,
    layout: str = "auto",
    seed: int = 0,
    aspect: float = 1.5,
) -> Floats:
    """Centres (n, 2) for boxes of `sizes` (n, 2), so that no two overlap.

    `edges` (m, 2) are index pairs, each pair once; `gaps` (m,) is the free length that each wants
    between its two boxes, for its label, and `broad` (m,) the breadth of its bundle of lines.
    Components are laid out apart and packed onto a page of that `aspect`.

    Raises:
        OutputError: there is no such layout.
    """
    if layout not in layout_names():
        raise OutputError(f"There is no layout {layout!r}; choose one of {', '.join(layout_names())}.")
    count = len(sizes)
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((int(a), int(b)) for a, b in edges if a != b)
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda p: (-len(p), p))
    centres = np.zeros((count, 2))
    for part in parts:
        index = np.full(count, -1)
        index[part] = np.arange(len(part))
        inside = (index[edges[:, 0]] >= 0) & (edges[:, 0] != edges[:, 1]) if len(edges) else np.zeros(0, bool)
        links = _Links(index[edges[inside]], gaps[inside], broad[inside])
        centres[part] = _component(sizes[part], links, layout, seed)
    return _pack(parts, centres, sizes, aspect)


def settle(centres: Floats, sizes: Floats, edges: Edges, gaps: Floats, broad: Floats) -> Floats:
    """The same places after they were drawn together: boxes pushed off each other and off lines."""
    links = _Links(edges, gaps, broad)
    for _ in range(60):
        centres = _pushed(centres, sizes, links)
    return _separate(centres, sizes)


@dataclass(frozen=True, slots=True)
class _Links:
    """Index pairs (m, 2) with the free length and the breadth (m,) that each wants."""

    edges: Edges
    gaps: Floats
    broad: Floats


def _component(sizes: Floats, links: _Links, layout: str, seed: int) -> Floats:
    edges = links.edges
    count = len(sizes)
    if count == 1:
        return np.zeros((1, 2))
    lengths = sizes[edges].mean(axis=(1, 2)) + links.gaps
    ideal = _ideal(count, edges, lengths)
    if count == 2:
        centres = np.array([(0.0, 0.0), (1.0, 0.0)])
    else:
        centres = _LAYOUTS["stress" if layout == "auto" else layout](ideal, edges, seed)
        centres = _level(centres)
    centres = _relax(centres, sizes, links, ideal, pull=layout in ("auto", "stress"))
    return _separate(centres, sizes)


def _ideal(count: int, edges: Edges, lengths: Floats) -> Floats:
    """Ideal distances (n, n): the shortest way along the edges."""
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    for (a, b), length in zip(edges.tolist(), lengths.tolist(), strict=True):
        graph.add_edge(a, b, length=length)
    return np.asarray(nx.floyd_warshall_numpy(graph, nodelist=range(count), weight="length"))


def _stress(ideal: Floats, edges: Edges, seed: int) -> Floats:
    """The best of several starts by crossings, then by stress."""
    step = _majorizer(ideal)
    random = np.random.default_rng(seed)
    found: list[tuple[float, int, Floats]] = []
    for number in range(_STARTS):
        noise = random.normal(size=(len(ideal), 2)) * ideal.max() / (60 if number == 0 else 3)
        centres = _scaling(ideal) + noise
        for _ in range(90):
            centres = step(centres)
        cost = crossings(centres, edges) + 4 * _misfit(centres, ideal)
        found.append((round(float(cost), 6), number, centres))
    return min(found, key=lambda entry: entry[:2])[2]


def _spring(ideal: Floats, edges: Edges, seed: int) -> Floats:
    graph = nx.Graph()
    graph.add_nodes_from(range(len(ideal)))
    graph.add_edges_from(edges.tolist())
    found = nx.spring_layout(graph, seed=seed, iterations=200, method="force")
    return np.array([found[i] for i in range(len(ideal))]) * ideal.max() * 0.6


def _circle(ideal: Floats, edges: Edges, seed: int) -> Floats:
    count = len(ideal)
    angles = np.linspace(0, 2 * np.pi, count + 1)[:-1]
    radius = max(float(np.median(ideal)), count * 18.0)
    return np.column_stack([np.cos(angles), np.sin(angles)]) * radius


_LAYOUTS: Mapping[str, Callable[[Floats, Edges, int], Floats]] = MappingProxyType(
    {"circle": _circle, "spring": _spring, "stress": _stress}
)


def _scaling(ideal: Floats) -> Floats:
    """Classical multidimensional scaling (Torgerson, 1952) of the ideal distances to the plane."""
    squared = ideal**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean()
    values, vectors = np.linalg.eigh(-centred / 2)
    vectors = vectors[:, -2:] * np.sign(vectors[np.abs(vectors).argmax(axis=0), range(len(ideal))][-2:])
    found: Floats = vectors * np.sqrt(np.maximum(values[-2:], 0))
    return found[:, ::-1]


def _majorizer(ideal: Floats) -> Callable[[Floats], Floats]:
    """One step of stress majorization (Gansner, Koren & North, 2004) with weights 1/distance²."""
    with np.errstate(divide="ignore"):
        weights = np.where(ideal > 0, ideal**-2.0, 0.0)
    laplacian = np.diag(weights.sum(axis=1)) - weights
    solve = np.linalg.pinv(laplacian)
    pull = weights * ideal

    def step(centres: Floats) -> Floats:
        apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
        ratio = pull / np.maximum(apart, 1e-6)
        moved: Floats = solve @ (ratio.sum(axis=1)[:, None] * centres - ratio @ centres)
        return moved

    return step


def _misfit(centres: Floats, ideal: Floats) -> float:
    apart = np.linalg.norm(centres[:, None] - centres[None], axis=2)
    upper = np.triu_indices(len(ideal), 1)
    return float((((apart - ideal)[upper] / ideal[upper]) ** 2).mean())


def _level(centres: Floats) -> Floats:
    """Turned so that the long axis lies flat, as pages and words do."""
    centred = centres - centres.mean(axis=0)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axis = vectors[:, 1] * (1 if vectors[np.abs(vectors[:, 1]).argmax(), 1] > 0 else -1)
    return centred @ np.array([(axis[0], -axis[1]), (axis[1], axis[0])])


def _relax(centres: Floats, sizes: Floats, links: _Links, ideal: Floats, *, pull: bool) -> Floats:
    """Pull towards the ideal distances while pushing boxes off each other and off lines."""
    rounds = 90
    for number in range(rounds):
        heat = 1 - number / rounds
        if pull and number % 15 == 0 and number < rounds * 0.7:
            step = _majorizer(_directed(ideal, centres, sizes, links))
        if pull:
            centres = centres + 0.5 * heat * (step(centres) - centres)
        centres = _pushed(centres, sizes, links)
    return centres


def _pushed(centres: Floats, sizes: Floats, links: _Links) -> Floats:
    """A step towards boxes off each other, lines long enough for their labels, boxes off lines."""
    centres = centres + 0.5 * _off_boxes(centres, sizes, _CLEAR)
    centres = centres + 0.3 * _lengthened(centres, sizes, links)
    moved: Floats = centres + 0.35 * _off_lines(centres, sizes, links)
    return moved


def _lengthened(centres: Floats, sizes: Floats, links: _Links) -> Floats:
    """Moves that part the ends of lines which are too short for their labels."""
    moves, edges = np.zeros_like(centres), links.edges
    way = centres[edges[:, 1]] - centres[edges[:, 0]]
    length = np.maximum(np.linalg.norm(way, axis=1), 1e-9)
    free = length - _reach(way, sizes[edges[:, 0]]) - _reach(way, sizes[edges[:, 1]])
    lack = (np.clip(0.95 * links.gaps - free, 0, 60) / 2 / length)[:, None] * way
    np.add.at(moves, edges[:, 0], -lack)
    np.add.at(moves, edges[:, 1], lack)
    return moves


def _directed(ideal: Floats, centres: Floats, sizes: Floats, links: _Links) -> Floats:
    """The ideal distances with those of edges set by how far boxes reach in the edge's direction."""
    renewed = ideal.copy()
    edges = links.edges
    way = centres[edges[:, 1]] - centres[edges[:, 0]]
    wanted = links.gaps.copy()
    for end in (0, 1):
        wanted += _reach(way, sizes[edges[:, end]])
    renewed[edges[:, 0], edges[:, 1]] = renewed[edges[:, 1], edges[:, 0]] = wanted
    return renewed


def _reach(way: Floats, sizes: Floats) -> Floats:
    """From the centre to the border of boxes, in the directions `way` (m, 2)."""
    unit = np.abs(way) / np.maximum(np.linalg.norm(way, axis=1), 1e-9)[:, None]
    reach: Floats = (sizes / 2 / np.maximum(unit, 1e-9)).min(axis=1)
    return reach


def _off_boxes(centres: Floats, sizes: Floats, clear: float) -> Floats:
    """Moves that part overlapping boxes, each along the shorter way."""
    apart = centres[:, None] - centres[None]
    deep = (sizes[:, None] + sizes[None]) / 2 + clear - np.abs(apart)
    over = (deep > 0).all(axis=2)
    np.fill_diagonal(over, False)
    side = np.sign(apart)
    order = np.arange(len(sizes))
    tie = np.sign(order[:, None] - order[None])[..., None]
    side = np.where(side == 0, tie, side)
    along_x = deep[..., 0] < deep[..., 1]
    moves = np.where(np.stack([along_x, ~along_x], axis=2) & over[..., None], side * deep / 2, 0.0)
    total: Floats = moves.sum(axis=1)
    return total


def _off_lines(centres: Floats, sizes: Floats, links: _Links) -> Floats:
    """Moves that push boxes off straight lines between others, and the ends of those the other way."""
    moves, edges = np.zeros_like(centres), links.edges
    if len(edges) == 0:
        return moves
    start, way = centres[edges[:, 0]], centres[edges[:, 1]] - centres[edges[:, 0]]
    square = np.maximum((way**2).sum(axis=1), 1e-9)
    to = centres[None] - start[:, None]
    t = (to * way[:, None]).sum(axis=2) / square[:, None]
    normal = np.column_stack([-way[:, 1], way[:, 0]]) / np.sqrt(square)[:, None]
    off = (to * normal[:, None]).sum(axis=2)
    bulge = links.broad[:, None] / 2 * 4 * np.clip(t * (1 - t), 0, None)
    room = np.abs(normal) @ (sizes.T / 2) + 5 + bulge
    inner = (t > 0.04) & (t < 0.96) & (np.abs(off) < room)
    rows = np.arange(len(edges))
    inner[rows, edges[:, 0]] = inner[rows, edges[:, 1]] = False
    push = np.where(inner, np.where(off < 0, -1.0, 1.0) * (room - np.abs(off)), 0.0)
    moves += push.T @ normal * 0.6
    back = -push.sum(axis=1)[:, None] * normal * 0.2
    np.add.at(moves, edges[:, 0], back)
    np.add.at(moves, edges[:, 1], back)
    limit = 40.0
    length = np.maximum(np.linalg.norm(moves, axis=1), 1e-9)
    kept: Floats = moves * np.minimum(1, limit / length)[:, None]
    return kept


def _separate(centres: Floats, sizes: Floats) -> Floats:
    """Push until no boxes overlap; spread everything a little where that does not end."""
    for number in range(2000):
        moves = _off_boxes(centres, sizes, _CLEAR)
        if not np.abs(moves).max(initial=0) > 0.01:
            break
        centres = centres + 0.52 * moves
        if number % 60 == 59:
            centres = centres * 1.06
    return centres


def _pack(parts: list[list[int]], centres: Floats, sizes: Floats, aspect: float) -> Floats:
    """Components on shelves, the largest first, on a page of about `aspect`."""
    placed = centres.copy()
    extents = []
    for part in parts:
        low = (centres[part] - sizes[part] / 2).min(axis=0)
        placed[part] -= low
        extents.append((centres[part] + sizes[part] / 2).max(axis=0) - low + _APART)
    area = sum(float(w * h) for w, h in extents)
    page = max(max((float(w) for w, _ in extents), default=0.0), float(np.sqrt(area * aspect)))
    shelves: list[tuple[float, float, list[int]]] = []  # width, height, components
    for number, (w, h) in enumerate(extents):
        shelf = next((i for i, s in enumerate(shelves) if s[0] + w <= page and h <= s[1] * 1.01), None)
        if shelf is None:
            shelves.append((float(w), float(h), [number]))
        else:
            old = shelves[shelf]
            shelves[shelf] = (old[0] + float(w), old[1], [*old[2], number])
    top = 0.0
    for width, height, numbers in shelves:
        x = (page - width) / 2
        for number in numbers:
            w, h = extents[number]
            placed[parts[number]] += (x, -top - (height + h) / 2)
            x += float(w)
        top += height
    return placed
