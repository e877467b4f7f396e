"""`draw_graph`: entities and what is claimed between them, as a diagram of boxes and lines."""

from __future__ import annotations

import os
from typing import Any

from matplotlib.figure import Figure

from kgraph.draw.caption import called, counts, days
from kgraph.draw.ink import Ink
from kgraph.draw.legend import entity_section, family_section, key_section, origin_section, stance_section
from kgraph.draw.page import Content, Room, Size, checked_ending, on_page
from kgraph.draw.paint import paint_scene
from kgraph.draw.scene import Scene, compose
from kgraph.draw.styles import Style, load_style
from kgraph.draw.view import Drawable, View, choose
from kgraph.ontology import Ontology, ontology
from kgraph.words import counted

__all__ = ["draw_graph"]


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
    max_nodes: int = 60,
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
        size: a name of `SIZES`, (width, height) in inches, or `auto` for a page that fits the diagram.
        style: `print`, `screen`, `dark` or `accessible` (for the colour-blind).
        seed: of the layout; the same graph and seed give the same bytes.
        ax: a matplotlib Axes to draw into instead of a new figure; it is cleared and `size` is unused.
        max_nodes: at most so many entities. Badges say how many others hang on one, the caption how many
            were left out in all.
        title: the title, where the default does not suit.
        name: what the graph is called, for the caption; by default as its file.
        dpi: pixels per inch of a PNG.

    Raises:
        OutputError: the ending, the style, the layout or the size is unknown, or the file cannot be written.
        GraphError: the graph has no entity `focus`.
    """
    if path is not None:
        checked_ending(path)
    look, known = load_style(style), ontology()
    view = choose(graph, known, focus=focus, depth=depth, max_nodes=max_nodes)

    def make(room: Room) -> Content:
        scene = compose(view, look, known, layout=layout, seed=seed, aspect=room.aspect, fill=room.fixed)
        return _content(scene, view, title, name, look, known)

    return on_page(make, look, path=path, size=size, ax=ax, dpi=dpi)


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
