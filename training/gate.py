"""The gate that tells which paragraphs are worth parsing: trains it, and measures what it costs and saves.

    python -m training.gate            # train, then measure
    python -m training.gate --measure [PASSAGES]   # measure; claims in about so many passages, not in all

A sentence of the corpus counts as one that makes a claim where an annotated claim has its evidence;
sentences of `training/news/` make none. What is measured: claims of the run without the gate that the run
with it lacks.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from kgraph.build import gather
from kgraph.extraction.stages import outcomes
from kgraph.language.clues import clues, sentences
from kgraph.language.gate import POSSIBLE, scores, worth_parsing
from kgraph.language.layout import flatten, pieces
from kgraph.model import Claim, Document, Evidence, Stance
from training.corpus import Passage, held_out, read_corpus
from training.features import Bags
from training.news import articles
from training.scores import EXAMPLES, FRESH
from training.weights import SHIPPED, save_linear, workshop

__all__ = ["found_alone", "train_gate"]

TECHNEWS = Path(__file__).parents[1] / "benchmarks" / "technews.txt"
"""Templates of general news that the gate was not trained with."""
NEWS = 260
"""Articles of general news to train with: the templates ten times over."""
STRENGTH = 0.1
LEAST_PASSAGES = 3
LEAST_WEIGHT = 0.03
MOST = 4
"""Claims of a sentence; one with more counts as often as with so many."""


def train_gate(passages: Sequence[Passage], folder: Path) -> None:
    """Write `gate.npz`."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # it has no types

    bags = Bags()
    counts: list[int] = []
    for passage in passages:
        if not passage.is_held_out:
            for words, claims in _labelled(passage):
                bags.add(clues(words))
                counts.append(claims)
    for article in articles(NEWS, seed=1):
        for words, _, _ in _sentences(article.text):
            bags.add(clues(words))
            counts.append(0)
    made = np.array(counts)
    rows, names = bags.table(LEAST_PASSAGES)
    weight = np.clip(made, 1, MOST)
    model = LogisticRegression(C=STRENGTH, max_iter=300).fit(rows, made > 0, sample_weight=weight)
    save_linear(folder, "gate", ["claim"], model.intercept_, model.coef_.T, names, least=LEAST_WEIGHT)


def _labelled(passage: Passage) -> Iterator[tuple[str, int]]:
    """Each sentence with the number of claims that it makes: a good part of their evidence is in it."""
    for words, start, end in _sentences(passage.text):
        shared = [(min(end, claim.end) - max(start, claim.start), claim) for claim in passage.claims]
        yield words, sum(size > min(25, 0.4 * (claim.end - claim.start)) for size, claim in shared)


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of each sentence as the gate sees them, and where they stand."""
    flat = flatten(text)
    for piece in pieces(text):
        start = piece.body
        for words in sentences(flat[piece.body : piece.end]):
            start = flat.index(words, start)
            yield words, start, start + len(words)
            start += len(words)


def _lost(documents: Iterable[Document]) -> tuple[int, int, int, int]:
    """Claims of the run without the gate, how many the run with it lacks, and how many only that one has; of
    the first, how many would not be parsed were their paragraph alone in an article on other things.
    """
    found = lost = new = alone = 0
    for document in documents:
        (all_read,), (gated,) = (list(outcomes([document], None, thorough)) for thorough in (True, False))
        if isinstance(all_read, list) and isinstance(gated, list):
            before, after = set(map(_said, all_read)), set(map(_said, gated))
            found += len(before)
            lost += len(before - after)
            new += len(after - before)
            score = _paragraphs(document.text)
            alone += sum(score(evidence.start, evidence.end) < POSSIBLE for *_, evidence in before)
    return found, lost, new, alone


def _paragraphs(text: str) -> Callable[[int, int], float]:
    """What tells the score of the likeliest paragraph that a span of the text has a part in."""
    flat = flatten(text)
    parts = [(piece, max(scores(flat[piece.body : piece.end]))) for piece in pieces(text)]
    return lambda start, end: max(score for piece, score in parts if start < piece.end and piece.start < end)


def _said(claim: Claim) -> tuple[tuple[str, str, str], Stance, str | None, Evidence]:
    return claim.saying, claim.stance, claim.source.name, claim.evidence


def _shares_parsed(documents: Iterable[Document]) -> tuple[float, float]:
    """Shares of the documents and of the characters that are parsed."""
    parsed: list[bool] = []
    size = read = 0
    for document in documents:
        found = pieces(document.text)
        worth = worth_parsing(flatten(document.text), found)
        parsed.append(any(worth))
        size += len(document.text)
        read += sum(piece.end - piece.start for piece, is_so in zip(found, worth, strict=True) if is_so)
    return sum(parsed) / len(parsed), read / size


def _not_parsed(passages: Iterable[Passage]) -> tuple[int, int]:
    """How many annotated claims there are, and of how many nothing of their evidence is parsed."""
    claims = missed = 0
    for passage in passages:
        found = pieces(passage.text)
        worth = worth_parsing(flatten(passage.text), found)
        read = [piece for piece, is_so in zip(found, worth, strict=True) if is_so]
        claims += len(passage.claims)
        missed += sum(not any(claim.is_in(each.start, each.end) for each in read) for claim in passage.claims)
    return claims, missed


def found_alone(passages: Iterable[Passage]) -> tuple[float, float]:
    """The shares of claims that are parsed where their sentence, or their paragraph, stands alone."""
    sentences_made: list[tuple[float, int]] = []
    paragraphs_made: list[float] = []
    for passage in passages:
        score = _paragraphs(passage.text)
        sentences_made += [(max(scores(words)), made) for words, made in _labelled(passage)]
        paragraphs_made += [score(claim.start, claim.end) for claim in passage.claims]
    found = sum(made for score, made in sentences_made if score >= POSSIBLE)
    return (
        found / sum(made for _, made in sentences_made),
        sum(score >= POSSIBLE for score in paragraphs_made) / len(paragraphs_made),
    )


def main(arguments: Sequence[str]) -> None:
    """Train, if so asked, and print the table."""
    passages = read_corpus()
    if "--measure" not in arguments:
        with workshop(SHIPPED) as folder:
            train_gate(passages, folder)
    counts = [int(each) for each in arguments if each.isdigit()]
    count = counts[0] if counts else len(passages)
    measured, fresh = held_out(passages), read_corpus(FRESH)
    step = max(1, len(measured) // count)
    news = list(articles(320, seed=3, templates=TECHNEWS))
    started = time.process_time()
    shares = _shares_parsed(news)
    speed = sum(len(article.text) for article in news) / (time.process_time() - started)
    print(f"general news: {shares[0]:.1%} of articles, {shares[1]:.1%} of characters parsed")
    print(f"the gate alone: {speed:,.0f} characters a second")
    print(f"held out passages: {_shares_parsed(p.document for p in measured)[1]:.1%} of characters parsed")
    for name, some in (("held out", measured), ("fresh", fresh)):
        claims, missed = _not_parsed(some)
        print(f"{name}: of {claims} annotated claims, {missed} are not parsed ({missed / claims:.2%})")
    alone = found_alone(measured)
    print(f"held out, alone in an article on other things: {alone[0]:.1%} of claims by sentence are parsed")
    print(f"the same by paragraph: {alone[1]:.1%}")
    for name, documents in (
        ("examples", list(gather(EXAMPLES / "articles"))),
        ("fresh", [passage.document for passage in fresh[:count]]),
        ("held out", [passage.document for passage in measured[::step]]),
    ):
        found, lost, new, alone = _lost(documents)
        print(f"{name:10}{found:6} claims, {lost} lost ({lost / found:.2%}), {new} others", flush=True)
        print(
            f"{'':10}{alone} in paragraphs that would not be parsed alone ({alone / found:.2%})", flush=True
        )


if __name__ == "__main__":
    main(sys.argv[1:])
