"""The part of a graph that is kept in a file: opened without reading it, read when it must be, and saved."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kgraph.graph.copies import Copies
from kgraph.graph.deciding import Deciding
from kgraph.graph.decisions import Decision

if TYPE_CHECKING:
    from kgraph.graph.lookup import Lookup
    from kgraph.graph.settled import Who

__all__ = ["Keeping"]

_OF_A_BUILD = "graph"
"""What `kgraph build` calls each graph file, beside the ending."""


class Keeping(Deciding):
    """A graph that may have a file behind it, of which it has read nothing, the decisions, or all."""

    def __init__(self) -> None:
        super().__init__()
        self._versions: dict[str, str] = {}
        self._lookup: Lookup | None = None
        self._decided = False
        # Of the file that was read: where it is, and which claims are not as it has them.
        self._read_from: Path | None = None
        self._touched: set[str] = set()
        self._whole_name: str | None = None

    @property
    def name(self) -> str | None:
        """What captions call it: its file without the ending, or the folder of a build; None without a file.

        A part of a graph is called as the whole.
        """
        path = self._lookup.path if self._lookup is not None else self._read_from
        if path is None:
            return self._whole_name
        return path.stem if path.stem != _OF_A_BUILD else path.resolve().parent.name

    def save(self, path: str | PathLike[str]) -> None:
        """Write into a graph file, all or nothing; what an existing one holds already stays in it.

        Raises `GraphError` where the file is something else, newer than this program, or locked.
        """
        from kgraph.graph import file

        place = Path(path).resolve()
        if self._lookup is not None and self._lookup.path.resolve() == place:
            # Nothing was read, so that nothing but decisions can be new.
            file.write(Path(path), (), (), self.decisions())
            self._decided = False
            self._changed()
            return
        self._load()
        versioned = [(document, self._versions.get(document.id)) for document in self._index.documents]
        same = self._read_from == place
        kept = self._claims.keys() - self._touched if same else frozenset()
        file.write(Path(path), versioned, self._claims.values(), self.decisions(), kept=kept)
        self._read_from, self._touched = place, set()

    @classmethod
    def open(cls, path: str | PathLike[str]) -> Self:
        """The graph of a file that `save` wrote. Raises `GraphError` where it is none.

        Nothing is read yet: a question about one entity, relation or article reads what it needs, and a
        decision what it is about; the first question about the whole graph, or the first claim added,
        reads all.
        """
        from kgraph.graph.lookup import Lookup

        graph = cls()
        graph._lookup = Lookup(Path(path))
        return graph

    @property
    def _asked(self) -> Lookup | None:
        """The file that answers; None where claims were read from it, or decisions taken that it lacks."""
        return None if self._decided else self._lookup

    def _load(self) -> None:
        """Read all of the file that this graph was opened from, if that was not done yet."""
        if self._lookup is None:
            return
        from kgraph.graph import file

        path = self._lookup.path
        contents = file.read(path)
        self._lookup = None
        for claim in contents.claims:
            self._claims[claim.id] = claim
        for document, version in contents.documents:
            self._documents[document.id] = document
            if version is not None:
                self._versions[document.id] = version
        if contents.copies is not None:
            self._copies = Copies(tuple(self._documents.values()), contents.copies)
        if not self._decided:
            self._decisions = {decision.about: decision for decision in contents.decisions}
        self._read_from, self._touched = path.resolve(), set()

    def _load_decisions(self) -> None:
        if (asked := self._asked) is not None:
            self._decisions = {decision.about: decision for decision in asked.decisions()}

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Take over decisions, each in the place of an older one about the same. Returns how many are new.

        On a graph whose file was not read yet this reads the decisions alone, and so does `save`.
        """
        new = super().decide(decisions)
        self._decided = self._decided or (self._lookup is not None and new > 0)
        return new

    def _claim_ids(self, beginning: str) -> list[str]:
        if (asked := self._asked) is not None:
            return asked.claim_ids(beginning)
        self._load()
        exact = beginning in self._claims
        return [beginning] if exact else [id for id in self._claims if id.startswith(beginning)]

    def _who_is_who_unread(self) -> Who | None:
        return None if self._lookup is None else self._lookup.who_is_who(self.decisions())
