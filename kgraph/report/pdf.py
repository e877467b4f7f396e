"""A report as pages: words that can be searched, the diagram as vectors, notes at the foot of each page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from kgraph.draw.text import font, quiet_about_glyphs
from kgraph.errors import OutputError
from kgraph.model import Stance
from kgraph.report.columns import STANCE_FACES, Columns
from kgraph.report.figure import Diagram, paint_sheet
from kgraph.report.pages import Page, filled
from kgraph.report.parts import Report
from kgraph.report.setting import Bar, Line, Run

__all__ = ["SIZES", "write_pdf"]

SIZES = {"A4": (595.3, 841.9), "letter": (612.0, 792.0)}
"""Pages by name, width and height in points."""

_SIDE, _TOP, _FOOT = 62.0, 60.0, 66.0
_LOWEST = 0.45  # of a page, for a diagram that shares it with words
_MUTED = "#5f6b76"
_DASHES: dict[Stance, Any] = {
    Stance.ASSERTED: "-",
    Stance.ALLEGED: (0, (2.2, 1.4)),
    Stance.PROPOSED: (0, (0.9, 1.1)),
    Stance.DENIED: "-",
}
_RC: dict[Any, Any] = {
    "font.sans-serif": ["DejaVu Sans"],
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.effects": [],
    "path.sketch": None,
    "savefig.bbox": None,
    "text.usetex": False,
}


def write_pdf(
    report: Report, path: str | os.PathLike[str], diagram: Diagram | None = None, *, size: str = "A4"
) -> None:
    """Write the pages into a file; the same report gives the same bytes.

    `size` is a name of `SIZES`. Raises `OutputError` for another one.
    """
    if size not in SIZES:
        raise OutputError(f"There is no page of the size {size!r}; choose one of {', '.join(SIZES)}.")
    wide, high = SIZES[size]
    with matplotlib.rc_context(_RC), quiet_about_glyphs():
        drawn = _Drawn(diagram, wide - 2 * _SIDE, high - _TOP - _FOOT) if diagram else None
        columns = Columns(report, wide - 2 * _SIDE, picture=drawn.fitted if drawn else None)
        pages = filled(columns.lines, columns.notes, columns.again, high - _TOP - _FOOT)
        metadata = {"Title": report.title, "Creator": "kgraph", "Producer": "kgraph", "CreationDate": None}
        with PdfPages(Path(path), metadata=metadata) as file:
            for number, page in enumerate(pages, start=1):
                foot = f"{number} of {len(pages)}"
                file.savefig(_Sheet(wide, high).drawn(page, report.title, foot, drawn))


class _Drawn:
    """The diagram in a column; `fitted` makes it for what is left of the first page, or for a whole one."""

    def __init__(self, diagram: Diagram, width: float, page: float) -> None:
        self._diagram, self._width, self._page = diagram, width, page

    def fitted(self, before: float) -> float:
        """The height of the diagram in points, below so much on the first page."""
        left = self._page - before - 1
        self._made = self._diagram.sheet(self._width, left if left > _LOWEST * self._page else self._page)
        return self._made.page[1]

    def paint(self, ax: Any) -> None:
        """Paint it into an Axes of that height."""
        paint_sheet(self._made, ax)


class _Sheet:
    """One page on a matplotlib figure whose units are points."""

    def __init__(self, wide: float, high: float) -> None:
        self._wide, self._high = wide, high
        self._figure = Figure(figsize=(wide / 72, high / 72), facecolor="#ffffff")
        self._ax: Any = self._figure.add_axes((0, 0, 1, 1))
        self._ax.set_axis_off()
        self._ax.set_xlim(0, wide)
        self._ax.set_ylim(0, high)

    def drawn(self, page: Page, title: str, foot: str, diagram: _Drawn | None) -> Figure:
        """The figure with all of the page on it."""
        self._column(page.lines, self._high - _TOP, diagram)
        if page.notes:
            top = _FOOT + sum(line.height for line in page.notes)
            self._stroke([_SIDE, _SIDE + 110], [top + 6, top + 6], _MUTED, 0.5)
            self._column(page.notes, top, None)
        for words, x, align in ((title[:90], _SIDE, "left"), (foot, self._wide - _SIDE, "right")):
            self._ax.text(
                x, _FOOT - 34, words, fontproperties=font(7.2), color=_MUTED, ha=align, parse_math=False
            )
        return self._figure

    def _column(self, lines: Iterable[Line], top: float, diagram: _Drawn | None) -> None:
        strokes: dict[Bar, list[float]] = {}
        for line in lines:
            for run in line.runs:
                self._words(run, top - line.base)
            for bar in line.bars:
                strokes.setdefault(bar, [top, top])[1] = top - line.height
            if line.picture and diagram is not None:
                self._picture(diagram, top, line.height)
            top -= line.height
        for bar, (upper, lower) in strokes.items():
            self._bar(bar, upper - 1.5, lower + 1.5)

    def _words(self, run: Run, base: float) -> None:
        face = run.face
        made = self._ax.text(
            _SIDE + run.x,
            base + face.lift,
            run.words,
            fontproperties=font(face.size, face.weight, face.slant),
            color=face.colour,
            va="baseline",
            parse_math=False,
        )
        if face.link:
            made.set_url(face.link)

    def _bar(self, bar: Bar, upper: float, lower: float) -> None:
        shifts: Sequence[float] = (-1.2, 1.2) if bar.stance is Stance.DENIED else (0.0,)
        width = 0.9 if bar.stance is Stance.DENIED else 1.9
        for shift in shifts:
            x = _SIDE + bar.x + shift
            colour = STANCE_FACES[bar.stance].colour
            self._stroke([x, x], [upper, lower], colour, width, _DASHES[bar.stance])

    def _stroke(self, x: list[float], y: list[float], colour: str, width: float, dash: Any = "-") -> None:
        self._ax.plot(x, y, color=colour, linewidth=width, linestyle=dash, dash_capstyle="butt",
                      solid_capstyle="butt")  # fmt: skip

    def _picture(self, diagram: _Drawn, top: float, height: float) -> None:
        place = (_SIDE / self._wide, (top - height) / self._high,
                 1 - 2 * _SIDE / self._wide, height / self._high)  # fmt: skip
        diagram.paint(self._figure.add_axes(place))
