"""The prompts: files that can be read and replaced, and a digest that says which ones made a claim."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Any, TypeAlias

from kgraph.errors import LanguageModelError
from kgraph.llm.answer_schema import answer_schema, relation_lines
from kgraph.llm.answers import on_one_line
from kgraph.llm.budget import about_tokens, most_tokens
from kgraph.llm.orders import find_orders, without_orders
from kgraph.model import Document, content_id
from kgraph.ontology import Ontology, ontology

__all__ = ["LLM_VERSION", "Messages", "Prompts"]

LLM_VERSION = "3"
"""Of what is done with an answer: rises when the same answer gives other claims."""

LONGEST_LABEL = 300
"""Characters that are sent of a title and of a publisher."""

AROUND_MESSAGES = 16
"""Tokens that servers add to the two messages."""

PROMPTS = Path(__file__).parent / "prompts"
SYSTEM, PASSAGE = "system.md", "passage.md"

Messages: TypeAlias = tuple[str, str]
"""What the system says, and what the user says."""


@dataclass(frozen=True)
class Prompts:
    """Both templates and the ontology that fills them.

    `$relations` and `$types` may stand in `system`; `$title`, `$publisher`, `$published` and `$passage` in
    `passage`, which must have the last. A `$` that is a dollar is written `$$`.
    """

    system: str
    passage: str
    ontology: Ontology

    @classmethod
    def read(cls, folder: Path | None = None) -> Prompts:
        """The prompts of a folder; a file that it does not have is that of the package.

        Raises `LanguageModelError` where the folder is none, has neither file, or a file does not hold.
        """
        found = {}
        for name in (SYSTEM, PASSAGE):
            own = folder / name if folder is not None else None
            path = own if own is not None and own.is_file() else PROMPTS / name
            found[name] = path
        if folder is not None and not any(path.parent == folder for path in found.values()):
            raise LanguageModelError(f"{folder}: has no {SYSTEM} and no {PASSAGE}; copy them from {PROMPTS}.")
        texts = {name: _read(path) for name, path in found.items()}
        made = cls(texts[SYSTEM], texts[PASSAGE], ontology())
        _check(found[SYSTEM], made.system, {"relations", "types"}, set())
        _check(found[PASSAGE], made.passage, {"title", "publisher", "published", "passage"}, {"passage"})
        return made

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The JSON schema of an answer."""
        return answer_schema(self.ontology)

    @cached_property
    def digest(self) -> str:
        """12 hexadecimal characters over both prompts as they are sent, and the schema."""
        return content_id(self.filled, self.passage, self._schema_text, size=6)

    @cached_property
    def _schema_text(self) -> str:
        return json.dumps(self.schema)

    @cached_property
    def filled(self) -> str:
        """What the system says."""
        lines = {"relations": relation_lines(self.ontology), "types": ", ".join(self.ontology.types)}
        return Template(self.system).substitute(lines)

    def messages(self, document: Document, passage: str) -> Messages:
        """What is sent for one passage of a document."""
        published = document.published.isoformat() if document.published else "unknown"
        return self.filled, Template(self.passage).substitute(
            title=_label(document.title),
            publisher=_label(document.publisher),
            published=published,
            passage=passage,
        )

    def about(self, messages: Messages) -> int:
        """How many tokens a question has, more or less; servers write the schema before it."""
        return sum(map(about_tokens, (self._schema_text, *messages))) + AROUND_MESSAGES

    def at_most(self, messages: Messages) -> int:
        """How many tokens it has at most, whatever the model."""
        return sum(map(most_tokens, (self._schema_text, *messages))) + AROUND_MESSAGES


def _label(text: str | None) -> str:
    """A title or a publisher, which strangers wrote too: on one line, of bounded length, without orders."""
    line = on_one_line(text or "", LONGEST_LABEL)
    return without_orders(line, 0, len(line), find_orders(line)).strip() or "unknown"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageModelError(f"{path}: the prompt cannot be read ({error}).") from error


def _check(path: Path, text: str, known: set[str], needed: set[str]) -> None:
    template = Template(text)
    if not template.is_valid():
        raise LanguageModelError(f"{path}: has a `$` that stands for nothing; write a dollar as `$$`.")
    named = set(template.get_identifiers())
    if wrong := sorted(named - known):
        raise LanguageModelError(f"{path}: knows no ${wrong[0]}; there are {', '.join(sorted(known))}.")
    if missing := sorted(needed - named):
        raise LanguageModelError(f"{path}: must have ${missing[0]}, where the text of the article goes.")
