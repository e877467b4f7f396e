"""Show what one source says and another denies, with the sentences.

Run it: `python examples/disputes.py [FOLDER-OR-FILE]`
"""

import sys
from pathlib import Path

import kgraph

ARTICLES = Path(__file__).parent / "articles"


def disputes(graph: kgraph.Graph) -> None:
    for relation in graph.relations(disputed=True):
        print(f"{relation.subject.name} — {relation.relation} → {relation.object.name}")
        for claim in relation.claims:
            print(f"  {claim.stance} by {claim.source}, in {claim.document.label}:")
            print(f"    “{' '.join(claim.evidence.quote.split())}”")
        print()


if __name__ == "__main__":
    disputes(kgraph.build(sys.argv[1] if len(sys.argv) > 1 else ARTICLES))
