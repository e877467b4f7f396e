"""How good the pipeline is on the held-out passages and on the example articles, as numbers and as tables."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from kgraph.build import extract
from kgraph.evaluate import GoldDocument, Report, document_name, evaluate, read_gold
from kgraph.evaluate.matching import distinct_claims, match_claims
from kgraph.language import load_model
from kgraph.model import Claim
from training.corpus import Passage, gold_documents, held_out, read_corpus

__all__ = [
    "EXAMPLES",
    "FRESH",
    "SHOWN",
    "Measured",
    "measure",
    "measure_examples",
    "model_table",
    "overall_table",
    "relation_table",
    "reliability_table",
    "speed_table",
]

EXAMPLES = Path(__file__).parents[1] / "examples"
FRESH = Path(__file__).with_name("fresh")
"""Passages that were annotated before the pipeline first read them, and that change nothing in it."""
BINS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
SHOWN = 15
"""Gold claims from which on a relation is shown, and has a floor, by itself."""


@dataclass(frozen=True)
class Measured:
    """The claims of some documents beside their gold; `seconds` is how long it took to find them.

    `words` is how many there are between blanks.
    """

    gold: tuple[GoldDocument, ...]
    claims: tuple[Claim, ...]
    seconds: float
    words: int

    @cached_property
    def report(self) -> Report:
        """Scores by relation."""
        return evaluate(self.gold, self.claims)

    @cached_property
    def judged(self) -> list[tuple[float, bool]]:
        """Confidence of each claim and whether it is right; debatable claims and repetitions left out."""
        by_document: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            by_document[document_name(claim.document)].append(claim)
        judged = []
        for document in self.gold:
            matches = match_claims(document.claims, distinct_claims(by_document[document.id]))
            judged += [(claim.confidence, True) for _, claim in matches.hits]
            judged += [(claim.confidence, False) for claim in matches.extra]
        return judged


def measure(passages: Sequence[Passage] | None = None, *, workers: int | None = 1) -> Measured:
    """The real pipeline over passages, by default over all that are held out.

    By this process, which may read its models from another folder (`reading`): others do not.
    """
    chosen = held_out(read_corpus()) if passages is None else passages
    load_model()  # not what is to be timed
    started = time.perf_counter()
    claims = tuple(extract([passage.document for passage in chosen], workers=workers, cache=False))
    seconds = time.perf_counter() - started
    words = sum(len(passage.text.split()) for passage in chosen)
    return Measured(tuple(gold_documents(chosen)), claims, seconds, words)


def measure_examples() -> Measured:
    """The real pipeline over the articles of `examples/`."""
    started = time.perf_counter()
    claims = tuple(extract(EXAMPLES / "articles", workers=1, cache=False))
    seconds = time.perf_counter() - started
    words = sum(len(file.read_text("utf-8").split()) for file in (EXAMPLES / "articles").iterdir())
    return Measured(tuple(read_gold(EXAMPLES / "gold.jsonl")), claims, seconds, words)


def overall_table(rows: Sequence[tuple[str, Measured]]) -> str:
    """A Markdown table: a row of scores for each measured set."""
    lines = ["| texts | documents | gold claims | precision | recall | F1 | stance | source | silence |"]
    lines.append("| --- |" + " ---: |" * 8)
    for name, measured in rows:
        report = measured.report
        total = report.total
        ratios = f"{total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f}"
        shares = f"{report.stance} | {report.source} | {report.silence}"
        lines.append(f"| {name} | {report.documents} | {total.wanted} | {ratios} | {shares} |")
    return "\n".join(lines)


def relation_table(measured: Measured) -> str:
    """A Markdown table: the scores of each relation with enough gold claims (`SHOWN`)."""
    lines = ["| relation | gold claims | precision | recall | F1 |", "| --- |" + " ---: |" * 4]
    for relation, score in measured.report.groups.items():
        if score.wanted >= SHOWN:
            ratios = f"{score.precision:.2f} | {score.recall:.2f} | {score.f1:.2f}"
            lines.append(f"| `{relation}` | {score.wanted} | {ratios} |")
    return "\n".join(lines)


def reliability_table(measured: Measured) -> str:
    """A Markdown table: what share of the claims of a range of confidence is right."""
    lines = ["| confidence | claims | right | mean confidence |", "| --- |" + " ---: |" * 3]
    for low, high in pairwise(BINS):
        last = high == BINS[-1]
        here = [
            (sure, right) for sure, right in measured.judged if low <= sure < high or (last and sure == high)
        ]
        if here:
            share = sum(right for _, right in here) / len(here)
            mean = sum(sure for sure, _ in here) / len(here)
            lines.append(f"| {low:.1f}–{high:.1f} | {len(here)} | {share:.2f} | {mean:.2f} |")
    return "\n".join(lines)


def model_table(folder: Path) -> str:
    """A Markdown table: what the models hold and weigh."""
    lines = ["| model | kB | holds |", "| --- | ---: | --- |"]
    for file in sorted(folder.glob("*.npz")):
        with np.load(file, allow_pickle=False) as stored:
            if "roots" in stored:
                holds = f"{len(stored['roots'])} trees, {len(stored['value']):,} nodes"
            elif "names.vocabulary" in stored:
                holds = f"vectors of {len(stored['piece']):,} word pieces, as MiniLM has them"
            elif "names.relations" in stored:
                holds = f"{sum(stored[name].size for name in stored.files) / 1e6:.1f} million weights"
            else:
                holds = f"{len(stored['weights']):,} weights of {len(stored['keys']):,} features"
        lines.append(f"| `{file.stem}` | {file.stat().st_size / 1000:,.0f} | {holds} |")
    return "\n".join(lines)


def speed_table(measured: Measured) -> str:
    """A Markdown table: how long reading took, the loading of the spaCy model aside."""
    speed = measured.words / measured.seconds
    return (
        "| documents | words | seconds | words a second |\n| ---: | ---: | ---: | ---: |\n"
        f"| {len(measured.gold)} | {measured.words:,} | {measured.seconds:.0f} | {speed:,.0f} |"
    )
