"""What is drawn on a page, gathered and handed to matplotlib in few pieces: one collection a layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.transforms import TransformedPatchPath

from kgraph.draw.geometry import Floats
from kgraph.draw.glyphs import Slant, Weight
from kgraph.draw.letters import Letters
from kgraph.draw.text import LEADING, font

__all__ = ["Align", "Ink"]

Align: TypeAlias = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class _Mark:
    path: Path
    fill: Any
    line: Any
    width: float
    dash: tuple[float, ...]


class Ink:
    """Shapes, strokes and words for an Axes whose data units are points. `dry` puts the first two there.

    A thousand patches take matplotlib ten times as long as one collection of a thousand paths.
    """

    def __init__(self, ax: Any) -> None:
        self.ax = ax
        self._clip = TransformedPatchPath(ax.patch)
        self._layers: defaultdict[float, list[_Mark]] = defaultdict(list)

    def shape(
        self,
        points: Floats,
        fill: Any,
        line: Any = "none",
        width: float = 0.0,
        dash: Sequence[float] = (),
        *,
        layer: float,
    ) -> None:
        """A closed polygon (n, 2)."""
        closed = np.concatenate([points, points[:1]])
        codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
        self._layers[layer].append(_Mark(Path(closed, codes), fill, line, width, tuple(dash)))

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: Any,
        line: Any = "none",
        width: float = 0.0,
        dash: Sequence[float] = (),
        *,
        layer: float,
    ) -> None:
        """A circle."""
        self._layers[layer].append(_Mark(Path.circle((x, y), radius), fill, line, width, tuple(dash)))

    def stroke(
        self, path: Path, colour: Any, width: float, dash: Sequence[float] = (), *, layer: float
    ) -> None:
        """An open line; `dash` is in line widths."""
        self._layers[layer].append(_Mark(path, "none", colour, width, tuple(dash)))

    def words(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        colour: Any,
        *,
        angle: float = 0.0,
        align: Align = "center",
        weight: Weight = "normal",
        style: Slant = "normal",
        layer: float = 5.0,
    ) -> None:
        """Text whose middle (or start, or end) is at a point, `angle` in degrees; never mathematics."""
        text = Letters(
            x,
            y,
            words,
            color=colour,
            fontproperties=font(size, weight, style),
            rotation=angle,
            rotation_mode="anchor",
            horizontalalignment=align,
            verticalalignment="center",
            multialignment=align,
            linespacing=LEADING,
            parse_math=False,
            clip_on=False,
            zorder=layer,
        )
        text.set_clip_path(self._clip)  # unused, but else the Axes makes one for each text
        self.ax.add_artist(text)

    def dry(self) -> None:
        """Hand all shapes and strokes to the Axes, layer by layer."""
        for layer, marks in sorted(self._layers.items()):
            drawn = PathCollection(
                [mark.path for mark in marks],
                facecolors=[mark.fill for mark in marks],
                edgecolors=[mark.line for mark in marks],
                linewidths=[mark.width for mark in marks],
                linestyles=[(0, mark.dash or None) for mark in marks],
                capstyle="butt",
                joinstyle="round",
                transform=self.ax.transData,
                zorder=layer,
            )
            self.ax.add_collection(drawn, autolim=False)
        self._layers.clear()
