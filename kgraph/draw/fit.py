"""How dense a diagram can be: as close as its labels find room, and no closer. All in points."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kgraph.draw.arcs import points_on, run_through
from kgraph.draw.badges import Badge, place_badges
from kgraph.draw.geometry import Floats, boxes
from kgraph.draw.labels import BADGE, Label, label_words, place
from kgraph.draw.layout import arrange
from kgraph.draw.push import Plan
from kgraph.draw.route import route
from kgraph.draw.shapes import Outline
from kgraph.draw.text import Words
from kgraph.draw.view import View
from kgraph.model import Stance

__all__ = ["CROWDED", "Fitted", "fit", "plan_of"]

CROWDED = 200
"""Lines; a diagram of more is drawn at one density, and not every line has a label."""
_SPREADS = (*np.geomspace(0.5, 1.3, 12).tolist(), 1.6, 2.0, 2.6, 3.5, 5.0)
_ROOMY = 11  # the last of them that is taken only for the sake of readable labels
_ENOUGH = 2.0  # no spread beyond this for the sake of lines that run through entities
_FEW = 0.05  # of the labels may be broken or smaller than the others
_DENSE = 100  # lines; of those beyond this, some may run through entities
_VERY_FEW = 0.02  # may be but numbers
_SLENDER = 1.3  # a bundle of lines is longer than broad, by this
_CROSSES = 24.0  # length that the marks of a denial want beside the label


@dataclass(frozen=True, slots=True)
class Fitted:
    """Centres (n, 2), curves, labels and badges at one density.

    A label is None where even a number found no room; a badge where that is so, or nothing is folded.
    """

    centres: Floats
    curves: list[Floats]
    labels: list[Label | None]
    badges: list[Badge | None]
    blocked: int  # lines that run through an entity
    unmarked: int  # entities whose badge found no room

    @property
    def complete(self) -> bool:
        """Whether each line has its label or its number, and each entity the badge that it needs."""
        return None not in self.labels and not self.unmarked

    @property
    def good(self) -> bool:
        """Whether nearly all labels are written in words, in full size and on one line."""
        count = len(self.labels)
        changed = sum(1 for label in self.labels if label and not label.plain)
        bare = sum(1 for label in self.labels if label and label.words is None)
        clear = self.complete and self.blocked <= max(0.15 * (count - _DENSE), 0)
        return clear and changed <= _FEW * count and bare <= _VERY_FEW * count


def fit(
    view: View,
    outlines: Sequence[Outline],
    words: Sequence[Words],
    *,
    layout: str,
    seed: int,
    aspect: float,
    stretch: float,
    shrink: bool = True,
) -> Fitted:
    """The densest picture that is good; where none is, a roomy one that is complete.

    `words` are those inside the outlines. Badges choose their places before labels, which have more choice.
    Without `shrink` no label is smaller than the others.
    """
    pairs = _pairs(view)
    heights = [label_words(line).height for line in view.lines]
    plan = plan_of(view, outlines)
    folded = [node.folded for node in view.nodes]
    places = arrange(plan, layout=layout, seed=seed, aspect=aspect, stretch=stretch)

    crowded = len(pairs) > CROWDED

    def attempt(spread: float) -> Fitted:
        centres = places.at(spread)
        curves = route(pairs, centres, outlines, heights)
        walls = boxes(centres, plan.sizes)
        blocked = _blocked(pairs, curves, walls)
        badges = place_badges(folded, outlines, words, centres, curves)
        marks = [badge.box for badge in badges if badge]
        labels = place(view.lines, curves, np.vstack([walls, *marks]), crowded=crowded, shrink=shrink)
        return Fitted(centres, curves, labels, badges, blocked, sum(map(bool, folded)) - len(marks))

    if crowded:
        return attempt(1.0)
    low, high = 0, _ROOMY
    best = None
    while low < high:
        middle = (low + high) // 2
        trial = attempt(_SPREADS[middle])
        if trial.good:
            best, high = trial, middle
        else:
            low = middle + 1
    if best is not None:
        return best
    for spread in _SPREADS[_ROOMY:]:
        best = attempt(spread)
        if best.complete and (not best.blocked or spread >= _ENOUGH):
            break
    assert best is not None
    return best


def _pairs(view: View) -> list[tuple[int, int]]:
    """The ends of lines as numbers of nodes."""
    index = {node.key: number for number, node in enumerate(view.nodes)}
    return [(index[line.subject], index[line.object]) for line in view.lines]


def _blocked(pairs: Sequence[tuple[int, int]], curves: Sequence[Floats], walls: Floats) -> int:
    """How many lines run through an entity that is not at one of their ends."""
    if not pairs:
        return 0
    points = points_on(np.array(curves), np.linspace(0, 1, 33))
    met = run_through(points, np.array(pairs), walls[:, :2], walls[:, 2:4])
    return int((met > 0).sum())


def plan_of(view: View, outlines: Sequence[Outline]) -> Plan:
    """The wishes of all lines of a pair as one: the longest label, and room for all of them."""
    gaps: dict[tuple[int, int], float] = defaultdict(float)
    broad: dict[tuple[int, int], float] = defaultdict(float)
    for line, (a, b) in zip(view.lines, _pairs(view), strict=True):
        words = label_words(line)
        marks = (BADGE if line.disputed else 0) + (_CROSSES if line.stance is Stance.DENIED else 0)
        pair = min(a, b), max(a, b)
        gaps[pair] = max(gaps[pair], words.width + marks + 26)
        broad[pair] += words.height + 7
    for pair, breadth in broad.items():
        gaps[pair] = max(gaps[pair], _SLENDER * breadth)
    return Plan(
        np.array([(shape.width, shape.height) for shape in outlines]).reshape(-1, 2),
        np.array(list(gaps), int).reshape(-1, 2),
        np.array(list(gaps.values())),
        np.array(list(broad.values())),
    )
