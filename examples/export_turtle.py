"""Write the claims of the example articles as RDF, for any triple store or SPARQL tool.

Run it: `python examples/export_turtle.py [OUT.ttl]`
"""

import sys
from pathlib import Path

import kgraph

ARTICLES = Path(__file__).parent / "articles"


def export(graph: kgraph.Graph, out: str) -> None:
    graph.to_turtle(out)
    print(f"{out}: {len(graph.claims())} claims")


if __name__ == "__main__":
    export(kgraph.build(ARTICLES), sys.argv[1] if len(sys.argv) > 1 else "examples.ttl")
