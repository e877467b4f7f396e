"""Which documents print the same text: verbatim, cut, under another head, with a new lead, reworded.

Two texts are *the same* if at least half of the longer one is in the other, and one is a *cut* of
another if at least three fifths of it are. In both cases nearly all names and numbers must agree:
notices made from one template share their words, not those. What stands in quotation marks does not
count, and a short text that fits two different longer ones, such as a press release that two
articles copy a paragraph from, binds them to nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from kgraph.graph.identity import publisher_id
from kgraph.model import Document

if TYPE_CHECKING:
    from kgraph.graph.sketches import Shingles

__all__ = ["RULES_VERSION", "Copies", "credited", "grouped", "voice"]

RULES_VERSION = "1"
"""Changes whenever the rules give other groups for the same texts."""

SAME = 0.5
"""Share of the longer text that the same text has."""
CUT = 0.6
"""Share of the shorter text that a cut has."""
AGREE = 0.75
"""Share of the names and numbers of the shorter text that the longer one has."""
NEARLY = 0.1
"""A second longer text that holds nearly as much of a cut makes its home doubtful."""
LEAST = 20
"""Shingles of a text that is compared; shorter ones must be equal."""
LEAST_EQUAL = 8

_Facts: TypeAlias = tuple[frozenset[str], frozenset[str]]
_Cut: TypeAlias = tuple[str, float, bool]
"""A longer text, how much of the shorter one it has, and whether that is enough to be its home."""

# "PORT AVAR (Evening Wire) —": the credit line of an agency's report.
_DATELINE = re.compile(
    r"^[A-ZÀ-Þ]{2}[A-ZÀ-Þ .'’/,-]*(?:[A-Z][a-z]{2,8}\.? \d{1,2},?)? *\(([A-Z][^():\d\n]{1,40})\)\s*[-–—]",
    re.MULTILINE,
)
_HEAD = 600
"""Characters at the start of an article among which a credit line is looked for."""


class Copies:
    """The groups of documents that print the same text. Found when the first question comes.

    The outcome does not depend on the order of the documents. Documents with equal ids are one. `groups`
    are those of the same documents where they are known, as `grouped` gives them.
    """

    def __init__(self, documents: Iterable[Document] = (), groups: Mapping[str, str] | None = None) -> None:
        self._given = documents
        self._found = groups
        self._authors: dict[str, frozenset[str]] = {}

    def group(self, id: str) -> str:
        """The id that stands for all copies of a document: the least one of theirs."""
        return self._groups.get(id, id)

    def members(self, document: Document) -> tuple[Document, ...]:
        """The document and its copies, by id."""
        ids = self._ids.get(self.group(document.id))
        return (ids and self._read(ids)) or (document,)

    def all(self) -> list[tuple[Document, ...]]:
        """Every group of at least two documents, each by id."""
        return [self._read(ids) for _, ids in sorted(self._ids.items())]

    def authors(self, document: Document) -> frozenset[str]:
        """Keys of those who may have written the text first, as `voice` gives them.

        These are whom a copy credits, else all that print it.
        """
        group = self.group(document.id)
        if group not in self._authors:
            self._authors[group] = _authors(self.members(document))
        return self._authors[group]

    def _read(self, ids: Sequence[str]) -> tuple[Document, ...]:
        return tuple(self._documents[id] for id in ids)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self._given}

    @cached_property
    def _groups(self) -> Mapping[str, str]:
        if self._found is not None:
            return self._found
        return grouped({id: document.text for id, document in self._documents.items()})

    @cached_property
    def _ids(self) -> Mapping[str, Sequence[str]]:
        """The ids of each group, sorted."""
        made: defaultdict[str, list[str]] = defaultdict(list)
        for id, group in sorted(self._groups.items()):
            made[group].append(id)
        return made


def voice(document: Document) -> str:
    """A key of the publisher, or of the document itself where its publisher is unknown."""
    return _publisher(document.publisher) if document.publisher else f"document:{document.id}"


def credited(document: Document) -> str | None:
    """The key of the agency that the credit line names, if there is one.

    >>> credited(Document("PORT AVAR, May 2 (Evening Wire) — The register shrank."))
    'evening-wire'
    """
    found = _DATELINE.search(document.text, 0, _HEAD)
    return _publisher(found[1]) if found else None


@lru_cache(maxsize=1 << 14)
def _publisher(name: str) -> str:
    return publisher_id(name)


def _authors(documents: Iterable[Document]) -> frozenset[str]:
    documents = list(documents)
    if credits := {key for document in documents if (key := credited(document))}:
        return frozenset(credits)
    printed = {voice(document): document.publisher for document in documents}
    named = {
        key
        for key, name in printed.items()
        if name and any(_names(document, name) for document in documents if voice(document) != key)
    }
    return frozenset(named or printed)


def _names(document: Document, publisher: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(publisher)}(?!\w)", document.text) is not None


def grouped(texts: Mapping[str, str]) -> dict[str, str]:
    """The least id of its group for the id of each text that has copies.

    Texts with equal shingles are compared only once. None is held after it was looked at, so that `texts`
    may read them when they are asked for.
    """
    from kgraph.graph.sketches import shingles

    made = {id: shingles(texts[id]) for id in sorted(texts)}
    equal: defaultdict[bytes, list[str]] = defaultdict(list)
    for id, runs in made.items():
        equal[runs.tobytes() if len(runs) >= LEAST_EQUAL else id.encode()].append(id)
    firsts = [ids[0] for ids in equal.values() if len(made[ids[0]]) >= LEAST]
    firsts.sort(key=lambda id: (-len(made[id]), id))
    sets = _Sets(made)
    for ids in equal.values():
        for id in ids:
            sets.join(ids[0], id)
    cuts = _join_same(sets, firsts, made, texts)
    _join_cuts(sets, firsts, cuts)
    found = {id: sets.find(id) for id in made}
    sizes = Counter(found.values())
    return {id: group for id, group in found.items() if sizes[group] > 1}


def _join_same(
    sets: _Sets, ids: list[str], made: Mapping[str, Shingles], texts: Mapping[str, str]
) -> dict[str, list[_Cut]]:
    """Joins texts that are the same. Returns what each other text may be a cut of."""
    from kgraph.graph.sketches import candidates, facts, shared

    known = lru_cache(maxsize=1 << 14)(lambda id: facts(texts[id]))
    cuts: defaultdict[str, list[_Cut]] = defaultdict(list)
    for one, other in candidates([made[id] for id in ids]):
        longer, shorter = ids[min(one, other)], ids[max(one, other)]
        common = shared(made[longer], made[shorter])
        same, cut = common / len(made[longer]), common / len(made[shorter])
        if same >= SAME and _agree(known(shorter), known(longer)):
            sets.join(longer, shorter)
        elif cut >= CUT - NEARLY:
            cuts[shorter].append((longer, cut, cut >= CUT and _agree(known(shorter), known(longer))))
    return cuts


def _join_cuts(sets: _Sets, ids: Iterable[str], cuts: Mapping[str, list[_Cut]]) -> None:
    """Joins every cut to the one text it is from; `ids` by falling length, so that chains of cuts hold."""
    for id in ids:
        best: dict[str, tuple[float, bool]] = {}
        for longer, share, holds in cuts.get(id, ()):
            home = sets.find(longer)
            best[home] = max((share, holds), best.get(home, (share, holds)))
        most = max((share for share, _ in best.values()), default=0.0)
        homes = [(home, holds) for home, (share, holds) in best.items() if share >= most - NEARLY]
        if len(homes) == 1 and homes[0][1]:
            sets.join(homes[0][0], id)


def _agree(shorter: _Facts, longer: _Facts) -> bool:
    return len(shorter[0] & longer[1]) >= AGREE * len(shorter[0])


class _Sets:
    """Disjoint sets of ids, each known by its least one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._parent = {id: id for id in ids}

    def find(self, id: str) -> str:
        while self._parent[id] != id:
            self._parent[id] = self._parent[self._parent[id]]
            id = self._parent[id]
        return id

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
