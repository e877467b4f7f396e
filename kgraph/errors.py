"""Everything that kgraph raises on purpose.

    KgraphError                 one clear sentence: what, where, and the cure
    ├── DocumentError           an input that cannot be read as an article
    ├── ModelMissingError       no English spaCy model is installed
    ├── OntologyError           a file of the ontology, lexicon or catalogue does not hold
    ├── ClaimError              a claim, or a row that should be one, does not hold
    ├── GraphError              a graph file or a question to it does not hold
    ├── LanguageModelError      a language model is not named, not there, or gives no answers
    └── OutputError             a result cannot be written where it was asked for

Messages are for people: they name the file and the place, and say what to do. `faults` keeps the
single findings when a checker collected several before raising.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ClaimError",
    "DocumentError",
    "GraphError",
    "KgraphError",
    "LanguageModelError",
    "ModelMissingError",
    "OntologyError",
    "OutputError",
]


class KgraphError(Exception):
    """Base of every error that kgraph raises on purpose."""

    def __init__(self, message: str, faults: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.faults: tuple[str, ...] = tuple(faults)


class DocumentError(KgraphError):
    """An input that cannot be read as an article."""


class ModelMissingError(KgraphError):
    """No English spaCy model is installed."""


class OntologyError(KgraphError):
    """A file of the ontology, the lexicon or the catalogue does not hold."""


class ClaimError(KgraphError):
    """A claim, or a row that should be one, does not hold."""


class GraphError(KgraphError):
    """A graph file, or a question to a graph, does not hold."""


class LanguageModelError(KgraphError):
    """A language model is not named, not there, or gives no answers."""


class OutputError(KgraphError):
    """A result cannot be written where it was asked for."""
