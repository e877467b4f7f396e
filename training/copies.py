"""How well copies of one text are told from independent ones: measured on `training/copies/`.

`python -m training.copies` prints the tables of `docs/origins.md`; `--page` puts them there.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import comb
from pathlib import Path

from kgraph.graph import Copies
from kgraph.model import Document
from training.page import refresh_file

__all__ = ["ARTICLES", "KINDS", "Article", "adjusted_rand", "groups_found", "read_articles", "tables"]

ARTICLES = Path(__file__).parent / "copies" / "articles.jsonl"
PAGE = Path(__file__).parents[1] / "docs" / "origins.md"
KINDS = {
    "agency": "an agency's report",
    "verbatim": "the same by another publisher",
    "head": "the same under another headline",
    "lead": "the same with a lead of its own, or cut besides",
    "cut": "some paragraphs of it",
    "reworded": "most sentences changed a little",
    "rewritten": "the same, every sentence put anew",
    "follow-up": "a later report of an agency that repeats two paragraphs of its first",
    "digest": "two reports in one article, each cut",
    "own": "an independent article, most on an event that an agency also reports",
    "release": "a press release; one paragraph of it stands in two independent articles",
    "template": "a notice or a brief that its publisher fills in again and again",
}


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the labelled set; articles with one `group` print one text. `kind` is one of `KINDS`."""

    document: Document
    group: str
    kind: str


def read_articles(path: Path = ARTICLES) -> list[Article]:
    """The labelled set in its order; the ids of its documents are its own."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Article(
            Document(
                row["text"],
                title=row["title"],
                publisher=row["publisher"],
                published=date.fromisoformat(row["published"]),
                id=row["id"],
            ),
            row["group"],
            row["kind"],
        )
        for row in rows
    ]


def groups_found(articles: Iterable[Article]) -> list[str]:
    """The group that kgraph puts each article into."""
    articles = list(articles)
    copies = Copies([article.document for article in articles])
    return [copies.group(article.document.id) for article in articles]


def adjusted_rand(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """The adjusted Rand index of two partitions of the same things (Hubert & Arabie 1985): 1 for equal
    ones, about 0 for random ones.

    >>> adjusted_rand("aabb", "xxyy"), round(adjusted_rand("aabb", "xyxy"), 6)
    (1.0, -0.5)
    """
    both = sum(comb(count, 2) for count in Counter(zip(one, other, strict=True)).values())
    pairs_one = sum(comb(count, 2) for count in Counter(one).values())
    pairs_other = sum(comb(count, 2) for count in Counter(other).values())
    by_chance = pairs_one * pairs_other / comb(len(one), 2)
    most = (pairs_one + pairs_other) / 2
    return 1.0 if most == by_chance else (both - by_chance) / (most - by_chance)


def tables(articles: Sequence[Article]) -> dict[str, str]:
    """The tables in Markdown, by the name that the page has them under."""
    gold, found = [article.group for article in articles], groups_found(articles)
    pairs = list(combinations(range(len(articles)), 2))
    together = [gold[a] == gold[b] for a, b in pairs]
    joined = [found[a] == found[b] for a, b in pairs]
    right = sum(a and b for a, b in zip(together, joined, strict=True))
    scores = [
        "| articles | texts | texts found | adjusted Rand index | precision of pairs | recall of pairs |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
        f"| {len(articles)} | {len(set(gold))} | {len(set(found))} | {adjusted_rand(gold, found):.3f} "
        f"| {right / sum(joined):.3f} | {right / sum(together):.3f} |",
    ]
    kinds = ["| kind | articles | in the right group |", "| --- | ---: | ---: |"]
    for kind, what in KINDS.items():
        places = [place for place, article in enumerate(articles) if article.kind == kind]
        whole = sum(
            all((gold[place] == gold[b]) == (found[place] == found[b]) for b in range(len(articles)))
            for place in places
        )
        kinds.append(f"| {what} | {len(places)} | {whole} |")
    return {"scores": "\n".join(scores), "kinds": "\n".join(kinds)}


def main(arguments: Sequence[str]) -> None:
    """Print the tables, or put them on the page."""
    made = tables(read_articles())
    if "--page" in arguments:
        refresh_file(PAGE, made)
    else:
        print("\n\n".join(made.values()))


if __name__ == "__main__":
    main(sys.argv[1:])
