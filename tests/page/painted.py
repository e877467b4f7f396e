"""What a page paints on its canvas, told by the browser: words with their boxes, lines, signs of disputes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.page.conftest import Opened

__all__ = ["WATCH", "Painted", "Word", "inside", "overlap", "painted"]

WATCH = """
const proto = CanvasRenderingContext2D.prototype;
const before = (name, watch) => {
  const own = proto[name];
  proto[name] = function (...given) { watch(this, ...given); return own.apply(this, given); };
};
const corner = (context, x, y) => {
  const point = context.getTransform().transformPoint({ x, y });
  return [point.x, point.y];
};
let at = null;
window.painted = { words: [], curves: [], signs: [] };
before("clearRect", () => { window.painted = { words: [], curves: [], signs: [] }; });
before("moveTo", (context, x, y) => { at = [x, y]; });
before("quadraticCurveTo", (context, cx, cy, x, y) => {
  if (context.globalAlpha < 0.3) return;
  window.painted.curves.push([at, [cx, cy], [x, y]].map((point) => corner(context, ...point)));
});
before("arc", (context) => {
  window.painted.signs.push(context.getLineDash().length ? "general" : "itself");
});
before("fillText", (context, text, x, y, most = Infinity) => {
  if (context.globalAlpha < 0.3) return;
  const half = Math.min(context.measureText(text).width, most) / 2;
  const high = parseFloat(context.font.match(/([\\d.]+)px/)[1]) * 0.36;
  const box = [[-half, -high], [half, -high], [half, high], [-half, high]];
  const along = context.getTransform().b !== 0 || context.getTransform().e !== 0;
  window.painted.words.push({ text, box: box.map(([a, b]) => corner(context, x + a, y + b)), along });
});
"""
"""A script for the page to begin with, so that `painted` knows what is in its last frame."""


@dataclass(frozen=True, slots=True)
class Word:
    """A line of words: its text and the four corners (4, 2) of the box of its letters, in pixels.

    `along` is whether it stands along a line; otherwise it is in the box of an entity.
    """

    text: str
    box: np.ndarray
    along: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """A frame: words, the points (n, 2) of each line, and how each sign says that something is disputed."""

    words: list[Word]
    lines: list[np.ndarray]
    signs: list[str]


def painted(page: Opened) -> Painted:
    """The last frame, at rest, of a page that was opened with `WATCH`; what is faint is left out."""
    page.rest()
    found = page.page.evaluate("window.painted")
    t = np.linspace(0, 1, 120)[:, None]
    return Painted(
        [Word(row["text"], np.array(row["box"]), row["along"]) for row in found["words"]],
        [
            (1 - t) ** 2 * start + 2 * t * (1 - t) * middle + t**2 * end
            for start, middle, end in np.array(found["curves"], float).reshape(-1, 3, 1, 2)
        ],
        found["signs"],
    )


def inside(points: np.ndarray, box: np.ndarray) -> np.ndarray:
    """Which of some points (n, 2) lie in a box of four corners."""
    origin, right, down = box[0], box[1] - box[0], box[3] - box[0]
    across = (points - origin) @ right / (right @ right)
    along = (points - origin) @ down / (down @ down)
    return (across > 0) & (across < 1) & (along > 0) & (along < 1)


def overlap(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether two boxes of four corners share any ground (separating axes)."""
    for box in (one, other):
        for side in (box[1] - box[0], box[3] - box[0]):
            a, b = one @ side, other @ side
            if a.max() <= b.min() or b.max() <= a.min():
                return False
    return True
