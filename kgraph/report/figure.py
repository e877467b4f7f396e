"""The diagram of a report: an entity and those beside it, in the form that each format needs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree
from matplotlib.figure import Figure

from kgraph.draw import draw_graph
from kgraph.draw.diagram import graph_sheet
from kgraph.draw.page import settings
from kgraph.draw.sheet import Sheet
from kgraph.draw.styles import load_style
from kgraph.draw.view import Drawable

__all__ = ["Diagram", "paint_sheet"]

MOST_NODES = 24
_PAPER = (470.0, 620.0)  # points between the margins that report.css gives a printed page, and a title's less
_TITLE, _STYLE = "Who is claimed to deal with whom", "print"
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset({"svg", "g", "defs", "clipPath", "path", "rect", "circle", "use", "text", "tspan"})
_PROPERTIES = frozenset(
    (
        "clip-path", "d", "fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-style",
        "font-weight", "height", "id", "opacity", "stroke", "stroke-dasharray", "stroke-dashoffset",
        "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
        "text-anchor", "transform", "viewBox", "width", "x", "y",
    )
)  # fmt: skip
_INWARD = re.compile(r"url\(#([\w-]+)\)")
_FONT = re.compile(
    r"(?:(?P<style>italic|oblique)\s+)?(?:(?P<weight>\d+|bold)\s+)?(?P<size>[\d.]+px)\s+(?P<family>.+)"
)


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is drawn: a graph around the entity with the id `focus`."""

    graph: Drawable
    focus: str

    def svg(self, style: str) -> str:
        """A `svg` element for a page of HTML, in a style of `kgraph.draw`; its ids begin with the style."""
        with TemporaryDirectory(prefix="kgraph-") as folder:
            path = Path(folder) / "diagram.svg"
            self._draw(path, style=style)
            return _inline_svg(path.read_bytes(), style)

    def svg_on_paper(self) -> str:
        """The same for a page of A4, in letters that can be read there: with fewer entities, if need be."""
        sheet, drawn = self.sheet(*_PAPER), BytesIO()
        width, height = sheet.page
        with settings():
            figure = Figure(figsize=(width / 72, height / 72))
            paint_sheet(sheet, figure.add_axes((0, 0, 1, 1)))
            figure.savefig(drawn, format="svg", metadata={"Date": None})
        return _inline_svg(drawn.getvalue(), "paper")

    def save(self, path: str | os.PathLike[str]) -> None:
        """Draw into a file, PNG, SVG or PDF by its ending. Raises `OutputError`."""
        self._draw(path)

    def sheet(self, width: float, height: float) -> Sheet:
        """The drawing for a place of so many points in a page; it may be less high. Not painted yet.

        It has as many entities as can be read there.
        """
        return graph_sheet(self.graph, (width, height), focus=self.focus, depth=1, title=_TITLE, style=_STYLE)

    def _draw(self, path: str | os.PathLike[str], style: str = _STYLE) -> None:
        draw_graph(
            self.graph, path, focus=self.focus, depth=1, max_nodes=MOST_NODES, title=_TITLE, style=style
        )


def paint_sheet(sheet: Sheet, ax: Any) -> None:
    """Paint what `Diagram.sheet` made into a matplotlib Axes of its size."""
    with settings():
        sheet.paint(ax, load_style(_STYLE))


def _inline_svg(drawn: bytes, prefix: str) -> str:
    """A drawing as one element that a page with a strict policy shows: shapes and words, and nothing else.

    Properties in `style` become attributes, for a policy that allows no inline style ignores them. Elements
    and attributes that are not known to be harmless are dropped. `prefix` goes before all ids.
    """
    root = etree.fromstring(drawn, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    clean = _copied(root, prefix)
    clean.attrib.pop("height", None)
    clean.attrib.pop("width", None)
    clean.attrib.update({"stroke-linejoin": "round", "stroke-linecap": "butt", "aria-hidden": "true"})
    text: str = etree.tostring(clean, encoding="unicode")
    return text


def _copied(element: Any, prefix: str) -> Any:
    made = etree.Element(element.tag.removeprefix(_SVG))
    attributes = dict(element.attrib)
    for part in attributes.pop("style", "").split(";"):
        name, _, value = part.partition(":")
        attributes[name.strip()] = value.strip()
    if font := _FONT.fullmatch(attributes.pop("font", "")):
        attributes |= {f"font-{name}": value for name, value in font.groupdict().items() if value}
    for name, value in attributes.items():
        if name == _HREF and value.startswith("#"):
            made.set("href", f"#{prefix}-{value[1:]}")
        elif name == "id":
            made.set("id", f"{prefix}-{value}")
        elif name in _PROPERTIES and ("url" not in value or _INWARD.fullmatch(value)):
            made.set(name, _INWARD.sub(rf"url(#{prefix}-\1)", value))
    made.text = element.text if made.tag in ("text", "tspan") else None
    for child in element:
        if isinstance(child.tag, str) and child.tag.removeprefix(_SVG) in _ELEMENTS:
            made.append(_copied(child, prefix))
    return made
