"""Sentences, sources and articles for people to read in a terminal."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterable, Iterator

from kgraph.model import Claim, Document
from kgraph.words import counted, joined, one_line

__all__ = ["article", "by_sentence", "evidence_lines", "plain", "several", "wrapped"]

WIDEST = 110
"""Columns of the longest line, where the terminal has more."""


def plain(text: str) -> str:
    r"""Text of an article on one line, harmless, with single blanks.

    >>> plain("two\n   lines")
    'two lines'
    """
    return " ".join(one_line(text).split())


def wrapped(text: str, indent: int, hanging: int = 0, lead: str = "") -> str:
    """Text broken at blanks to the width of the terminal, indented; later lines by `hanging` more.

    `lead` stands before the text as it is, a column of its own.
    """
    width = min(shutil.get_terminal_size((100, 24)).columns, WIDEST)
    return textwrap.fill(
        plain(text),
        max(width, indent + hanging + 20),
        initial_indent=" " * indent + lead,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


def article(document: Document) -> str:
    """An article by its title, publisher and day."""
    return plain(document.reference)


def by_sentence(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that stand in one sentence of one article together, in the order of the first."""
    groups: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.place, []).append(claim)
    return list(groups.values())


def evidence_lines(
    claims: Iterable[Claim], indent: int, number: Callable[[Document], int] | None = None
) -> Iterator[str]:
    """Who says it and how, the sentence, and the article; a sentence with several claims stands once.

    `number` gives an article its number in a list of them, which then stands for it.
    """
    for group in by_sentence(claims):
        document, evidence = group[0].document, group[0].evidence
        said = _said_by(group)
        if number is not None:
            day = document.published.isoformat() if document.published else "undated"
            place = f"[{number(document)}], {day}, character {evidence.start}"
            yield wrapped(f"{said}: “{evidence.quote}” {place}", indent, 2)
            continue
        yield wrapped(f"{said}: “{evidence.quote}”", indent, 2)
        yield wrapped(f"— {article(document)}, character {evidence.start}", indent + 2, 2)


def _said_by(claims: Iterable[Claim]) -> str:
    """Stances with their sources: `alleged by A and B, denied by C`.

    One that a language model takes otherwise says so: `alleged (llama3.1 says asserted) by A`.
    """
    sources: dict[str, list[str]] = {}
    for claim in claims:
        sources.setdefault(claim.stance_label, []).append(str(claim.source))
    return ", ".join(f"{stance} by {joined(names)}" for stance, names in sources.items())


def several(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun, in digits alone, which programs can read.

    >>> several(1, "claim"), several(2000, "entity", "entities")
    ('1 claim', '2000 entities')
    """
    return counted(count, one, many, comma="")
