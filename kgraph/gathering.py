"""The articles of whatever a caller names, and the report of a run, which has all that was skipped."""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from kgraph.errors import DocumentError
from kgraph.model import Document, Stance

if TYPE_CHECKING:
    from kgraph.documents import Skipped

__all__ = ["BuildReport", "Refusal", "SkippedWarning", "Source", "Sources", "gather"]

Source: TypeAlias = str | os.PathLike[str] | Document
Sources: TypeAlias = Source | Iterable[Source]
"""Paths of files, folders and patterns, addresses, `-` for standard input, documents made in Python."""


class SkippedWarning(UserWarning):
    """An input was skipped, and nobody passed a `BuildReport` that would tell."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim of a language model that was dropped: of which document, the `reason` in a word
    (`kgraph.llm.verifying.REASONS`), more of why, what it said, and the words that it quoted for that.
    Or a sentence that was not sent, since it speaks to the model: then `said` is empty. Or what the rules
    read in such a sentence.
    """

    document: str
    reason: str
    why: str
    said: str
    quote: str


MOST_REFUSALS = 10_000
"""Kept one by one in a report; all are counted."""


@dataclass(slots=True)
class BuildReport:
    """What a run did; it fills while the run goes on.

    `documents` counts the articles given, `known` those among them that a graph file had already,
    `copies` inputs that are an article given before. The others are set by `build` at its end:
    `replaced` articles whose files hold other texts now, `in_graph` all articles of the graph, its
    `entities` and `claims`, and `seconds` of wall-clock time.

    With a language model, `refused` counts its claims that were dropped, by reason, `refusals` has them,
    and `tokens` is what it was asked and answered, kept answers left out.

    `listener` is called with each input that is skipped and each refusal that is kept, at once.
    """

    documents: int = 0
    known: int = 0
    copies: int = 0
    replaced: int = 0
    in_graph: int = 0
    entities: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    claims: Counter[tuple[str, Stance]] = field(default_factory=Counter)
    seconds: float = 0.0
    refused: Counter[str] = field(default_factory=Counter)
    refusals: list[Refusal] = field(default_factory=list)
    tokens: int = 0
    listener: Callable[[Skipped | Refusal], object] | None = field(default=None, repr=False, compare=False)

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Count claims that were dropped, and keep the first of them (`MOST_REFUSALS`)."""
        for each in refusals:
            self.refused[each.reason] += 1
            if len(self.refusals) < MOST_REFUSALS:
                self.refusals.append(each)
                if self.listener is not None:
                    self.listener(each)

    def skip(self, skipped: Skipped, *, strict: bool, told: bool) -> None:
        """Note an input that was skipped; it is a warning, too, if nobody is `told` by this report.

        Raises:
            DocumentError: the run is to be `strict`.
        """
        self.skipped.append(skipped)
        if self.listener is not None:
            self.listener(skipped)
        if strict:
            raise DocumentError(
                f"{skipped.path}: {skipped.reason} (--strict, strict=True: nothing may be skipped)"
            )
        if not told:
            warnings.warn(f"skipped {skipped.path}: {skipped.reason}", SkippedWarning, stacklevel=3)


def gather(
    sources: Sources,
    *,
    publisher: str | None = None,
    published: date | None = None,
    columns: Mapping[str, str] | None = None,
    fetch: bool = False,
    kind: str | None = None,
    strict: bool = False,
    report: BuildReport | None = None,
    copies: bool = False,
) -> Iterator[Document]:
    """The articles of the sources in their order, each once. What cannot be read is skipped and reported.

    `publisher` and `published` hold for every article, whatever it says itself. `columns` names the columns
    of dumps (`{"text": "body"}`), `fetch` allows to read addresses from the network, and `kind` is the format
    of what is named (`kgraph.documents.kinds.KINDS`) where it cannot be told from it. With `strict` the
    first input that cannot be read ends it. With `copies` an article comes as often as it is found, for
    whoever wants to know all its paths.

    Raises:
        DocumentError: a path does not exist, a folder holds no article, or nothing could be read.
    """
    from kgraph.documents import read_documents

    own = BuildReport() if report is None else report
    seen: set[str] = set()
    last: Skipped | None = None
    how = partial(
        read_documents, publisher=publisher, published=published, columns=columns, fetch=fetch, kind=kind
    )
    for read in _read(sources, how):
        if not isinstance(read, Document):
            own.skip(read, strict=strict, told=report is not None)
            last = read
        elif read.id in seen and not copies:
            own.copies += 1
        else:
            seen.add(read.id)
            yield read
    if last is not None and not seen:
        faults = [f"{skipped.path}: {skipped.reason}" for skipped in own.skipped]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise DocumentError(f"No article could be read: {last.path}: {last.reason}{more}", faults)


def _read(
    sources: Sources, read: Callable[[list[str | os.PathLike[str]]], Iterator[Document | Skipped]]
) -> Iterator[Document | Skipped]:
    """Documents as they are, paths read; neighbouring ones together, to tell of all their faults at once."""
    given = [sources] if isinstance(sources, str | os.PathLike | Document) else sources
    for _, group in groupby(given, key=lambda source: isinstance(source, Document)):
        paths: list[str | os.PathLike[str]] = []
        for source in group:
            if isinstance(source, Document):
                yield source
            else:
                paths.append(source)
        if paths:
            yield from read(paths)
