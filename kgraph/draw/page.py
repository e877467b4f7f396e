"""A page with a title, a picture and its legend, as a matplotlib Figure and a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from kgraph.draw.sheet import Content, Room, sheet_of
from kgraph.draw.sizes import Size, page_of
from kgraph.draw.styles import Style
from kgraph.draw.text import quiet_about_glyphs
from kgraph.errors import OutputError
from kgraph.placing import placed

__all__ = ["Content", "Room", "checked_ending", "on_page", "settings"]

_PIXELS = 9000
_LEAST_DPI, _MOST_DPI = 10, 2400
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


class Picture(Figure):
    """A figure that a notebook shows, also one in which pyplot was never loaded."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """A PNG with twice the pixels of its width on the screen, which is told in pixels too."""
        data, width = BytesIO(), round(self.get_size_inches()[0] * 72)
        with settings():
            self.savefig(data, format="png", dpi=144, facecolor=self.get_facecolor(), **_WRITTEN[".png"])
        return data.getvalue(), {"width": width}


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
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        raise OutputError(f"A picture cannot have {dpi:g} dots per inch; give {_LEAST_DPI} to {_MOST_DPI}.")
    page = _page(ax, size)
    with settings():
        sheet = sheet_of(make, page)
        width, height = sheet.page
        if ax is None:
            figure = Picture(figsize=(width / 72, height / 72), dpi=dpi, facecolor=style.paper)
            FigureCanvasAgg(figure)
            ax = figure.add_axes((0, 0, 1, 1))
        sheet.paint(ax, style)
        drawn: Figure = ax.figure
        if path is not None and ending is not None:
            _write(drawn, Path(path), ending, min(dpi, _PIXELS * 72 / max(sheet.page)))
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
def settings() -> Iterator[None]:
    """What matplotlib is to do while a sheet is made, painted and written; afterwards all is as it was."""
    with matplotlib.rc_context(_RC), quiet_about_glyphs():
        yield


def _page(ax: Any, size: Size) -> tuple[float, float] | None:
    """Width and height in points, or None for a page that fits the picture."""
    if ax is not None:
        box = ax.get_window_extent()
        return float(box.width) * 72 / ax.figure.dpi, float(box.height) * 72 / ax.figure.dpi
    return page_of(size)


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
