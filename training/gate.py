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
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np

from kgraph.build import gather
from kgraph.extraction.stages import outcomes
from kgraph.language.clues import clues, sentences
from kgraph.language.gate import POSSIBLE, scores, worth_parsing
from kgraph.language.layout import flatten, pieces
from kgraph.model import Claim, Document
from training.corpus import Passage, held_out, read_corpus
from training.features import Bags
from training.news import articles
from training.scores import EXAMPLES, FRESH
from training.weights import SHIPPED, save_linear, workshop

__all__ = ["train_gate"]

TECHNEWS = Path(__file__).parents[1] / "benchmarks" / "technews.txt"
"""Templates of general news that the gate was not trained with."""
NEWS = 260
"""Articles of general news to train with: the templates ten times over."""
STRENGTH = 0.1
LEAST_PASSAGES = 3
LEAST_WEIGHT = 0.02
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


def _lost(documents: Iterable[Document]) -> tuple[int, int, int]:
    """Claims of the run without the gate, how many the run with it lacks, and how many only that one has."""
    found = lost = new = 0
    for document in documents:
        (all_read,), (gated,) = (list(outcomes([document], None, thorough)) for thorough in (True, False))
        if isinstance(all_read, list) and isinstance(gated, list):
            before, after = set(map(_said, all_read)), set(map(_said, gated))
            found += len(before)
            lost += len(before - after)
            new += len(after - before)
    return found, lost, new


def _said(claim: Claim) -> tuple[object, ...]:
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


def _found_alone(passages: Iterable[Passage]) -> tuple[float, float]:
    """The shares of claims that are parsed where their sentence, or their paragraph, stands alone."""
    sentences_made: list[tuple[float, int]] = []
    paragraphs_made: list[float] = []
    for passage in passages:
        flat = flatten(passage.text)
        parts = [(piece, max(scores(flat[piece.body : piece.end]))) for piece in pieces(passage.text)]
        sentences_made += [(max(scores(words)), made) for words, made in _labelled(passage)]
        paragraphs_made += [
            max(score for piece, score in parts if claim.is_in(piece.start, piece.end))
            for claim in passage.claims
        ]
    found = sum(made for score, made in sentences_made if score >= POSSIBLE)
    return (
        found / sum(made for _, made in sentences_made),
        sum(score >= POSSIBLE for score in paragraphs_made) / len(paragraphs_made),
    )


def _in_news(passages: Sequence[Passage]) -> Iterator[Document]:
    """Of each passage the paragraph with most claims, in the midst of three articles of general news."""
    news = articles(3 * len(passages), seed=5, templates=TECHNEWS)
    for passage in passages:
        first, *rest = (article.text for article in islice(news, 3))
        piece = max(
            pieces(passage.text),
            key=lambda piece: sum(claim.is_in(piece.body, piece.end) for claim in passage.claims),
        )
        words = passage.text[piece.body : piece.end].strip()
        yield Document("\n\n".join([first, words, *rest]), publisher="Example Gazette")


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
    alone = _found_alone(measured)
    print(f"held out, alone in an article on other things: {alone[0]:.1%} of claims by sentence are parsed")
    print(f"the same by paragraph: {alone[1]:.1%}")
    for name, documents in (
        ("examples", list(gather(EXAMPLES / "articles"))),
        ("fresh", [passage.document for passage in fresh[:count]]),
        ("held out", [passage.document for passage in measured[::step]]),
        ("in news", list(_in_news(measured[::step]))),
    ):
        found, lost, new = _lost(documents)
        print(f"{name:10}{found:6} claims, {lost} lost ({lost / found:.2%}), {new} others", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
