"""Invented general technology news, filled in from templates: what most articles of an archive are like.

A file of templates has articles between lines of `=====`; `{vendor}`, `{vendor2}`, `{product}`, `{person}`,
`{place}`, `{small}`, `{big}` and `{price}` stand for names and numbers. Hardly any sentence states
a relation of kgraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from kgraph.model import Document

__all__ = ["TEMPLATES", "articles"]

TEMPLATES = Path(__file__).parent / "news" / "articles.txt"
BETWEEN = "\n=====\n"

_WORDS = {
    "stem": "Bel Cor Dan Fen Gal Hol Jun Kel Lum Mar Nor Oly Pel Quin Ros Sol Tar Ulm Ver Wex Yar Zen",
    "end": "ado bury dale ford gate ham ion mere nex ora pix quay ridge sonic thorn vane wick",
    "trade": "Audio Energy Labs Mobile Motors Robotics Software Systems",
    "line": "Aria Breeze Canvas Drift Echo Flint Glide Halo Iris Kite Loom Mint Nova Orbit Prism Quill Ray",
    "given": "Ana Ben Clara Dmitri Elif Femi Greta Hugo Ines Jonas Kemi Lena Mateo Nadia Owen Priya",
    "place": "Lisbon Gothenburg Toronto Leipzig Osaka Valencia Austin Tallinn Ghent Bristol Porto Lyon",
}


def articles(count: int, seed: int = 0, templates: Path = TEMPLATES) -> Iterator[Document]:
    """So many articles, the templates in turn with other names; always the same for one seed and file."""
    texts = templates.read_text(encoding="utf-8").strip().split(BETWEEN)
    chance = Random(seed)
    for number in range(count):
        text = texts[number % len(texts)].strip().format_map(_filling(chance))
        title, _, _ = text.partition("\n")
        yield Document(
            text,
            path=f"news/{number:07}.txt",
            title=title,
            publisher="Example Gazette",
            url=f"https://gazette.example/{seed}/{number}",
        )


def _filling(chance: Random) -> dict[str, str]:
    def one(kind: str) -> str:
        return chance.choice(_WORDS[kind].split())

    def company() -> str:
        name = one("stem") + one("end")
        return name if chance.random() < 0.3 else f"{name} {one('trade')}"

    return {
        "vendor": company(),
        "vendor2": company(),
        "product": f"{one('stem')}{one('end')} {one('line')}",
        "person": f"{one('given')} {one('stem')}{one('end')}",
        "place": one("place"),
        "small": str(chance.randint(3, 90)),
        "big": f"{chance.randint(2, 90)},{chance.randint(0, 9)}00",
        "price": str(chance.randint(49, 1999)),
    }
