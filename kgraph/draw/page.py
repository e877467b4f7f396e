"""A page with a title, a picture and its legend, as a matplotlib Figure and a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.path import Path as Stroke

from kgraph.draw.caption import Header, header
from kgraph.draw.ink import Ink
from kgraph.draw.legend import Legend, Section, legend
from kgraph.draw.styles import Style
from kgraph.draw.text import quiet_about_glyphs
from kgraph.errors import OutputError
from kgraph.placing import placed

__all__ = ["SIZES", "Content", "Room", "Size", "checked_ending", "on_page"]

SIZES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "A3": (1190.6, 841.9),
        "A3-portrait": (841.9, 1190.6),
        "A4": (841.9, 595.3),
        "A4-portrait": (595.3, 841.9),
        "letter": (792.0, 612.0),
        "slide": (960.0, 540.0),
    }
)
"""Pages by name, width and height in points."""

Size: TypeAlias = str | tuple[float, float]

_MARGIN = 26.0
_SMALL = 0.045  # of the shorter side of a small page is its margin
_LEAST_WIDTH = 520.0
_MOST = 2600.0  # points that an automatic page may be wide or high
_LARGEST = 1.35  # times the natural size of the letters, on a page with room to spare
_PIXELS = 9000
_RC: dict[Any, Any] = {
    "font.sans-serif": ["DejaVu Sans"],
    "lines.scale_dashes": True,
    "path.effects": [],
    "path.sketch": None,
    "pdf.fonttype": 42,
    "savefig.bbox": None,
    "svg.fonttype": "none",
    "svg.hashsalt": "kgraph",
    "text.usetex": False,
}
_METADATA: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        ".pdf": {"CreationDate": None, "Creator": "kgraph", "Producer": "kgraph"},
        ".png": {"Software": "kgraph"},
        ".svg": {"Date": None, "Creator": "kgraph"},
    }
)
_WRITTEN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {".png": {"pil_kwargs": {"compress_level": 3}}}  # a third quicker than 6, and hardly larger
)


@dataclass(frozen=True, slots=True)
class Room:
    """What a picture may fill: `width` and about `height` points; no `width` where the page fits it."""

    width: float | None
    height: float

    @property
    def aspect(self) -> float:
        """The width over the height to aim at."""
        return self.width / self.height if self.width else 1.5

    @property
    def fixed(self) -> bool:
        """Whether the page has its size already, and is not made to fit the picture."""
        return self.width is not None


@dataclass(frozen=True, slots=True)
class Content:
    """A picture in points, how it is inked at a scale with its lower left corner at x, y, and its words."""

    width: float
    height: float
    ink: Callable[[Ink, float, float, float], None]
    title: str
    facts: Sequence[str]
    sections: Sequence[Section]
    key: Section = ("", [])


def on_page(
    make: Callable[[Room], Content],
    style: Style,
    *,
    path: str | os.PathLike[str] | None,
    size: Size,
    ax: Any,
    dpi: float,
) -> Figure:
    """Put what `make` makes for the room of a page on it, and write that to `path`, unless it is None."""
    ending = checked_ending(path) if path is not None else None
    page = _page(ax, size)
    with _settings():
        margin = min(_MARGIN, _SMALL * min(page)) if page else _MARGIN
        content = make(Room(page[0] - 2 * margin, max(page[1] - 170.0, 100.0)) if page else Room(None, 0.0))
        if page is None:
            wide = min(max(content.width, _LEAST_WIDTH), _MOST)
            scale = min(max((wide / 842) ** 0.5, 1.0), 1.6)
            top, foot = _head(content, wide, scale), _foot(content, wide, scale, 5)
            between = min(content.height, _MOST) + top.height + foot.height
            page = wide + 2 * margin, between + 2 * margin + 24
        else:
            top, foot = _around(content, page[0] - 2 * margin, page[1])
        if ax is None:
            figure = Figure(figsize=(page[0] / 72, page[1] / 72), dpi=dpi, facecolor=style.paper)
            FigureCanvasAgg(figure)
            ax = figure.add_axes((0, 0, 1, 1))
        _paint(ax, page, margin, content, top, foot, style)
        drawn: Figure = ax.figure
        if path is not None and ending is not None:
            _write(drawn, Path(path), ending, min(dpi, _PIXELS * 72 / max(page)))
    return drawn


def checked_ending(path: str | os.PathLike[str]) -> str:
    """The ending of a file's name in lower case. Raises `OutputError` where nothing is written like that."""
    ending = Path(path).suffix.lower()
    if ending not in _METADATA:
        known = ", ".join(sorted(_METADATA))
        raise OutputError(
            f"{os.fspath(path)}: a diagram is written as {known}, and a page to explore as .html; "
            "end the name in one of these."
        )
    return ending


@contextmanager
def _settings() -> Iterator[None]:
    with matplotlib.rc_context(_RC), quiet_about_glyphs():
        yield


def _head(content: Content, width: float, scale: float) -> Header:
    return header(content.title, content.facts, width, scale)


def _foot(content: Content, width: float, scale: float, rows: int) -> Legend:
    return legend(content.sections, content.key, width, scale, rows)


def _around(content: Content, width: float, height: float) -> tuple[Header, Legend]:
    """Caption and legend as large as leaves half of a page to the picture; on a tiny one no legend."""
    for scale in (min(max((width / 842) ** 0.5, 1.0), 1.6), 0.85, 0.7, 0.55):
        top, foot = _head(content, width, scale), _foot(content, width, scale, 3)
        if top.height + foot.height <= 0.45 * height:
            return top, foot
    return top, Legend((), 0.0, scale)


def _paint(
    ax: Any,
    page: tuple[float, float],
    margin: float,
    content: Content,
    top: Header,
    foot: Legend,
    style: Style,
) -> None:
    width, height = page
    ax.clear()
    ax.set_axis_off()
    ax.set_xlim(0, width)
    ax.set_ylim(0, height)
    ax.set_facecolor(style.paper)
    upper = height - margin - top.height - 6
    lower = margin + foot.height + (10 if foot.bands else 0)
    room = (width - 2 * margin, max(upper - lower, 10.0))
    scale = min(room[0] / max(content.width, 1), room[1] / max(content.height, 1), _LARGEST)
    x = margin + (room[0] - content.width * scale) / 2
    y = lower + (room[1] - content.height * scale) / 2
    ink = Ink(ax)
    content.ink(ink, scale, x, y)
    top.paint(ink, margin, height - margin, style)
    for at in (upper + 4, *([lower - 2] if foot.bands else [])):
        ink.stroke(Stroke([(margin, at), (width - margin, at)]), style.rule, 0.7, layer=0)
    foot.paint(ink, margin, lower - 6, style)
    ink.dry()


def _page(ax: Any, size: Size) -> tuple[float, float] | None:
    """Width and height in points, or None for a page that fits the picture."""
    if ax is not None:
        box = ax.get_window_extent()
        return float(box.width) * 72 / ax.figure.dpi, float(box.height) * 72 / ax.figure.dpi
    if size == "auto":
        return None
    if isinstance(size, str):
        named = {name.lower(): page for name, page in SIZES.items()}
        if size.lower() not in named:
            raise OutputError(f"There is no page size {size!r}; choose one of auto, {', '.join(SIZES)}.")
        return named[size.lower()]
    width, height = size
    if not (2 <= width <= 100 and 2 <= height <= 100):
        raise OutputError(
            f"A page of {width} × {height} inches cannot be drawn; give 2 to 100 inches a side."
        )
    return width * 72, height * 72


def _write(figure: Figure, path: Path, ending: str, dpi: float) -> None:
    try:
        with placed(path) as made:
            figure.savefig(
                made,
                format=ending[1:],
                dpi=dpi,
                facecolor=figure.get_facecolor(),
                metadata=dict(_METADATA[ending]),
                **_WRITTEN.get(ending, {}),
            )
    except OSError as error:
        raise OutputError(
            f"{path}: the diagram cannot be written there ({error.strerror or error})."
        ) from error
