"""The extractors by name: rules, a language model, or both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from kgraph.errors import KgraphError
from kgraph.extraction import Reading, read_articles, rules_version
from kgraph.extraction.stages import Outcome
from kgraph.gathering import BuildReport
from kgraph.llm.endpoint import Endpoint
from kgraph.llm.prompting import LLM_VERSION, Prompts
from kgraph.model import Document

__all__ = ["EXTRACTORS", "ChosenExtractor", "extractor_of"]

EXTRACTORS = ("rules", "llm", "both")


class ChosenExtractor(Protocol):
    """What reads articles, and a name for all that decides what it finds in them."""

    @property
    def version(self) -> str:
        """An article is read again when, and only when, this changes."""

    def read(self, documents: Iterable[Document], report: BuildReport) -> Iterator[tuple[Document, Outcome]]:
        """Each article with what it says, in their order."""


@dataclass(frozen=True, slots=True)
class _Rules:
    reading: Reading

    @property
    def version(self) -> str:
        return rules_version(self.reading.thorough)

    def read(self, documents: Iterable[Document], report: BuildReport) -> Iterator[tuple[Document, Outcome]]:
        return read_articles(documents, self.reading)


@dataclass(frozen=True, slots=True)
class _Model:
    reading: Reading
    endpoint: Endpoint
    with_rules: bool

    @property
    def version(self) -> str:
        """What is verified with decides what is kept, so that the rules count here too."""
        name = "both" if self.with_rules else "llm"
        digest = Prompts.read(self.endpoint.prompts).digest
        rules = rules_version(self.reading.thorough)
        return f"{name} {self.endpoint.model} {LLM_VERSION}+{digest} {self.endpoint.trust:g} {rules}"

    def read(self, documents: Iterable[Document], report: BuildReport) -> Iterator[tuple[Document, Outcome]]:
        from kgraph.llm.reading import Settings, read_with_model

        reading = self.reading
        settings = Settings(self.endpoint, self.with_rules, reading.thorough, reading.model)
        return read_with_model(documents, settings, report)


def extractor_of(name: str, reading: Reading, endpoint: Endpoint | None = None) -> ChosenExtractor:
    """The extractor of a name; without an `endpoint`, one that needs it takes that of the environment.

    Raises:
        KgraphError: no such extractor, or one that does not go with the engine.
        LanguageModelError: no language model is named.
    """
    if name == "rules":
        if endpoint is not None:
            raise KgraphError("The rules ask no language model: choose the extractor llm or both.")
        return _Rules(reading)
    if name not in EXTRACTORS:
        raise KgraphError(f"There is no extractor {name!r}: choose one of {', '.join(EXTRACTORS)}.")
    if reading.engine != "processes":
        raise KgraphError(
            f"The extractor {name} works in this process: leave out the engine {reading.engine}."
        )
    return _Model(reading, Endpoint.from_environment() if endpoint is None else endpoint, name == "both")
