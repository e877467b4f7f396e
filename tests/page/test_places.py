"""Places of large graphs: near ones are found, boxes do not overlap, the same comes out again."""

from __future__ import annotations

import numpy as np
import pytest

from kgraph.page.near import near_pairs
from kgraph.page.places import box, place
from kgraph.page.spread import apart, spread


def _tree(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    edges = np.array([(n, int(random.integers(0, max(1, n // 3 + 1)))) for n in range(1, count)])
    return random.uniform((40, 20), (120, 50), (count, 2)), edges


def _overlaps(places: np.ndarray, sizes: np.ndarray) -> int:
    lack = (sizes[:, None] + sizes[None]) / 2 - np.abs(places[:, None] - places[None])
    return int((lack > 0.01).all(axis=2).sum() - len(places)) // 2


@pytest.mark.parametrize(("count", "seed"), [(0, 0), (1, 0), (2, 1), (40, 2), (300, 3)])
def test_near_pairs_are_those_of_every_pair(count: int, seed: int) -> None:
    places = np.random.default_rng(seed).uniform(0, 100, (count, 2))
    one, other = near_pairs(places, (7.0, 4.0))
    found = [tuple(sorted(pair)) for pair in zip(one.tolist(), other.tolist(), strict=True)]
    assert len(found) == len(set(found))
    way = np.abs(places[:, None] - places[None])
    close = {(i, j) for i, j in np.argwhere((way[..., 0] < 7) & (way[..., 1] < 4)).tolist() if i < j}
    assert close <= set(found)


@pytest.mark.parametrize(("count", "seed"), [(90, 0), (300, 1)])
def test_no_boxes_overlap_and_neighbours_are_near(count: int, seed: int) -> None:
    sizes, edges = _tree(count, seed)
    places = spread(sizes, edges, 150.0)
    assert _overlaps(places, sizes) == 0
    assert np.array_equal(places, spread(sizes, edges, 150.0))
    far = np.linalg.norm(places[edges[:, 0]] - places[edges[:, 1]], axis=1)
    every = np.linalg.norm(places[:, None] - places[None], axis=2)
    assert np.median(far) < np.median(every) / 2


def test_boxes_on_one_place_come_apart() -> None:
    sizes = np.full((30, 2), (80.0, 30.0))
    assert _overlaps(apart(np.zeros((30, 2)), sizes), sizes) == 0


def test_parts_are_placed_beside_each_other() -> None:
    boxes = [box(f"Entity {number}", "rounded", 1) for number in range(130)]
    labels = {(0, number): ["banned by"] for number in range(1, 100)} | {(100, 101): ["supplies"]}
    places = place(boxes, labels)
    assert _overlaps(places, np.array([(one.width, one.height) for one in boxes])) == 0
