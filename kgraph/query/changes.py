"""What changed between two graphs, relation by relation, and which articles made it change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kgraph.graph import ClaimGraph, FusedRelation
from kgraph.model import Claim, Document, Stance

__all__ = ["Change", "ChangeKind", "Diff", "diff"]


class ChangeKind(StrEnum):
    """Whether a relation came, went, or is said otherwise."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """One relation before and after; one of them is None where it is new or gone.

    `added` and `removed` are the claims that make the difference.
    """

    before: FusedRelation | None
    after: FusedRelation | None
    added: tuple[Claim, ...]
    removed: tuple[Claim, ...]

    @property
    def kind(self) -> ChangeKind:
        """New, gone or changed."""
        if self.before is None:
            return ChangeKind.NEW
        return ChangeKind.GONE if self.after is None else ChangeKind.CHANGED

    @property
    def relation(self) -> FusedRelation:
        """The relation as it is now; as it was, where it is gone."""
        relation = self.after or self.before
        assert relation is not None
        return relation

    @property
    def articles(self) -> tuple[Document, ...]:
        """The articles because of which it changed, by path: those of the claims added and removed."""
        found = {claim.document.id: claim.document for claim in (*self.added, *self.removed)}
        return tuple(sorted(found.values(), key=_place))

    @property
    def what(self) -> tuple[str, ...]:
        """What is different, in words: `now denied by Orrin Robotics`, `origins 1 → 2`."""
        return tuple(_differences(self.before, self.after, self.added))

    def __str__(self) -> str:
        because = ", ".join(document.label for document in self.articles)
        told = f"{self.kind}: {self.relation}"
        return f"{told} — {'; '.join(self.what)} ({because})" if self.what else f"{told} ({because})"


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes from one graph to another, by names, and the articles that only one of them has."""

    changes: tuple[Change, ...]
    documents_added: tuple[Document, ...]
    documents_removed: tuple[Document, ...]

    @property
    def added(self) -> tuple[Claim, ...]:
        """The claims that came; `Graph(diff.added)` can be drawn and exported."""
        return tuple(claim for change in self.changes for claim in change.added)

    @property
    def removed(self) -> tuple[Claim, ...]:
        """The claims that went."""
        return tuple(claim for change in self.changes for claim in change.removed)

    def __bool__(self) -> bool:
        return bool(self.changes or self.documents_added or self.documents_removed)


def diff(old: ClaimGraph, new: ClaimGraph) -> Diff:
    """The changes from `old` to `new`.

    A relation has changed where somebody says it who did not, with another stance, or in another
    article. Words that moved within one article, or a new confidence, are no change.
    """
    before, after = _by_key(old), _by_key(new)
    changes = []
    for key in sorted(before.keys() | after.keys()):
        was, now = before.get(key), after.get(key)
        said_before, said_now = _sayings(was), _sayings(now)
        if said_before.keys() != said_now.keys():
            added = tuple(claim for said, claim in said_now.items() if said not in said_before)
            removed = tuple(claim for said, claim in said_before.items() if said not in said_now)
            changes.append(Change(was, now, added, removed))
    order = list(ChangeKind)
    changes.sort(key=lambda change: (order.index(change.kind), _names(change.relation)))
    had = {document.id: document for document in old.documents()}
    has = {document.id: document for document in new.documents()}
    return Diff(
        tuple(changes),
        tuple(document for id, document in has.items() if id not in had),
        tuple(document for id, document in had.items() if id not in has),
    )


def _by_key(graph: ClaimGraph) -> dict[tuple[str, str, str], FusedRelation]:
    return {relation.key: relation for relation in graph.relations()}


def _sayings(relation: FusedRelation | None) -> Mapping[tuple[str, ...], Claim]:
    """One claim for each who says it, how, and where."""
    found: dict[tuple[str, ...], Claim] = {}
    for claim in relation.claims if relation else ():
        said_by = claim.source.id or claim.source.name or ""
        found.setdefault((claim.document.id, claim.stance.value, said_by), claim)
    return found


def _differences(
    before: FusedRelation | None, after: FusedRelation | None, added: tuple[Claim, ...]
) -> Iterator[str]:
    if before is None or after is None:
        return
    for stance in Stance:
        if stance in after.stances and stance not in before.stances:
            who = dict.fromkeys(str(claim.source) for claim in added if claim.stance is stance)
            yield f"now {stance} by {', '.join(who)}"
        elif stance in before.stances and stance not in after.stances:
            yield f"no longer {stance}"
    if before.disputed != after.disputed:
        yield "now disputed" if after.disputed else "no longer disputed"
    for what, was, now in (
        ("origins", before.origins, after.origins),
        ("articles", before.articles, after.articles),
        ("claims", len(before.claims), len(after.claims)),
    ):
        if was != now:
            yield f"{what} {was} → {now}"


def _names(relation: FusedRelation) -> tuple[str, str, str]:
    return relation.subject.name, relation.relation, relation.object.name


def _place(document: Document) -> tuple[str, str]:
    return document.path or "", document.id
