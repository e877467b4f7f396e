"""One article through all stages: parse → find_mentions → find_claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import KgraphError
from kgraph.model import Claim, Document

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Batch", "Failure", "Outcome", "batches", "outcomes", "own_fault", "warm_up"]

Batch: TypeAlias = Sequence[Document]

MOST_DOCUMENTS = 64
MOST_CHARACTERS = 30_000
"""Of the texts of a batch, which is what a worker is given at a time: some seconds of work where all of it
is worth reading, long against what the way to the worker costs."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why the claims of an article could not be read: a fault of kgraph, a worker that died of it, a language
    model without an answer. `claims` are those that were found all the same, where only some could be read.
    """

    reason: str
    claims: tuple[Claim, ...] = ()


Outcome: TypeAlias = list[Claim] | Failure


def own_fault(error: Exception) -> Failure:
    """What nobody foresaw went wrong with one article."""
    return Failure(f"a fault of kgraph itself ({type(error).__name__}: {error}); please report it")


def outcomes(batch: Batch, model: Language | None, thorough: bool) -> list[Outcome]:
    """What each article of a batch says. With `thorough`, all of their sentences are parsed.

    An article says the same whatever others are in the batch.

    Raises:
        ModelMissingError: no English spaCy model is installed.
    """
    from kgraph.claims import find_claims
    from kgraph.language import load_model, parse
    from kgraph.mentions import find_mentions

    nlp = load_model() if model is None else model
    read: dict[str, Outcome] = {}
    try:
        with nlp.memory_zone():  # the words of these articles are forgotten with them
            for document, doc in parse(batch, nlp, thorough=thorough):
                read[document.id] = find_claims(document, doc, find_mentions(document, doc))
    except KgraphError:
        raise  # something is missing or broken for all articles
    except Exception as error:
        if len(batch) > 1:
            return [outcome for document in batch for outcome in outcomes([document], model, thorough)]
        return [own_fault(error)]
    return [read.get(document.id, []) for document in batch]


def batches(documents: Iterable[Document], most: int = MOST_CHARACTERS) -> Iterator[list[Document]]:
    """The articles in their order, in batches of about equal work: `most` characters, or one long article."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        if batch and (len(batch) == MOST_DOCUMENTS or size + len(document.text) > most):
            yield batch
            batch, size = [], 0
        batch.append(document)
        size += len(document.text)
    if batch:
        yield batch


def warm_up() -> None:
    """Load everything that reading an article needs.

    Raises:
        ModelMissingError: no English spaCy model is installed.
    """
    text = "Northgate Systems was banned by the Ministry of Works of Avaria, said Mara Voss."
    outcomes([Document(text)], None, thorough=True)
