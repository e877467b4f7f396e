"""`draw_graph`: entities and what is claimed between them, as a diagram of boxes and lines."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure

from kgraph.draw.caption import called, counts, days
from kgraph.draw.fewer import readable
from kgraph.draw.ink import Ink
from kgraph.draw.legend import entity_section, family_section, key_section, origin_section, stance_section
from kgraph.draw.page import Content, Room, checked_ending, on_page, settings
from kgraph.draw.paint import paint_scene
from kgraph.draw.scene import Scene, compose
from kgraph.draw.sheet import Sheet, sheet_of
from kgraph.draw.sizes import Size
from kgraph.draw.styles import Style, load_style
from kgraph.draw.view import Drawable, View, choose
from kgraph.graph import FusedRelation
from kgraph.ontology import Ontology, ontology
from kgraph.words import counted

__all__ = ["draw_graph", "graph_sheet"]

_MOST = 60  # entities, where there is room


def draw_graph(
    graph: Drawable,
    path: str | os.PathLike[str] | None = None,
    *,
    focus: str | None = None,
    depth: int | None = None,
    layout: str = "auto",
    size: Size = "auto",
    style: str = "print",
    seed: int = 0,
    ax: Any = None,
    max_nodes: int | None = None,
    title: str | None = None,
    name: str | None = None,
    dpi: float = 200.0,
) -> Figure:
    """Draw the fused relations of a graph; write them to `path` as PNG, SVG or PDF, by its ending.

    Args:
        graph: a `ClaimGraph`, or anything with its `relations()`.
        path: where to write; None only returns the figure.
        focus: an entity, by id or name, to draw what is connected with.
        depth: at most so many steps from `focus`.
        layout: `auto`, `stress`, `spring` or `circle`.
        size: a name of `SIZES`, (width, height) in inches, words such as `8x5in` or `200x120mm`, or `auto`
            for a page that fits the diagram.
        style: `print`, `screen`, `dark` or `accessible` (for the colour-blind).
        seed: of the layout; the same graph and seed give the same bytes.
        ax: a matplotlib Axes to draw into instead of a new figure; it is cleared and `size` is unused.
        max_nodes: at most so many entities; by default 60, and on a page of a given size not more than
            are shown in letters of 5.5 points. Badges say how many others hang on one, the caption how many
            were left out in all, and whether letters are smaller.
        title: the title, where the default does not suit.
        name: what the graph is called, for the caption; by default as its file.
        dpi: pixels per inch of a PNG, 10 to 2400.

    Raises:
        OutputError: the ending, the style, the layout or the size is unknown, or the file cannot be written.
        GraphError: the graph has no entity `focus`.
    """
    if path is not None:
        checked_ending(path)
    look = load_style(style)
    picture = _Picture(_Once(graph), look, focus, depth, layout, seed, max_nodes, title, name)
    return on_page(picture.content, look, path=path, size=size, ax=ax, dpi=dpi)


def graph_sheet(
    graph: Drawable,
    page: tuple[float, float],
    *,
    focus: str | None = None,
    depth: int | None = None,
    style: str = "print",
    title: str | None = None,
) -> Sheet:
    """The diagram of `draw_graph` on a page of so many points, not painted yet, without margins, and no
    higher than it needs.

    Raises `OutputError` and `GraphError` as `draw_graph` does.
    """
    picture = _Picture(_Once(graph), load_style(style), focus, depth, "auto", 0, None, title, None)
    with settings():
        return sheet_of(picture.content, page, margin=0.0).trimmed


class _Once:
    """A graph whose relations are fused once, however often some are chosen of them."""

    def __init__(self, graph: Drawable) -> None:
        self._graph = graph
        self._relations: list[FusedRelation] | None = None

    def relations(self) -> list[FusedRelation]:
        if self._relations is None:
            self._relations = list(self._graph.relations())
        return self._relations

    def __getattr__(self, name: str) -> Any:
        return getattr(self._graph, name)


@dataclass(frozen=True, slots=True)
class _Picture:
    """What is asked for, to be made for the room of a page."""

    graph: _Once
    style: Style
    focus: str | None
    depth: int | None
    layout: str
    seed: int
    max_nodes: int | None
    title: str | None
    name: str | None

    def content(self, room: Room) -> Content:
        """The content of a page; where no number of entities was asked for, only as many as can be read."""
        view = self._view(_MOST if self.max_nodes is None else self.max_nodes)
        if self.max_nodes is not None or not room.fixed:
            return self._drawn(view, room)
        return readable(lambda most: self._drawn(self._view(most), room), max(len(view.nodes), 1), room)

    def _view(self, most: int) -> View:
        return choose(self.graph, ontology(), focus=self.focus, depth=self.depth, max_nodes=most)

    def _drawn(self, view: View, room: Room) -> Content:
        known = ontology()
        scene = compose(
            view, self.style, known, layout=self.layout, seed=self.seed, aspect=room.aspect, fill=room.fixed
        )
        return _content(scene, view, self.title, self.name, self.style, known)


def _content(
    scene: Scene, view: View, title: str | None, name: str | None, style: Style, known: Ontology
) -> Content:
    def ink(ink: Ink, scale: float, x: float, y: float) -> None:
        paint_scene(ink, scene.moved(scale, x, y), style)

    lines = [wire.line for wire in scene.wires]
    families = [line.family for line in lines]
    nodes = [(placed.node.type, placed.node.named) for placed in scene.placed]
    about = f"{view.focus.name}: claimed relations" if view.focus else "Who is said to deal with whom"
    return Content(
        scene.width,
        scene.height,
        ink,
        title or about,
        _facts(view, scene, name),
        [
            entity_section(nodes, style, known, folded=any(placed.badge for placed in scene.placed)),
            family_section(families, style, known),
            stance_section({line.stance for line in lines}, {line.disputed for line in lines}, style),
            origin_section([line.origins for line in lines], style),
        ],
        key_section(scene, style),
        scene.letters,
    )


def _facts(view: View, scene: Scene, name: str | None) -> list[str]:
    """The sentences of the caption."""
    facts = ["No relations to draw."]
    if view.lines:
        told = counts(view.relations, view.claims, view.documents)
        facts = [
            f"{called(name or view.name)}{told}{days(view.first, view.last)}.",
            "Each line is what a source says, not a finding.",
        ]
    left_out = []
    if view.left_out:
        adrift = view.left_out - sum(node.folded for node in view.nodes)
        entities = counted(view.left_out, "less connected entity", "less connected entities")
        left_out.append(entities + (f" ({adrift:,} linked to nothing drawn here)" if adrift else ""))
    if view.relations_left_out:
        left_out.append(counted(view.relations_left_out, "relation"))
    if bare := sum(1 for wire in scene.wires if wire.label is None):
        left_out.append(f"the words of {counted(bare, 'line')}, for want of room")
    if left_out:
        facts.append(f"Left out: {' and '.join(left_out)}.")
    return facts
