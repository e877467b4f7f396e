"""Places for large connected graphs, in points: far ends from pivots, then forces between neighbours."""

from __future__ import annotations

import numpy as np

from kgraph.page.near import Floats, Ints, near_pairs

__all__ = ["apart", "spread"]

_PIVOTS = 40
_ROUNDS = 100
_CELLS = 14  # in a row of the grid, at most
_REACH = 3.0  # ideal lengths, within which each pair is looked at
_CLEAR = 9.0  # least space between two boxes
_SETTLING = 400


def spread(sizes: Floats, edges: Ints, length: float, seed: int = 0) -> Floats:
    """Centres (n, 2) of boxes of `sizes` (n, 2) that hang together by `edges` (m, 2) of about `length`.

    The start is PivotMDS (Brandes & Pich, 2006). Then edges pull, boxes repel each other as in
    Fruchterman & Reingold (1991), those far away through the middle of their cell in a grid. At the end
    no boxes overlap. The same arguments give the same places.
    """
    random = np.random.default_rng(seed)
    places = _pivoted(len(sizes), edges, length) + random.normal(size=(len(sizes), 2)) * length * 0.3
    degree = np.bincount(edges.ravel(), minlength=len(sizes)).astype(float)
    for number in range(_ROUNDS):
        heat = length * 1.2 * (1 - number / _ROUNDS) ** 1.5 + 1.0
        moves = _repelled(places, length) + _pulled(places, edges, degree, length)
        far = np.maximum(np.linalg.norm(moves, axis=1), 1e-9)
        places = places + moves * np.minimum(1.0, heat / far)[:, None]
    return apart(places, sizes)


def apart(places: Floats, sizes: Floats) -> Floats:
    """Places pushed until no boxes overlap, each along the way that is shorter."""
    places = places.copy()
    cell = (float(sizes[:, 0].max()) + _CLEAR, float(sizes[:, 1].max()) + _CLEAR)
    for number in range(_SETTLING):
        one, other = near_pairs(places, cell)
        way = places[other] - places[one]
        lack = (sizes[one] + sizes[other]) / 2 + _CLEAR - np.abs(way)
        deep = (lack > 0.01).all(axis=1)
        if not deep.any():
            break
        one, other, way, lack = one[deep], other[deep], way[deep], lack[deep]
        axis = lack.argmin(axis=1)
        rows = np.arange(len(axis))
        step = np.zeros_like(way)
        step[rows, axis] = np.where(way[rows, axis] < 0, -1.0, 1.0) * lack[rows, axis] * 0.52
        np.add.at(places, one, -step)
        np.add.at(places, other, step)
        if number % 40 == 39:
            places *= 1.05
    return places


def _pivoted(count: int, edges: Ints, length: float) -> Floats:
    """The two widest directions of the distances in steps from some far-off entities."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges.tolist():
        beside[a].append(b)
        beside[b].append(a)
    degrees = [len(others) for others in beside]
    pivot, nearest = degrees.index(max(degrees)), np.full(count, np.inf)
    columns = []
    for _ in range(min(_PIVOTS, count)):
        steps = _steps(beside, pivot)
        columns.append(steps)
        nearest = np.minimum(nearest, steps)
        pivot = int(nearest.argmax())
    square = np.column_stack(columns) ** 2
    centred = square - square.mean(axis=0) - square.mean(axis=1, keepdims=True) + square.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    places = centred @ vectors[:, [-1, -2]]
    places *= np.where(np.abs(places).max(axis=0) == places.max(axis=0), 1, -1)  # no chance in the signs
    mean = float(np.linalg.norm(places[edges[:, 0]] - places[edges[:, 1]], axis=1).mean())
    scaled: Floats = places * length / max(mean, 1e-9)
    return scaled


def _steps(beside: list[list[int]], start: int) -> Floats:
    steps = np.full(len(beside), -1.0)
    steps[start], front, step = 0, [start], 0
    while front:
        step += 1
        ahead = []
        for near in front:
            for other in beside[near]:
                if steps[other] < 0:
                    steps[other] = step
                    ahead.append(other)
        front = ahead
    return steps


def _repelled(places: Floats, length: float) -> Floats:
    """Moves away from every other box, near ones by themselves, far ones cell by cell."""
    moves = np.zeros_like(places)
    cell = max(length * _REACH, float(np.ptp(places, axis=0).max()) / _CELLS)
    one, other = near_pairs(places, (cell, cell))
    way = places[one] - places[other]
    push = way * (length**2 / np.maximum((way**2).sum(axis=1), length * length * 0.01))[:, None]
    for axis in (0, 1):
        moves[:, axis] += np.bincount(one, push[:, axis], len(places))
        moves[:, axis] -= np.bincount(other, push[:, axis], len(places))
    grid = np.floor((places - places.min(axis=0)) / cell).astype(np.int64)
    cells, member, count = np.unique(grid, axis=0, return_inverse=True, return_counts=True)
    member = member.reshape(-1)
    middles = np.column_stack([np.bincount(member, places[:, axis]) / count for axis in (0, 1)])
    x, y = (places[:, axis, None] - middles[None, :, axis] for axis in (0, 1))
    beyond = (np.abs(grid[:, None, 0] - cells[:, 0]) > 1) | (np.abs(grid[:, None, 1] - cells[:, 1]) > 1)
    weight = beyond * count * (length**2 / np.maximum(x * x + y * y, 1e-9))
    moves[:, 0] += (x * weight).sum(axis=1)
    moves[:, 1] += (y * weight).sum(axis=1)
    return moves


def _pulled(places: Floats, edges: Ints, degree: Floats, length: float) -> Floats:
    """Moves along edges; a hub, which many pull at, gives way less."""
    moves = np.zeros_like(places)
    one, other = edges[:, 0], edges[:, 1]
    way = places[other] - places[one]
    pull = way * (np.linalg.norm(way, axis=1) / length)[:, None]
    np.add.at(moves, one, pull / np.sqrt(degree[one])[:, None])
    np.add.at(moves, other, -pull / np.sqrt(degree[other])[:, None])
    return moves
