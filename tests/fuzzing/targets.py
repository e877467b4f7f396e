"""Readers and parsers of kgraph, each with inputs that it takes, for the fuzzer to change."""

from __future__ import annotations

import json
import tempfile
import traceback
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

import kgraph
from kgraph.claims.amounts import find_amounts, find_counts
from kgraph.claims.when import find_times
from kgraph.documents import opening
from kgraph.documents.dates import parse_day, published_in_lines, published_in_path
from kgraph.documents.days import day_of
from kgraph.documents.decoding import UnreadableError, decode
from kgraph.documents.front_matter import FrontMatterError, read_front_matter
from kgraph.documents.head import guess_publisher, guess_title
from kgraph.documents.markdown import first_heading, plain_text
from kgraph.documents.page_facts import page_facts
from kgraph.documents.piece import Piece
from kgraph.errors import KgraphError
from kgraph.evaluate import read_gold
from kgraph.export import FORMATS
from kgraph.export.importing import read_rdf
from kgraph.graph import ClaimGraph
from kgraph.graph.decisions import Decision, Verdict, about_claim, decision_as_line, read_decisions
from kgraph.language import gate
from kgraph.language.layout import flatten, pieces
from kgraph.llm.answers import read_answer
from kgraph.model.rows import claim_as_line, read_claims
from kgraph.ontology import ontology
from kgraph.ontology.catalogue_files import read_catalogue
from kgraph.ontology.lexicon import read_triggers
from kgraph.sparql.guard import check
from kgraph.sparql.ready import ready_queries
from tests.builders import sample_claims
from tests.documents.samples import PARAGRAPHS, SAMPLES, page

__all__ = ["OURS", "TARGETS", "Target"]

OURS = (KgraphError, UnreadableError, FrontMatterError)
"""What a parser may raise."""
PACKAGE = Path(kgraph.__file__).parent
ARTICLE = (
    "---\ntitle: Northgate struck off\ndate: 2017-07-12\npublisher: Daily Ledger\n---\n\n"
    "# Northgate struck off\n\nBy MARA VOSS | 12 July 2017\n\n" + "\n\n".join(PARAGRAPHS) + "\n\n"
    "- a list, *with* [a link](http://a.example)\n"
    "> quoted\n\n| body | sum |\n| --- | --- |\n| ministry | €3.5 million |\n\n```\ncode\n```\n"
)
TIMES = (
    "On 3 May 2024, since early 2017, from March 2015 to June 2016, last Tuesday, three years ago, "
    "in Q3 2019, between 2012 and 2014, the mid-1990s, by the end of next month; $4.5 million, "
    "400 million users, £3bn-£4bn, two and a half billion euros, 12 percent, "
    "a five-year contract worth 1,200,000 dollars."
)
DATES = b"2017/07/12/a.html\nWed, 12 Jul 2017 13:44:00 +0200\n1499859840"


class Target:
    """A parser, and inputs that it takes."""

    def __init__(self, run: Callable[[bytes], object], seeds: Iterable[bytes]) -> None:
        self.run = run
        self.seeds = tuple(seeds)


def _text(parse: Callable[[str], object]) -> Callable[[bytes], object]:
    return lambda data: parse(data.decode("utf-8", "replace"))


def _lines(parse: Callable[[list[str]], object]) -> Callable[[bytes], object]:
    return lambda data: parse(data.decode("utf-8", "replace").splitlines())


def _in_file(parse: Callable[[Path], object], ending: str) -> Callable[[bytes], object]:
    def run(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, f"given{ending}")
            path.write_bytes(data)
            return parse(path)

    return run


def _format(name: str) -> Callable[[bytes], object]:
    """Reading a file. A fault of a library costs the file, as it does for users; one of ours is raised."""

    def told(error: Exception) -> str:
        if Path(traceback.extract_tb(error.__traceback__)[-1].filename).is_relative_to(PACKAGE):
            raise error
        return "breaks a library"

    def run(data: bytes) -> object:
        with patch.object(opening, "_broken", told):
            return list(opening.articles_of(Piece.of(name, data)))

    return run


def _dates(text: str) -> object:
    lines = text.splitlines()
    return [
        *(parse_day(line) for line in lines),
        *(day_of(line) for line in lines),
        published_in_lines(lines),
        published_in_path(text),
    ]


def _head(text: str) -> object:
    return guess_title(text), guess_publisher(text.splitlines()), first_heading(text)


def _layout(text: str) -> object:
    flat = flatten(text)
    cut = pieces(flat)
    assert len(flat) == len(text), "characters keep their places"
    return gate.worth_parsing(flat, cut)


def _values(text: str) -> object:
    return find_times(text, date(2024, 5, 3)), find_times(text, None), find_amounts(text), find_counts(text)


@cache
def _graph_bytes() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.kgraph")
        ClaimGraph(sample_claims()).save(path)
        return path.read_bytes()


def _open(path: Path) -> object:
    graph = ClaimGraph.open(path)
    return graph.claims(), list(graph.relations()), graph.decisions()


def _exported(format: str) -> bytes:
    return "".join(f"{line}\n" for line in FORMATS[format].lines(ClaimGraph(sample_claims()))).encode()


_CLAIMS = "".join(f"{claim_as_line(claim)}\n" for claim in sample_claims()).encode()
_SAID = {
    "s": ["Orrin"],
    "p": "banned_by",
    "o": ["Avaria"],
    "stance": "asserted",
    "source": None,
    "core": True,
}
_GOLD = {"id": "a-1", "claims": [_SAID]}
_ANSWERED = {
    "subject": "Orrin",
    "relation": "banned_by",
    "object": "Avaria",
    "stance": "asserted",
    "quote": "q",
}
_ANSWER = {"claims": [_ANSWERED]}
_DECIDED = (
    Decision("company:orrin", "company:tallis", Verdict.SAME, "Orrin is Tallis"),
    about_claim(Verdict.REJECT, "0123456789abcdef", "Orrin led_by Mara Voss", "misread"),
)
_DECISIONS = "".join(f"{decision_as_line(one)}\n" for one in _DECIDED).encode()
_ONTOLOGIES = Path(__file__).parents[2] / "ontologies"


def _some_lines(path: Path, count: int = 300) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:count])


def _catalogue(path: Path) -> object:
    return read_catalogue(path, ontology().types)


TARGETS: Mapping[str, Target] = {
    **{f"read {name}": Target(_format(name), [data]) for name, data in SAMPLES.items()},
    "read a.md": Target(_format("a.md"), [ARTICLE.encode()]),
    "read a.txt": Target(_format("a.txt"), ["\n\n".join(PARAGRAPHS).encode(), ARTICLE.encode()]),
    "decoding": Target(decode, ["Škoda naïve “quoted” €3".encode(), "Škoda €".encode("cp1250"), b"plain"]),
    "front matter": Target(_text(read_front_matter), [ARTICLE.encode()]),
    "markdown": Target(_text(plain_text), [ARTICLE.encode()]),
    "title and publisher": Target(_text(_head), [ARTICLE.encode(), TIMES.encode()]),
    "dates": Target(_text(_dates), [TIMES.encode(), DATES]),
    "page facts": Target(_text(page_facts), [page().encode()]),
    "layout and gate": Target(_text(_layout), [ARTICLE.encode()]),
    "times and amounts": Target(_text(_values), [TIMES.encode()]),
    "claims of JSON lines": Target(_lines(read_claims), [_CLAIMS]),
    "decisions": Target(_lines(read_decisions), [_DECISIONS]),
    "gold": Target(_in_file(read_gold, ".jsonl"), [json.dumps(_GOLD).encode()]),
    "Turtle": Target(_in_file(read_rdf, ".ttl"), [_exported("turtle")]),
    "TriG": Target(_in_file(read_rdf, ".trig"), [_exported("trig")]),
    "JSON-LD": Target(_in_file(read_rdf, ".jsonld"), [_exported("jsonld")]),
    "RDF/XML": Target(_in_file(read_rdf, ".rdf"), [_exported("rdfxml")]),
    "graph file": Target(_in_file(_open, ".kgraph"), [_graph_bytes()]),
    "SPARQL guard": Target(_text(check), [query.text.encode() for query in ready_queries().values()]),
    "answers of models": Target(_text(read_answer), [json.dumps(_ANSWER).encode()]),
    "lexicon": Target(
        _in_file(read_triggers, ".csv"), map(_some_lines, sorted(_ONTOLOGIES.glob("lexicon/*/s*.csv")))
    ),
    "catalogue": Target(
        _in_file(_catalogue, ".csv"), map(_some_lines, sorted(_ONTOLOGIES.glob("catalogue/gov*.csv")))
    ),
}
