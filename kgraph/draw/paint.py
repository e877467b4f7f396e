"""How entities, lines and labels of a scene are inked."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from kgraph.draw.badges import Badge
from kgraph.draw.geometry import Floats, boxes, contains, corners, curve_points, part, tangents
from kgraph.draw.ink import Ink
from kgraph.draw.labels import BADGE, Label
from kgraph.draw.scene import Placed, Scene, Wire
from kgraph.draw.shapes import Outline, capsule
from kgraph.draw.styles import Look, StanceLook, Style
from kgraph.draw.widths import stroke_width
from kgraph.query.disputes import Denied

__all__ = [
    "paint_arrow",
    "paint_badge",
    "paint_crosses",
    "paint_dispute",
    "paint_number",
    "paint_outline",
    "paint_scene",
    "paint_stroke",
]

_CURVE = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
_CROSS = [Path.MOVETO, Path.LINETO, Path.MOVETO, Path.LINETO]
_MARK_EVERY = 15.0
_BROKEN = (1.5, 1.4)  # seven dashes around the sign of a dispute, in line widths
_LOWERED = 0.1  # of their size, as numbers have no letters that reach below the line
_STEPS = np.linspace(0, 1, 97)
_WEIGHTS = curve_points(np.eye(4), _STEPS)  # times a curve, they are points on it


def paint_scene(ink: Ink, scene: Scene, style: Style) -> None:
    """Lines first, then their labels, then entities."""
    colours = style.family_colours(wire.line.family for wire in scene.wires)
    for wire in sorted(scene.wires, key=lambda wire: -wire.line.origins):
        _wire(ink, wire, colours[wire.line.family], style, scene.scale)
    for wire in scene.wires:
        if wire.label:
            _label(ink, wire, wire.label, colours[wire.line.family], style, scene.scale)
    for placed in scene.placed:
        _entity(ink, placed, style, scene.scale)
    _bare_signs(ink, scene, style)


def paint_outline(
    ink: Ink, shape: Outline, x: float, y: float, look: Look, width: float, *, named: bool = True
) -> None:
    """An entity's shape with the lines inside it; dashed where the entity has no name of its own."""
    dash = () if named else (3.0, 1.6)
    ink.shape(np.add(shape.points, (x, y)), look.fill, look.line, width, dash, layer=4)
    for line in shape.inner:
        ink.stroke(Path(np.add(line, (x, y))), look.line, 0.7 * width, layer=4)


def paint_stroke(ink: Ink, curve: Floats, colour: str, look: StanceLook, width: float, scale: float) -> None:
    """The line of a stance, without its arrowhead."""
    dash = [length * (0.7 + 0.3 * width) / width for length in look.dash]
    ink.stroke(Path(curve, _CURVE), colour, width * scale, dash, layer=1)


def paint_arrow(ink: Ink, tip: Floats, base: Floats, length: float, width: float, colour: str) -> None:
    """The head of a line that comes from `base`, with its tip at a point."""
    way = (tip - base) / max(float(np.hypot(*(tip - base))), 1e-9)
    normal = np.array([-way[1], way[0]]) * (0.36 * length + 0.25 * width)
    foot = tip - way * length
    notch = tip - way * length * 0.78
    points = np.array([tip, foot + normal, notch, foot - normal])
    ink.shape(points, colour, layer=1.5)


def paint_crosses(
    ink: Ink, points: Floats, angles: Floats, arm: float, colour: str, width: float, *, layer: float = 2
) -> None:
    """The mark of a denial at each point (n, 2), across a line that runs at an angle there."""
    turns = angles[:, None] + np.pi * np.array([0.25, 1.25, -0.25, 0.75])
    ends = points[:, None] + arm * np.stack([np.cos(turns), np.sin(turns)], axis=2)
    ink.stroke(Path(ends.reshape(-1, 2), _CROSS * len(points)), colour, width, layer=layer)


def paint_dispute(ink: Ink, x: float, y: float, style: Style, scale: float, denied: Denied) -> None:
    """The sign of a dispute: a cross in a circle, which is broken where the denial is one in general."""
    radius, colour = 3.3 * scale, style.dispute
    general = denied is Denied.GENERAL
    ink.disc(x, y, radius, style.paper, colour, scale, _BROKEN if general else (), layer=5)
    width = (0.7 if general else 1.0) * scale
    paint_crosses(ink, np.array([(x, y)]), np.zeros(1), radius * 0.78, colour, width, layer=6)


def paint_number(ink: Ink, number: int, x: float, y: float, colour: str, style: Style, scale: float) -> None:
    """The disc that stands for a label in the key."""
    ink.disc(x, y, 5.2 * scale, colour, layer=4.5)
    size = (6.2 if number < 100 else 4.8) * scale
    ink.words(str(number), x, y, size, style.paper, weight="bold")


def paint_badge(ink: Ink, badge: Badge, colour: str, style: Style, scale: float) -> None:
    """How many entities are folded into one, whose outline has that colour."""
    shape = np.add(capsule(badge.width, badge.height), (badge.x, badge.y))
    ink.shape(shape, style.paper, colour, 0.8 * scale, layer=4.6)
    words = badge.words
    y = badge.y - _LOWERED * words.size
    ink.words(words.lines[0], badge.x, y, words.size, style.ink, weight=words.weight)


def _entity(ink: Ink, placed: Placed, style: Style, scale: float) -> None:
    width = (2.0 if placed.node.focus else 1.1) * scale
    paint_outline(ink, placed.outline, placed.x, placed.y, placed.look, width, named=placed.node.named)
    words = placed.words
    text = "\n".join(words.lines)
    y = placed.y + placed.outline.lift
    ink.words(text, placed.x, y, words.size, placed.look.text, weight=words.weight, style=words.style)
    if placed.badge:
        paint_badge(ink, placed.badge, placed.look.line, style, scale)


def _wire(ink: Ink, wire: Wire, colour: str, style: Style, scale: float) -> None:
    line = wire.line
    width = stroke_width(line.origins)
    look = style.stances[line.stance]
    curve = wire.curve
    steps = _STEPS
    run = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(_WEIGHTS @ curve, axis=0).T))])
    head = min((4.5 + 1.5 * width) * scale, 0.45 * run[-1])
    back = float(np.interp(run[-1] - 0.8 * head, run, steps))
    front = float(np.interp(0.8 * head, run, steps)) if line.symmetric else 0.0
    paint_stroke(ink, part(curve, front, back), colour, look, width, scale)
    paint_arrow(ink, curve[3], curve_points(curve, np.array([back]))[0], head, width * scale, colour)
    if line.symmetric:
        paint_arrow(ink, curve[0], curve_points(curve, np.array([front]))[0], head, width * scale, colour)
    if look.crossed:
        _crosses(ink, wire, run, steps, colour, width, scale)


def _crosses(
    ink: Ink, wire: Wire, run: Floats, steps: Floats, colour: str, width: float, scale: float
) -> None:
    """Marks along both stretches of a line that its label leaves free."""
    arm = (2.4 + 0.5 * width) * scale
    free = run < run[-1] - 9 * scale
    if wire.label is not None:
        box = wire.label.box[None] + np.array([0, 0, 0.6 * arm, 0.6 * arm, 0])
        free &= ~contains(box, curve_points(wire.curve, steps))[0]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]])))
    for first, last in zip(edges[::2], edges[1::2] - 1, strict=True):
        length = run[last] - run[first]
        count = max(round(float(length) / (_MARK_EVERY * scale)), 1)
        t = np.interp(run[first] + (np.arange(count) + 0.5) / count * length, run, steps)
        ways = tangents(wire.curve, t)
        angles = np.arctan2(ways[:, 1], ways[:, 0])
        paint_crosses(ink, curve_points(wire.curve, t), angles, arm, colour, 0.9 * width**0.5 * scale)


def _bare_signs(ink: Ink, scene: Scene, style: Style) -> None:
    """The signs of disputes on lines without words beside which they could stand: where nothing else is."""
    bare = [
        (wire, wire.line.disputed)
        for wire in scene.wires
        if wire.line.disputed and (wire.label is None or wire.label.words is None)
    ]
    if not bare:
        return
    walls = [(p.x, p.y, p.outline.width / 2, p.outline.height / 2, 0.0) for p in scene.placed]
    taken = [*walls, *(wire.label.box for wire in scene.wires if wire.label)]
    taken += [placed.badge.box for placed in scene.placed if placed.badge]
    reach = 3.8 * scene.scale
    rows = np.array(taken) + np.array([0, 0, reach, reach, 0])
    for wire, denied in bare:
        points = curve_points(wire.curve, _STEPS)
        free = ~contains(rows, points).any(axis=0)
        fitness = np.abs(_STEPS - 0.5) + ~free  # near the middle, and rather free than that
        x, y = points[int(np.argmin(fitness))].tolist()
        paint_dispute(ink, x, y, style, scene.scale, denied)
        rows = np.concatenate([rows, [(x, y, 2 * reach, 2 * reach, 0.0)]])


def _label(ink: Ink, wire: Wire, label: Label, colour: str, style: Style, scale: float) -> None:
    if label.words is None:
        assert wire.number is not None
        paint_number(ink, wire.number, label.x, label.y, colour, style, scale)
        return
    ground = corners(
        boxes(np.array([(label.x, label.y)]), np.array([(label.width, label.height)]), label.angle)[0]
    )
    ink.shape(ground, to_rgba(style.paper, 0.9), layer=3)
    along = np.array([np.cos(label.angle), np.sin(label.angle)])
    badge = BADGE * scale if label.disputed else 0.0
    x, y = np.array([label.x, label.y]) + along * badge / 2
    text = "\n".join(label.words.lines)
    ink.words(text, float(x), float(y), label.words.size, colour, angle=np.degrees(label.angle))
    if label.disputed:
        left = (label.width / 2 - 2.2 * scale - 3.3 * scale) * along
        paint_dispute(ink, label.x - left[0], label.y - left[1], style, scale, label.disputed)
