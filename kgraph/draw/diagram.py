"""`draw_graph`: a page with a caption, the diagram and its legend, as a matplotlib Figure or a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Stroke

from kgraph.draw.caption import Header, header
from kgraph.draw.legend import Legend, legend
from kgraph.draw.paint import paint_scene
from kgraph.draw.scene import Scene, compose
from kgraph.draw.styles import Style, load_style
from kgraph.draw.text import quiet_about_glyphs
from kgraph.draw.view import Drawable, View, choose
from kgraph.errors import OutputError
from kgraph.ontology import Ontology, ontology

__all__ = ["SIZES", "draw_graph"]

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


def draw_graph(
    graph: Drawable,
    path: str | os.PathLike[str] | None = None,
    *,
    focus: str | None = None,
    depth: int | None = None,
    layout: str = "auto",
    size: str | tuple[float, float] = "auto",
    style: str = "print",
    seed: int = 0,
    ax: Any = None,
    max_nodes: int = 60,
    title: str | None = None,
    dpi: float = 200.0,
) -> Figure:
    """Draw the fused relations of a graph; write them to `path` as PNG, SVG or PDF, by its ending.

    Args:
        graph: a `ClaimGraph`, or anything with its `relations()`.
        path: where to write; None only returns the figure.
        focus: an entity, by id or name, to draw what is connected with.
        depth: at most so many steps from `focus`.
        layout: `auto`, `stress`, `spring` or `circle`.
        size: a name of `SIZES`, (width, height) in inches, or `auto` for a page that fits the diagram.
        style: `print`, `screen`, `dark` or `accessible`.
        seed: of the layout; the same graph and seed give the same bytes.
        ax: a matplotlib Axes to draw into instead of a new figure; it is cleared and `size` is unused.
        max_nodes: at most so many entities; the caption says what was left out.
        title: the title, where the default does not suit.
        dpi: pixels per inch of a PNG.

    Raises:
        OutputError: the ending, the style, the layout or the size is unknown, or the file cannot be written.
        GraphError: the graph has no entity `focus`.
    """
    ending = _ending(path) if path is not None else None
    look, known = load_style(style), ontology()
    page = _page(ax, size)
    view = choose(graph, known, focus=focus, depth=depth, max_nodes=max_nodes)
    with matplotlib.rc_context(_RC), quiet_about_glyphs():
        margin = min(_MARGIN, _SMALL * min(page)) if page else _MARGIN
        inner = (page[0] if page else 842.0) - 2 * margin
        aspect = inner / max(page[1] - 170.0, 100.0) if page else 1.5
        scene = compose(view, look, known, layout=layout, seed=seed, aspect=aspect, fill=page is not None)
        if page is None:
            inner = min(max(scene.width, _LEAST_WIDTH), _MOST)
            scale = min(max((inner / 842) ** 0.5, 1.0), 1.6)
            top = header(view, title, inner, scale)
            foot = legend(scene, look, known, inner, scale, rows=5)
            between = min(scene.height, _MOST) + top.height + foot.height
            page = inner + 2 * margin, between + 2 * margin + 24
        else:
            top, foot = _around(scene, view, title, look, known, inner, page[1])
        if ax is None:
            figure = Figure(figsize=(page[0] / 72, page[1] / 72), dpi=dpi, facecolor=look.paper)
            FigureCanvasAgg(figure)
            ax = figure.add_axes((0, 0, 1, 1))
        _paint(ax, page, margin, scene, top, foot, look)
        drawn: Figure = ax.figure
        if path is not None and ending is not None:
            _write(drawn, Path(path), ending, min(dpi, _PIXELS * 72 / max(page)))
    return drawn


def _around(
    scene: Scene, view: View, title: str | None, style: Style, known: Ontology, width: float, height: float
) -> tuple[Header, Legend]:
    """Caption and legend as large as leaves half of a page to the diagram; on a tiny one no legend."""
    for scale in (min(max((width / 842) ** 0.5, 1.0), 1.6), 0.85, 0.7, 0.55):
        top = header(view, title, width, scale)
        foot = legend(scene, style, known, width, scale, rows=3)
        if top.height + foot.height <= 0.45 * height:
            return top, foot
    return top, Legend((), 0.0, scale)


def _paint(
    ax: Any, page: tuple[float, float], margin: float, scene: Scene, top: Header, foot: Legend, style: Style
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
    scale = min(room[0] / max(scene.width, 1), room[1] / max(scene.height, 1), _LARGEST)
    x = margin + (room[0] - scene.width * scale) / 2
    y = lower + (room[1] - scene.height * scale) / 2
    paint_scene(ax, scene.moved(scale, x, y), style)
    top.paint(ax, margin, height - margin, style)
    for at in (upper + 4, *([lower - 2] if foot.bands else [])):
        rule = Stroke([(margin, at), (width - margin, at)])
        ax.add_patch(PathPatch(rule, facecolor="none", edgecolor=style.rule, linewidth=0.7, zorder=0))
    foot.paint(ax, margin, lower - 6, style)


def _page(ax: Any, size: str | tuple[float, float]) -> tuple[float, float] | None:
    """Width and height in points, or None for a page that fits the diagram."""
    if ax is not None:
        box = ax.get_window_extent()
        return float(box.width) * 72 / ax.figure.dpi, float(box.height) * 72 / ax.figure.dpi
    if size == "auto":
        return None
    if isinstance(size, str):
        if size not in SIZES:
            raise OutputError(f"There is no page size {size!r}; choose one of auto, {', '.join(SIZES)}.")
        return SIZES[size]
    width, height = size
    if not (2 <= width <= 100 and 2 <= height <= 100):
        raise OutputError(
            f"A page of {width} × {height} inches cannot be drawn; give 2 to 100 inches a side."
        )
    return width * 72, height * 72


def _ending(path: str | os.PathLike[str]) -> str:
    ending = Path(path).suffix.lower()
    if ending not in _METADATA:
        known = ", ".join(sorted(_METADATA))
        raise OutputError(
            f"{os.fspath(path)}: a diagram is written as {known}; end the name in one of these."
        )
    return ending


def _write(figure: Figure, path: Path, ending: str, dpi: float) -> None:
    """Write beside the place, then rename, so that no half a file is ever there."""
    try:
        with TemporaryDirectory(prefix=".kgraph-", dir=path.parent) as folder:
            beside = Path(folder) / f"diagram{ending}"
            figure.savefig(
                beside,
                format=ending[1:],
                dpi=dpi,
                facecolor=figure.get_facecolor(),
                metadata=dict(_METADATA[ending]),
            )
            beside.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path}: the diagram cannot be written there ({error.strerror or error})."
        ) from error
