"""Put four questions to the example articles.

Run it: `python examples/query.py [FOLDER-OR-FILE]`
"""

import sys
from pathlib import Path

import kgraph

ARTICLES = Path(__file__).parent / "articles"


def ask(graph: kgraph.Graph) -> None:
    print("Who was taken off which list, and who says so?")
    for claim in graph.claims(relation="removed_from"):
        print(f"  {claim.subject.name} → {claim.object.name}  ({claim.source}, {claim.document.label})")

    for stance, verb in (("alleged", "alleges"), ("denied", "denies")):
        print(f"\nWho {verb} ties to a government?")
        for claim in graph.claims(relation="alleged_ties", stance=stance):
            print(f"  {claim.source} {verb}: {claim.subject.name} → {claim.object.name}")

    print("\nWhat is said most often, in whatever way?")
    for said in sorted(graph.relations(), key=lambda said: -len(said.claims))[:10]:
        print(f"  {len(said.claims)} × {said.subject.name} {said.relation} {said.object.name}")


if __name__ == "__main__":
    ask(kgraph.build(sys.argv[1] if len(sys.argv) > 1 else ARTICLES))
