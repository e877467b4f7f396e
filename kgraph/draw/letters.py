"""Text on a page that is quick to draw as pixels, and is text in SVG and PDF."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from kgraph.draw.geometry import Floats
from kgraph.draw.glyphs import ASCENT, DESCENT, Slant, Weight, is_plain, outline_of, run_width
from kgraph.draw.text import FAMILIES, LEADING

__all__ = ["Letters"]

_SHIFTS = {"left": 0.0, "center": 0.5, "right": 1.0}


class Letters(Text):
    """A matplotlib text centred on its height. Where it is plain, pixels are filled from its outline.

    Plain words side by side stand on one line, also as text in SVG and PDF, whatever hangs below it in them.
    """

    def draw(self, renderer: Any, *args: Any, **kwargs: Any) -> None:
        """Draw as matplotlib calls it."""
        if not self._ours():
            super().draw(renderer, *args, **kwargs)
            return
        pixels = isinstance(renderer, RendererAgg)  # not in the condition, for its methods are untyped
        if not pixels:
            self._draw_level(renderer, *args, **kwargs)
            return
        path = self._outline()
        if path is None or not self.get_visible():
            return
        x, y = self.get_transform().transform(self.get_unitless_position())
        size = renderer.points_to_pixels(self.get_fontsize())
        turned = Affine2D().scale(size).rotate_deg(self.get_rotation()).translate(x, y)
        colour = to_rgba(self.get_color(), self.get_alpha())
        pen = renderer.new_gc()
        pen.set_linewidth(0)
        renderer.draw_path(pen, path, turned, colour)
        pen.restore()
        self.stale = False

    def _ours(self) -> bool:
        """Whether the text is plain, and still as the diagram has made it."""
        ours = self.get_fontfamily()[0] == FAMILIES[0] and self.get_verticalalignment() == "center"
        return ours and is_plain(self.get_text(), *self._face())

    def _draw_level(self, renderer: Any, *args: Any, **kwargs: Any) -> None:
        """Draw one line with its foot where pixels would have it; matplotlib looks at what is inked."""
        if "\n" in self.get_text():
            super().draw(renderer, *args, **kwargs)
            return
        (x, y), turn = self.get_position(), radians(self.get_rotation())
        down = (ASCENT - DESCENT) / 2 * float(self.get_fontsize())  # in points, the units of the page
        self.set_position((x + down * sin(turn), y - down * cos(turn)))
        self.set_verticalalignment("baseline")
        super().draw(renderer, *args, **kwargs)
        self.set_position((x, y))
        self.set_verticalalignment("center")
        self.stale = False

    def _face(self) -> tuple[Weight, Slant]:
        weight: Weight = "bold" if self.get_fontweight() == "bold" else "normal"
        slant: Slant = "italic" if self.get_fontstyle() == "italic" else "normal"
        return weight, slant

    def _outline(self) -> Path | None:
        """All lines in ems around the anchor; None where nothing is inked."""
        lines, face = self.get_text().split("\n"), self._face()
        shift = _SHIFTS[self.get_horizontalalignment()]
        base = (DESCENT - ASCENT + (len(lines) - 1) * LEADING) / 2
        points: list[Floats] = []
        codes: list[Any] = []
        for number, line in enumerate(lines):
            outline, width = outline_of(line, *face), run_width(line, *face) or 0.0
            if outline is not None:
                start = (-shift * width, base - number * LEADING)
                points.append(np.asarray(outline.vertices, float) + np.array(start))
                codes.append(outline.codes)
        return Path(np.concatenate(points), np.concatenate(codes)) if points else None
