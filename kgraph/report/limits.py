"""What a graph cannot know, said of one dossier with its own numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.ontology import ontology
from kgraph.query import Dossier
from kgraph.report.parts import Item, Section, say
from kgraph.words import counted

__all__ = ["limits"]

_DOUBTFUL = 0.6


def limits(found: Dossier) -> Section:
    """The section that says how far a reader may trust the rest."""
    lead = "Read this before you quote from the report."
    return Section("What this graph cannot know", lead, tuple(Item(say(text)) for text in _limits(found)))


def _limits(found: Dossier) -> Iterator[str]:
    articles = counted(len(found.documents), "article")
    yield (
        f"It knows {articles} about this subject, and nothing else. What is not in there is missing here. "
        "That nobody denies a claim does not make it true, and that nobody claims a thing does not "
        "make it false."
    )
    yield (
        "It does not test what people say. A claim is stated, alleged, proposed or denied by somebody; the "
        "stance is theirs, not a verdict."
    )
    yield (
        "Origins are counted with care, not with certainty. Copies of one text count once, and an outlet "
        "that only passes on what it heard counts as nobody of its own, as far as texts let that be seen. "
        "Two origins may still have the same person behind them."
    )
    doubtful = sum(claim.confidence < _DOUBTFUL for claim in found.claims)
    yield (
        "A program read the sentences, and it makes mistakes: with names, with who speaks, with the stance. "
        "The quoted sentence in the note decides, not the sentence of this report. The reading given as a "
        "percentage is the measured chance that a careful reader would have made the same claim of the "
        f"sentence; {counted(doubtful, 'claim')} of {len(found.claims):,} are below {_DOUBTFUL:.0%}."
    )
    yield (
        "Words such as “the company” and short names were matched with somebody by rules; the notes say "
        "where. Two who share a name may have been taken for one, or one for two."
    )
    undated = sum(claim.when is None for claim in found.claims)
    no_day = sum(document.published is None for document in found.documents)
    unsigned = sum(document.publisher is None for document in found.documents)
    yield (
        f"Claims without a time of their own: {undated:,} of {len(found.claims):,}. Articles without a date: "
        f"{no_day:,} of {len(found.documents):,}; without a known publisher: {unsigned:,}."
    )
    yield (
        f"It has words for {len(ontology().relations)} kinds of relations and reads English. All else that "
        "the articles tell is not in it."
    )
