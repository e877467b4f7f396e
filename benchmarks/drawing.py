"""How fast a diagram is laid out and drawn, against networkx in the same run.

    OPENBLAS_NUM_THREADS=1 python benchmarks/drawing.py [ENTITIES [RUNS]]

Each time is the median of some runs, of processor time; a ratio is networkx's median by ours. One thread,
because threads that wait for each other spend processor time too.
Both draw the same entities and relations on a page of the same size and write it as a PNG of the same number
of pixels. Our layout is finished when no two boxes overlap; the one of networkx is of points. Our labels
overlap nothing; how many of those of networkx do is counted too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import matplotlib.pyplot as plt
import networkx
import numpy as np
from matplotlib.figure import Figure
from matplotlib.text import Text
from timing import timed

from kgraph import Graph
from kgraph.draw.fit import plan_of
from kgraph.draw.geometry import hits
from kgraph.draw.layout import arrange
from kgraph.draw.shapes import outline
from kgraph.draw.styles import load_style
from kgraph.draw.text import wrap
from kgraph.draw.view import choose
from kgraph.model import Claim, Document, Evidence, Extractor, Participant, Source, Stance, slug
from kgraph.ontology import ontology

RUNS = 3
WORDS = ["North", "Port", "Grid", "Data", "Safety", "Trade", "Council", "Board", "Systems", "Office"]
RELATIONS = [
    "removed_from",
    "added_to",
    "banned_by",
    "warned_against_by",
    "contracted_by",
    "supplies",
    "alleged_ties",
    "shared_data_with",
    "owned_by",
    "partners_with",
    "investigated_by",
    "led_by",
    "contract_ended_by",
]
SIZE, DPI = (24.0, 18.0), 100


def main(count: int, runs: int) -> None:
    """Print the table."""
    plt.switch_backend("agg")
    graph = part(count)
    theirs = graph.to_networkx()
    print(f"{len(theirs):,} entities, {theirs.number_of_edges():,} relations\n")
    print(f"{'':34}{'kgraph':>12}{'networkx':>12}{'ratio':>9}   target")
    layout(graph, theirs, count, runs)
    with tempfile.TemporaryDirectory() as made:
        drawing(graph, theirs, count, Path(made), runs)


def part(count: int) -> Graph:
    """A graph of so many entities, a third more relations than these, some of them told by several."""
    random = Random(count)
    types = ("Vendor", "Agency", "Government", "VendorList", "Person", "LegalInstrument")
    cast = []
    for number in range(count):
        name = f"{' '.join(random.sample(WORDS, random.choice((1, 2, 2, 3))))} {number}"
        cast.append(Participant(slug(name), name, random.choice(types), name))
    ends = [(number, random.randrange(min(number, 9))) for number in range(1, count)]
    ends += [(random.randrange(count), random.randrange(count)) for _ in range(count // 3)]
    claims = []
    for a, b in ends:
        relation = random.choice(RELATIONS)
        for stance in random.choices(list(Stance), k=random.choice((1, 1, 2, 3))):
            claims.append(claim(cast[a], relation, cast[b], stance, len(claims)))
    graph = Graph(claims)
    assert all(relation.origins for relation in graph.relations())
    return graph


def claim(one: Participant, relation: str, other: Participant, stance: Stance, number: int) -> Claim:
    """A claim in an article of its own."""
    quote = f"{one.name} {relation} {other.name}, says paper {number} ({stance})."
    document = Document(quote, publisher=f"Paper {number}", published=date(2024, 1, 1))
    evidence = Evidence(0, len(quote), quote)
    paper = Source(f"Paper {number}", "MediaOutlet", f"paper-{number}")
    extractor = Extractor("made", "drawing", "1")
    return Claim(document, one, relation, other, stance, paper, evidence, extractor, 0.9)


def layout(graph: Graph, theirs: networkx.MultiDiGraph[str], count: int, runs: int) -> None:
    """Places for all entities."""
    view = choose(graph, ontology(), focus=None, depth=None, max_nodes=count)
    style, size = load_style("print"), 9.0
    outlines = []
    for node in view.nodes:
        words = wrap(node.name, size, width=88.0)
        outlines.append(outline(style.look(node.type, ontology()).shape, words.width, words.height))
    plan = plan_of(view, outlines)
    ours = warm(lambda: arrange(plan).at(1.0), runs)
    usual = warm(lambda: networkx.spring_layout(theirs, seed=0), runs)
    row("layout", ours, usual, "≥ 4")


def drawing(graph: Graph, theirs: networkx.MultiDiGraph[str], count: int, folder: Path, runs: int) -> None:
    """The whole picture with the names of entities and relations, layout included, as a PNG."""
    figures: dict[str, Figure] = {}

    def ours() -> None:
        figure = graph.draw(folder / "ours.png", max_nodes=count, size=SIZE, dpi=DPI)
        assert figure
        figures["kgraph"] = figure

    def usual() -> None:
        plt.close("all")
        figure = plt.figure(figsize=SIZE, dpi=DPI)
        places = networkx.spring_layout(theirs, seed=0)
        names = {id: data["name"] for id, data in theirs.nodes(data=True)}
        said = {(a, b, key): data["label"] for a, b, key, data in theirs.edges(keys=True, data=True)}
        networkx.draw(theirs, places, labels=names, node_size=120, font_size=7)
        networkx.draw_networkx_edge_labels(theirs, places, said, font_size=6)
        figure.savefig(folder / "usual.png")
        figures["networkx"] = figure

    row("labelled diagram", warm(ours, runs), warm(usual, runs), "≥ 3")
    print()
    for who, figure in figures.items():
        texts, met = overlapping(figure)
        print(f"{who}: {texts:,} labels, {met:,} of them overlap another")


def overlapping(figure: Figure) -> tuple[int, int]:
    """The labels of a figure, and those of them whose boxes overlap another's, as its renderer measures."""
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]  # that of Agg, which draws PNG
    found = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    rows = []
    for text in found:
        angle = text.get_rotation()
        text.set_rotation(0)
        flat = text.get_window_extent(renderer)
        text.set_rotation(angle)
        x, y = text.get_transform().transform(text.get_position())
        turn = np.radians(angle)
        across, up = (flat.x0 + flat.x1) / 2 - x, (flat.y0 + flat.y1) / 2 - y
        middle = x + across * np.cos(turn) - up * np.sin(turn), y + across * np.sin(turn) + up * np.cos(turn)
        rows.append([*middle, flat.width / 2, flat.height / 2, turn])
    boxes = np.array(rows)
    met = hits(boxes, boxes)
    np.fill_diagonal(met, False)
    return len(found), int(met.any(axis=1).sum())


def warm(run: Callable[[], object], runs: int) -> float:
    """Seconds of the processor, the median of some runs after one that loads fonts and the like."""
    run()
    return timed(run, runs)


def row(what: str, ours: float, theirs: float, target: str) -> None:
    """One line of a table."""
    print(f"{what:34}{ours:10.2f} s{theirs:10.2f} s{theirs / ours:8.1f} ×   {target}", flush=True)


if __name__ == "__main__":
    given = [int(number) for number in sys.argv[1:]]
    main(*given, *(500, RUNS)[len(given) :])
