"""What reading costs beside parsing: raw spaCy, then mentions, then claims, and what is in those.

    python benchmarks/extraction.py [PASSAGES]

The texts are dense with names and relations: passages of `training/corpus/`, spread evenly over it. Each of
three runs reads all of them, stage by stage; seconds are medians of the runs. A ratio compares a stage with
the raw spaCy pipeline (`nlp.pipe` over the same texts) in the same run, and is a median too. The parts of
claims are timed on parses of their own. Everything runs on one thread, and seconds are those of the
processor, so that other work on the machine hardly changes them.
"""

from __future__ import annotations

import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"
sys.path.insert(0, str(Path(__file__).parents[1]))  # for `training`, which is not installed

from kgraph.claims import find_claims
from kgraph.claims.amounts import find_amounts
from kgraph.claims.attribution import origin_chain, publisher_of
from kgraph.claims.dating import when_of
from kgraph.claims.encoded import encode
from kgraph.claims.pairs import candidates, views
from kgraph.claims.qualifying import qualifiers_of
from kgraph.claims.relations import judge
from kgraph.claims.sources import find_source
from kgraph.claims.stance import decide_stance, stance_features
from kgraph.claims.voices import listen
from kgraph.claims.when import find_times
from kgraph.language import load_model, parse
from kgraph.mentions import find_mentions
from kgraph.model import Document, Mention, Source
from training.corpus import read_corpus

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

RUNS = 3
RAW = "spaCy pipeline alone"
Read = list[tuple[Document, "Doc", list[Mention]]]
Seconds = dict[str, float]


def main(count: int) -> None:
    """Print the table."""
    passages = read_corpus()
    documents = [passage.document for passage in passages[:: max(1, len(passages) // count)][:count]]
    model = load_model()
    tokens = sum(len(doc) for doc in model.pipe(document.text for document in documents))
    run(documents[:3], model)  # all models are loaded before anything counts
    runs = [run(documents, model) for _ in range(RUNS)]
    print(f"{len(documents)} passages, {tokens:,} tokens, medians of {RUNS} runs\n")
    print(f"{'stage':40}{'seconds':>9}{'of spaCy':>10}{'tokens/s':>10}")
    for stage in runs[0]:
        seconds = median(each[stage] for each in runs)
        ratio = median(each[stage] / each[RAW] for each in runs)
        print(f"{stage:40}{seconds:>9.2f}{ratio:>9.2f}×{tokens / max(seconds, 1e-9):>10,.0f}")


def run(documents: list[Document], model: Language) -> Seconds:
    """The seconds of each stage, in one run."""
    spent: Seconds = defaultdict(float)
    with timed(spent, RAW):
        list(model.pipe(document.text for document in documents))
    with timed(spent, "parse: spaCy, paragraph by paragraph"):
        parsed = list(parse(documents, model))
    with timed(spent, "mentions"):
        read = [(document, doc, find_mentions(document, doc)) for document, doc in parsed]
    with timed(spent, "claims"):
        found = sum(len(find_claims(*each)) for each in read)
    spent["all: from texts to claims"] = sum(spent.values()) - spent[RAW]
    again = [(document, doc, find_mentions(document, doc)) for document, doc in parse(documents, model)]
    made = sum(parts(spent, *each) for each in again)
    if made < found:
        raise SystemExit(f"the parts made {made} claims, the whole {found}: they are no longer the same")
    return spent


def parts(spent: Seconds, document: Document, doc: Doc, mentions: list[Mention]) -> int:
    """What `find_claims` does, step by step; how many claims, before equal ones are put together."""
    with timed(spent, "  candidates: rows and features"):
        for view in views(doc, mentions):
            list(candidates(view))
    with timed(spent, "  encoder, and candidates with its types"):
        encoded, _, mentions = encode(doc, mentions)
    with timed(spent, "  judging: features, trees"):
        sure = [judgement for judgement in judge(encoded) if judgement.is_claim]
    with timed(spent, "  voices"):
        inside = listen(doc, document.text).inside
    with timed(spent, "  times, amounts"):
        times, amounts = find_times(document.text, document.published), find_amounts(document.text)
    publisher = publisher_of(document)
    for judgement in sure:
        relation, one, other = judgement.relation, judgement.candidate.subject, judgement.candidate.object
        trigger = doc[judgement.candidate.trigger(relation)]
        with timed(spent, "  encoder: stances"):
            by_encoder = encoded.stances(judgement.number, relation)
        with timed(spent, "  stances"):
            decide_stance(stance_features(doc, trigger, one, other, relation, inside), by_encoder)
        with timed(spent, "  sources"):
            speaker = find_source(doc, trigger, one, other, relation, mentions, inside)
        with timed(spent, "  dates, qualifiers, origins"):
            source = Source(speaker.entity.name, id=speaker.entity.id) if speaker else publisher
            origin_chain(doc, trigger, mentions, publisher, source)
            when_of(document, doc, trigger, times, relation)
            qualifiers_of(document, doc, trigger, relation, one, other, mentions, amounts)
    return len(sure)


@contextmanager
def timed(spent: Seconds, stage: str) -> Iterator[None]:
    """Count the seconds of the processor for a stage."""
    start = time.process_time()
    yield
    spent[stage] += time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
