"""Draw the graph of the example articles; the name of the file decides its format.

Run it: `python examples/draw_diagram.py [OUT.png | OUT.svg]`
"""

import sys
from pathlib import Path

import kgraph

ARTICLES = Path(__file__).parent / "articles"


def draw(graph: kgraph.Graph, out: str) -> None:
    graph.draw(out)
    print(f"{out}: {len(graph.relations())} relations")


if __name__ == "__main__":
    draw(kgraph.build(ARTICLES), sys.argv[1] if len(sys.argv) > 1 else "examples.png")
